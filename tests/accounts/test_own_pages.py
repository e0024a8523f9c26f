"""The pages of one's own account: theirs alone, kept by nobody; sessions are seen and ended."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from apps.entries.access import Role, Verb, Viewer
from apps.entries.role_table import NOT_YET, TABLE_ROLES, role_may
from tests.answers import text_of
from tests.factories import state

OWN = (
    *("/account/", "/account/email/", "/account/password/", "/account/sessions/", "/account/factors/"),
    *("/account/factors/keys/", "/account/factors/codes/"),
)


@pytest.mark.parametrize("place", OWN)
def test_they_are_for_who_is_signed_in_and_kept_by_nobody(client, editor, place):
    asked = client.get(place)
    assert (asked.status_code, asked.url) == (302, f"/sign-in/?next={place}")
    client.force_login(editor)
    answer = client.get(place)
    assert answer.status_code in (200, 404)  # there are no recovery codes yet
    assert "private" in answer["Cache-Control"] or answer.status_code == 404


def test_a_session_is_ended_from_another(client, editor):
    other = Client()
    for each in (client, other):
        each.post("/sign-in/", {"username": "edith", "password": "pass"}, HTTP_USER_AGENT="Firefox on a train")
    page = client.get("/account/sessions/")
    assert text_of(page).count("Firefox on a train") == 2
    assert page.context["sessions"][0].session_key == client.session.session_key
    theirs = page.context["sessions"][1]
    client.post("/account/sessions/", {"end": theirs.pk})
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_all_others_are_ended_at_once_and_ones_own_too(client, editor, reviewer):
    clients = [client, Client(), Client()]
    for each in clients:
        each.post("/sign-in/", {"username": "edith", "password": "pass"})
    client.post("/account/sessions/", {"end": "others"})
    assert [each.get("/account/").status_code for each in clients] == [200, 302, 302]
    client.post("/account/sessions/", {"end": UserSession.objects.get().pk})
    assert client.get("/account/").status_code == 302


def test_nobody_ends_the_session_of_another(client, editor, reviewer):
    Client().post("/sign-in/", {"username": "rita", "password": "pass"})
    client.post("/sign-in/", {"username": "edith", "password": "pass"})
    theirs = UserSession.objects.get(user=reviewer)
    client.post("/account/sessions/", {"end": theirs.pk})
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_the_table_of_roles_says_what_accounts_may(editor, reviewer, administrator, django_user_model):
    entry = state()
    viewers = {
        Role.ANONYMOUS: Viewer(),
        Role.CONTRIBUTOR: Viewer.of(django_user_model.objects.create_user("vera")),
        Role.EDITOR: Viewer.of(editor),
        Role.REVIEWER: Viewer.of(reviewer),
        Role.ADMINISTRATOR: Viewer.of(administrator),
    }
    said = {(role, verb): role_may(role, verb) for role in TABLE_ROLES for verb in Verb}
    what = {Verb.CREATE: type(entry)}
    assert said == {
        (role, verb): viewer.may(verb, what.get(verb, entry)) for role, viewer in viewers.items() for verb in Verb
    }


def test_the_page_of_roles_tells_what_has_a_page(client, db):
    page = client.get("/about/roles/")
    assert page.status_code == 200
    rows = page.context["rows"]
    assert {row.verb for row in rows} == set(Verb) - NOT_YET
    assert client.post("/about/roles/").status_code == 405

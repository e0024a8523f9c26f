"""Making an account: open, by invitation or closed; an address is confirmed before the account is used."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from apps.accounts.invitations import invite
from apps.entries.access import Role, Viewer
from tests.accounts.mailbox import letters, link_in
from tests.answers import text_of

NORA = {"username": "nora", "email": "nora@example.org", "password1": "a long enough phrase"}
User = get_user_model()


@pytest.fixture
def by_invitation(settings):
    settings.SIGN_UP = "invitation"


def test_an_account_is_made_confirmed_and_signed_in(client, db):
    assert client.get("/sign-up/").status_code == 200
    answer = client.post("/sign-up/", NORA)
    assert (answer.status_code, answer.url) == (302, "/sign-up/confirm/")
    assert "Look at your mail" in text_of(client.get(answer.url))
    nora = User.objects.get(username="nora")
    assert Viewer.of(nora).role == Role.CONTRIBUTOR
    assert client.get("/account/").status_code == 302
    (letter,) = letters("nora@example.org")
    place = link_in(letter, "/sign-up/confirm/")
    assert "Is nora@example.org the e-mail address of nora?" in text_of(client.get(place))
    assert not EmailAddress.objects.get(user=nora).verified
    assert client.post(place).status_code == 302
    assert EmailAddress.objects.get(user=nora).verified
    assert "You are nora , contributor." in text_of(client.get("/account/"))


def test_confirming_in_another_browser_signs_nobody_in(client, db):
    client.post("/sign-up/", NORA)
    other = Client()
    other.post(link_in(letters()[0], "/sign-up/confirm/"))
    assert EmailAddress.objects.get().verified
    assert other.get("/account/").status_code == 302
    assert other.post("/sign-in/", {"username": "nora@example.org", "password": NORA["password1"]}).url == "/"


def test_without_confirmation_nobody_signs_in(client, db):
    Client().post("/sign-up/", NORA)
    answer = client.post("/sign-in/", {"username": "nora", "password": NORA["password1"]})
    assert answer.url == "/sign-up/confirm/"
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password1": "short"}, "at least 12 characters"),
        ({"password1": "password123456"}, "too common"),
        ({"username": "edith"}, "already exists"),
        ({"username": "EDITH"}, "already exists"),
        ({"username": "System"}, "kept for the wiki itself"),
        ({"username": "nora@home"}, "cannot have “@”"),
        ({"username": "no/ra"}, "valid username"),
        ({"email": "nora"}, "valid email"),
        ({"username": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(client, editor, wrong, said):
    answer = client.post("/sign-up/", NORA | wrong)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert User.objects.count() == 1
    assert letters() == []


def test_whether_an_address_is_known_is_told_to_its_owner_alone(client, db):
    known = Client()
    known.post("/sign-up/", NORA)
    known.post(link_in(letters()[0], "/sign-up/confirm/"))
    cache.clear()  # a letter to an address is sent at most each three minutes
    fresh = client.post("/sign-up/", NORA | {"username": "nils", "email": "nils@example.org"})
    again = Client().post("/sign-up/", NORA | {"username": "nadia"})
    assert (again.status_code, again.url) == (fresh.status_code, fresh.url)
    assert not User.objects.filter(username="nadia").exists()
    assert "/sign-up/confirm/" not in letters("nora@example.org")[-1].body


def test_who_came_with_an_invitation_makes_one_account(client, reviewer, by_invitation):
    assert "Accounts are not open to everybody" in text_of(client.get("/sign-up/"))
    assert client.post("/sign-up/", NORA).status_code == 200
    assert not User.objects.filter(username="nora").exists()
    made, secret = invite(reviewer, "Nora of the library")
    came = client.get("/sign-up/", {"invitation": secret})
    assert (came.status_code, came.url) == (302, "/sign-up/")
    assert client.post("/sign-up/", NORA).status_code == 302
    made.refresh_from_db()
    assert made.used_by.username == "nora"
    late = Client()
    late.get("/sign-up/", {"invitation": secret})
    assert late.post("/sign-up/", NORA | {"username": "nils", "email": "nils@example.org"}).status_code == 200
    assert not User.objects.filter(username="nils").exists()


def test_of_two_who_came_with_one_invitation_the_second_is_told(client, reviewer, by_invitation, monkeypatch):
    _, secret = invite(reviewer, "Nora")
    client.get("/sign-up/", {"invitation": secret})
    monkeypatch.setattr("apps.accounts.invitations.use", lambda request, account: False)  # the other was first
    answer = client.post("/sign-up/", NORA)
    assert "This invitation has been used, or has ended." in text_of(answer)
    assert not User.objects.filter(username="nora").exists()
    assert letters() == []


def test_an_invitation_whose_address_was_in_use_for_an_account_is_not_used_up(client, reviewer, by_invitation):
    EmailAddress.objects.create(user=reviewer, email="nora@example.org", verified=True, primary=True)
    made, secret = invite(reviewer, "Nora")
    client.get("/sign-up/", {"invitation": secret})
    assert client.post("/sign-up/", NORA).status_code == 302
    made.refresh_from_db()
    assert made.is_open


def test_closed_means_closed_to_the_invited_too(client, reviewer, settings):
    _, secret = invite(reviewer, "Nora")
    settings.SIGN_UP = "closed"
    client.get("/sign-up/", {"invitation": secret})
    assert client.post("/sign-up/", NORA).status_code == 200
    assert not User.objects.filter(username="nora").exists()
    assert "make one" not in text_of(client.get("/sign-in/"))

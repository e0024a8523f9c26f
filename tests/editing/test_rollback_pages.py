"""Rolling back an editor on its page: who may, what is foreseen, what is undone and what is not undone."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.entries.models import Membership, State
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/users/vandal/rollback/"


@pytest.fixture
def vandal(django_user_model):
    return django_user_model.objects.create_user("vandal")


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def edit(row, user=None, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return factories.save(row, user=user)


@pytest.fixture
def scene(vandal):
    """Belarus was changed twice by the vandal (#3, #4), Armenia once (#5) and mended by others (#6)."""
    belarus, armenia = factories.state(summary="fine"), factories.state("Armenia", summary="fine")
    edit(belarus, vandal, summary="bad")
    edit(belarus, vandal, summary="worse")
    edit(armenia, vandal, summary="bad")
    edit(armenia, summary="mended")
    return belarus, armenia


def posted(page, **typed):
    return {"since": "1", "base": str(page.context["base"]), "edit_summary": "Vandalism", **typed}


def foreseen(page):
    return [(row.changeset.number, bool(row.reasons)) for row in page.context["rows"]]


def test_what_would_be_undone_and_what_left_is_foreseen_and_nothing_is_written(client, scene):
    with CaptureQueriesContext(connection) as queries:
        page = client.get(ADDRESS, {"since": "1"})
    assert foreseen(page) == [(5, True), (4, False), (3, False)]
    assert "#4 For a test" in text_of(page)
    assert "The state Armenia was changed again by somebody else." in text_of(page)
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "SAVEPOINT"))]
    assert Changeset.objects.count() == 6


def test_each_is_undone_by_its_own_changeset_as_foreseen(client, scene, reviewer):
    belarus, armenia = scene
    page = client.get(ADDRESS, {"since": "1"})
    answer = client.post(ADDRESS, posted(page))
    said = text_of(answer)
    assert "vandal is rolled back" in said
    assert "2 changesets undone, 1 not undone." in said
    assert "The state Armenia was changed again by somebody else." in said
    assert '"/changes/7/"' in answer.content.decode()
    assert '"/changes/5/undo/"' in answer.content.decode()
    for row in (belarus, armenia):
        row.refresh_from_db()
    assert (belarus.summary, armenia.summary) == ("fine", "mended")
    made = Changeset.objects.filter(number__gt=6).order_by("number")
    assert [(each.reverts_id, each.tag, each.user, each.summary) for each in made] == [
        (4, Tag.ROLLBACK, reviewer, "Roll back #4: Vandalism"),
        (3, Tag.ROLLBACK, reviewer, "Roll back #3: Vandalism"),
    ]
    assert list(problems()) == []


def test_it_can_be_asked_for_a_number_or_a_day(client, vandal, time_machine):
    time_machine.move_to("2026-05-01T10:00:00Z")
    belarus = factories.state()
    edit(belarus, vandal, summary="bad")
    time_machine.move_to("2026-05-03T00:00:00Z")
    edit(belarus, vandal, summary="worse")
    assert foreseen(client.get(ADDRESS, {"since": "2"})) == [(3, False), (2, False)]
    assert foreseen(client.get(ADDRESS, {"since": "3"})) == [(3, False)]
    assert foreseen(client.get(ADDRESS, {"since": "2026-05-03"})) == [(3, False)]
    assert foreseen(client.get(ADDRESS, {"since": "2026-05-01"})) == [(3, False), (2, False)]
    assert "nothing to roll back" in text_of(client.get(ADDRESS, {"since": "2026-05-04"}))


@pytest.mark.parametrize("since", ["", "yesterday", "2026-02-30", "-1", "1e3", "\0", "٣"])
def test_what_cannot_be_read_is_said(client, scene, since):
    page = client.get(ADDRESS, {"since": since})
    assert page.status_code == 200
    assert 'id="since-error"' in page.content.decode()


def test_a_number_beyond_all_is_no_error(client, scene):
    assert "nothing to roll back" in text_of(client.get(ADDRESS, {"since": "9" * 40}))


def test_what_was_undone_already_is_left_out(client, scene):
    client.post(ADDRESS, posted(client.get(ADDRESS, {"since": "1"})))
    assert foreseen(client.get(ADDRESS, {"since": "1"})) == [(5, True)]


def test_an_entry_made_and_claims_tied_by_the_same_editor_go_together(client, vandal):
    hoax = State(title="Atlantis", slug="atlantis")
    csto = factories.body()
    factories.save(hoax, user=vandal)
    factories.save(Membership(member=hoax, body=csto), user=vandal)
    page = client.get(ADDRESS, {"since": "1"})
    assert foreseen(page) == [(3, False), (2, False)]
    client.post(ADDRESS, posted(page))
    assert (State.objects.count(), Membership.objects.count()) == (0, 0)


def test_a_row_that_others_changed_after_the_page_was_shown_is_shown_again(client, scene):
    belarus, _ = scene
    page = client.get(ADDRESS, {"since": "1"})
    edit(belarus, summary="mended")
    answer = client.post(ADDRESS, posted(page))
    assert answer.status_code == 409
    assert "This was changed in #7 after the page was shown" in text_of(answer)
    assert foreseen(answer) == [(5, True), (4, True), (3, True)]
    assert Changeset.objects.count() == 7


def test_what_the_editor_did_after_the_page_was_shown_is_left_for_the_next_time(client, scene, vandal):
    page = client.get(ADDRESS, {"since": "1"})
    factories.save(State(title="Atlantis", slug="atlantis"), user=vandal)
    assert "2 changesets undone, 1 not undone." in text_of(client.post(ADDRESS, posted(page)))
    assert State.objects.filter(slug="atlantis").exists()


def test_a_summary_is_asked_for(client, scene):
    page = client.get(ADDRESS, {"since": "1"})
    answer = client.post(ADDRESS, posted(page, edit_summary=""))
    assert "This field is required." in text_of(answer)
    assert foreseen(answer) == [(5, True), (4, False), (3, False)]
    assert Changeset.objects.count() == 6


def test_a_lost_base_is_said_and_nothing_is_done(client, scene):
    page = client.get(ADDRESS, {"since": "1"})
    assert "has lost the number" in text_of(client.post(ADDRESS, posted(page, base="x")))
    assert Changeset.objects.count() == 6


def test_it_is_for_reviewers(client, editor, scene):
    for user in (editor, None):
        client.logout()
        if user is not None:
            client.force_login(user)
        assert client.get(ADDRESS).status_code == (302 if user is None else 403)
        assert client.post(ADDRESS, {"since": "1", "base": "6", "edit_summary": "x"}).status_code == 403
    assert Changeset.objects.count() == 6


def test_a_reviewer_undoes_only_what_the_own_permissions_allow(client, django_user_model, scene):
    user = django_user_model.objects.create_user("rhea", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="review_entry"))
    client.force_login(user)
    page = client.get(ADDRESS, {"since": "1"})
    assert foreseen(page) == [(5, True), (4, True), (3, True)]
    answer = client.post(ADDRESS, posted(page))
    assert "0 changesets undone, 3 not undone." in text_of(answer)
    assert "You may not edit states." in text_of(answer)
    assert Changeset.objects.count() == 6


def test_there_is_no_page_for_nobody(client, scene):
    assert client.get("/users/nobody/rollback/").status_code == 404


def test_many_changesets_are_foreseen_with_few_queries(client, vandal):
    belarus = factories.state()
    for number in range(3):
        edit(belarus, vandal, summary=str(number))
    with CaptureQueriesContext(connection) as few:
        client.get(ADDRESS, {"since": "1"})
    for number in range(3, 12):
        edit(belarus, vandal, summary=str(number))
    with CaptureQueriesContext(connection) as many:
        page = client.get(ADDRESS, {"since": "1"})
    assert len(page.context["rows"]) == 12
    assert len(many) - len(few) <= 2 * 9

"""Undoing a changeset on its page: who may, what is shown, what is decided, what is written."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.door.publish import publish
from apps.entries.models import Membership, State
from tests import factories
from tests.answers import text_of
from tests.editing.forms_of_admin import address, edited, shown
from tests.editing.pages_that_act import asked, confirmed, edit, last, undo_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    """A state in three changesets: made in #1, a fact and its text changed in #2, and another fact in #3."""
    belarus = factories.state(iso_code="AA", text="a\n\nb\n\nc\n")
    edit(belarus, iso_code="BB", text="A\n\nb\n\nc\n")
    edit(belarus, summary="In Europe")
    return belarus


@pytest.fixture
def middle(belarus):
    return Changeset.objects.get(number=2)


def test_the_page_shows_what_would_be_done_and_writes_nothing(client, editor, middle):
    client.force_login(editor)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(undo_of(middle))
    said = text_of(page)
    assert page.status_code == 200
    assert "What this will change 1 fact changed, 1 paragraph." in said
    assert 'value="Undo #2: For a test"' in page.content.decode()
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "SAVEPOINT"))]
    assert len(queries) <= 25
    assert last().number == 3


def test_an_undo_in_the_middle_keeps_what_came_later_and_says_what_it_did(client, editor, belarus, middle):
    client.force_login(editor)
    answer = client.post(undo_of(middle), asked(client.get(undo_of(middle)), edit_summary="Not so"), follow=True)
    assert answer.redirect_chain == [("/changes/4/", 302)]
    assert "Changeset #2 is undone. This is changeset #4." in text_of(answer)
    belarus.refresh_from_db()
    assert (belarus.iso_code, belarus.summary, belarus.text) == ("AA", "In Europe", "a\n\nb\n\nc\n")
    made = last()
    assert (made.tag, made.reverts, made.summary, made.user) == (Tag.UNDO, middle, "Not so", editor)
    assert list(problems()) == []


def test_an_undo_can_be_undone(client, editor, belarus, middle):
    client.force_login(editor)
    confirmed(client, undo_of(middle))
    confirmed(client, undo_of(last()))
    belarus.refresh_from_db()
    assert (belarus.iso_code, belarus.text) == ("BB", "A\n\nb\n\nc\n")


def test_one_post_of_the_admin_with_three_claims_is_undone_as_one(client, reviewer):
    belarus, csto = factories.state(), factories.body()
    client.force_login(reviewer)
    rows = [("memberships-member", {"body": csto, "start": year, "status": status})
            for year, status in (("1991", "observer"), ("1995", "partner"), ("2002", "member"))]  # fmt: skip
    edited(client, belarus, *rows, text="Prose")
    assert (last().number, Membership.objects.count()) == (3, 3)
    confirmed(client, undo_of(last()))
    assert (last().number, Membership.objects.count(), State.objects.get().text) == (4, 0, "")


def test_the_anonymous_are_asked_to_sign_in(client, middle):
    for ask in (client.get, client.post):
        answer = ask(undo_of(middle))
        assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/changes/2/undo/")


def test_who_may_not_edit_is_told_why(client, django_user_model, middle):
    client.force_login(django_user_model.objects.create_user("nora"))
    assert client.get(undo_of(middle)).status_code == 403
    client.force_login(django_user_model.objects.create_user("stan", is_staff=True))
    assert "Your account may read, but not edit." in text_of(client.get(undo_of(middle)))
    editor = django_user_model.objects.create_user("rhea")
    editor.user_permissions.set(Permission.objects.filter(codename="change_body"))
    client.force_login(editor)
    page = client.get(undo_of(middle))
    assert page.status_code == 403
    assert "You may not edit states." in text_of(page)
    assert client.post(undo_of(middle), {"edit_summary": "x", "base": "3"}).status_code == 403
    assert last().number == 3


def test_a_protected_entry_is_for_reviewers_from_either_end(client, editor, reviewer):
    belarus, csto = factories.state(), factories.body(protection="reviewed")
    factories.member(belarus, csto)
    client.force_login(editor)
    assert "“CSTO” is protected" in text_of(client.get(undo_of(last())))
    assert client.post(undo_of(last()), {"edit_summary": "x", "base": "3"}).status_code == 403
    client.force_login(reviewer)
    assert confirmed(client, undo_of(last())).status_code == 302
    assert not Membership.objects.exists()


def test_an_editor_cannot_protect_an_entry_by_undoing(client, editor):
    belarus = factories.state(protection="reviewed")
    edit(belarus, protection="open")
    client.force_login(editor)
    assert client.get(undo_of(last())).status_code == 403


def test_undoing_a_creation_deletes_and_is_for_those_who_may(client, editor, reviewer):
    factories.state()
    client.force_login(editor)
    assert "You may not delete states." in text_of(client.get(undo_of(last())))
    client.force_login(reviewer)
    confirmed(client, undo_of(last()))
    assert not State.objects.exists()


def test_undoing_a_deletion_takes_what_deleting_takes(client, editor, reviewer):
    belarus = factories.state()
    publish([], [belarus], user=None, summary="Delete")
    client.force_login(editor)
    assert "You may not bring back deleted states." in text_of(client.get(undo_of(last())))
    assert client.post(undo_of(last()), {"edit_summary": "x", "base": str(last().number)}).status_code == 403
    assert not State.objects.exists()
    client.force_login(reviewer)
    confirmed(client, undo_of(last()))
    assert State.objects.exists()


def test_nothing_to_undo_says_so(client, editor, middle):
    client.force_login(editor)
    confirmed(client, undo_of(middle))
    page = client.get(undo_of(middle))
    assert "there is nothing to undo" in text_of(page)
    assert client.post(undo_of(middle), asked(page)).status_code == 302
    assert last().number == 4


def test_a_summary_and_a_base_are_asked_for(client, editor, middle):
    client.force_login(editor)
    page = client.get(undo_of(middle))
    empty = client.post(undo_of(middle), asked(page, edit_summary="  "))
    assert (empty.status_code, "This field is required." in text_of(empty)) == (200, True)
    lost = client.post(undo_of(middle), {"edit_summary": "Mine", "base": "x"})
    assert "has lost the number" in text_of(lost)
    assert 'value="Mine"' in lost.content.decode()
    assert last().number == 3


@pytest.mark.parametrize("number", [0, 99, 2**63, 2**70])
def test_there_is_no_page_for_a_changeset_that_is_not(client, editor, number):
    client.force_login(editor)
    factories.state()
    assert client.get(f"/changes/{number}/undo/").status_code == 404


def test_only_asking_and_posting_are_answered(client, editor, middle):
    client.force_login(editor)
    assert client.delete(undo_of(middle)).status_code == 405
    assert client.head(undo_of(middle)).status_code == 200


def test_hostile_text_is_shown_as_text(client, editor):
    belarus = factories.state(text="fine")
    second = edit(belarus, text="<script>alert(1)</script>", summary="<b>")
    edit(belarus, text="<img src=x onerror=alert(1)>", summary="<i>")
    client.force_login(editor)
    page = client.get(undo_of(second)).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert client.post(undo_of(second), {"edit_summary": "\0", "base": "3", "clash-\0": "\0"}).status_code in (200, 409)


def test_without_its_token_nothing_is_done(editor, middle):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(undo_of(middle), {"edit_summary": "x", "base": "3"}).status_code == 403
    assert last().number == 3


def test_the_undo_of_a_save_in_the_admin_is_the_form_as_it_was(client, editor):
    csto = factories.body(seat="Moscow", text="Prose\n")
    client.force_login(editor)
    before = shown(client.get(address(csto)))
    edited(client, csto, seat="Minsk", text="Other")
    confirmed(client, undo_of(last()))
    after = shown(client.get(address(csto)))
    assert {**after, "base": ""} == {**before, "base": ""}

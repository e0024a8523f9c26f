"""Undoing what was changed again, or cannot come back: what is decided on the page, and what stands in the way."""

import pytest

from apps.changes.models import Changeset
from apps.changes.verify import problems
from apps.door.publish import publish
from apps.entries.models import Body, Event, Membership, State
from tests import factories
from tests.answers import text_of
from tests.editing.pages_that_act import asked, confirmed, decisions, edit, last, undo_of

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


def test_what_was_changed_again_is_decided_first_and_nothing_is_written_before(client, editor, belarus, middle):
    edit(belarus, iso_code="CC", text="A!\n\nb\n\nC\n")
    client.force_login(editor)
    page = client.get(undo_of(middle))
    assert decisions(page) == {
        f"clash-state-{belarus.pk}-iso_code": "ISO 3166-1 code",
        f"clash-state-{belarus.pk}-text": "Text",
    }
    said = text_of(page)
    assert "As it was AA After this changeset BB As it is now CC" in said
    assert "Last changed in #4 by the system" in said
    unanswered = client.post(undo_of(middle), asked(page))
    assert unanswered.status_code == 409
    assert "Nothing was written yet" in text_of(unanswered)
    half = asked(page, **{f"clash-state-{belarus.pk}-text": "was"})
    assert client.post(undo_of(middle), half).status_code == 409
    assert last().number == 4


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("was", "now", ("AA", "A!\n\nb\n\nC\n")),
    ("now", "was", ("CC", "a\n\nb\n\nC\n")),
    ("was", "was", ("AA", "a\n\nb\n\nC\n")),
])  # fmt: skip
def test_each_decision_is_done_and_hunks_that_do_not_clash_are_kept(
    client, editor, belarus, middle, name, text, expected
):
    edit(belarus, iso_code="CC", text="A!\n\nb\n\nC\n")
    client.force_login(editor)
    key = f"clash-state-{belarus.pk}"
    answer = confirmed(client, undo_of(middle), **{f"{key}-iso_code": name, f"{key}-text": text})
    assert answer.status_code == 302
    belarus.refresh_from_db()
    assert (belarus.iso_code, belarus.text) == expected


def test_all_left_as_it_is_makes_no_changeset(client, editor):
    belarus = factories.state(iso_code="AA")
    second = edit(belarus, iso_code="BB")
    edit(belarus, iso_code="CC")
    client.force_login(editor)
    answer = confirmed(client, undo_of(second), **{f"clash-state-{belarus.pk}-iso_code": "now"})
    assert (answer.status_code, answer.url, last().number) == (302, "/changes/2/", 3)
    assert "there is no new changeset" in text_of(client.get("/changes/2/"))


def test_what_changed_after_the_page_was_shown_is_shown_instead_of_done(client, editor, belarus, middle):
    client.force_login(editor)
    page = client.get(undo_of(middle))
    edit(belarus, iso_code="CC")
    answer = client.post(undo_of(middle), asked(page, edit_summary="Mine"))
    assert answer.status_code == 409
    assert "This was changed in #4 after the page was shown" in text_of(answer)
    assert 'value="Mine"' in answer.content.decode()
    assert (answer.context["base"], last().number) == (4, 4)
    assert list(decisions(answer)) == [f"clash-state-{belarus.pk}-iso_code"]


def test_decisions_about_what_is_no_longer_so_are_asked_again(client, editor, belarus, middle):
    edit(belarus, iso_code="CC")
    client.force_login(editor)
    page = client.get(undo_of(middle))
    edit(belarus, iso_code="DD")
    answer = client.post(undo_of(middle), asked(page, **dict.fromkeys(decisions(page), "was")))
    assert answer.status_code == 409
    assert [chosen for _, chosen in answer.context["choices"]] == [""]
    belarus.refresh_from_db()
    assert belarus.iso_code == "DD"


def test_what_others_changed_elsewhere_does_not_stand_in_the_way(client, editor, belarus, middle):
    client.force_login(editor)
    page = client.get(undo_of(middle))
    factories.state("Armenia")
    assert client.post(undo_of(middle), asked(page)).status_code == 302


@pytest.mark.parametrize(("chosen", "left"), [("was", 0), ("now", 1)])
def test_an_entry_that_others_tied_claims_to_does_not_go_unasked(client, reviewer, chosen, left):
    belarus = factories.state()
    creation = last()
    factories.member(belarus, factories.body())
    client.force_login(reviewer)
    page = client.get(undo_of(creation))
    assert "Membership Belarus – CSTO" in text_of(page)
    assert client.post(undo_of(creation), asked(page)).status_code == 409
    client.post(undo_of(creation), asked(page, **dict.fromkeys(decisions(page), chosen)))
    assert (State.objects.count(), Membership.objects.count()) == (left, left)


def test_a_claim_tied_to_it_after_that_was_decided_is_asked_about_again(client, reviewer):
    belarus = factories.state()
    creation = last()
    factories.member(belarus, factories.body())
    client.force_login(reviewer)
    page = client.get(undo_of(creation))
    factories.member(belarus, factories.body("CIS"))
    again = client.post(undo_of(creation), asked(page, **dict.fromkeys(decisions(page), "was")))
    assert again.status_code == 409
    assert "Membership Belarus – CIS" in text_of(again)
    assert Membership.objects.count() == 2


def test_a_claim_deleted_since_can_come_back_as_it_was(client, editor):
    claim = factories.member(factories.state(), factories.body(), start="1999")
    second = edit(claim, start="2002")
    publish([], [Membership.objects.get()], user=None, summary="Gone")
    client.force_login(editor)
    page = client.get(undo_of(second))
    assert "It was changed here, and deleted since." in text_of(page)
    client.post(undo_of(second), asked(page, **dict.fromkeys(decisions(page), "was")))
    assert Membership.objects.get().start == "1999"


def test_what_other_entries_name_cannot_be_undone_and_the_page_says_who(client, reviewer):
    belarus = factories.state()
    creation = last()
    factories.event("Summit", host=belarus)
    client.force_login(reviewer)
    page = client.get(undo_of(creation))
    assert "“Belarus” cannot be deleted: the event “Summit” names it." in text_of(page)
    assert '<button class="primary"' not in page.content.decode()
    assert client.post(undo_of(creation), {"edit_summary": "x", "base": "2"}).status_code == 409
    assert (State.objects.count(), Event.objects.count()) == (1, 1)


def test_entries_that_name_each_other_go_and_come_back_together(client, reviewer):
    csto = Body(title="CSTO", slug="csto")
    staff = Body(title="Joint Staff", slug="joint-staff", parent=csto)
    factories.save(csto, staff)
    client.force_login(reviewer)
    assert confirmed(client, undo_of(last())).status_code == 302
    assert not Body.objects.exists()
    assert confirmed(client, undo_of(last())).status_code == 302
    assert Body.objects.get(slug="joint-staff").parent.slug == "csto"
    assert list(problems()) == []


def test_claims_whose_other_end_is_gone_can_be_left_out(client, reviewer):
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    removal = publish([], [Membership.objects.get()], user=None, summary="Remove")
    publish([], [csto], user=None, summary="Delete the CSTO")
    client.force_login(reviewer)
    page = client.get(undo_of(removal))
    assert "Membership Belarus – CSTO: there is no “CSTO” any more." in text_of(page)
    assert client.post(undo_of(removal), asked(page)).status_code == 409
    assert client.post(undo_of(removal), asked(page, leave_out="on")).url == f"/changes/{removal.number}/"
    assert last().number == 5

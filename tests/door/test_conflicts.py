"""A clash is told from what the editor started from: what others made of it, and what the editor did."""

import pytest

from apps.door.conflicts import explain
from apps.door.merging import EditConflict
from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.models import State
from tests import factories

pytestmark = pytest.mark.django_db
BASE = 3


def clash(saves, deletes=()):
    """How the one clash of an edit is told."""
    with pytest.raises(EditConflict) as conflict:
        publish(saves, deletes, user=None, summary="Mine", base=BASE)
    (one,) = explain(conflict.value.clashes, Viewer(), BASE)
    return one


def changed(row, **facts):
    """The same row with other facts."""
    for name, value in facts.items():
        setattr(row, name, value)
    return row


def anew(row):
    """The row as it stands, in an object of its own."""
    return type(row).objects.get(pk=row.pk)


def told(fields):
    """What fields were, and what they became."""
    return [(each.label, each.before.raw, each.after.raw) for each in fields]


@pytest.fixture
def claim():
    """The membership of one state in one body."""
    return factories.member(factories.state("Belarus", summary="One."), factories.body("CSTO"), start="2002")


def test_of_a_fact_that_both_changed_each_side_is_told(claim):
    state = State.objects.get()
    factories.save(changed(anew(state), summary="Theirs."))
    factories.save(changed(anew(state), iso_code="BY"))
    one = clash([changed(state, summary="Mine.")])
    assert (one.act, one.row, one.label, one.changeset.number) == ("field", "", "Summary", 4)
    assert told(one.theirs) == [("Summary", "One.", "Theirs.")]
    assert told(one.mine) == [("Summary", "One.", "Mine.")]


def test_of_a_claim_that_both_changed_it_is_named_by_its_ends(claim):
    factories.save(changed(anew(claim), start="2003"))
    one = clash([changed(claim, start="2004", end="2009")])
    assert (one.act, one.row, one.label) == ("field", "membership Belarus – CSTO", "Start")
    assert (told(one.theirs), told(one.mine)) == ([("Start", "2002", "2003")], [("Start", "2002", "2004")])


def test_of_a_claim_that_others_removed_the_editors_side_alone_has_fields(claim):
    publish([], [anew(claim)], user=None, summary="Gone")
    one = clash([changed(claim, start="2004")])
    assert (one.act, one.row, one.label, one.changeset.number) == ("removed", "membership Belarus – CSTO", "", 4)
    assert (told(one.theirs), told(one.mine)) == ([], [("Start", "2002", "2004")])


def test_of_a_claim_that_the_editor_removes_the_side_of_others_alone_has_fields(claim):
    factories.save(changed(anew(claim), start="2003"))
    one = clash([], [claim])
    assert (one.act, one.row, one.label, one.changeset.number) == ("removing", "membership Belarus – CSTO", "", 4)
    assert (told(one.theirs), told(one.mine)) == ([("Start", "2002", "2003")], [])


def test_what_an_entry_was_called_is_told_as_it_was_when_the_editor_started():
    csto, league, union = (factories.body(title) for title in ("CSTO", "League", "Union"))
    summit = factories.event("Summit", organisation=csto)
    factories.save(changed(anew(csto), title="Pact"), changed(anew(summit), organisation=league))
    with pytest.raises(EditConflict) as conflict:
        publish([changed(summit, organisation=union)], user=None, summary="Mine", base=4)
    (one,) = explain(conflict.value.clashes, Viewer(), 4)
    sides = [(str(each.before.shown), str(each.after.shown)) for side in (one.theirs, one.mine) for each in side]
    assert sides == [("CSTO", "League"), ("CSTO", "Union")]

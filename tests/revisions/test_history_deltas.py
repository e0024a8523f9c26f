"""What changesets did, row by row: the same from an entry's side as from the changeset's, in as many queries."""

import pytest

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.entries.access import SYSTEM
from apps.entries.models import Membership, State
from apps.revisions.comparison import exactness
from apps.revisions.deltas import deltas_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(db):
    """Entries whose claim was made, changed, moved away and back, deleted with an end, and brought back with it."""
    belarus, csto, cis = factories.state("Belarus"), factories.body("CSTO"), factories.body("CIS")
    claim = factories.member(belarus, csto, start="2002")
    for name, value in (("note", "A note."), ("body", cis), ("body", csto)):
        setattr(claim, name, value)
        factories.save(claim)
    key, claim_key = belarus.pk, claim.pk
    publish([], [belarus], user=None, summary="Delete it")
    rows = [State.history.filter(id=key)[1].instance, Membership.history.filter(id=claim_key)[1].instance]
    publish(rows, user=None, summary="Bring it back")
    return State.objects.get(pk=key), csto, cis


def told(deltas) -> set:
    return {(delta.changeset, delta.model, delta.row.pk, delta.op, tuple(delta.fields)) for delta in deltas}


def test_an_entry_sees_of_each_changeset_what_touched_it_and_nothing_else(past) -> None:
    numbers = set(Changeset.objects.values_list("number", flat=True))
    whole = [delta for deltas in deltas_of(SYSTEM, numbers).values() for delta in deltas]
    assert {delta.op for delta in whole} == {"added", "changed", "removed"}
    for entry in past:
        own = [delta for deltas in deltas_of(SYSTEM, numbers, entry).values() for delta in deltas]
        assert told(own) == told(delta for delta in whole if entry.pk in delta.touches)
        for number in numbers:
            assert told(deltas_of(SYSTEM, {number}, entry)[number]) == {each for each in told(own) if each[0] == number}


def test_what_came_back_was_added_and_not_changed(past) -> None:
    last = Changeset.objects.latest().number
    assert {delta.op for delta in deltas_of(SYSTEM, {last})[last]} == {"added"}
    assert {delta.op for delta in deltas_of(SYSTEM, {last - 1})[last - 1]} == {"removed"}


def test_no_changesets_are_no_query(past, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert deltas_of(SYSTEM, [], past[0]) == {}


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("2002", "2002-10-07", "more exact"),
        ("2002-10-07", "2002-10", "less exact"),
        ("2002", "2003", ""),
        ("2002", "2002~", "less exact"),
        ("2002~", "2002", "more exact"),
        ("2002~", "2002?", ""),
        ("2002", "2004~", ""),
        ("", "2002", ""),
        ("2009-06-14", "2009-06-14/2009-06-15", "less exact"),
        ("..", "2012", ""),
    ],
)
def test_a_date_says_whether_it_became_more_exact(before, after, note) -> None:
    assert exactness(before, after) == note

"""Undo, restore and roll back: new changesets that take back what they name, and nothing else."""

import pytest
from django.contrib.auth import get_user_model

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.door.reversal import Barred, restore, roll_back, undo
from apps.entries.access import Viewer
from apps.entries.models import Body, Membership, State
from apps.entries.world import World
from apps.revisions.revision import compare, rows_of
from tests import factories

pytestmark = pytest.mark.django_db


def last() -> Changeset:
    return Changeset.objects.latest()


def edit(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return factories.save(row)


def contents(entry, at: int | None = None) -> dict:
    rows = rows_of(World(Viewer(), at=at), type(entry), entry.pk)
    columns = {key: [field.attname for field in type(row)._meta.concrete_fields] for key, row in rows.items()}
    return {key: {name: getattr(row, name) for name in columns[key]} for key, row in rows.items()}


def test_undo_takes_back_its_own_fields_and_keeps_later_ones():
    belarus = factories.state(summary="one", text="a\n\nb\n\nc\n")
    middle = edit(belarus, summary="two", text="A\n\nb\n\nc\n")
    edit(belarus, iso_code="BY", text="A\n\nb\n\nC\n")
    undone = undo(middle, user=None)
    belarus.refresh_from_db()
    assert (belarus.summary, belarus.iso_code, belarus.text) == ("one", "BY", "a\n\nb\n\nC\n")
    assert (undone.tag, undone.reverts, undone.summary) == (Tag.UNDO, middle, "Undo #2: For a test")


def test_undo_of_what_was_changed_again_is_a_conflict_and_writes_nothing():
    belarus = factories.state(summary="one")
    middle = edit(belarus, summary="two")
    edit(belarus, summary="three")
    with pytest.raises(EditConflict) as conflict:
        undo(middle, user=None)
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.base, clash.mine, clash.theirs) == ("summary", "two", "one", "three")
    assert last().number == 3


@pytest.mark.parametrize(("decision", "summary"), [("was", "one"), ("now", "three"), ("", None), ("Was", None)])
def test_a_clash_is_settled_as_it_was_or_as_it_is_now_and_by_nothing_else(decision, summary):
    belarus = factories.state(summary="one", iso_code="AA")
    middle = edit(belarus, summary="two", iso_code="BB")
    edit(belarus, summary="three")
    settled = {f"state-{belarus.pk}-summary": decision}
    if summary is None:
        with pytest.raises(EditConflict):
            undo(middle, user=None, settled=settled)
    else:
        undo(middle, user=None, settled=settled)
    belarus.refresh_from_db()
    assert (belarus.summary, belarus.iso_code) == ((summary, "AA") if summary else ("three", "BB"))


def test_undo_of_an_added_claim_removes_it_and_of_a_removed_one_brings_it_back():
    claim = factories.member(factories.state(), factories.body(), start="2002")
    key = claim.pk
    undo(last(), user=None)
    assert not Membership.objects.exists()
    undo(last(), user=None)
    assert Membership.objects.get().pk == key


def test_undo_of_a_deletion_brings_the_entry_back_with_its_claims():
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, start="2002", end="..")
    before = contents(belarus)
    deletion = publish([], [State.objects.get()], user=None, summary="Delete")
    assert not State.objects.exists()
    undo(deletion, user=None)
    assert contents(belarus) == before
    assert list(problems()) == []


def test_undo_twice_has_nothing_left_to_do():
    change = factories.member(factories.state(), factories.body()) and last()
    undo(change, user=None)
    assert undo(change, user=None) is None


def test_a_restored_entry_is_its_former_self_in_every_field_and_claim():
    belarus, csto, cis = factories.state(text="Prose"), factories.body("CSTO"), factories.body("CIS")
    first = factories.member(belarus, csto, start="2002", end="..")
    factories.member(belarus, cis, start="1991")
    then, number = contents(belarus), last().number
    edit(belarus, text="Other", title="BY")
    edit(first, body=cis, start="2003")
    publish([], [Membership.objects.get(start="1991")], user=None, summary="Remove")
    factories.act(belarus, factories.document(), "signature", "1992")
    restored = restore(belarus, number, user=None)
    assert contents(belarus) == then
    assert restored.tag == Tag.RESTORE
    assert compare(World(Viewer()), State, belarus.pk, number, restored.number).changes == ()
    assert restore(belarus, number, user=None) is None


def test_a_deleted_entry_is_restored_whole():
    belarus = factories.state()
    factories.member(belarus, factories.body(), start="2002")
    then, number = contents(belarus), last().number
    key = belarus.pk
    publish([], [belarus], user=None, summary="Delete")
    restore(State(pk=key), number, user=None)
    assert contents(State(pk=key)) == then
    assert list(problems()) == []


def test_a_claim_to_a_deleted_entry_is_not_restored_and_nothing_is_written():
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto)
    number = last().number
    publish([], [csto], user=None, summary="Delete the CSTO")
    with pytest.raises(Refused, match="restore that first"):
        restore(belarus, number, user=None)
    assert last().number == number + 1


def test_restoring_to_before_it_was_is_refused():
    csto, belarus = factories.body(), factories.state()
    with pytest.raises(LookupError):
        restore(belarus, 1, user=None)
    assert Body.objects.get() == csto


def test_roll_back_undoes_an_editor_newest_first_and_leaves_what_others_built_on():
    vandal = get_user_model().objects.create(username="vandal")
    belarus, armenia = factories.state(summary="fine"), factories.state("Armenia", summary="fine")
    belarus.summary = "bad"
    factories.save(belarus, user=vandal)
    belarus.summary = "worse"
    factories.save(belarus, user=vandal)
    armenia.summary = "bad"
    factories.save(armenia, user=vandal)
    edit(armenia, summary="mended")
    result = roll_back(vandal, 1, user=None)
    belarus.refresh_from_db()
    assert belarus.summary == "fine"
    assert [changeset.reverts_id for changeset in result.done] == [4, 3]
    assert [changeset.number for changeset, _ in result.left] == [5]
    assert list(problems()) == []


def test_roll_back_leaves_what_its_editor_may_not_write_and_goes_on():
    vandal = get_user_model().objects.create(username="vandal")
    for name in ("Armenia", "Belarus", "Georgia"):
        factories.save(State(title=name, slug=name.lower()), user=vandal)

    def bars(plan):
        return ["Belarus is protected."] if any(str(row) == "Belarus" for row in plan.deletes.values()) else []

    result = roll_back(vandal, 1, user=None, bars=bars)
    assert [changeset.reverts_id for changeset in result.done] == [3, 1]
    ((left, reason),) = result.left
    assert (left.number, type(reason), str(reason)) == (2, Barred, "Belarus is protected.")
    assert State.objects.get().title == "Belarus"


def test_a_restoration_reverses_the_last_change_of_its_entry_whatever_came_elsewhere_since():
    belarus = factories.state()
    belarus.summary = "Later"
    last = factories.save(belarus)
    factories.state("Armenia")
    assert restore(belarus, 1, user=None).reverts == last

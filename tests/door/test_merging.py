"""Two editors at once: what touches different things is merged, what clashes comes back, nothing is lost."""

import pytest

from apps.changes.models import Changeset, Tag
from apps.door.merging import EditConflict
from apps.door.publish import came_between, publish
from apps.door.reversal import undo
from apps.entries.models import Membership, State
from tests import factories

pytestmark = pytest.mark.django_db


def copy(row):
    return type(row).objects.get(pk=row.pk)


def edit(row, *, base=None, seen=0, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return publish([row], user=None, summary="An edit", base=base, seen=seen)


@pytest.fixture
def belarus():
    return factories.state(summary="one", text="a\n\nb\n\nc\n")


def test_different_fields_and_hunks_are_merged_and_the_changeset_says_so(belarus):
    mine = copy(belarus)
    edit(copy(belarus), iso_code="BY", text="a\n\nb\n\nC\n")
    changeset = edit(mine, base=1, summary="two", text="A\n\nb\n\nc\n")
    now = copy(belarus)
    assert (now.summary, now.iso_code, now.text) == ("two", "BY", "A\n\nb\n\nC\n")
    assert changeset.tag == Tag.MERGE


def test_an_edit_on_the_latest_base_is_no_merge(belarus):
    assert edit(copy(belarus), base=1, summary="two").tag == Tag.EDIT


def test_the_same_edit_made_twice_is_no_conflict_and_no_changeset(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two")
    assert edit(mine, base=1, summary="two") is None


def test_a_clash_says_what_each_side_has_and_writes_nothing(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two")
    with pytest.raises(EditConflict) as conflict:
        edit(mine, base=1, summary="three", iso_code="BY")
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.base, clash.mine, clash.theirs) == ("summary", "one", "three", "two")
    assert (clash.changeset.number, conflict.value.latest.number) == (2, 2)
    assert (copy(belarus).summary, copy(belarus).iso_code) == ("two", "")
    assert Changeset.objects.count() == 2


def test_an_editor_who_saw_the_clash_decides_it_and_still_keeps_what_others_did_elsewhere(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two", iso_code="BY")
    edit(mine, base=1, seen=2, summary="three")
    assert (copy(belarus).summary, copy(belarus).iso_code) == ("three", "BY")


def test_a_change_after_the_clash_was_seen_clashes_again(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two")
    edit(copy(belarus), summary="two and a half")
    with pytest.raises(EditConflict):
        edit(mine, base=1, seen=2, summary="three")


def test_claims_are_merged_row_by_row(belarus):
    csto, cis = factories.body("CSTO"), factories.body("CIS")
    first = factories.member(belarus, csto, start="2002")
    base = Changeset.objects.latest().number
    edit(copy(first), end="2005")
    changeset = publish(
        [copy(first), Membership(member=belarus, body=cis, start="1991")], user=None, summary="Mine", base=base
    )
    assert changeset is not None
    assert sorted(Membership.objects.values_list("start", "end")) == [("1991", ""), ("2002", "2005")]


def test_a_claim_that_others_removed_is_left_alone_or_clashes(belarus):
    claim = factories.member(belarus, factories.body(), start="2002")
    mine, base = copy(claim), Changeset.objects.latest().number
    publish([], [copy(claim)], user=None, summary="Gone")
    assert publish([mine], user=None, summary="Untouched", base=base) is None
    with pytest.raises(EditConflict):
        edit(mine, base=base, start="2003")
    edit(mine, base=base, seen=base + 1, start="2003")
    assert Membership.objects.get().pk == claim.pk


def test_removing_what_others_changed_clashes_and_what_they_removed_does_not(belarus):
    claim = factories.member(belarus, factories.body(), start="2002")
    mine, base = copy(claim), Changeset.objects.latest().number
    edit(copy(claim), start="2003")
    with pytest.raises(EditConflict):
        publish([], [mine], user=None, summary="Remove", base=base)
    publish([], [copy(claim)], user=None, summary="Gone")
    assert publish([], [mine], user=None, summary="Remove", base=base) is None


def test_deleting_an_entry_that_others_changed_clashes(belarus):
    edit(copy(belarus), summary="two")
    with pytest.raises(EditConflict):
        publish([], [belarus], user=None, summary="Delete", base=1)
    assert State.objects.exists()


def test_a_decision_does_not_hold_where_it_was_deleted_or_brought_back_after_the_clash_was_seen(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two")
    gone = publish([], [copy(belarus)], user=None, summary="Delete")
    with pytest.raises(EditConflict) as conflict:
        edit(mine, base=1, seen=2, summary="three")
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.theirs) == ("", None)
    undo(gone, user=None)
    with pytest.raises(EditConflict) as conflict:
        edit(mine, base=1, seen=gone.number, summary="three")
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.theirs) == ("summary", "two")


def test_deciding_one_passage_keeps_what_others_did_in_another(belarus):
    mine = copy(belarus)
    edit(copy(belarus), text="A\n\nb\n\nC\n")
    with pytest.raises(EditConflict):
        edit(mine, base=1, text="x\n\nb\n\nc\n")
    edit(mine, base=1, seen=2)
    assert copy(belarus).text == "x\n\nb\n\nC\n"


def test_a_clash_names_the_changeset_that_set_the_field_and_not_a_later_one(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two")
    edit(copy(belarus), iso_code="BY")
    with pytest.raises(EditConflict) as conflict:
        edit(mine, base=1, summary="three")
    (clash,) = conflict.value.clashes
    assert (clash.changeset.number, conflict.value.latest.number) == (2, 3)


def test_a_claim_that_is_newer_than_the_base_is_merged_from_how_it_first_stood(belarus):
    base = Changeset.objects.latest().number
    claim = factories.member(belarus, factories.body(), start="2002")
    mine = copy(claim)
    edit(copy(claim), end="2012")
    edit(mine, base=base, status="observer")
    assert (copy(claim).status, copy(claim).end) == ("observer", "2012")
    with pytest.raises(EditConflict):
        edit(mine, base=base, end="2009")


def test_an_act_of_another_kind_is_called_what_it_is_though_it_was_merged(belarus):
    mine = copy(belarus)
    edit(copy(belarus), iso_code="BY")
    mine.summary = "two"
    changeset = publish([mine], user=None, summary="Back", tag=Tag.RESTORE, base=1)
    assert (changeset.tag, list(came_between([belarus.pk], 1, changeset))) == (
        Tag.RESTORE,
        [Changeset.objects.get(number=2)],
    )


def test_claims_alone_are_a_merge_where_others_touched_an_end_meanwhile(belarus):
    csto = factories.body()
    base = Changeset.objects.latest().number
    edit(copy(belarus), summary="two")
    claim = Membership(member=belarus, body=csto)
    assert publish([copy(csto), claim], user=None, summary="With the body", base=base).tag == Tag.EDIT
    claim = Membership(member=belarus, body=csto, status="observer")
    assert publish([claim], user=None, summary="By itself", base=base).tag == Tag.MERGE


def test_a_claim_that_nobody_changed_is_removed_and_one_that_was_after_that_was_seen(belarus):
    csto = factories.body()
    first, second = factories.member(belarus, csto), factories.member(belarus, csto, status="observer")
    base = Changeset.objects.latest().number
    edit(copy(second), start="2003")
    publish([], [copy(first)], user=None, summary="Remove", base=base)
    assert Membership.objects.get() == second
    with pytest.raises(EditConflict):
        publish([], [second], user=None, summary="Remove", base=base)
    publish([], [second], user=None, summary="Remove", base=base, seen=base + 1)
    assert not Membership.objects.exists()


def test_what_was_decided_stands_whatever_happened_to_other_fields(belarus):
    mine = copy(belarus)
    edit(copy(belarus), summary="two")
    edit(copy(belarus), iso_code="BY")
    edit(mine, base=1, seen=2, summary="three")
    assert (copy(belarus).summary, copy(belarus).iso_code) == ("three", "BY")


def test_what_was_deleted_after_it_was_seen_clashes_all_the_same(belarus):
    claim = factories.member(belarus, factories.body(), start="2002")
    mine, base = copy(claim), Changeset.objects.latest().number
    edit(copy(claim), start="2004")
    publish([], [copy(claim)], user=None, summary="Gone")
    with pytest.raises(EditConflict) as conflict:
        edit(mine, base=base, seen=base + 1, start="2003")
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.mine, clash.theirs, clash.changeset.number) == ("", mine, None, base + 2)


def test_a_field_that_came_back_with_its_row_was_set_by_what_brought_it_back(belarus):
    claim = factories.member(belarus, factories.body(), start="2002")
    base = Changeset.objects.latest().number
    edit(copy(claim), start="2003")
    publish([], [mine := copy(claim)], user=None, summary="Gone")
    mine.pk = claim.pk
    factories.save(mine)
    with pytest.raises(EditConflict) as conflict:
        edit(copy(claim), base=base, start="2004")
    assert conflict.value.clashes[0].changeset.number == base + 3
    assert str(conflict.value) == f"What you changed was changed by others too, up to #{base + 3}."


def test_a_row_that_came_back_after_the_base_is_merged_from_how_it_came_back(belarus):
    claim = factories.member(belarus, factories.body(), start="2002")
    key = claim.pk
    base = publish([], [claim], user=None, summary="Gone").number
    claim.pk, claim.start = key, "2003"
    factories.save(claim)
    mine = copy(claim)
    edit(copy(claim), end="2012")
    edit(mine, base=base, start="2004")
    assert (copy(claim).start, copy(claim).end) == ("2004", "2012")


def test_who_came_between_is_told_once_however_much_they_touched(belarus):
    factories.member(belarus, csto := factories.body())
    latest = edit(copy(belarus), summary="two")
    assert [changeset.number for changeset in came_between([belarus.pk, csto.pk], 1, latest)] == [3, 2]


@pytest.mark.parametrize("other", ["Armenia", "Zembla"])
def test_each_row_is_merged_with_itself_alone(belarus, other):
    other, mine = factories.state(other, summary="one"), copy(belarus)
    edit(copy(other), summary="two")
    assert edit(mine, base=2, summary="three").tag == Tag.EDIT
    assert (copy(other).summary, copy(belarus).summary, copy(belarus).title) == ("two", "three", "Belarus")

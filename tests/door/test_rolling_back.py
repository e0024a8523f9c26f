"""Which changesets of an editor are rolled back, and how many at once; what reversals say of themselves."""

import pytest
from django.contrib.auth import get_user_model

from apps.changes.models import Changeset, Tag
from apps.door import reversal, rollback
from apps.door.merging import EditConflict
from apps.door.publish import Refused, publish
from apps.door.reversal import Barred, Overtaken, restore, roll_back, standing_work, undo
from apps.entries.models import Membership, State
from tests import factories
from tests.editing.pages_that_act import edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def vandal():
    return get_user_model().objects.create(username="vandal")


@pytest.fixture
def work(vandal):
    """A state made by others (#1), and three edits of it by the vandal (#2 to #4)."""
    belarus = factories.state(summary="0")
    for number in (1, 2, 3):
        belarus.summary = str(number)
        factories.save(belarus, user=vandal)
    return belarus


def numbers(changesets):
    return [changeset.number for changeset in changesets]


@pytest.mark.parametrize(
    ("bounds", "found"),
    [((1,), [4, 3, 2]), ((3,), [4, 3]), ((5,), []), ((1, 3), [3, 2]), ((3, 3), [3]), ((3, 2), []), ((1, 0), [])],
)
def test_the_work_of_an_editor_is_bounded_on_both_sides_newest_first(work, vandal, bounds, found):
    assert numbers(standing_work(vandal, *bounds)) == found


@pytest.mark.parametrize("tag", [Tag.UNDO, Tag.ROLLBACK])
def test_what_is_undone_is_left_out_until_that_is_undone(work, vandal, tag):
    undone = undo(Changeset.objects.get(number=4), user=None, tag=tag)
    assert numbers(standing_work(vandal, 1)) == [3, 2]
    undo(undone, user=None)
    assert numbers(standing_work(vandal, 1)) == [4, 3, 2]


def test_a_restoration_undoes_nothing_by_itself(work, vandal):
    assert restore(work, 3, user=None).reverts_id == 4
    assert numbers(standing_work(vandal, 1)) == [4, 3, 2]


def test_an_undo_that_names_nothing_keeps_nothing_out(work, vandal):
    work.summary = "x"
    factories.save(work, tag=Tag.UNDO)
    assert numbers(standing_work(vandal, 1)) == [4, 3, 2]


def test_only_so_many_are_rolled_back_at_once_and_the_rest_the_next_time(work, vandal, monkeypatch):
    monkeypatch.setattr(reversal, "MOST", 2)
    monkeypatch.setattr(rollback, "MOST", 2)
    for left, done in ((1, [4, 3]), (0, [2])):
        foreseen, more = rollback.foresee(vandal, 1, lambda plan: [])
        assert (numbers(each.changeset for each in foreseen), more) == (done, left)
        assert not any(each.reasons for each in foreseen)  # each stands on what the ones before it would leave
        assert [undone.reverts_id for undone in roll_back(vandal, 1, user=None).done] == done
    work.refresh_from_db()
    assert work.summary == "0"


def test_what_does_nothing_any_more_is_neither_done_nor_left(vandal):
    belarus = factories.state(summary="fine")
    belarus.summary = "bad"
    factories.save(belarus, user=vandal)
    edit(belarus, summary="fine")
    assert rollback.foresee(vandal, 1, lambda plan: []) == ([], 0)
    result = roll_back(vandal, 1, user=None)
    assert (result.done, result.left) == ([], [])


def test_what_is_left_is_foreseen_to_stand_in_the_way_of_what_came_before_it(vandal):
    belarus = factories.state()
    for facts in ({"iso_code": "AA"}, {"iso_code": "BB", "summary": "x"}):
        for name, value in facts.items():
            setattr(belarus, name, value)
        factories.save(belarus, user=vandal)
    edit(belarus, summary="y")
    foreseen, _ = rollback.foresee(vandal, 1, lambda plan: [])
    assert [(each.changeset.number, len(each.reasons)) for each in foreseen] == [(3, 1), (2, 1)]
    barred, _ = rollback.foresee(vandal, 1, lambda plan: ["You may not."])
    assert [each.reasons for each in barred] == [[*each.reasons, "You may not."] for each in foreseen]
    assert numbers(changeset for changeset, _ in roll_back(vandal, 1, user=None).left) == [3, 2]


def test_each_that_cannot_be_is_left_with_its_reason_and_the_others_are_done(vandal):
    belarus, csto = factories.state(summary="fine"), factories.body()
    claim = Membership(member=belarus, body=csto)
    factories.save(claim)
    publish([], [claim], user=vandal, summary="Remove")
    belarus.summary = "bad"
    factories.save(belarus, user=vandal)
    factories.save(State(title="Atlantis", slug="atlantis"), user=vandal)
    csto.refresh_from_db()
    publish([], [csto], user=None, summary="Delete")

    def bars(plan):
        return ["Not this."] if plan.deletes else []

    result = roll_back(vandal, 1, user=None, bars=bars)
    assert [(changeset.number, type(error)) for changeset, error in result.left] == [(6, Barred), (4, Refused)]
    assert [undone.reverts_id for undone in result.done] == [5]


def test_what_a_reversal_says_of_itself_fits_and_is_its_editors_where_given(work, vandal):
    long = "x" * 500
    edit(work, iso_code="AA")
    changeset = factories.save(State(title="A", slug="a"), summary=long, user=vandal)
    assert undo(changeset, user=None).summary == f"Undo #6: {long}"[:500]
    assert undo(Changeset.objects.latest(), user=None, summary="Mine").summary == "Mine"
    assert roll_back(vandal, 6, user=None, summary="Vandal").done[0].summary == "Roll back #6: Vandal"
    factories.save(State(title="B", slug="b"), summary=long, user=vandal)
    assert roll_back(vandal, 10, user=None).done[0].summary == f"Roll back #10: {long}"[:500]


def test_a_restoration_says_the_title_that_comes_back(work):
    edit(work, title="Republic of Belarus")
    assert restore(work, 4, user=None).summary == "Restore “Belarus” to #4"
    assert restore(work, 5, user=None, summary="Mine").summary == "Mine"
    edit(work, title="Belarus", text="More")
    assert restore(work, 6, user=None).summary == "Restore “Belarus” to #6"


def test_what_changed_after_the_plan_was_shown_is_told_in_order(work):
    with pytest.raises(Overtaken, match="changed in #1, #2, #3, #4 after the page was shown") as overtaken:
        undo(Changeset.objects.get(number=4), user=None, base=0)
    assert overtaken.value.numbers == {1, 2, 3, 4}
    assert str(Overtaken({8, 1})).startswith("This was changed in #1, #8 after")
    assert undo(Changeset.objects.get(number=4), user=None, base=4).number == 5


def test_who_is_barred_hears_of_that_and_not_of_the_clash(work):
    second = Changeset.objects.get(number=2)
    with pytest.raises(EditConflict) as conflict:
        undo(second, user=None)
    assert conflict.value.latest.number == 4
    with pytest.raises(Barred, match=r"^No\. Never\.$") as barred:
        undo(second, user=None, bars=lambda plan: ["No.", "Never."])
    assert barred.value.reasons == ["No.", "Never."]
    assert Changeset.objects.count() == 4


def test_what_stands_in_the_way_is_told_as_the_plan_told_it_and_nothing_is_tried():
    belarus = factories.state()
    factories.event(host=belarus)
    with pytest.raises(Refused, match=r"“Belarus” cannot be deleted: the event “Summit” names it\."):
        undo(Changeset.objects.get(number=1), user=None)
    edit(belarus, slug="by")
    factories.state("Other", slug="belarus")
    with pytest.raises(Refused, match=r"“Belarus” cannot have the slug “belarus”: the state “Other” has it by now\."):
        restore(belarus, 1, user=None)


def test_an_entry_that_came_with_its_claims_goes_with_them():
    csto, belarus = factories.body(), State(title="Belarus", slug="belarus")
    came = factories.save(belarus, Membership(member=belarus, body=csto))
    undo(came, user=None)
    assert (State.objects.count(), Membership.objects.count()) == (0, 0)


def test_what_was_deleted_and_came_back_otherwise_is_left_alone():
    claim = factories.member(factories.state(), factories.body(), start="2002")
    key = claim.pk
    deletion = publish([], [claim], user=None, summary="Delete")
    claim.pk, claim.start = key, "2003"
    factories.save(claim)
    assert undo(deletion, user=None) is None
    assert Membership.objects.get().start == "2003"

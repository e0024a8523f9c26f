"""Plans by themselves: what stands in their way, in which order they write, what they rest on and would touch."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.door.merging import Clash, key_of
from apps.door.plans import Plan, plan_restore
from apps.door.publish import publish
from apps.door.working_set import WorkingSet
from apps.entries.models import Body, Event, Membership, State, Topic
from tests import factories

pytestmark = pytest.mark.django_db


def copy(row, **values):
    """The row as it stands, with other values; not saved."""
    found = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(found, name, value)
    return found


def planned(*saves, deletes=(), leave_out=False):
    """A plan to save and to delete these rows."""
    plan = Plan(WorkingSet())
    for row in saves:
        plan.look(row)
        plan.save(row)
    for row in deletes:
        plan.deletes[key_of(row)] = plan.look(row)
    return plan.close(leave_out=leave_out)


def deleted(*rows):
    """The rows, deleted: as a plan would bring them back."""
    copies = [copy(row) for row in rows]
    for row in rows:
        publish([], [copy(row)], user=None, summary="Delete")
    return copies


def said(plan):
    return [str(obstacle) for obstacle in plan.obstacles]


@pytest.fixture
def belarus():
    return factories.state()


def test_only_what_differs_is_saved(belarus):
    assert planned(copy(belarus)).is_empty
    plan = planned(copy(belarus, summary="x"))
    assert (list(plan.saves), plan.is_empty) == ([key_of(belarus)], False)
    assert not planned(deletes=[belarus]).is_empty


def test_a_slug_is_taken_unless_the_plan_frees_it(belarus):
    armenia = factories.state("Armenia")
    factories.body("Belarus")  # of another kind
    taking = copy(armenia, slug="belarus")
    assert said(planned(taking)) == ["“Armenia” cannot have the slug “belarus”: the state “Belarus” has it by now."]
    (obstacle,) = planned(taking).obstacles
    assert (obstacle.row, obstacle.other) == (armenia, belarus)
    assert said(planned(taking, copy(belarus, slug="armenia"))) == []
    assert said(planned(taking, deletes=[belarus])) == []
    assert said(planned(taking, copy(belarus, summary="x"))) != []
    assert said(planned(copy(belarus, summary="x"))) == []


def test_an_event_at_which_an_act_was_done_goes_only_with_it(belarus):
    summit = factories.event()
    act = factories.act(belarus, factories.document(), "signature", "1999", event=summit)
    assert [obstacle.other for obstacle in planned(deletes=[summit]).obstacles] == [act]
    assert said(planned(deletes=[summit, act])) == []
    assert said(planned(copy(act, event=None), deletes=[summit])) == []


def test_an_entry_that_facts_name_goes_only_with_them(belarus):
    summit = factories.event(host=belarus)
    factories.member(belarus, factories.body())  # goes with it
    assert said(planned(deletes=[belarus])) == ["“Belarus” cannot be deleted: the event “Summit” names it."]
    assert said(planned(deletes=[belarus, summit])) == []
    assert said(planned(copy(summit, host=None), deletes=[belarus])) == []
    assert said(planned(copy(summit, summary="x"), deletes=[belarus])) != []
    assert said(planned(deletes=[summit])) == []


def test_entries_come_before_what_names_them_and_go_after_it(belarus):
    csto = factories.body("CSTO")
    council = factories.body("Council", parent=csto)
    claim = factories.member(belarus, council)
    rows = [copy(row) for row in (claim, council, csto)]
    assert list(planned(deletes=reversed(rows)).deletes) == [key_of(row) for row in rows]
    deleted(council, csto)
    plan = planned(*rows)
    assert list(plan.saves) == [key_of(row) for row in reversed(rows)]
    assert plan.lost == []


def test_entries_that_name_each_other_keep_the_order_in_which_they_were_planned():
    one, two = factories.body("One"), factories.body("Two")
    rows = [copy(two, parent=one), copy(one, parent=two)]
    assert list(planned(*rows).saves) == [key_of(two), key_of(one)]
    rows = [copy(two, parent=one), copy(one, parent=one)]
    assert list(planned(*rows).saves) == [key_of(one), key_of(two)]


def test_what_names_an_entry_that_is_gone_is_lost_and_claims_can_be_left_out(belarus):
    csto = factories.body()
    summit, claim = factories.event(host=belarus, organisation=csto), factories.member(belarus, csto)
    rows, csto_key = deleted(claim, summit), csto.pk
    publish([], [copy(csto)], user=None, summary="Delete")
    plan = planned(*rows)
    assert [(lost.row.pk, lost.name, lost.entry.title) for lost in plan.lost] == [
        (claim.pk, "body", "CSTO"),
        (summit.pk, "organisation", "CSTO"),
    ]
    assert str(plan.lost[1]) == "This event names “CSTO”, which was deleted since; restore that first."
    left = planned(*rows, leave_out=True)
    assert ([lost.name for lost in left.lost], list(left.saves)) == (["organisation"], [key_of(summit)])
    assert not Plan(WorkingSet(), lost=plan.lost).is_empty
    assert Plan(WorkingSet(), lost=plan.lost).touches == {belarus.pk, csto_key, summit.pk}


def test_what_names_an_entry_that_the_plan_takes_away_or_brings_back(belarus):
    csto = factories.body()
    claim = factories.member(belarus, csto)
    (gone,) = deleted(claim)
    assert [lost.entry.title for lost in planned(gone, deletes=[csto]).lost] == ["CSTO"]
    (back,) = deleted(csto)
    assert [lost.entry.title for lost in planned(gone).lost] == ["CSTO"]
    assert planned(gone, back).lost == []


def test_what_would_change_and_be_touched(belarus):
    csto, cis, topic = factories.body("CSTO"), factories.body("CIS"), factories.make(Topic, "Topic")
    first, second = factories.member(belarus, csto), factories.member(belarus, cis)
    armenia = factories.state("Armenia")
    plan = planned(moved := copy(first, member=armenia, body=cis), copy(cis, summary="x"), deletes=[belarus])
    ops = {(type(delta.row), delta.row.pk): delta.op for delta in plan.changes}
    assert ops == {
        key_of(moved): "changed", key_of(cis): "changed", key_of(belarus): "removed", key_of(second): "removed",
    }  # fmt: skip
    assert plan.touches == {belarus.pk, csto.pk, cis.pk, armenia.pk}
    clash = Clash(topic, "summary", "", "x", "y")
    assert Plan(WorkingSet(), clashes=[clash]).touches == {topic.pk}
    assert not Plan(WorkingSet(), clashes=[clash]).is_empty


def test_what_came_after_is_what_wrote_a_row_on_which_the_plan_rests(belarus):
    factories.state("Armenia")
    csto = factories.body()
    claim = factories.member(belarus, csto)
    plan = planned(copy(belarus, summary="x"), deletes=[claim])
    assert [plan.changed_since(number) for number in (0, 1, 3, 4)] == [{1, 4}, {4}, {4}, set()]
    factories.save(copy(belarus, summary="y"))
    assert plan.changed_since(4) == {5}


def test_a_plan_on_top_of_another_finds_what_that_would_leave(belarus):
    csto = factories.body()
    claim = factories.member(belarus, csto)
    plan = planned(copy(belarus, summary="x"), deletes=[claim])
    plan.carry_out_in_mind()
    assert plan.standing.row(key_of(belarus)).summary == "x"
    assert plan.standing.row(key_of(claim)) is None
    assert State.objects.get().summary == ""


def test_restoring_deletes_what_came_since_and_rests_on_both_states(belarus):
    csto = factories.body()
    first = factories.member(belarus, csto)
    number = Changeset.objects.latest().number
    second = factories.member(belarus, csto, status="observer")
    publish([], [copy(first)], user=None, summary="Remove")
    plan = plan_restore(State, belarus.pk, number)
    assert (list(plan.saves), list(plan.deletes)) == ([key_of(first)], [key_of(second)])
    assert plan.seen == {key_of(belarus), key_of(first), key_of(second)}
    with pytest.raises(LookupError, match=r"^The body did not exist at #1\.$"):
        plan_restore(Body, csto.pk, 1)


def test_what_stands_is_asked_for_once_whether_it_stands_or_not(belarus):
    armenia, gone = factories.state("Armenia"), (State, 10**6)
    standing = WorkingSet()
    with CaptureQueriesContext(connection) as queries:
        standing.load([key_of(belarus), key_of(armenia), gone, key_of(belarus)])
        standing.load([key_of(belarus), gone])
        assert [standing.row(key) for key in (key_of(belarus), gone)] == [belarus, None]
    assert len(queries) == 1


def test_what_stands_in_mind_goes_before_what_stands(belarus):
    csto, cis = factories.body("CSTO"), factories.body("CIS")
    first, second = factories.member(belarus, csto), factories.member(belarus, cis)
    summit = factories.event(host=belarus, organisation=cis)
    standing = WorkingSet()
    assert standing.claims_of(belarus) == [first, second]
    assert (standing.claims_of(cis), standing.keeping(cis)) == ([second], [summit])
    assert (standing.keeping(belarus), standing.keeping(csto)) == ([summit], [])
    standing.save(copy(first, body=cis))
    standing.delete(second)
    standing.save(copy(summit, organisation=csto))
    assert (standing.claims_of(csto), standing.claims_of(cis)) == ([], [first])
    assert standing.claims_of(belarus) == [first]
    assert (standing.keeping(csto), standing.keeping(cis)) == ([summit], [])
    assert standing.present([belarus.pk, csto.pk, summit.pk, 10**6]) == {belarus.pk, csto.pk, summit.pk}
    standing.delete(csto)
    standing.save(State(pk=10**6, title="New", slug="new"))
    assert standing.present([belarus.pk, csto.pk, 10**6, 10**6 + 1]) == {belarus.pk, 10**6}
    assert standing.row(key_of(belarus)).slug == "belarus"
    assert standing.at_slug(State(pk=7, slug="new")).title == "New"
    assert standing.at_slug(State(pk=10**6, slug="new")) is None
    assert standing.at_slug(Body(slug="csto")) is None
    assert Membership.objects.count() == 2
    assert Event.objects.get().organisation_id == cis.pk

"""What an undo takes for a clash, which decisions settle it, and what it costs to plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.door.merging import EditConflict
from apps.door.reversal import undo
from apps.door.undo import clash_name, plan_undo
from apps.entries.models import State
from tests import factories
from tests.editing.pages_that_act import edit, last

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    """A state that was made in #1; its summary and its text were changed in #2 and in #3."""
    belarus = factories.state(summary="one", text="a\n\nb\n")
    edit(belarus, summary="two", text="A\n\nb\n")
    edit(belarus, summary="three", text="A!\n\nb\n\nc\n")
    return belarus


def test_an_entry_that_others_changed_does_not_go_unasked(belarus):
    creation = Changeset.objects.get(number=1)
    with pytest.raises(EditConflict) as conflict:
        undo(creation, user=None)
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.base.summary, clash.mine, clash.theirs.summary) == ("", "one", None, "three")
    undo(creation, user=None, settled={f"state-{belarus.pk}-": "was"})
    assert not State.objects.exists()


@pytest.mark.parametrize(
    ("decision", "kept"),
    [("was", ("one", "a\n\nb\n\nc\n")), ("now", ("three", "A!\n\nb\n\nc\n")), ("maybe", None), ("", None)],
)
def test_a_clash_is_settled_by_one_of_two_words_and_no_other(belarus, decision, kept):
    second = Changeset.objects.get(number=2)
    names = [clash_name(clash) for clash in plan_undo(second).clashes]
    assert names == [f"state-{belarus.pk}-summary", f"state-{belarus.pk}-text"]
    plan = plan_undo(second, settled=dict.fromkeys(names, decision))
    assert bool(plan.clashes) is (kept is None)
    if kept is not None:
        undo(second, user=None, settled=dict.fromkeys(names, decision))
        belarus.refresh_from_db()
        assert (belarus.summary, belarus.text) == kept


def test_a_plan_changes_nothing_that_stands(belarus):
    plan = plan_undo(Changeset.objects.get(number=3))
    (planned,) = plan.saves.values()
    assert (planned.summary, plan.standing.row((State, belarus.pk)).summary) == ("two", "three")


def test_planning_costs_one_query_more_for_each_slug_and_no_more():
    asked = []
    for many in (1, 6):
        factories.save(*(State(title=f"{many} {n}", slug=f"s-{many}-{n}", summary="x") for n in range(many)))
        rows = list(State.objects.filter(title__startswith=str(many)))
        for row in rows:
            row.summary = "y"
        factories.save(*rows)
        with CaptureQueriesContext(connection) as queries:
            plan_undo(last())
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 5

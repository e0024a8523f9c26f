"""What rolling back an editor would do, changeset by changeset, found out without writing. Must not write."""

from dataclasses import dataclass
from typing import Any

from apps.changes.models import Changeset
from apps.entries.access import SYSTEM
from apps.entries.world import World
from apps.revisions.comparison import name_entries
from apps.revisions.deltas import deltas_of

from .merging import key_of
from .plans import Plan, told_clashes
from .reversal import MOST, Bars, standing_work
from .undo import plan_undo
from .working_set import WorkingSet


@dataclass(frozen=True)
class Foreseen:
    """A changeset that would be undone, or, where there are `reasons`, left; `plan` says what undoing it does."""

    changeset: Changeset
    plan: Plan
    reasons: list[str]


def foresee(editor: Any, since: int, bars: Bars, *, until: int | None = None) -> tuple[list[Foreseen], int]:
    """What `roll_back` would do to an editor's changesets, newest first, and how many it would leave for the next time.

    Each is planned on what the ones before it would leave. Those of which nothing stands any more are left out.
    """
    work = standing_work(editor, since, until)
    taken = work[:MOST]
    deltas = deltas_of(SYSTEM, [changeset.number for changeset in taken])
    standing = WorkingSet()
    standing.load(key_of(delta.row) for found in deltas.values() for delta in found)
    foreseen = []
    for changeset in taken:
        plan = plan_undo(changeset, standing=standing, deltas=deltas[changeset.number])
        reasons = [*map(str, plan.lost), *map(str, plan.obstacles), *bars(plan)]
        if not plan.is_empty:
            foreseen.append(Foreseen(changeset, plan, reasons))
        if not (reasons or plan.clashes):
            plan.carry_out_in_mind()
    name_entries([clash.row for each in foreseen for clash in each.plan.clashes], World(SYSTEM))
    for each in foreseen:
        each.reasons[:0] = told_clashes(each.plan.clashes)
    return foreseen, len(work) - len(taken)

"""What would take back a changeset, and only that: later edits of other fields, hunks and claims are kept.

What others changed again is a clash, for a person to settle. Must not write.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from apps.changes.merge import merge_value, settle_text
from apps.changes.models import Changeset
from apps.entries.access import SYSTEM
from apps.entries.entry import Entry
from apps.revisions.deltas import Delta, changed_fields, deltas_of

from .merging import Clash, Row, key_of
from .plans import Plan
from .working_set import WorkingSet

WAS, NOW = "was", "now"
"""How a clash is settled: as it was before the changeset that is taken back, or as it is now."""

Settled = Mapping[str, str]
"""Decisions by the name of their clash (`clash_name`)."""


def plan_undo(
    changeset: Changeset,
    *,
    settled: Settled | None = None,
    leave_out: bool = False,
    standing: WorkingSet | None = None,
    deltas: list[Delta] | None = None,
) -> Plan:
    """What would take back what a changeset did, and only that.

    `standing` and `deltas` are given where they are known already: what stands, and what the changeset did.
    """
    deltas = deltas_of(SYSTEM, [changeset.number])[changeset.number] if deltas is None else deltas
    undoing = _Undoing(Plan(standing or WorkingSet(), undoes=changeset.number), settled or {})
    undoing.plan.standing.load(key_of(delta.row) for delta in deltas)
    # Claims first: an entry that was added can go once it is known which claims stay at it.
    for delta in sorted(deltas, key=lambda delta: isinstance(delta.row, Entry)):
        undoing.take_back(delta)
    return undoing.plan.close(leave_out=leave_out)


def clash_name(clash: Clash) -> str:
    """What a clash is called in a form."""
    return f"{clash.row._meta.model_name}-{clash.row.pk}-{clash.field}"


def outcomes(clash: Clash) -> tuple[Any, Any]:
    """The values that a field would have, settled as it was and as it is now: the same where nothing clashes.

    A text is brought together by passages, and only those that clash are settled either way.
    """
    values = clash.base, clash.mine, clash.theirs
    if (merged := merge_value(*values)).clean:
        return merged.value, merged.value
    if clash.row._meta.get_field(clash.field).get_internal_type() != "TextField":
        return clash.mine, clash.theirs
    return settle_text(*values)


class _Undoing:
    """Plans to take back one row after the other."""

    def __init__(self, plan: Plan, settled: Settled) -> None:
        self.plan, self.settled = plan, settled

    def take_back(self, delta: Delta) -> None:
        before, after, now = delta.before, delta.after, self.plan.look(delta.row)
        if after is None:
            if now is None:
                self.plan.save(before)
        elif before is None:
            if now is not None:
                self._take_away(after, now)
        elif now is None:
            if self._decided(Clash(after, "", after, before, None)) == WAS:
                self.plan.save(before)
        else:
            self._take_back_fields(before, after, now)

    def _take_away(self, after: Row, now: Row) -> None:
        """A row that the changeset added goes, unless others changed it, or tied claims to it that would go too."""
        clashes = bool(changed_fields(after, now))
        if isinstance(now, Entry):
            later = self.plan.staying(self.plan.standing.claims_of(now), now)
            self.plan.seen.update(map(key_of, later))
            clashes = clashes or bool(later)
        if not clashes or self._decided(Clash(now, "", after, None, now)) == WAS:
            self.plan.deletes[key_of(now)] = now

    def _take_back_fields(self, before: Row, after: Row, now: Row) -> None:
        planned = copy(now)
        for name in changed_fields(before, after):
            column = getattr(now._meta.get_field(name), "attname", name)
            clash = Clash(now, name, *(getattr(row, column) for row in (after, before, now)))
            was, kept = outcomes(clash)
            setattr(planned, column, was if was == kept or self._decided(clash) == WAS else kept)
        self.plan.save(planned)

    def _decided(self, clash: Clash) -> str:
        """What was decided about a clash; nothing as long as it was not, and then the plan says so."""
        decision = self.settled.get(clash_name(clash), "")
        if decision not in (WAS, NOW):
            self.plan.clashes.append(clash)
        return decision

"""A plan as its page shows it: what it would do, by entry, and what is to be decided. Must not know requests."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from apps.changes.diff import DiffLine as Line
from apps.changes.diff import prose_rows
from apps.changes.models import Changeset
from apps.door.merging import Clash
from apps.door.plans import Plan, title_of
from apps.door.undo import clash_name, outcomes
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.field_values import Value, label, read_value
from apps.entries.world import World
from apps.revisions.comparison import RowChange, compare_rows, is_prose, name_entries
from apps.revisions.deltas import Delta
from apps.revisions.recent import stand_or_stood
from apps.revisions.summaries import in_a_line, in_a_sentence
from apps.revisions.whole import MOST, home_of


@dataclass
class PlannedPart:
    """What would become of one entry: told in a line, and in full unless there is too much."""

    entry: Entry
    line: str
    changes: list[RowChange]


@dataclass
class Preview:
    """What a plan would do, told in a sentence and by entry."""

    sentence: str
    parts: list[PlannedPart]


def preview(plan: Plan, world: World, home: int | None = None) -> Preview:
    """What the plan would do, with entries named as they stand or last stood.

    A claim is shown once, with the first of its ends; with a `home`, the key of an entry, all is shown with that one.
    """
    in_full = len(plan.changes) <= MOST
    told = compare_rows(plan.changes, world, world, by_word=in_full)
    homes: dict[int, list[RowChange]] = defaultdict(list)
    for change in sorted(told, key=lambda change: change.claim is not None):
        if (key := home or home_of(change)) is not None:
            homes[key].append(change)
    entries = stand_or_stood(world, set(homes))
    parts = [
        PlannedPart(entries[key], in_a_line(homes[key], entries[key]), homes[key] if in_full else []) for key in homes
    ]
    return Preview(in_a_sentence(told), sorted(parts, key=lambda part: (part.entry.name, part.entry.pk)))


@dataclass
class ReversalChoice:
    """Something that a person has to decide: as it was before the changeset, or as it is now.

    `made`, `was` and `now` are the values of a fact; of a text, `lines` tell what was made of it and what came since,
    and what either decision would do to it. `since` is what became of a whole row after the changeset. `goes` are the
    claims that would go with an entry.
    """

    name: str
    title: str
    label: str
    by: Changeset
    made: Value | None = None
    was: Value | None = None
    now: Value | None = None
    lines: dict[str, list[Line]] | None = None
    since: RowChange | None = None
    goes: list[str] | None = None

    @property
    def sort(self) -> str:
        """What is to be decided: about a "fact", a "text", a row that was "added", or one that is "gone"."""
        if self.label:
            return "fact" if self.lines is None else "text"
        return "gone" if self.now is None and self.since is None and self.goes is None else "added"


def choices(plan: Plan, world: World) -> list[ReversalChoice]:
    """What is to be decided before the plan can be carried out."""
    return [_choice(plan, clash, world) for clash in plan.clashes]


def _choice(plan: Plan, clash: Clash, world: World) -> ReversalChoice:
    name_entries([clash.row], world)
    choice = ReversalChoice(clash_name(clash), title_of(clash.row), "", clash.changeset)
    if not clash.field:
        if clash.theirs is not None:
            delta = Delta(0, type(clash.row), clash.base, clash.theirs)
            choice.since = next(iter(compare_rows([delta] if delta.fields else [], world, world)), None)
            choice.goes = claim_titles(plan, clash.row, world)
        return choice
    choice.label = label(type(clash.row), clash.field)
    if is_prose(type(clash.row), clash.field):
        was, now = outcomes(clash)
        pairs = {"made": (clash.mine, clash.base), "since": (clash.base, clash.theirs)}
        pairs |= {"was": (clash.theirs, was), "now": (clash.theirs, now)}
        choice.lines = {name: prose_rows(*pair) for name, pair in pairs.items()}
    else:
        values = _values(clash, world)
        choice.made, choice.was, choice.now = values
    return choice


def _values(clash: Clash, world: World) -> list[Value]:
    """The three values of a fact: what the changeset made, what it was before, what it is now."""
    column = getattr(clash.row._meta.get_field(clash.field), "attname", clash.field)
    rows: list[Any] = []
    for value in (clash.base, clash.mine, clash.theirs):
        rows.append(copy(clash.row))
        setattr(rows[-1], column, value)
    name_entries(rows, world)
    return [read_value(row, clash.field) for row in rows]


def claim_titles(plan: Plan, row: Any, world: World) -> list[str]:
    """The claims that would go with an entry and are not the changeset's own."""
    if not isinstance(row, Entry):
        return []
    claims = plan.staying(plan.standing.claims_of(row), row)
    name_entries(claims, world)
    return [title_of(claim) for claim in claims]


def lost_claims(plan: Plan, world: World) -> list[tuple[str, Entry]]:
    """The claims that cannot come back, each with the entry that is gone."""
    lost = [each for each in plan.lost if isinstance(each.row, Claim)]
    name_entries([each.row for each in lost], world)
    return [(title_of(each.row), each.entry) for each in lost]


def walls(plan: Plan) -> list[Any]:
    """What keeps the plan from being carried out, and cannot be decided on its page."""
    lost: Iterable[Any] = (each for each in plan.lost if isinstance(each.row, Entry))
    return [*lost, *plan.obstacles]

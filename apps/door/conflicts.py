"""Clashes as an editor meets them: what they started from, what others made of it, what they made of it.

Must not know forms or HTML.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from apps.changes.models import Changeset
from apps.entries.access import Viewer
from apps.entries.claims import Claim
from apps.entries.world import World
from apps.revisions.comparison import FieldChange, compare_rows
from apps.revisions.deltas import Delta
from apps.revisions.summaries import known_ends

from .merging import Clash, Row


@dataclass(frozen=True)
class ExplainedClash:
    """A clash, told. `theirs` and `mine` are the fields as each side changed them from what the editor started from.

    `act` says what met: "field", where both changed one; "removed", where others removed the claim that the editor
    changed; "removing", where the editor removes the claim that others changed. `row` names the claim; it is empty for
    the entry's own facts.
    """

    act: str
    row: str
    theirs: tuple[FieldChange, ...]
    mine: tuple[FieldChange, ...]
    changeset: Changeset

    @property
    def label(self) -> str:
        """The field, or what the claim is."""
        return self.theirs[0].label if self.act == "field" else ""


def explain(clashes: Iterable[Clash], viewer: Viewer, base: int) -> list[ExplainedClash]:
    """The clashes of an edit that started from changeset `base`, with the entries that their values name.

    Two or three queries for all, and one or two for each to find who changed it.
    """
    clashes = list(clashes)
    deltas = [delta for clash in clashes for delta in _sides(clash)]
    changes = iter(compare_rows(deltas, World(viewer, at=base), World(viewer)))
    return [_told(clash, next(changes), next(changes)) for clash in clashes]


def _sides(clash: Clash) -> tuple[Delta, Delta]:
    """What others made of the row, and what the editor made of it; where one removed it, that side changed nothing."""
    if clash.field:
        was, theirs, mine = (_with(clash, value) for value in (clash.base, clash.theirs, clash.mine))
    else:
        was = clash.base
        theirs, mine = (was if row is None else row for row in (clash.theirs, clash.mine))
    return Delta(0, type(was), copy(was), copy(theirs)), Delta(0, type(was), copy(was), copy(mine))


def _with(clash: Clash, value: Any) -> Row:
    """The row with another value in the field that clashes."""
    row = copy(clash.row)
    field: Any = row._meta.get_field(clash.field)
    setattr(row, field.attname, value)
    return row


def _told(clash: Clash, theirs: Any, mine: Any) -> ExplainedClash:
    act = "field" if clash.field else "removed" if clash.theirs is None else "removing"
    row = ""
    if isinstance(clash.row, Claim):
        row = f"{clash.row.spec.one} {' – '.join(end.name for end in known_ends(theirs.delta.row))}"
    return ExplainedClash(act, row, theirs.fields, mine.fields, clash.changeset)

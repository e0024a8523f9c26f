"""Two revisions of one entry, claims included, set against each other. Must not know pages or JSON."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import QuerySet

from apps.entries.claims import Claim
from apps.entries.ends import at_ends, ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.specs import End
from apps.entries.world import World

from .comparison import RowChange, compare_rows
from .deltas import Delta
from .edited import Key, Sides, differ, order_of, own_row

Rows = dict[tuple[type[Entry | Claim], int], Any]
"""The rows of an entry, by model and key: itself, and every claim at one of whose ends it stands."""


PART = 100
"""Claims that are told at once."""
COUNTED = 1_000
"""Claims that are compared to count what became of them; where more were edited, it is said that they were more."""


@dataclass(frozen=True)
class RevisionComparison:
    """What differs between an entry at changeset `a` and at changeset `b`: of many claims a part, after which, at
    `after`, the next begins.

    `counted` are all changes, those of claims that are not in this part without their fields. Where more than COUNTED
    claims were edited between the two there are `many`, and those of the part alone are counted.
    """

    a: int
    b: int
    changes: tuple[RowChange, ...]
    stood: tuple[bool, bool] = (True, True)
    """Whether the entry stood at `a`, and at `b`."""
    counted: tuple[RowChange, ...] = ()
    many: bool = False
    after: Key | None = None

    @property
    def facts(self) -> RowChange | None:
        """The change of the entry itself, if there is one."""
        return next((change for change in self.changes if change.claim is None), None)

    @property
    def claims(self) -> list[RowChange]:
        """The changes of its claims."""
        return [change for change in self.changes if change.claim is not None]


def rows_of(world: World, kind: type[Entry], key: int) -> Rows:
    """An entry and its claims as they stood; empty where it did not: one query for each sort of row."""
    own = world.prepared(kind, ("of key", kind), partial(own_row, kind), key)
    found: Rows = {(kind, row.pk): row for row in world.instances(own)}
    if not found:
        return {}
    for model in CLAIMS:
        if ends := ends_of(kind, model):
            rows = world.prepared(model, ("rows at", kind, model), partial(_at, model, ends), key)
            found |= {(model, row.pk): row for row in world.instances(rows)}
    return found


def _at(model: type[Claim], ends: list[End], world: World, key: int) -> QuerySet[Any]:
    return world.rows(model).filter(at_ends(ends, key))


def compare(world: World, kind: type[Entry], key: int, a: int, b: int, after: Key | None = None) -> RevisionComparison:
    """An entry as changeset `a` left it against the same as `b` did; entries are named as they were called then.

    Of many claims, PART are told after that of the key `after`. What nobody wrote between the two is not read.
    """
    sides = Sides(kind, key, (replace(world, at=a), replace(world, at=b)))
    own = [Delta(b, kind, *sides.own)] if differ(*sides.own) else []
    edited = sides.edited(COUNTED + 1)
    if many := len(edited) > COUNTED:
        edited = sides.edited(PART + 1, after) if after else edited
        told = counted = sides.deltas(b, edited[:PART])
        rest = edited[PART - 1] if len(edited) > PART else None
    else:
        counted = sides.deltas(b, edited)
        beyond = [delta for delta in counted if after is None or order_of(_key(delta)) > order_of(after)]
        told = beyond[:PART]
        rest = _key(told[-1]) if len(beyond) > PART else None
    changes = compare_rows([*own, *told], *sides.worlds)
    known = set(map(id, told))
    bare = [RowChange(delta, ()) for delta in counted if id(delta) not in known]
    return RevisionComparison(a, b, tuple(changes), sides.stood, (*changes, *bare), many, rest)


def _key(delta: Delta) -> Key:
    return delta.model, delta.row.pk  # type: ignore[return-value]  # of a claim

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
from .deltas import Delta, changed_fields

Rows = dict[tuple[type[Entry | Claim], int], Any]
"""The rows of an entry, by model and key: itself, and every claim at one of whose ends it stands."""


@dataclass(frozen=True)
class RevisionComparison:
    """What differs between an entry at changeset `a` and at changeset `b`."""

    a: int
    b: int
    changes: tuple[RowChange, ...]
    stood: tuple[bool, bool] = (True, True)
    """Whether the entry stood at `a`, and at `b`."""

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
    own = world.prepared(kind, ("of key", kind), partial(_own, kind), key)
    found: Rows = {(kind, row.pk): row for row in world.instances(own)}
    if not found:
        return {}
    for model in CLAIMS:
        if ends := ends_of(kind, model):
            rows = world.prepared(model, ("rows at", kind, model), partial(_at, model, ends), key)
            found |= {(model, row.pk): row for row in world.instances(rows)}
    return found


def _own(kind: type[Entry], world: World, key: int) -> QuerySet[Any]:
    return world.rows(kind).filter(world.of_key(kind, key))


def _at(model: type[Claim], ends: list[End], world: World, key: int) -> QuerySet[Any]:
    return world.rows(model).filter(at_ends(ends, key))


def compare(world: World, kind: type[Entry], key: int, a: int, b: int) -> RevisionComparison:
    """An entry as changeset `a` left it against the same as `b` did; entries are named as they were called then."""
    before, after = replace(world, at=a), replace(world, at=b)
    old, new = rows_of(before, kind, key), rows_of(after, kind, key)
    deltas = [
        Delta(b, model, old.get((model, pk)), new.get((model, pk)))
        for model, pk in {**old, **new}
        if _differ(old.get((model, pk)), new.get((model, pk)))
    ]
    return RevisionComparison(a, b, tuple(compare_rows(deltas, before, after)), (bool(old), bool(new)))


def _differ(before: Any, after: Any) -> bool:
    return before is None or after is None or bool(changed_fields(before, after))

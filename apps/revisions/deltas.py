"""What a changeset did, row by row: how each row stood before and after. Must not know pages."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from apps.entries.access import SYSTEM, Viewer, touched_by
from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.prepared import asked, padded

DELETED = "-"

Written = dict[type[Entry | Claim], set[int] | None]
"""The keys of rows by their model; None stands for all that some changesets wrote."""


@dataclass(frozen=True)
class Delta:
    """One row, as one changeset found and left it: `before` is None for a new one, `after` for one that it deleted."""

    changeset: int
    model: type[Entry | Claim]
    before: Any
    after: Any

    @property
    def row(self) -> Any:
        """The row as the changeset left it, or as it found it where it deleted it."""
        return self.after if self.after is not None else self.before

    @property
    def op(self) -> str:
        """What was done: "added", "removed" or "changed"."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def fields(self) -> list[str]:
        """The names of the fields that differ; none for a row that came or went."""
        return [] if None in (self.before, self.after) else changed_fields(self.before, self.after)

    @property
    def touches(self) -> set[int]:
        """The keys of the entries that it touched, those that a moved claim left behind included."""
        return {pk for row in (self.before, self.after) if row is not None for pk in touched_by(row)}


def changed_fields(before: Any, after: Any) -> list[str]:
    """The names of the editable fields in which two states of a row differ."""
    return [
        field.name
        for field in after._meta.concrete_fields
        if field.editable and not field.primary_key
        if getattr(before, field.attname) != getattr(after, field.attname)
    ]


def deltas_of(viewer: Viewer, numbers: Collection[int], entry: Entry | None = None) -> dict[int, list[Delta]]:
    """What these changesets did, by number, as far as a viewer may read it; with an entry, only to it and its claims.

    Of a row that was, or became, what the viewer may not read, nothing is told; nor of one in which nothing changed but
    what is kept beside what editors write.

    One query finds which rows they wrote, and one more reads the rows of each sort: never more, whatever the number
    of changesets, of revisions or of rows.
    """
    found: dict[int, list[Delta]] = defaultdict(list)
    if numbers:
        for model, keys in (_written(numbers) if entry is None else _written_of(numbers, entry)).items():
            for delta in _model_deltas(viewer, model, numbers, keys):
                if entry is None or entry.pk in delta.touches:
                    found[delta.changeset].append(delta)
    return found


def hidden_among(viewer: Viewer, numbers: Collection[int]) -> set[int]:
    """Those of the changesets of which the viewer may not read all that they did."""
    if not viewer.hidden:
        return set()
    every, own = deltas_of(SYSTEM, numbers), deltas_of(viewer, numbers)
    return {number for number in numbers if len(every[number]) != len(own[number])}


def _written(numbers: Collection[int]) -> Written:
    """The sorts of rows that the changesets wrote, with all keys of each."""
    models = (*KINDS, *CLAIMS)
    parts = [
        _history(model).filter(changeset__in=numbers).values_list(Value(place)) for place, model in enumerate(models)
    ]
    return {models[place]: None for (place,) in sorted(parts[0].union(*parts[1:]))}


def _written_of(numbers: Collection[int], entry: Entry) -> Written:
    """The entry's own row, and the claims that stood at it before or after one of the changesets."""
    found: dict[type[Entry | Claim], set[int] | None] = {type(entry): {entry.pk}}
    kind, some = type(entry), padded(numbers)
    for place, key in asked(kind, ("written of", kind, len(some)), partial(_written_claims, kind), entry.pk, *some):
        keys = found.setdefault(CLAIMS[place], set())
        if keys is not None:
            keys.add(key)
    return found


def _written_claims(kind: type[Entry], entry: int, *numbers: int) -> QuerySet[Any]:
    parts: list[QuerySet[Any]] = []
    for place, model in enumerate(CLAIMS):
        columns = {f"end_{end.field}": _unindexed(f"{end.field}_id") for end in ends_of(kind, model)}
        if columns:
            own = _history(model).alias(**columns).filter(Q(*((name, entry) for name in columns), _connector=Q.OR))
            parts += [rows.values_list(Value(place), "id") for rows in _sides(own, numbers)]
    return parts[0].union(*parts[1:]) if parts else _history(kind).none().values_list(Value(0), "id")


def _model_deltas(viewer: Viewer, model: Any, numbers: Collection[int], keys: set[int] | None) -> list[Delta]:
    was: dict[tuple[int, int], Any] = {}
    became: dict[tuple[int, int], Any] = {}
    some, of = padded(numbers), padded(keys or ())
    found_rows = asked(model, ("deltas", model, len(some), len(of)), partial(_both_sides, model, len(some)), *some, *of)
    for row in sorted(found_rows, key=lambda row: row.history_id):
        if row.changeset_id in numbers:
            became[row.changeset_id, row.id] = row
        if row.until in numbers:
            was[row.until, row.id] = row
    found = (
        Delta(place[0], model, instance_of(was.get(place)), instance_of(row))
        for place, row in became.items()
        if viewer.sees(row) and (place not in was or viewer.sees(was[place]))
    )
    return [delta for delta in found if delta.row is not None and (delta.op != "changed" or delta.fields)]


def _both_sides(model: Any, size: int, *values: int) -> QuerySet[Any]:
    """The rows that so many changesets wrote or superseded; of the keys after them, where there are any."""
    rows, keys = _history(model), values[size:]
    if keys:
        rows = rows.alias(key=_unindexed("id")).filter(key__in=keys)
    written, superseded = _sides(rows, values[:size])
    return written.union(superseded, all=True)


def _history(model: Any) -> QuerySet[Any]:
    return SYSTEM.past(model)


def _sides(rows: QuerySet[Any], numbers: Collection[int]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Those of the rows that the changesets wrote, and those that they superseded."""
    return rows.filter(changeset__in=numbers), rows.filter(until__in=numbers)


def _unindexed(column: str) -> Combinable:
    """A column that no index is searched for: it narrows the few rows of some changesets, not the many of an entry."""
    return F(column) + 0


def instance_of(row: Any) -> Any:
    """A historical row as an instance of its model, never to be saved; None where it says that the row was deleted."""
    if row is None or row.history_type == DELETED:
        return None
    instance = row.instance
    instance._state.adding = False
    return instance

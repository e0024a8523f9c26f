"""Rows as they stand, or as they would stand once plans were carried out: what a plan is made on, and never written.

Must not know why rows would change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import PROTECT, Q

from apps.entries.access import SYSTEM
from apps.entries.claims import Claim
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS

from .merging import Key, Row, key_of


class WorkingSet:
    """What stands, each row asked for once; `save` and `delete` say what would be otherwise, in memory alone."""

    def __init__(self) -> None:
        self._rows: dict[Key, Any] = {}

    def load(self, keys: Iterable[Key]) -> None:
        """Ask for these rows, one query for each sort of row."""
        wanted: dict[Any, set[int]] = defaultdict(set)
        for model, pk in keys:
            if (model, pk) not in self._rows:
                wanted[model].add(pk)
        for model, pks in wanted.items():
            found = SYSTEM.rows(model).in_bulk(pks)
            self._rows |= {(model, pk): found.get(pk) for pk in pks}

    def row(self, key: Key) -> Any:
        """The row, or None where it does not stand; copy it before you change it."""
        self.load([key])
        return self._rows[key]

    def save(self, row: Row) -> None:
        """From now on the row stands like this."""
        self._rows[key_of(row)] = row

    def delete(self, row: Row) -> None:
        """From now on the row is gone; the claims at the ends of an entry are deleted one by one."""
        self._rows[key_of(row)] = None

    def claims_of(self, entry: Entry) -> list[Claim]:
        """The claims that stand with the entry at an end."""
        ends = {model: [end.field for end in model.spec.ends] for model in CLAIMS}
        return [row for model, names in ends.items() for row in self._naming(model, names, entry)]

    def keeping(self, entry: Entry) -> list[Row]:
        """The rows that name the entry and would have to go, or to name another, before it can be deleted."""
        found: list[Row] = []
        for model in (*KINDS, *CLAIMS):
            keys = [key for key in entry_keys(model) if key.remote_field.on_delete is PROTECT]
            names = [key.name for key in keys if isinstance(entry, key.remote_field.model)]
            found += self._naming(model, names, entry)
        return found

    def present(self, pks: Collection[int]) -> set[int]:
        """Those of the keys at which an entry, of whatever kind, stands."""
        known = {pk: row is not None for (model, pk), row in self._rows.items() if issubclass(model, Entry)}
        asked = set(pks) - known.keys()
        found = set(SYSTEM.rows(Entry).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
        return found | {pk for pk in pks if known.get(pk)}

    def at_slug(self, entry: Entry) -> Any:
        """Another entry of the kind that stands at the entry's slug; None where it is free."""
        model = type(entry)
        self.load((model, pk) for pk in SYSTEM.rows(model).filter(slug=entry.slug).values_list("pk", flat=True))
        there = (row for (kind, _), row in self._rows.items() if kind is model and row is not None)
        return next((row for row in there if row.slug == entry.slug and row.pk != entry.pk), None)

    def _naming(self, model: Any, names: Collection[str], entry: Entry) -> list[Any]:
        """The rows that name the entry in one of these fields."""
        if not names:
            return []
        where = Q(*((f"{name}_id", entry.pk) for name in names), _connector=Q.OR)
        for row in SYSTEM.rows(model).filter(where):
            self._rows.setdefault(key_of(row), row)
        rows = (row for (kind, _), row in self._rows.items() if kind is model and row is not None)
        return [row for row in rows if any(getattr(row, f"{name}_id") == entry.pk for name in names)]

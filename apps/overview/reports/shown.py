"""What one page of findings names, read together. Must not know single reports."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.world import World
from apps.facts.mentions import read_prose
from apps.wikitext.skeleton import Skeleton


class Shown:
    """Rows and entries by key: ask for all of them first, then `fetch` once. What the reader may not see is None."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.named = EntryResolver()
        self._wanted: dict[Any, set[int]] = defaultdict(set)
        self._rows: dict[tuple[Any, int], Any] = {}
        self._read: dict[str, set[int]] = defaultdict(set)
        self._prose: dict[tuple[str, int], Skeleton] = {}

    def want_row(self, model: type[Entry] | type[Claim], key: int) -> None:
        """A row with all of its columns, and the entries at its foreign keys."""
        self._wanted[model].add(key)

    def want_entries(self, keys: Iterable[int]) -> None:
        """Entries, as far as a link to them needs them."""
        self.named.keys.update(keys)

    def want_prose(self, claim: str, row: int) -> None:
        """The prose of a row: of a claim (its plural), or with nothing for it, of an entry."""
        self._read[claim].add(row)

    def wanted(self) -> list[tuple[Any, int]]:
        """The rows that were asked for: of each its model and its key."""
        return [(model, key) for model, keys in self._wanted.items() for key in keys]

    def wanted_prose(self) -> dict[str, set[int]]:
        """The keys of the rows whose prose was asked for, by the plural of the claim; of entries, by nothing."""
        return dict(self._read)

    def fetch(self) -> None:
        """One query for each model of which rows are wanted, one for all entries, and one for all prose."""
        if self._read:
            read = read_prose(self.world, lambda claim, _: Q(id__in=self._read.get(claim, ())))
            self._prose = {(claim, row): skeleton for _, claim, row, skeleton in read}
        for model, keys in self._wanted.items():
            for row in self.world.instances(self.world.rows(model).filter(id__in=keys)):
                self._rows[model, row.pk] = row
        self.named.want(self._rows.values())
        self.named.fetch(self.world)

    def row(self, model: type[Entry] | type[Claim], key: int) -> Any:
        """A row that was asked for; of claims, those whose ends can all be read."""
        row = self._rows.get((model, key))
        return row if row is not None and (not isinstance(row, Claim) or is_whole(row)) else None

    def prose(self, claim: str, row: int) -> Skeleton | None:
        """Prose that was asked for."""
        return self._prose.get((claim, row))

    def entry(self, key: int) -> Entry | None:
        """An entry that was asked for."""
        return self.named.by_key.get(key)

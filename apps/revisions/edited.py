"""An entry on both sides of a comparison, and its claims that may differ: no other is read. Must not know pages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db.models import Q, QuerySet

from apps.entries.access import SYSTEM
from apps.entries.claims import Claim
from apps.entries.ends import at_ends, ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.prepared import asked, padded
from apps.entries.world import World

from .deltas import Delta, changed_fields

Key = tuple[type[Claim], int]
"""A claim: its sort, and its key. Claims of an entry are in the order of both."""


@dataclass(frozen=True)
class Sides:
    """An entry in two Worlds of the past."""

    kind: type[Entry]
    key: int
    worlds: tuple[World, World]

    @cached_property
    def own(self) -> list[Any]:
        """Its own row in each, None where it did not stand."""
        shape, build = ("of key", self.kind), partial(own_row, self.kind)
        found = [world.instances(world.prepared(self.kind, shape, build, self.key)) for world in self.worlds]
        return [next(iter(rows), None) for rows in found]

    @property
    def stood(self) -> tuple[bool, bool]:
        """Whether it stood in each."""
        before, after = self.own
        return before is not None, after is not None

    def edited(self, most: int, after: Key | None = None) -> list[Key]:
        """So many, at most, of the claims that may differ, after one: what was written between two revisions; where the
        entry stood in one World only, what stood at it there. One query for each sort.
        """
        if not any(self.stood):
            return []
        first, last = sorted(world.at or 0 for world in self.worlds)
        found: list[Key] = []
        for model, beyond in self._sorts(after):
            if all(self.stood):
                shape, build = ("edited between", self.kind, model, most), partial(_edited, self.kind, model, most)
                rows = asked(model, shape, build, self.key, first, last, beyond)
            else:
                rows = list(_standing(self.kind, model, self.worlds[self.stood.index(True)], self.key, beyond)[:most])
            found += [(model, pk) for (pk,) in rows]
        return found[:most]

    def deltas(self, number: int, keys: Sequence[Key]) -> list[Delta]:
        """How these claims differ, as far as they do, in their order. Two queries for each sort."""
        by_model: dict[type[Claim], list[int]] = defaultdict(list)
        for model, pk in keys:
            by_model[model].append(pk)
        found = []
        for model, some in by_model.items():
            old, new = (
                self._rows(world, model, some) if stood else {}
                for world, stood in zip(self.worlds, self.stood, strict=True)
            )
            pairs = [(old.get(pk), new.get(pk)) for pk in some]
            found += [Delta(number, model, *pair) for pair in pairs if differ(*pair)]
        return found

    def _rows(self, world: World, model: type[Claim], keys: list[int]) -> dict[int, Any]:
        some = padded(keys)
        shape, build = ("of keys at", self.kind, model, len(some)), partial(_of_keys, self.kind, model)
        return {row.pk: row for row in world.instances(world.prepared(model, shape, build, self.key, *some))}

    def _sorts(self, after: Key | None) -> Iterator[tuple[type[Claim], int]]:
        """The sorts of claims at which it can stand, from that of `after` on, and after which key each is read."""
        models = [model for model in CLAIMS if ends_of(self.kind, model)]
        first = models.index(after[0]) if after and after[0] in models else 0
        for model in models[first:]:
            yield model, after[1] if after and model is after[0] else 0


def name_of(key: Key | None) -> str:
    """A claim as an address names it, "memberships:12"; empty for none."""
    return f"{key[0].spec.plural}:{key[1]}" if key else ""


def named(name: str) -> Key:
    """The claim that an address names so, whether or not there is one. Raises ValueError."""
    plural, _, number = name.partition(":")
    model = next((claim for claim in CLAIMS if claim.spec.plural == plural), None)
    if model is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise ValueError(name)
    return model, int(number)


def order_of(key: Key) -> tuple[int, int]:
    """What sorts claims."""
    return CLAIMS.index(key[0]), key[1]


def differ(before: Any, after: Any) -> bool:
    """Whether two states of a row, None where it did not stand, are not the same to editors."""
    if before is None or after is None:
        return before is not after
    return bool(changed_fields(before, after))


def own_row(kind: type[Entry], world: World, key: int) -> QuerySet[Any]:
    """An entry's own row in a World."""
    return world.rows(kind).filter(world.of_key(kind, key))


def _of_keys(kind: type[Entry], model: type[Claim], world: World, entry: int, *keys: int) -> QuerySet[Any]:
    return world.rows(model).filter(at_ends(ends_of(kind, model), entry), id__in=keys)


def _edited(
    kind: type[Entry], model: type[Claim], most: int, entry: int, first: int, last: int, beyond: int
) -> QuerySet[Any]:
    written = Q(changeset__gt=first, changeset__lte=last) | Q(until__gt=first, until__lte=last)
    rows = SYSTEM.past(model).filter(at_ends(ends_of(kind, model), entry), written, id__gt=beyond)
    return rows.order_by("id").values_list("id").distinct()[:most]


def _standing(kind: type[Entry], model: type[Claim], world: World, entry: int, beyond: int) -> QuerySet[Any]:
    rows = world.rows(model).filter(at_ends(ends_of(kind, model), entry), id__gt=beyond)
    return rows.order_by("id").values_list("id")

"""A World that remembers what several reports ask of all of it. Must not know the reports."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from apps.entries.ends import entry_keys
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.world import World
from apps.facts.mentions import Mentions


class Known(NamedTuple):
    """An entry as far as a report counts it."""

    key: int
    kind: str
    title: str


@dataclass(frozen=True)
class Survey(World):
    """Everything that the reader may see of the wiki, whatever the day of the world."""

    @classmethod
    def of(cls, world: World) -> "Survey":
        """A survey of what a World shows."""
        return cls(world.viewer, world.on, world.at)

    @cached_property
    def mentions(self) -> Mentions:
        """What prose and citations mention."""
        return Mentions(self)

    @cached_property
    def known(self) -> list[Known]:
        """All entries, by kind in the order of the house, and title. One query."""
        parts = [self.rows(model).order_by().values_list("id", "kind", "title") for model in KINDS]
        places = {model.spec.name: place for place, model in enumerate(KINDS)}
        found = (Known(*row) for row in _union(parts))
        return sorted(found, key=lambda each: (places[each.kind], each.title, each.key))

    @cached_property
    def in_claims(self) -> set[int]:
        """The keys of the entries that claims tie together. One query."""
        parts = [
            self.rows(model).order_by().values_list(f"{end.field}_id", flat=True)
            for model in CLAIMS
            if model.spec.ties
            for end in model.spec.ends
        ]
        return {key for key in parts[0].union(*parts[1:]) if key is not None}

    @cached_property
    def facts(self) -> list[tuple[int, int]]:
        """The entries that facts of other entries name: the keys of that which has the fact, and of the named one."""
        parts = [
            self.rows(model).order_by().filter(**{f"{key.attname}__isnull": False}).values_list("id", key.attname)
            for model in KINDS
            for key in entry_keys(model)
        ]
        return list(_union(parts))


def _union(parts: list[QuerySet[Any]]) -> QuerySet[Any]:
    return parts[0].union(*parts[1:], all=True)

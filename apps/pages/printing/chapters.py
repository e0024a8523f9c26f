"""What a print version is made of: chapters, and what can stand in one. Must not know kinds, requests or HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from apps.entries.field_values import Value, words
from apps.entries.keyset import Counted
from apps.entries.validity import bounds_of
from apps.entries.world import World
from apps.facts.cited_by import Rests
from apps.facts.status_rows import StatusTable
from apps.wikitext.links import Mark

from ..claim_tables import Table, when, why_possible
from ..whole_lists import WholeList


@dataclass(frozen=True)
class Story:
    """A topic told in a chapter: its prose, and the sources of its facts that the prose does not cite."""

    topic: Any
    html: str
    marks: list[Mark]


@dataclass(frozen=True)
class Item:
    """An entry that a chapter names: when it was or is, how it stands on the World's day, and what says so.

    `state` is "", "possible", "ended" or "coming"; `why` says what makes it possible only; `above` is what stands
    between it and what it answers to; `facts` are those that are told beside.
    """

    entry: Any
    when: str
    dates: str
    state: str
    why: str
    marks: list[Mark]
    facts: list[Value] = field(default_factory=list)
    above: Any = None
    parts: list["Item"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Item"]:
        yield self
        for part in self.parts:
            yield from part


@dataclass
class Chapter:
    """A heading and what is told under it: topics, tables of claims, lists of entries by heading, a tree of parts.

    `derived_from` is what the standings of a status table follow from, in words.
    `whole` is what is told of the list of parts itself.
    """

    heading: str
    stories: list[Story] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    lists: list[tuple[str, list[Item]]] = field(default_factory=list)
    tree: list[Item] = field(default_factory=list)
    whole: WholeList | None = None
    status_table: StatusTable | None = None
    derived_from: str = ""
    resting: dict[str, list[Rests]] | None = None
    resting_total: Counted | None = None

    def __bool__(self) -> bool:
        told = (self.stories, self.tables, self.lists, self.tree, self.status_table)
        return any(told) or self.resting is not None or bool(self.whole and self.whole.as_of)

    @property
    def doubts(self) -> int:
        """How many of its statements are possible only."""
        listed = [item for _, items in self.lists for item in items] + [part for top in self.tree for part in top]
        found = [row.state for table in self.tables for row in table.rows] + [item.state for item in listed]
        return found.count("possible") + (self.status_table.doubts if self.status_table else 0)

    @property
    def assumed(self) -> list[str]:
        """Up to when its statements are confirmed that are assumed, as EDTF."""
        found = [row.confirmed for table in self.tables for row in table.rows if row.state == "assumed"]
        held = [each for row in self.status_table.rows for each in row.held] if self.status_table else []
        return found + [each.confirmed for each in held if each.certainty == "assumed"]

    @property
    def is_mixed(self) -> bool:
        """Whether its tables and lists need headings of their own."""
        return len(self.stories) + len(self.tables) + len(self.lists) > 1


def as_item(world: World, entry: Any, marks: list[Mark]) -> Item:
    """A stub as a chapter names it. Only on a day that was asked for is it told that it is merely possible."""
    state = _state(world, entry)
    said = entry.when
    why = (
        (
            gettext("The source says only “%(date)s”.") % {"date": words(said)}
            if said
            else gettext("The date is not known.")
        )
        if state == "possible"
        else ""
    )
    return Item(entry, words(said), said, state, why, marks)


def as_part(world: World, entry: Any, marks: list[Mark], facts: list[Value], above: Any, parts: list[Item]) -> Item:
    """A part, whose dates are all known, as a chapter names it."""
    state = _state(world, entry)
    why = why_possible(entry, world.day) if state == "possible" else ""
    return Item(entry, *when(entry), state, why, marks, facts, above, parts)


def _state(world: World, entry: Any) -> str:
    period = bounds_of(entry)
    certainty = period.certainty(world.day)
    if certainty is None:
        return "coming" if world.day < period.start_earliest else "ended"
    return certainty if certainty != "certain" and world.on is not None else ""

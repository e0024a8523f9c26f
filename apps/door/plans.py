"""What would become of rows, and what stands in the way: shown before it is carried out, and made anew when it is.

Must not write.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast

from django.db.models import Q
from django.utils.translation import gettext

from apps.entries.access import SYSTEM, touched_by
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.lookup import departed
from apps.entries.world import World
from apps.revisions.deltas import Delta, changed_fields
from apps.revisions.revision import rows_of
from apps.revisions.summaries import other_ends

from .merging import Clash, Key, Row, key_of
from .working_set import WorkingSet


@dataclass(frozen=True)
class Lost:
    """A row that cannot come back as it was: its field `name` names an entry that is gone."""

    row: Row
    name: str
    entry: Entry

    def __str__(self) -> str:
        return gettext("This %(name)s names “%(entry)s”, which was deleted since; restore that first.") % {
            "name": self.row.spec.one,
            "entry": self.entry,
        }


@dataclass(frozen=True)
class Obstacle:
    """A row that cannot be written as planned because of another one, and why."""

    row: Row
    other: Row
    said: str

    def __str__(self) -> str:
        return self.said


@dataclass
class Plan:
    """The rows to save and to delete, and what stands in the way.

    `saves` and `deletes` leave out what clashes and is not settled. `lost` claims are left out as well, if that was
    asked for. `seen` are the rows on which the plan rests. It comes of a changeset that it `undoes`, by number, or of a
    revision that it `restores`: the kind and the key of the entry, and the number.
    """

    standing: WorkingSet
    saves: dict[Key, Row] = field(default_factory=dict)
    deletes: dict[Key, Row] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    seen: set[Key] = field(default_factory=set)
    undoes: int | None = None
    restores: tuple[type[Entry], int, int] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do, nor to decide."""
        return not (self.saves or self.deletes or self.clashes or self.lost)

    @cached_property
    def changes(self) -> list[Delta]:
        """What would become of the rows, from how they stand; claims that go with their entry included."""
        gone = dict(self.deletes)
        for row in self.deletes.values():
            if isinstance(row, Entry):
                gone |= {key_of(claim): claim for claim in self.standing.claims_of(row)}
        deltas = [Delta(0, type(row), self.standing.row(key), row) for key, row in self.saves.items()]
        return deltas + [Delta(0, key[0], row, None) for key, row in gone.items() if key not in self.saves]

    @property
    def touches(self) -> set[int]:
        """The keys of the entries that it would touch, and of those at which something is to be decided."""
        found = {pk for delta in self.changes for pk in delta.touches}
        rows = [*(clash.row for clash in self.clashes), *(lost.row for lost in self.lost)]
        return found.union(*map(touched_by, rows))

    def changed_since(self, number: int) -> set[int]:
        """The changesets after `number` that wrote one of the rows on which the plan rests."""
        by_model: dict[Any, list[int]] = defaultdict(list)
        for model, pk in self.seen:
            by_model[model].append(pk)
        found: set[int] = set()
        for model, pks in by_model.items():
            rows = SYSTEM.past(model).filter(id__in=pks, changeset__gt=number)
            found.update(rows.values_list("changeset", flat=True))
        return found

    def carry_out_in_mind(self) -> None:
        """Let what stands be as the plan would leave it, for the plan that comes after it."""
        for row in self.deletes.values():
            self.standing.delete(row)
        for row in self.saves.values():
            self.standing.save(row)

    def look(self, row: Row) -> Any:
        """The row as it stands; the plan rests on it from now on."""
        self.seen.add(key_of(row))
        return self.standing.row(key_of(row))

    def save(self, row: Row) -> None:
        """Plan to save a row, if it differs from what stands."""
        now = self.standing.row(key_of(row))
        if now is None or changed_fields(now, row):
            self.saves[key_of(row)] = row

    def close(self, *, leave_out: bool) -> "Plan":
        """Find what stands in the way of the rows that were planned; `leave_out` lost claims instead."""
        self._find_lost(leave_out=leave_out)
        for row in self.saves.values():
            if isinstance(row, Entry) and (other := self.standing.at_slug(row)) is not None:
                planned = self.saves.get(key_of(other), other)
                if key_of(other) not in self.deletes and cast(Entry, planned).slug == row.slug:
                    said = gettext(
                        "“%(row)s” cannot have the slug “%(slug)s”: the %(name)s “%(other)s” has it by now."
                    ) % {"row": row, "slug": row.slug, "name": other.spec.one, "other": other}
                    self.obstacles.append(Obstacle(row, other, said))
        for row in self.deletes.values():
            if isinstance(row, Entry):
                self.obstacles += [
                    Obstacle(
                        row,
                        other,
                        gettext("“%(row)s” cannot be deleted: the %(name)s “%(other)s” names it.")
                        % {"row": row, "name": other.spec.one, "other": other},
                    )
                    for other in self.staying(self.standing.keeping(row), row)
                ]
        self.saves, self.deletes = _in_order(self.saves), dict(reversed(_in_order(self.deletes).items()))
        return self

    def staying(self, rows: Iterable[Row], entry: Entry) -> list[Row]:
        """Those of the rows that would still be there, and name the entry, once the plan was carried out."""
        stay = (self.saves.get(key_of(row), row) for row in rows if key_of(row) not in self.deletes)
        return [row for row in stay if entry.pk in {getattr(row, key.attname) for key in entry_keys(type(row))}]

    def _find_lost(self, *, leave_out: bool) -> None:
        named = {pk for row in self.saves.values() for _, pk in _names(row)}
        coming = {row.pk for row in self.saves.values() if isinstance(row, Entry)}
        going = {row.pk for row in self.deletes.values() if isinstance(row, Entry)}
        gone = named - ((coming | self.standing.present(named)) - going)
        found = (*World(SYSTEM).stubs(Q(id__in=gone)), *departed(World(SYSTEM), gone)) if gone else ()
        stubs = {entry.pk: entry for entry in found}
        for key, row in list(self.saves.items()):
            names = [(name, pk) for name, pk in _names(row) if pk in gone]
            if names and leave_out and not isinstance(row, Entry):
                del self.saves[key]
            else:
                self.lost += [Lost(row, name, stubs[pk]) for name, pk in names]


def plan_restore(kind: type[Entry], key: int, number: int, *, leave_out: bool = False) -> Plan:
    """What would bring an entry and its claims back to how changeset `number` left them.

    Raises LookupError where the entry did not stand then.
    """
    then, now = rows_of(World(SYSTEM, at=number), kind, key), rows_of(World(SYSTEM), kind, key)
    if not then:
        raise LookupError(
            gettext("The %(name)s did not exist at #%(number)s.") % {"name": kind.spec.one, "number": number}
        )
    plan = Plan(WorkingSet(), restores=(kind, key, number))
    plan.standing.load([*then, *now])
    for row in (*then.values(), *now.values()):
        plan.look(row)
    for row in then.values():
        plan.save(row)
    plan.deletes = {key: row for key, row in now.items() if key not in then}
    return plan.close(leave_out=leave_out)


def title_of(row: Any) -> str:
    """A row, its entries attached, as people call it: “state Belarus”, “membership Belarus – CSTO”."""
    told = str(row) if isinstance(row, Entry) else other_ends(row, None)
    return f"{row.spec.one} {told}"


def told_clashes(clashes: Iterable[Clash]) -> list[str]:
    """What was changed again by others, a sentence for each row; the rows have their entries attached."""
    titles = dict.fromkeys(title_of(clash.row) for clash in clashes)
    return [gettext("The %(title)s was changed again by somebody else.") % {"title": title} for title in titles]


def _names(row: Row) -> list[tuple[str, int]]:
    """The fields in which a row names entries, with the keys of those."""
    pairs = ((key.name, getattr(row, key.attname)) for key in entry_keys(type(row)))
    return [(name, pk) for name, pk in pairs if pk is not None]


def _in_order(rows: dict[Key, Row]) -> dict[Key, Row]:
    """The rows, each after the entries among them that it names; in the order given where they name each other."""
    places = {row.pk: key for key, row in rows.items() if isinstance(row, Entry)}
    graph = {key: {places[pk] for _, pk in _names(row) if pk in places} - {key} for key, row in rows.items()}
    try:
        return {key: rows[key] for key in TopologicalSorter(graph).static_order()}
    except CycleError:
        return rows  # the door will say what is wrong with them

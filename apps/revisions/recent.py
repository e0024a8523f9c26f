"""Changesets with the entries that they touched, for lists and feeds. Must not know requests or pages."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from apps.changes.models import Changeset, Tag
from apps.entries.entry import Entry, Touch
from apps.entries.lookup import departed
from apps.entries.world import World

from .selection import PAGE, Cut, Selection, cut
from .summaries import in_short

NAMED = 4
"""How many of the entries that a changeset touched a list names."""


@dataclass
class ListedChangeset:
    """A changeset and some of the entries that it touched; `more` is how many others there are.

    `line` is what it did, in words; `undone` the number of the changeset that took it back, if it is taken back;
    `undo` where it is, for those who may.
    """

    changeset: Changeset
    entries: list[Entry] = field(default_factory=list)
    more: int = 0
    line: str = ""
    undone: int | None = None
    undo: str = ""

    @property
    def added(self) -> int | None:
        """How many characters it added, as far as they were counted."""
        return self.changeset.added

    @property
    def removed(self) -> int | None:
        """How many it removed."""
        return self.changeset.removed

    @property
    def day(self) -> date:
        """The day of the changeset, in UTC."""
        return self.changeset.created.date()


def undone_in(world: World, numbers: Collection[int]) -> dict[int, int]:
    """Those of the changesets that are taken back, each with the changeset that did it, as far as the World knows."""
    found = [each for each in _reverting(world, numbers) if each[2] in (Tag.UNDO, Tag.ROLLBACK)]
    again = {number for number, _, tag in _reverting(world, [number for _, number, _ in found]) if tag == Tag.UNDO}
    return {undone: number for undone, number, _ in found if number not in again}


def _reverting(world: World, numbers: Collection[int]) -> list[tuple[int, int, str]]:
    """What takes the changesets back, or restores from them, in order: which it is about, its number, and its tag.

    It is narrowed and sorted here: the database would read all that were undone ever, or all there are in their order.
    """
    rows = Changeset.objects.filter(reverts__in=numbers).order_by().values_list("reverts_id", "number", "tag")
    found = sorted(rows, key=lambda row: row[1]) if numbers else []
    return [row for row in found if world.at is None or row[1] <= world.at]


def read_recent(world: World, selection: Selection) -> Cut:
    """A page of changesets, newest first. Entries deleted since are named as they last were."""
    page = cut(world.viewer.redact(selection.changesets(world.viewer)[: PAGE + 1]), lambda changeset: changeset.number)
    return Cut(with_entries(world, page.rows), page.older)


def with_entries(world: World, changesets: Sequence[Changeset]) -> list[ListedChangeset]:
    """The changesets, each with the first entries that it touched: two queries, or three where some were deleted."""
    own = F("changeset_id")
    touches = (
        Touch.objects.filter(changeset__in=[changeset.number for changeset in changesets])
        .annotate(place=Window(RowNumber(), own, "entry_id"), whole=Window(Count("id"), own))
        .filter(place__lte=NAMED)
        .order_by("changeset_id", "place")
        .values_list("changeset_id", "entry_id", "whole")
    )
    pairs = list(touches) if changesets else []
    named = stand_or_stood(world, {key for _, key, _ in pairs})
    told: dict[int, ListedChangeset] = {
        changeset.number: ListedChangeset(changeset, line=in_short(changeset.did)) for changeset in changesets
    }
    numbers: dict[int, int] = defaultdict(int)
    for number, key, whole in pairs:
        numbers[number] = whole
        if entry := named.get(key):
            told[number].entries.append(entry)
    for number, each in told.items():
        each.entries.sort(key=lambda entry: entry.name)
        each.more = max(numbers[number] - NAMED, 0)
    return list(told.values())


def stand_or_stood(world: World, keys: set[int]) -> dict[int, Entry]:
    """Stubs of entries by key: as they stand, or as they last were, then with `gone` true."""
    found = {entry.pk: entry for entry in world.stubs(Q(id__in=keys))} if keys else {}
    if lost := keys - found.keys():
        for entry in departed(world, lost):
            entry.gone = True  # type: ignore[attr-defined]  # a stub knows what it is given
            found[entry.pk] = entry
    return found

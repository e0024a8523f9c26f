"""One changeset whole: everything that it did, by entry. Must not know requests or pages."""

from collections import defaultdict
from dataclasses import dataclass, field

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.world import World

from .comparison import RowChange, compare_rows
from .deltas import deltas_of
from .recent import stand_or_stood
from .summaries import in_a_line, in_a_sentence

MOST = 60
"""How many rows a changeset may have written to be shown in full; of larger ones each entry is told in a line."""

MOST_PARTS = 150
"""Of how many entries it is told what a changeset did."""


@dataclass
class ChangesetPart:
    """What a changeset did to one entry it touched.

    `line` tells all of it. `changes` are the entry's own, and those of the claims that are shown here: a claim is shown
    once, with the first of its ends. `stands` says whether the changeset left the entry standing, `existed` whether it
    found it so.
    """

    entry: Entry
    line: str = ""
    changes: list[RowChange] = field(default_factory=list)
    stands: bool = True
    existed: bool = True


@dataclass
class WholeChangeset:
    """A changeset told in a sentence, and in parts by the titles of the entries; in full unless there is too much.

    `more` is how many entries it touched of which nothing is told.
    """

    sentence: str
    parts: list[ChangesetPart]
    in_full: bool
    more: int = 0


def read_whole(world: World, changeset: Changeset) -> WholeChangeset:
    """Everything that a changeset did, with entries named as they were before and after it."""
    number = changeset.number
    after, before = World(world.viewer, at=number), World(world.viewer, at=number - 1)
    deltas = deltas_of(world.viewer, {number})[number]
    in_full = len(deltas) <= MOST
    told = compare_rows(deltas, before, after, by_word=in_full)
    keys = set(changeset.touches.values_list("entry_id", flat=True))
    left, found = stand_or_stood(after, keys), stand_or_stood(before, keys)
    touching: dict[int, list[RowChange]] = defaultdict(list)
    for change in told:
        for key in change.delta.touches:
            touching[key].append(change)
    parts = [
        ChangesetPart(
            entry=entry,
            line=in_a_line(touching[key], entry),
            changes=[change for change in touching[key] if home_of(change) == key] if in_full else [],
            stands=not hasattr(entry, "gone"),
            existed=key in found and not hasattr(found[key], "gone"),
        )
        for key, entry in left.items()
    ]
    parts.sort(key=lambda part: (part.entry.name, part.entry.pk))
    return WholeChangeset(in_a_sentence(told), parts[:MOST_PARTS], in_full, max(len(parts) - MOST_PARTS, 0))


def home_of(change: RowChange) -> int | None:
    """The key of the entry with which a change is shown: itself, or the first end of a claim."""
    if change.claim is None:
        key: int = change.delta.row.pk
        return key
    end: int = getattr(change.claim, f"{change.claim.spec.ends[0].field}_id")
    return end

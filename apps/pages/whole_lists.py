"""Lists that were confirmed as complete, as pages tell it. Must not know single claims, nor HTML."""

from dataclasses import dataclass, field
from typing import Any

from apps.entries.kinds.confirmation import confirmable
from apps.facts.confirmations import held_true, last_whole, speaks_of
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.prose import Prose
from apps.wikitext.links import Mark


@dataclass(frozen=True)
class WholeList:
    """A list of an entry that can be confirmed, and its last confirmation as a whole, if there is one.

    `as_of` is the day as EDTF, empty for none. `alone`: the page shows a day of which it says that nobody else was in.
    `note` is HTML.
    """

    listed: str
    as_of: str = ""
    alone: bool = False
    note: str = ""
    marks: list[Mark] = field(default_factory=list)


def read_whole(sheet: EntryData, listed: str, references: References, prose: Prose) -> WholeList | None:
    """What is told of a list of the entry; None for one that cannot be confirmed. Its sources are cited at once."""
    if listed not in confirmable(sheet.entry.spec.name):
        return None
    last = shown_confirmation(sheet, listed)
    if last is None:
        return WholeList(listed)
    alone = sheet.world.on is not None and speaks_of(last, sheet.world.on)
    return WholeList(listed, last.as_of, alone, prose.note(last.note), references.marks(last.cites))


def shown_confirmation(sheet: EntryData, listed: str) -> Any:
    """The last confirmation of a whole list that is not later than the day shown; None for none."""
    return last_whole(held_true(claim for each in sheet.lists for claim in each.claims), sheet.entry, listed)

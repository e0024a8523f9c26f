"""What an entry is called, and was called on the day shown, from its name records. Must not know HTML or JSON."""

from dataclasses import dataclass, field
from typing import Any

from apps.entries.claims import Rank
from apps.entries.kinds.name import THEN, NameSort
from apps.entries.spoken import OF_TITLES, line_of

from .entry_data import EntryData

OF_THE_PAGE = ("", OF_TITLES)
"""Languages in which a name can head a page beside its title: the title's own, and none that is stated."""


@dataclass(frozen=True)
class Called:
    """How a page calls its entry, all but `title` being name records.

    `spoken` is its name in the reader's language, where that is another than the title's and it is recorded; `heading`
    the name that it had on the day asked for, where that is a former one; `then` are those of the day besides, official
    or former; `others` are all other names, each text once.
    """

    title: str
    spoken: Any = None
    heading: Any = None
    then: list[Any] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)


def other_names(sheet: EntryData) -> list[Any]:
    """The names that are recorded beside the title, each text once, deprecated ones left out."""
    found: dict[str, Any] = {}
    for name in sorted(sheet.recorded("names"), key=lambda name: (name.pk is None, name.pk or 0)):
        if name.rank != Rank.DEPRECATED and name.text != sheet.entry.title:
            found.setdefault(name.text, name)
    return list(found.values())


def in_readers_language(sheet: EntryData) -> Any:
    """The record of the name by which pages call the entry in the language of the interface; None where that is its
    title: see apps.entries.spoken.
    """
    if sheet.entry.name == sheet.entry.title:
        return None
    return next((name for name in sheet.recorded("names") if line_of(name) and name.text == sheet.entry.name), None)


def read_called(sheet: EntryData) -> Called:
    """How the page calls its entry on the day that was asked for, or today. No queries."""
    title, names = sheet.entry.title, other_names(sheet)
    spoken = in_readers_language(sheet)
    if spoken is not None:
        names = [name for name in names if name.text != spoken.text]
    if sheet.world.on is None:
        return Called(title, spoken, others=names)
    holding = [name for name in sheet.recorded("names") if name.rank != Rank.DEPRECATED and name.certainty]
    dated = [name for name in holding if name.sort in THEN and any(getattr(name, date) for date in name.dates)]
    dated.sort(key=lambda name: (name.language not in OF_THE_PAGE, name.certainty != "certain"))
    headed = (each for each in dated if not spoken and each.sort == NameSort.FORMER and each.certainty == "certain")
    heading = next((each for each in headed if each.language in OF_THE_PAGE and each.text != title), None)
    told = {title, *(each.text for each in (heading, spoken) if each)}
    then = list({each.text: each for each in reversed(dated) if each.text not in told}.values())[::-1]
    told |= {each.text for each in then}
    if heading:  # what it is officially called today belongs to today's title
        told |= {each.text for each in holding if each.sort == NameSort.OFFICIAL}
    day = {each.text for each in holding}
    return Called(title, spoken, heading, then, [name for name in names if name.text in day - told])

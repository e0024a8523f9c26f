"""What an entry is called, and was called on the day shown, from its name records. Must not know HTML or JSON."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from apps.entries.claims import Rank
from apps.entries.kinds.name import THEN, NameSort
from apps.language.asked import short

from .entry_data import EntryData

OF_THE_PAGE = ("", "en")
"""Languages in which a name can head a page beside its title: the title's own, and none that is stated."""
HEADS = (NameSort.COMMON, NameSort.OFFICIAL, NameSort.SHORT)
"""The sorts of names that can stand for the title in another language, the best first."""


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
    """The name of the entry, today or on the day that is asked for, in the language of the interface; None where that
    is the title's, or none is recorded.
    """
    tag = short(get_language() or settings.LANGUAGE_CODE)
    if tag in OF_THE_PAGE:
        return None
    spoken = (name for name in sheet.recorded("names") if name.language.partition("-")[0] == tag)
    held = [each for each in spoken if each.sort in HEADS and each.rank != Rank.DEPRECATED and each.certainty]
    return min(held, key=lambda name: HEADS.index(name.sort), default=None)


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
    headed = (each for each in dated if each.sort == NameSort.FORMER and each.certainty == "certain")
    heading = next((each for each in headed if each.language in OF_THE_PAGE and each.text != title), None)
    told = {title, heading.text if heading else title}
    then = list({each.text: each for each in reversed(dated) if each.text not in told}.values())[::-1]
    told |= {each.text for each in then}
    if heading:  # what it is officially called today belongs to today's title
        told |= {each.text for each in holding if each.sort == NameSort.OFFICIAL}
    day = {each.text for each in holding}
    return Called(title, spoken, heading, then, [name for name in names if name.text in day - told])

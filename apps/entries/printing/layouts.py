"""In which order a print version tells what it tells, declared by kind. Must not query, nor know HTML.

A kind that declares nothing here is told in the order of its page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ..entry import Entry
from ..extras import EXTRAS
from ..kinds import Body, Document, Source
from ..references import References
from ..sheet import Sheet
from .chapters import Chapter, Standing


@dataclass(frozen=True)
class Plan:
    """A chapter to be: its heading; the claim lists and the relations, by name, that are told in it.

    `of_parts`: the claims of the parts of the entry are told with the entry's own.
    """

    heading: str
    lists: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()
    of_parts: bool = False


@dataclass(frozen=True)
class Layout:
    """The chapters that come first, in their order; what is left over follows under its own headings.

    `topics`: topics about the entry are told too, each in the chapter of the same heading; those that find none
    follow the chapter of the heading `then`. `opening` and `closing` make chapters of what only this kind has.
    """

    plans: tuple[Plan, ...] = ()
    topics: bool = False
    then: str = ""
    opening: Callable[[Sheet, References], list[Chapter]] = lambda sheet, references: []
    closing: Callable[[Sheet, References], list[Chapter]] = lambda sheet, references: []


def parties(sheet: Sheet, references: References) -> list[Chapter]:
    """Who stands how to a document on the World's day."""
    found = EXTRAS[Document](sheet)["parties"]
    rows = [Standing(each, references.marks_of(each.cites)) for each in found]
    return [Chapter("Parties", standings=rows)] if rows else []


def resting(sheet: Sheet, references: References) -> list[Chapter]:
    """What rests on a source."""
    return [Chapter("What rests on this source", resting=EXTRAS[Source](sheet)["resting"])]


ARTICLE = Layout(
    plans=(
        Plan("Participants", lists=("members",)),
        Plan("Background", incoming=("events",)),
        Plan("Objectives"),
        Plan("Managing bodies", incoming=("children",)),
        Plan("Documents", incoming=("documents",)),
        Plan("Personalities", lists=("tenures",), of_parts=True),
    ),
    topics=True,
    then="Objectives",
)
"""The order of the article from which the wiki was seeded; its Links are what each print version ends with."""

LAYOUTS: dict[type[Entry], Layout] = {
    Body: ARTICLE,
    Document: Layout(opening=parties),
    Source: Layout(closing=resting),
}

PLAIN = Layout()
"""That of every other kind."""

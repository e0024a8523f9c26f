"""How a kind lays out its entries where it is not alone: in the print version, and on the home page.

Must not import models.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChapterPlan:
    """A chapter to be: its heading; the claim lists and the relations, by name, that are told in it.

    `of_parts`: the claims of the parts of the entry are told with the entry's own.
    """

    heading: str
    lists: tuple[str, ...] = ()
    incoming: tuple[str, ...] = ()
    of_parts: bool = False


@dataclass(frozen=True)
class Layout:
    """The chapters that come first in a print version, in their order; the rest follows under its own headings.

    `topics`: topics about the entry are told too, each in the chapter of the same heading; those that find none
    follow the chapter of the heading `then`.
    """

    plans: tuple[ChapterPlan, ...] = ()
    topics: bool = False
    then: str = ""


@dataclass(frozen=True)
class Glance:
    """How the home page tells entries whose fact names the featured body, or none: under a heading, perhaps by year."""

    fact: str
    heading: str
    by_year: bool = False

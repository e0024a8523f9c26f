"""What a report is, and a row of what it finds. Must not know single reports, nor requests and HTML."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import lazy
from django.utils.translation import gettext

from apps.entries.entry import Entry
from apps.language.marking import _

from .shown import Shown
from .survey import Survey


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """Some words of a cell. `address` is where on this site they lead, `exact` what they say more exactly; if any."""

    said: str
    address: str = ""
    exact: str = ""


Cell = Sequence[LinkedWords]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A finding as it is told: a cell for each column of its report, the first of which heads the row.

    It is mended in the forms of `holders`; by confirming `lists` of them; or by writing the entry that is `wanted`, of
    a kind (empty: any) and a name.
    """

    cells: tuple[Cell, ...]
    holders: tuple[Any, ...] = ()
    wanted: tuple[str, str] | None = None
    lists: tuple[str, ...] = ()


class Finding(Protocol):
    """Something that a report finds: cheap to find, so that all are counted, and told if it is shown."""

    def want(self, shown: Shown) -> None:
        """Ask for the rows and entries that it names."""

    def as_row(self, shown: Shown) -> ReportRow | None:
        """The row that it makes, once these are there; None where the reader may not see one of them."""


@dataclass(frozen=True)
class Group:
    """Reports of one sort: the `terms` that they have in common; what is said where one finds `nothing`, or found
    nothing then, in the wiki as it was.
    """

    name: str
    nothing: str
    nothing_then: str
    terms: str


CONTRADICTIONS = Group(
    _("Contradictions in time"),
    _("No contradiction of this sort is recorded."),
    _("No contradiction of this sort is recorded at that time."),
    _(
        "Only certain contradictions are reported: records that cannot all be true, whichever days their vague dates "
        "stand for. Deprecated claims are not reported."
    ),
)
CONFIRMED = Group(
    _("Confirmations"),
    _("Nothing of this sort is recorded."),
    _("Nothing of this sort is recorded at that time."),
    _(
        "What goes on is certain up to the last day for which a source, or a confirmation, says that it was so; after "
        "that it is assumed. A list is confirmed on a page of its own, by one act."
    ),
)
PROSE = Group(
    _("Texts and links"),
    _("Nothing of this sort is recorded."),
    _("Nothing of this sort is recorded at that time."),
    _(
        "A name is looked up as in a link: by slug or title, then by another name, then by a former name. Texts of "
        "entries and notes of claims are both checked. A claim is listed under the entry at its first end."
    ),
)
SOURCES = Group(
    _("Sources"),
    _("Nothing of this sort is recorded."),
    _("Nothing of this sort is recorded at that time."),
    _(
        "Sources of facts and claims are named in the field for sources of the entry or claim. A citation in a text "
        "does not count as a source of the facts beside it."
    ),
)


@dataclass(frozen=True)
class Report:
    """A question put to the whole wiki, on whatever day of the world, at any `at`.

    `says` tells what is reported, `spares` what is let pass, and `mend` what would mend it; `columns` head the cells of
    what it finds. `find` asks a fixed number of queries, and does not read what it does not need for counting.
    """

    slug: str
    group: Group
    name: str
    says: str
    mend: str
    columns: tuple[str, ...]
    find: Callable[[Survey], Sequence[Finding]]
    spares: str = ""


def report_rows(findings: Iterable[Finding], survey: Survey) -> list[ReportRow]:
    """The rows of some findings; what they name is read together: one query for each sort of row, and one."""
    shown = Shown(survey)
    told = list(findings)
    for finding in told:
        finding.want(shown)
    shown.fetch()
    return [row for finding in told if (row := finding.as_row(shown)) is not None]


def made(says: Callable[[], str]) -> str:
    """A text that is made of others, in the language in which it is shown."""
    return lazy(says, str)()


def either(words: Iterable[object]) -> str:
    """Words as a choice: “a, b or c”."""
    *most, last = map(str, words)
    if not most:
        return last
    return gettext("%(most)s or %(last)s") % {"most": ", ".join(most), "last": last}


def link(entry: Entry) -> LinkedWords:
    """An entry's title, which leads to it."""
    return LinkedWords(entry.name, entry.get_absolute_url())


def links(entries: Iterable[Entry]) -> list[LinkedWords]:
    """The titles of entries, in a line."""
    return in_a_line([link(entry)] for entry in entries)


def in_a_line(cells: Iterable[Cell]) -> list[LinkedWords]:
    """Several cells as one."""
    found: list[LinkedWords] = []
    for cell in cells:
        found += [LinkedWords(" · ")] if found else []
        found += cell
    return found

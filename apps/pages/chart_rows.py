"""Rows of a picture in time: what happened or held, drawn along an axis. Must not query, nor know HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import Certainty, Period
from apps.drawing.axis import Axis
from apps.drawing.bars import Bar, bars
from apps.entries.claims import Claim
from apps.entries.specs import Stands
from apps.entries.validity import Lasting, bounds_of, holding_period
from apps.facts.treaty_status import status_of

from .claim_tables import when

NAMED = 8
"""How many entries a lane names before it counts the rest."""
OUTSTANDING = 400
"""Days that an axis shows on either side of what is dated, at most: an eighth of it, if that is less."""


@dataclass(frozen=True)
class ChartMark:
    """The word by which a style sheet knows how something is drawn, and the label by which a reader does."""

    word: str
    label: str


def mark_of(row: Any) -> ChartMark:
    """How a row is drawn: by the status that it says or brings; all else as what it is."""
    stands = getattr(row.spec, "stands", None)
    return mark_as(stands, status_of(row)) if stands else ChartMark(slugify(row.spec.name), str(row.spec.one))


def mark_as(stands: Stands, status: str) -> ChartMark:
    """How a status is drawn."""
    return ChartMark(slugify(status), stands.statuses.get(status, status))


@dataclass(frozen=True)
class ChartPiece:
    """One stretch or moment of a lane: how it is drawn, its dates in words and as EDTF.

    A moment is some day within its bounds; `point` is where it is drawn, for one whose day is known. `seen` is where a
    mark says that a source last confirmed it.
    """

    mark: ChartMark
    when: str
    dates: str
    bars: tuple[Bar, ...]
    certainty: Certainty | None
    point: float | None = None
    seen: float | None = None


@dataclass
class Lane:
    """A line of the picture: an entry, or claims that say the same of several; what they say, of whom, and pieces."""

    row: Any
    pieces: list[ChartPiece] = field(default_factory=list)
    label: str = ""
    entries: list[Any] = field(default_factory=list)

    @property
    def subject(self) -> Any:
        """The entry of which claims say it: that at their second end."""
        return getattr(self.row, self.row.spec.ends[1].field)

    @property
    def named(self) -> list[Any]:
        """The first of the entries at the first end, by title."""
        return sorted(self.entries, key=lambda entry: entry.name)[:NAMED]

    @property
    def more(self) -> int:
        """How many of them are not named."""
        return max(len(self.entries) - NAMED, 0)


def marks_of(lanes: Iterable[Lane]) -> tuple[ChartMark, ...]:
    """What a legend explains: the marks that occur, in their order."""
    return tuple(dict.fromkeys(piece.mark for lane in lanes for piece in lane.pieces))


def moment_bounds(row: Any) -> tuple[date, date]:
    """The first and the last day on which a moment can have been: from the start of its period."""
    period = bounds_of(row)
    return period.start_earliest, period.start_latest


def stretch(axis: Axis, row: Any, mark: ChartMark, day: date) -> ChartPiece:
    """What lasts, along the axis."""
    period = (holding_period(row) if isinstance(row, Claim) else None) or bounds_of(row)
    words, edtf = when(row)
    certainty = row.certainty if hasattr(row, "certainty") else period.certainty(day)
    drawn = tuple(bars(axis, period.stretches()))
    return ChartPiece(mark, words, edtf, drawn, certainty, seen=confirmed_at(axis, period))


def moment(axis: Axis, bounds: tuple[date, date], mark: ChartMark, said: tuple[str, str], day: date) -> ChartPiece:
    """What happened on one day: a point where the day is known, a soft bar where it is not.

    `said` are its dates in words and as EDTF. On a day it is certain, possible, or not.
    """
    first, last = bounds
    period = Period(first, last, first, last)
    drawn = bars(axis, period.stretches()) if first < last else []
    point = axis.at(first) if first == last and axis.holds(first, last) else None
    return ChartPiece(mark, *said, tuple(drawn), period.certainty(day), point)


def confirmed_at(axis: Axis, period: Period) -> float | None:
    """Where what goes on was last confirmed, if a source says when."""
    last = period.confirmed
    if period.end_latest != FOREVER or not axis.holds(last, last):
        return None
    return axis.end_of(last)


def axis_over(rows: Iterable[Any]) -> Axis | None:
    """An axis on which everything dated of these rows fits, up to today at least; None where nothing is dated.

    It is the same whatever day is asked for, so that days compare.
    """
    days = [
        bound
        for row in rows
        if isinstance(row, Lasting)
        for bound in (row.start_earliest, row.start_latest, row.end_earliest, row.end_latest)
        if BEGINNING < bound < FOREVER
    ]
    if not days:
        return None
    first, last = min(days), max(*days, timezone.now().date())
    beside = min(OUTSTANDING, (last - first).days // 8 + 30)
    return Axis(
        date.fromordinal(max(first.toordinal() - beside, 1)),
        date.fromordinal(min(last.toordinal() + beside // 2, FOREVER.toordinal())),
    )

"""How many stood to an entry, year by year: certainly, as assumed, possibly. Must not query, nor know HTML.

A year's number is that of its last day; of the year that goes on, of today. A long time is told by every second, fifth
or tenth year.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.utils import timezone

from apps.drawing.axis import STEPS, Axis, Tick
from apps.drawing.bars import STACK, Stacked, stacked
from apps.entries.specs import Stands
from apps.language.said import capital

MOST_YEARS = 120
"""Bars of one chart."""

HEADROOM = 0.12
"""Of the height of the chart, what stays free above the highest bar."""

Stretches = Iterable[tuple[date, date, str]]
"""The first and the last day of stretches, with how sure they are."""


@dataclass(frozen=True)
class YearsAlike:
    """Years of the same number: the first and the last of them, and how many are certain, assumed and possible."""

    first: int
    last: int
    certain: int
    assumed: int
    possible: int

    @property
    def total(self) -> int:
        """How many there are, or may be."""
        return self.certain + self.assumed + self.possible


@dataclass(frozen=True)
class Yearly:
    """The chart: bars along an axis, the scale beside them, and the same as rows of a table.

    `called` is what is counted ("Members"); `scale` are lines across, each with its number; `each` is by how many years
    it goes; `on` is where the day shown lies.
    """

    called: str
    bars: list[Stacked]
    ticks: list[Tick]
    scale: list[tuple[float, int]]
    rows: list[YearsAlike]
    each: int = 1
    on: float | None = None


def usual_heading(stands: Stands) -> str:
    """The heading of a list of those who stand to something in the usual way: “Members”."""
    return capital(stands.headings.get(stands.usual) or stands.called)


def read_years(axis: Axis, called: str, parties: Iterable[Iterable[Stretches]], on: float | None) -> Yearly | None:
    """The chart of parties, each with the stretches in which it stood so by each of its claims, some overlapping.

    A stretch of the certainty "suspended" stands in for others. None where nobody ever was one.
    """
    days, each = _days(axis)
    levels = [_levels(days, claims) for claims in parties]
    if not any(map(any, levels)):
        return None
    numbers = [(year.count(3), year.count(2), year.count(1)) for year in zip(*levels, strict=True)]
    rows = [
        YearsAlike(years[0] - each + 1, years[-1], *number)
        for number, alike in groupby(zip(numbers, days, strict=True), key=itemgetter(0))
        if (years := [day.year for _, day in alike])
    ]
    rows = rows[0 if rows[0].total else 1 :]
    top = max(row.total for row in rows) * (1 + HEADROOM)
    places = [(axis.at(date(row.first, 1, 1)), axis.end_of(min(date(row.last, 12, 31), days[-1]))) for row in rows]
    bars = stacked(places, [(row.certain, row.assumed, row.possible) for row in rows], top)
    return Yearly(called, bars, axis.ticks(), _scale(top), rows, each, on)


def _days(axis: Axis) -> tuple[list[date], int]:
    """The days for which is counted, and how many years there are from one to the next."""
    today = timezone.now().date()
    first, last = axis.first.year, min(axis.last.year, today.year)
    each = next(step for step in STEPS if (last - first) / step < MOST_YEARS or step == STEPS[-1])
    start = first if each == 1 else first - first % each + each
    years = [*range(start, last, each), last] if start < last else [last]
    return [min(date(year, 12, 31), today) for year in years], each


def _levels(days: list[date], claims: Iterable[Stretches]) -> list[int]:
    """How surely a party stood so on each of the days: 0 not at all, then as STACK has it; the surest claim counts."""
    found = [0] * len(days)
    away = [0] * len(days)
    for stretches in claims:
        own = [0] * len(days)
        suspended = False
        for first, last, certainty in stretches:
            suspended = certainty.startswith(SUSPENDED)
            low, high = bisect_left(days, first), bisect_right(days, last)
            own[low:high] = [STACK.index(certainty.removeprefix(SUSPENDED)) + 1] * (high - low)
        if suspended:
            away = list(map(max, away, own))
        else:
            found = list(map(max, found, own))
    if any(away):
        return [_beside(level, gone) for level, gone in zip(found, away, strict=True)]
    return found


SUSPENDED = "suspended:"
"""Stands before how sure a stretch is that stands in for others."""


def _beside(level: int, gone: int) -> int:
    """How sure a membership is beside a suspension, which stands in for it as far as it holds."""
    return 0 if gone > 1 else min(level, 1) if gone else level


def _scale(top: float) -> list[tuple[float, int]]:
    """Lines across the chart: how far from the top each is, in per cent, and its number."""
    step = next(step for power in range(7) for step in (10**power, 2 * 10**power, 5 * 10**power) if top / step <= 5)
    return [(round(100 - 100 * number / top, 2), number) for number in range(step, int(top) + 1, step)]

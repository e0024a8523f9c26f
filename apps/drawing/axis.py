"""A scale of days: from a day to a place on a line, with ticks. Must not know what is dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from apps.language.marking import pgettext_lazy

MOST_TICKS = 8
MONTHS = (
    pgettext_lazy("on an axis", "Jan"), pgettext_lazy("on an axis", "Feb"), pgettext_lazy("on an axis", "Mar"),
    pgettext_lazy("on an axis", "Apr"), pgettext_lazy("on an axis", "May"), pgettext_lazy("on an axis", "Jun"),
    pgettext_lazy("on an axis", "Jul"), pgettext_lazy("on an axis", "Aug"), pgettext_lazy("on an axis", "Sep"),
    pgettext_lazy("on an axis", "Oct"), pgettext_lazy("on an axis", "Nov"), pgettext_lazy("on an axis", "Dec"),
)  # fmt: skip
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Years between ticks; the first that gives few enough is taken."""


@dataclass(frozen=True)
class Tick:
    """A mark on the axis: where it is, the day it marks and its label."""

    x: float
    day: date
    label: str


@dataclass(frozen=True)
class Axis:
    """The days from `first` to `last`, both included, on a line from `left` to `right`: per cent, unless given."""

    first: date
    last: date
    left: float = 0
    right: float = 100

    def at(self, day: date) -> float:
        """Where a day begins; days outside lie on the edge."""
        whole = (self.last - self.first).days + 1
        done = min(max((day - self.first).days, 0), whole)
        return round(self.left + (self.right - self.left) * done / whole, 2)

    def end_of(self, day: date) -> float:
        """Where a day ends."""
        return self.at(day + timedelta(days=1)) if day < self.last else self.right

    def holds(self, first: date, last: date) -> bool:
        """Whether any of these days lies on it."""
        return first <= self.last and last >= self.first

    def ticks(self) -> list[Tick]:
        """Marks at the beginnings of years, months or days, whichever gives few enough to be read."""
        days = (self.last - self.first).days + 1
        if days <= 45:
            marks = (self.first + timedelta(days=n) for n in range(0, days, 1 if days <= MOST_TICKS else 5))
            return [Tick(self.at(day), day, str(day.day)) for day in marks]
        if days <= 800:
            step = 2 if days <= 400 else 4
            return [Tick(self.at(day), day, _month(day)) for day in self._months() if (day.month - 1) % step == 0]
        years = self.last.year - self.first.year + 1
        gap = next(step for step in STEPS if years / step <= MOST_TICKS or step == STEPS[-1])
        return [Tick(self.at(day), day, str(day.year)) for day in self._years(gap)]

    def _months(self) -> Iterator[date]:
        year, month = self.first.year, self.first.month
        while (year, month) <= (self.last.year, self.last.month):
            if (day := date(year, month, 1)) >= self.first:
                yield day
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def _years(self, gap: int) -> Iterator[date]:
        for year in range(self.first.year - self.first.year % gap, self.last.year + 1, gap):
            if year >= 1 and (day := date(year, 1, 1)) >= self.first:
                yield day


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}" if day.month == 1 else str(MONTHS[day.month - 1])

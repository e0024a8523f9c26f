"""Reading EDTF, ISO 8601-2:2019 levels 0 and 1, whole days; must not know Django, nor what is dated.

The text is the truth. What it means for a question of a day is two bounds: the earliest and the latest day
that it can name. A qualifier widens them by units of the date's own precision on each side: `~` (about) and `?`
(uncertain) by one, `%` (both) by two. The standard gives no width; this one is that of the package edtf.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from . import english

BEGINNING, FOREVER = date.min, date.max
"""The bounds of what is unknown, so that no bound is ever null."""

LONGEST = 64
"""Characters; the longest text of the accepted forms has 23."""

ACCEPTED = "write 1999, 1999-05, 1999-05-15, 199X or 1999-21 (spring), then ~ if it is about or ? if it is uncertain"

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""First and last months, north of the equator. A winter is December alone: a season lies within its year."""

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "open"]

WIDENING = {"": 0, "~": 1, "?": 1, "%": 2}
"""By how many units of its precision a qualifier widens a date on each side."""
MONTHS_OF: dict[str, int] = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}
"""How many months the unit of a precision has; that of a day is a day."""

_POINT = re.compile(r"(\d\d(?:\d[\dX]|XX))(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)", re.ASCII)
_OTHER_FORMS = (
    (
        re.compile(r"\d{4}-\d\d-\d\d[T ]\d.*", re.ASCII),
        "has a time of day; dates here are whole days, such as 1999-05-15",
    ),
    (
        re.compile(r"[Y+-]+\d.*|\d{5,7}(-.*)?", re.ASCII),
        "is out of range: years run from 0001 to 9999, with four digits and no sign",
    ),
    (
        re.compile(r"(?=[\dX]*X)[\dX]{4}(-.*)?[?~%]?", re.ASCII),
        "has X where none can be: it ends a lone year (199X, 19XX), or is a month or a day (1999-XX)",
    ),
)


class InvalidDate(ValueError):
    """A text that is no accepted date; the message is one sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as exact as it is known: some day from `earliest` to `latest`, both included.

    `precision` is the smallest unit that is known, so "year" for 1999-XX. `words` is the date in English.
    """

    text: str
    earliest: date
    latest: date
    precision: Precision
    words: str


def parse(text: str, *, interval: bool = True, open_end: bool = False) -> FuzzyDate:
    """The date that `text` writes; white space around it does not count.

    `interval` allows `a/b`, `../b`, `a/..` (open) and `/b`, `a/` (unknown); `open_end` allows `..` alone, for
    what goes on.
    Raises InvalidDate for everything else.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise InvalidDate(f"{quoted(text[:20] + '…')} is too long for a date: {ACCEPTED}.")
    if not text.isascii():
        raise InvalidDate(f"{quoted(text)} has characters that no date has: use 0 to 9 and the plain hyphen.")
    if text == "..":
        if not open_end:
            raise InvalidDate("“..” (it goes on) can only be an end; write a date here, such as 1999-05-15.")
        return FuzzyDate(text, FOREVER, FOREVER, "open", "still going on")
    if "/" not in text:
        return _point(text)
    if not interval:
        raise InvalidDate(f"{quoted(text)} is a span of time; write a single date here, such as 1999-05-15.")
    return _interval(text)


def _interval(text: str) -> FuzzyDate:
    first, _, last = text.partition("/")
    start, end = (None if side in ("", "..") else _point(side) for side in (first, last))
    if start is None and end is None:
        raise InvalidDate(f"{quoted(text)} names no date at all: give a start or an end, as in 1999/.. or /1999.")
    if start and end and end.latest < start.earliest:
        raise InvalidDate(f"{quoted(text)} ends before it starts: write the earlier date first.")
    return FuzzyDate(
        text,
        start.earliest if start else BEGINNING,
        end.latest if end else FOREVER,
        "interval",
        english.interval(start.words if start else first, end.words if end else last),
    )


def _point(text: str) -> FuzzyDate:
    match = _POINT.fullmatch(text)
    if match is None:
        raise InvalidDate(_why_not(text))
    year, month, day, qualifier = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise InvalidDate(f"{quoted(text)} is out of range: years run from 0001 to 9999.")
    if "X" in year:
        if month:
            raise InvalidDate(_why_not(text))
        precision: Precision = "century" if year.endswith("XX") else "decade"
        bounds = date(low, 1, 1), date(high, 12, 31)
    else:
        bounds, precision = _within(text, low, month, day)
    bounds = _widened(*bounds, precision, WIDENING[qualifier])
    return FuzzyDate(text, *bounds, precision, english.point(year, month, day, qualifier))


def _widened(earliest: date, latest: date, precision: Precision, units: int) -> tuple[date, date]:
    """The bounds with so many units more on each side; none beyond the first and the last day there is."""
    if not units:
        return earliest, latest
    if precision == "day":
        first, last = earliest.toordinal() - units, latest.toordinal() + units
        return date.fromordinal(max(first, 1)), date.fromordinal(min(last, FOREVER.toordinal()))
    months = units * MONTHS_OF[precision]
    return _month_from(earliest, -months) or BEGINNING, _month_from(latest, months, last=True) or FOREVER


def _month_from(day: date, months: int, *, last: bool = False) -> date | None:
    """The first or last day of the month so many months away; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, monthrange(year, month + 1)[1] if last else 1)


def _within(text: str, year: int, month: str | None, day: str | None) -> tuple[tuple[date, date], Precision]:
    """The bounds of a part of a year, and its precision."""
    if month is None or (month == "XX" and day in (None, "XX")):
        return (date(year, 1, 1), date(year, 12, 31)), "year"
    if month == "XX":
        raise InvalidDate(f"{quoted(text)} has a day without a month: write {year:04} or {year:04}-XX-XX.")
    number = int(month)
    if number in SEASONS:
        if day:
            raise InvalidDate(f"{quoted(text)} has a day in a season: write the season alone, {year:04}-{month}.")
        first, last = SEASONS[number]
        return (date(year, first, 1), date(year, last, monthrange(year, last)[1])), "season"
    if not 1 <= number <= 12:
        raise InvalidDate(f"{quoted(text)} names no month: months are 01 to 12, and 21 to 24 are spring to winter.")
    length = monthrange(year, number)[1]
    if day in (None, "XX"):
        return (date(year, number, 1), date(year, number, length)), "month"
    if not 1 <= int(day) <= length:
        raise InvalidDate(f"{quoted(text)} names no day: {english.month(year, number)} has the days 01 to {length}.")
    only = date(year, number, int(day))
    return (only, only), "day"


def _why_not(text: str) -> str:
    for form, reason in _OTHER_FORMS:
        if form.fullmatch(text):
            return f"{quoted(text)} {reason}."
    what = f"{quoted(text)} cannot be read as a date" if text else "A date is missing"
    return f"{what}: {ACCEPTED}."


def quoted(text: str) -> str:
    """What somebody wrote, fit to stand in a message."""
    return "“" + "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text) + "”"

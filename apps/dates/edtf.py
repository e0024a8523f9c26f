"""Reading EDTF, ISO 8601-2:2019 levels 0 and 1, whole days; must not know what is dated.

The text is the truth. What it means for a question of a day is two bounds: the earliest and the latest day
that it can name. A qualifier widens them by units of the date's own precision on each side: `~` (about) and `?`
(uncertain) by one, `%` (both) by two. The standard gives no width; this one is that of the package edtf.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext

from apps.language.marking import _

from . import in_words
from .in_words import Case

BEGINNING, FOREVER = date.min, date.max
"""The bounds of what is unknown, so that no bound is ever null."""

LONGEST = 64
"""Characters; the longest text of the accepted forms has 23."""

ACCEPTED = _("write 1999, 1999-05, 1999-05-15, 199X or 1999-21 (spring), then ~ if it is about or ? if it is uncertain")

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
        _("“%(text)s” has a time of day; dates here are whole days, such as 1999-05-15."),
    ),
    (
        re.compile(r"[Y+-]+\d.*|\d{5,7}(-.*)?", re.ASCII),
        _("“%(text)s” is out of range: years run from 0001 to 9999, with four digits and no sign."),
    ),
    (
        re.compile(r"(?=[\dX]*X)[\dX]{4}(-.*)?[?~%]?", re.ASCII),
        _("“%(text)s” has X where none can be: it ends a lone year (199X, 19XX), or is a month or a day (1999-XX)."),
    ),
)


class InvalidDate(ValueError):
    """A text that is no accepted date; the message is one sentence for the person who wrote it.

    `unread`: no more can be said of it than that. `about` is what it says that of.
    """

    unread = False
    about = ""

    @classmethod
    def said(cls, message: str, *, text: str = "", **parts: object) -> "InvalidDate":
        """With the parts in the message; `text` is what somebody wrote."""
        error = cls(message % {"text": printable(text), **parts})
        error.about = text
        return error


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as exact as it is known: some day from `earliest` to `latest`, both included.

    `precision` is the smallest unit that is known, so "year" for 1999-XX.
    """

    text: str
    earliest: date
    latest: date
    precision: Precision

    @property
    def words(self) -> str:
        """The date in words, in the language of the reader."""
        return self.worded("")

    def worded(self, case: Case) -> str:
        """The same, as it is said after “since”, “until” or “in”."""
        if self.precision == "open":
            return gettext("still going on")
        return _interval_in_words(self.text) if "/" in self.text else _point_in_words(self.text, case)


def parse(text: str, *, interval: bool = True, open_end: bool = False) -> FuzzyDate:
    """The date that `text` writes; white space around it does not count.

    `interval` allows `a/b`, `../b`, `a/..` (open) and `/b`, `a/` (unknown); `open_end` allows `..` alone, for
    what goes on.
    Raises InvalidDate for everything else.
    """
    text = text.strip()
    if len(text) > LONGEST:
        too_long = gettext("“%(text)s” is too long for a date: %(accepted)s.")
        raise InvalidDate.said(too_long, text=text[:20] + "…", accepted=str(ACCEPTED))
    if not text.isascii():
        message = gettext("“%(text)s” has characters that no date has: use 0 to 9 and the plain hyphen.")
        raise InvalidDate.said(message, text=text)
    if text == "..":
        if not open_end:
            raise InvalidDate(gettext("“..” (it goes on) can only be an end; write a date here, such as 1999-05-15."))
        return FuzzyDate(text, FOREVER, FOREVER, "open")
    if "/" not in text:
        return _point(text)
    if not interval:
        message = gettext("“%(text)s” is a span of time; write a single date here, such as 1999-05-15.")
        raise InvalidDate.said(message, text=text)
    return _interval(text)


def _interval(text: str) -> FuzzyDate:
    first, _, last = text.partition("/")
    start, end = (None if side in ("", "..") else _point(side) for side in (first, last))
    if start is None and end is None:
        message = gettext("“%(text)s” names no date at all: give a start or an end, as in 1999/.. or /1999.")
        raise InvalidDate.said(message, text=text)
    if start and end and end.latest < start.earliest:
        message = gettext("“%(text)s” ends before it starts: write the earlier date first.")
        raise InvalidDate.said(message, text=text)
    return FuzzyDate(
        text,
        start.earliest if start else BEGINNING,
        end.latest if end else FOREVER,
        "interval",
    )


def _interval_in_words(text: str) -> str:
    """A span in words; EDTF's “..” on a side is open, and nothing unknown."""
    start, _slash, end = text.partition("/")
    if start == "..":
        if end:
            return gettext("until %(end)s") % {"end": _point_in_words(end, "until")}
        return gettext("until an unknown day")
    if end == "..":
        if start:
            return gettext("since %(start)s") % {"start": _point_in_words(start, "since")}
        return gettext("since an unknown day")
    if not start:
        return gettext("until %(end)s, start unknown") % {"end": _point_in_words(end, "until")}
    if not end:
        return gettext("from %(start)s, end unknown") % {"start": _point_in_words(start, "since")}
    return gettext("%(start)s to %(end)s") % {"start": _point_in_words(start), "end": _point_in_words(end)}


def _point_in_words(text: str, case: Case = "") -> str:
    match = _POINT.fullmatch(text)
    if match is None:
        return text
    year, month, day, qualifier = match.groups()
    return in_words.point(year, month, day, qualifier, case)


def _point(text: str) -> FuzzyDate:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _why_not(text)
    year, month, day, qualifier = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise InvalidDate.said(gettext("“%(text)s” is out of range: years run from 0001 to 9999."), text=text)
    if "X" in year:
        if month:
            raise _why_not(text)
        precision: Precision = "century" if year.endswith("XX") else "decade"
        bounds = date(low, 1, 1), date(high, 12, 31)
    else:
        bounds, precision = _within(text, low, month, day)
    bounds = _widened(*bounds, precision, WIDENING[qualifier])
    return FuzzyDate(text, *bounds, precision)


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
        message = gettext("“%(text)s” has a day without a month: write %(year)s or %(year)s-XX-XX.")
        raise InvalidDate.said(message, text=text, year=f"{year:04}")
    number = int(month)
    if number in SEASONS:
        if day:
            message = gettext("“%(text)s” has a day in a season: write the season alone, %(season)s.")
            raise InvalidDate.said(message, text=text, season=f"{year:04}-{month}")
        first, last = SEASONS[number]
        return (date(year, first, 1), date(year, last, monthrange(year, last)[1])), "season"
    if not 1 <= number <= 12:
        message = gettext("“%(text)s” names no month: months are 01 to 12, and 21 to 24 are spring to winter.")
        raise InvalidDate.said(message, text=text)
    length = monthrange(year, number)[1]
    if day in (None, "XX"):
        return (date(year, number, 1), date(year, number, length)), "month"
    if not 1 <= int(day) <= length:
        message = gettext("“%(text)s” names no day: %(month)s has the days 01 to %(last)s.")
        raise InvalidDate.said(message, text=text, month=in_words.month(year, number), last=length)
    only = date(year, number, int(day))
    return (only, only), "day"


def _why_not(text: str) -> InvalidDate:
    for form, reason in _OTHER_FORMS:
        if form.fullmatch(text):
            return InvalidDate.said(str(reason), text=text)
    if not text:
        return InvalidDate.said(gettext("A date is missing: %(accepted)s."), accepted=str(ACCEPTED))
    message = gettext("“%(text)s” cannot be read as a date: %(accepted)s.")
    error = InvalidDate.said(message, text=text, accepted=str(ACCEPTED))
    error.unread = True
    return error


def printable(text: str) -> str:
    """What somebody wrote, fit to stand in a message."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def quoted(text: str) -> str:
    """The same in quotation marks."""
    return f"“{printable(text)}”"

"""The span of time that a timeline shows, as EDTF: a decade (199X), a year, a month. Must not know what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.utils.translation import gettext

from apps.dates.edtf import InvalidDate, parse

ZOOMS = ("decade", "year", "month")


@dataclass(frozen=True)
class Span:
    """A decade, a year or a month: its EDTF text, its words, its first and its last day."""

    text: str
    words: str
    first: date
    last: date
    precision: str

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.first, self.last

    @property
    def above(self) -> list["Span"]:
        """The longer spans that it lies in, longest first."""
        year = f"{self.first.year:04}"
        longer = {"month": [f"{year[:3]}X", year], "year": [f"{year[:3]}X"]}.get(self.precision, [])
        return [span_of(text) for text in longer if text != "000X"]

    @property
    def within(self) -> list["Span"]:
        """The years of a decade, or the months of a year."""
        year = self.first.year
        if self.precision == "decade":
            return [span_of(f"{n:04}") for n in range(year, year + 10)]
        return [span_of(f"{year:04}-{n:02}") for n in range(1, 13)] if self.precision == "year" else []

    @property
    def before(self) -> "Span | None":
        """The one before it, of the same length; None before the first."""
        return around(date.fromordinal(self.first.toordinal() - 1), self.precision) if self.first.year > 10 else None

    @property
    def after(self) -> "Span | None":
        """The one after it, of the same length; None after the last."""
        return around(date.fromordinal(self.last.toordinal() + 1), self.precision) if self.last.year < 9990 else None


def read_span(text: str) -> Span | None:
    """The span that a reader writes; None for nothing. Raises BadRequest."""
    if not text:
        return None
    try:
        return span_of(text)
    except InvalidDate as error:
        told = gettext("span=%(span)s is not understood: write a decade (199X), a year (1999) or a month (1999-05).")
        raise BadRequest(told % {"span": text[:40]}) from error


def span_of(text: str) -> Span:
    """The span of an EDTF text. Raises InvalidDate for what is no decade, year or month."""
    found = parse(text, interval=False)
    if found.precision not in ZOOMS or not text.rstrip("X").replace("-", "").isdigit():
        raise InvalidDate(f"{text} is no decade, year or month.")
    return Span(found.text, found.words, found.earliest, found.latest, found.precision)


def around(day: date, precision: str) -> Span:
    """The decade, year or month in which a day lies."""
    year = f"{day.year:04}"
    return span_of({"decade": f"{year[:3]}X", "year": year}.get(precision, f"{year}-{day.month:02}"))


def decades(days: Iterable[date]) -> list[Span]:
    """The decades in which the days lie, oldest first."""
    return [span_of(f"{decade:03}X") for decade in sorted({day.year // 10 for day in days}) if decade]

"""When something holds: a start, an end, an attestation, each as vague as its source; must not know Django.

The rules are those of docs/dates.md. A start and an end are both included. What is empty is unknown, and only
that is bounded by an attestation: a day on which a source says that it held.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

from .edtf import BEGINNING, FOREVER, FuzzyDate, InvalidDate, parse

Certainty = Literal["certain", "possible"]
ONE_DAY = timedelta(days=1)


class Contradiction(InvalidDate):
    """Dates that can each be read, but cannot be true together; `field` names the one to look at."""

    def __init__(self, field: Literal["start", "end", "attested"], message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Period:
    """From a day between the bounds of its start to a day between the bounds of its end, all included."""

    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date

    @classmethod
    def of(cls, start: str, end: str, attested: str = "") -> Self:
        """The period of three EDTF texts, of which each may be empty; `..` as an end goes on.

        Raises InvalidDate for a text that cannot be read, and Contradiction for an end that is certainly
        before the start, or an attestation that is certainly outside.
        """
        began, ended, seen = _read(start, end, attested)
        if began and ended and ended.latest < began.earliest:
            raise Contradiction("end", f"The end ({ended.words}) is before the start ({began.words}).")
        if began and seen and seen.latest < began.earliest:
            raise Contradiction("attested", f"It is attested ({seen.words}) before the start ({began.words}).")
        if ended and seen and seen.earliest > ended.latest:
            raise Contradiction("attested", f"It is attested ({seen.words}) after the end ({ended.words}).")
        return cls(
            began.earliest if began else BEGINNING,
            began.latest if began else seen.latest if seen else FOREVER,
            ended.earliest if ended else seen.earliest if seen else BEGINNING,
            ended.latest if ended else FOREVER,
        )

    @classmethod
    def since(cls, text: str) -> Self:
        """What an act of this day brought, for ever; an empty text is an unknown day. Raises InvalidDate."""
        began = parse(text) if text.strip() else None
        return cls(
            began.earliest if began else BEGINNING,
            began.latest if began else FOREVER,
            FOREVER,
            FOREVER,
        )

    def certainty(self, day: date) -> Certainty | None:
        """Whether it holds on the day; None where it certainly does not."""
        if self.start_latest <= day <= self.end_earliest:
            return "certain"
        return "possible" if self.start_earliest <= day <= self.end_latest else None

    def turns(self) -> list[date]:
        """The days on which `certainty` is not what it was the day before, oldest first.

        What is unknown turns on no day: neither the first nor the last day there is counts.
        """
        began = {self.start_earliest, self.start_latest}
        ended = {day + ONE_DAY for day in (self.end_earliest, self.end_latest) if day < FOREVER}
        return sorted(
            day
            for day in began | ended
            if BEGINNING < day < FOREVER and self.certainty(day) != self.certainty(day - ONE_DAY)
        )

    def certainly_overlaps(self, other: "Period") -> bool:
        """Whether the two share a day, whichever days their vague dates stand for."""
        return self.start_latest <= other.end_earliest and other.start_latest <= self.end_earliest


def words(start: str, end: str, attested: str = "") -> str:
    """The period in English: “since 7 October 2002, last confirmed 2009”, “from 1993, end unknown”.

    Raises InvalidDate for a text that cannot be read.
    """
    began, ended, seen = _read(start, end, attested)
    goes_on = ended is not None and ended.precision == "open"
    if began and ended:
        phrase = f"since {began.words}" if goes_on else f"{began.words} to {ended.words}"
    elif began:
        phrase = f"from {began.words}, end unknown"
    elif ended:
        phrase = "still going on, start unknown" if goes_on else f"until {ended.words}"
    else:
        phrase = "dates unknown"
    if seen:
        phrase += f", {'last confirmed' if goes_on else 'attested'} {seen.words}"
    return phrase


def _read(start: str, end: str, attested: str) -> tuple[FuzzyDate | None, FuzzyDate | None, FuzzyDate | None]:
    return (
        parse(start, interval=False) if start.strip() else None,
        parse(end, interval=False, open_end=True) if end.strip() else None,
        parse(attested) if attested.strip() else None,
    )

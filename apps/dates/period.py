"""When something holds: a start, an end, an attestation, each as vague as its source; must not know what holds.

The rules are those of docs/dates.md. A start and an end are both included. What is empty is unknown, and only that is
bounded by evidence: by an attestation, which is a day on which a source says that it held, and by the other date.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, Self

from django.utils.translation import get_language, gettext, pgettext

from .edtf import BEGINNING, FOREVER, FuzzyDate, InvalidDate, parse

Certainty = Literal["certain", "assumed", "possible"]
SUREST: tuple[Certainty, ...] = ("certain", "assumed", "possible")
"""From the surest to the least sure."""
ONE_DAY = timedelta(days=1)


class Contradiction(InvalidDate):
    """Dates that can each be read, but cannot be true together; `field` names the one to look at."""

    def __init__(self, field: Literal["start", "end", "attested"], message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Period:
    """From a day between the bounds of its start to a day between the bounds of its end, all included.

    `confirmed` is the last day up to which evidence says that it held: BEGINNING for none, FOREVER for what needs none,
    such as an act that has happened. An end that is open has FOREVER for both bounds; of an unknown one, the earliest
    is earlier. On days before `first` and after `last` it does not hold, whatever its dates: what it is about does not
    exist then.
    """

    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date
    confirmed: date = FOREVER
    first: date = BEGINNING
    last: date = FOREVER

    @classmethod
    def of(cls, start: str, end: str, attested: str = "") -> Self:
        """The period of three EDTF texts, of which each may be empty; `..` as an end goes on.

        Raises InvalidDate for a text that cannot be read, and Contradiction for an end that is certainly
        before the start, or an attestation that is certainly outside.
        """
        began, ended, seen = _read(start, end, attested)
        if began and ended and ended.latest < began.earliest:
            said = gettext("The end (%(end)s) is before the start (%(start)s).")
            raise Contradiction("end", said % {"end": ended.words, "start": began.words})
        if began and seen and seen.latest < began.earliest:
            said = gettext("It is attested (%(seen)s) before the start (%(start)s).")
            raise Contradiction("attested", said % {"seen": seen.words, "start": began.words})
        if ended and seen and seen.earliest > ended.latest:
            said = gettext("It is attested (%(seen)s) after the end (%(end)s).")
            raise Contradiction("attested", said % {"seen": seen.words, "end": ended.words})
        evidence = [each for each in (began, ended, seen) if each and each.precision != "open"]
        return cls(
            began.earliest if began else BEGINNING,
            began.latest if began else min((each.latest for each in evidence), default=FOREVER),
            ended.earliest if ended else max((each.earliest for each in evidence), default=BEGINNING),
            ended.latest if ended else FOREVER,
            max(map(last_known, evidence), default=BEGINNING),
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

    @property
    def is_open(self) -> bool:
        """Whether it goes on, as far as is recorded."""
        return self.end_earliest == FOREVER

    def certainty(self, day: date) -> Certainty | None:
        """Whether it holds on the day; None where it certainly does not."""
        if not (self.first <= day <= self.last and self.start_earliest <= day <= self.end_latest):
            return None
        if self.start_latest <= day <= min(self.end_earliest, self.confirmed):
            return "certain"
        return "assumed" if self.is_open and self.start_latest <= day else "possible"

    def confirmed_by(self, earliest: date, latest: date) -> Self:
        """The same, where it is confirmed for some day between these, both included, on which it goes on.

        What has a known end, or can only have begun later, is not touched by that.
        """
        if self.end_latest < FOREVER or self.start_earliest > latest:
            return self
        begun = min(self.start_latest, latest) if self.start_earliest == BEGINNING else self.start_latest
        return replace(
            self,
            start_latest=begun,
            end_earliest=max(self.end_earliest, earliest),
            confirmed=max(self.confirmed, latest),
        )

    def within(self, first: date, last: date) -> Self:
        """The same, as far as it lies within these days, both included."""
        return replace(self, first=max(self.first, first), last=min(self.last, last))

    def turns(self) -> list[date]:
        """The days on which `certainty` is not what it was the day before, oldest first.

        What is unknown turns on no day: neither the first nor the last day there is counts.
        """
        began = {self.start_earliest, self.start_latest, self.first}
        ended = {
            day + ONE_DAY for day in (self.end_earliest, self.end_latest, self.confirmed, self.last) if day < FOREVER
        }
        return sorted(
            day
            for day in began | ended
            if BEGINNING < day < FOREVER and self.certainty(day) != self.certainty(day - ONE_DAY)
        )

    def stretches(self) -> list[tuple[date, date, Certainty]]:
        """The first and the last day of each stretch throughout which it holds as surely, oldest first."""
        first, last = max(self.start_earliest, self.first), min(self.end_latest, self.last)
        if first > last:
            return []
        edges = [first, *(day for day in self.turns() if first < day <= last), None]
        pieces = [(start, end - ONE_DAY if end else last) for start, end in pairwise(edges) if start]
        return [(*piece, certainty) for piece in pieces if (certainty := self.certainty(piece[0]))]

    def certainly_overlaps(self, other: "Period") -> bool:
        """Whether the two share a day, whichever days their vague dates stand for."""
        return self.start_latest <= other.end_earliest and other.start_latest <= self.end_earliest


def words(start: str, end: str, attested: str = "") -> str:
    """The period in words: “since 7 October 2002, last confirmed in 2009”, “from 1993, end not recorded”.

    Raises InvalidDate for a text that cannot be read.
    """
    return _words(start, end, attested, get_language())


@lru_cache(4_096)
def _words(start: str, end: str, attested: str, language: str) -> str:
    began, ended, seen = _read(start, end, attested)
    goes_on = ended is not None and ended.precision == "open"
    if not began and (goes_on or not ended):
        if seen:
            return gettext("recorded %(when)s; neither start nor end recorded") % {"when": dated(seen)}
        if goes_on:
            return gettext("going on when it was recorded; start not recorded")
        return gettext("dates not recorded")
    phrase = _phrase(began, ended)
    if not seen:
        return phrase
    said = gettext("%(period)s, last confirmed %(when)s") if goes_on else gettext("%(period)s, recorded %(when)s")
    return said % {"period": phrase, "when": dated(seen)}


def _phrase(began: FuzzyDate | None, ended: FuzzyDate | None) -> str:
    """From a start to an end, of which one at least is known."""
    if began and ended and ended.precision == "open":
        return gettext("since %(start)s") % {"start": began.worded("since")}
    if began and ended:
        return gettext("%(start)s to %(end)s") % {"start": began.words, "end": ended.words}
    if began:
        return gettext("from %(start)s, end not recorded") % {"start": began.worded("since")}
    return gettext("until %(end)s") % {"end": ended.worded("until")} if ended else ""


def dated(when: FuzzyDate) -> str:
    """The date after its preposition: “in 2009”, “on 14 June 2009”."""
    if when.precision == "interval":
        return gettext("within %(span)s") % {"span": when.words} if when.text[:1].isdigit() else when.words
    if when.precision == "day":
        return gettext("on %(day)s") % {"day": when.words}
    said = when.worded("in")
    if when.precision == "century" or (when.text.endswith(("~", "%")) and "XX" not in when.text):
        return said
    if when.precision == "season":
        return pgettext("a season", "in %(date)s") % {"date": said}
    return pgettext("a date", "in %(date)s") % {"date": said}


def last_known(evidence: FuzzyDate) -> date:
    """The last day for which a date is evidence; of one without a known end, its first."""
    return evidence.latest if evidence.latest < FOREVER else evidence.earliest


def _read(start: str, end: str, attested: str) -> tuple[FuzzyDate | None, FuzzyDate | None, FuzzyDate | None]:
    return (
        parse(start, interval=False) if start.strip() else None,
        parse(end, interval=False, open_end=True) if end.strip() else None,
        parse(attested) if attested.strip() else None,
    )

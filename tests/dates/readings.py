"""What the texts of dates can mean, worked out from their letters alone and by trying every choice.

An oracle: it must not use apps.dates, whose answers it is there to check.
"""

import re
from datetime import date

from hypothesis import strategies as st

EDGES = (
    *("0001-01-01", "1989-12-31", "1990-01-01", "1997-12-31", "1998-01-01", "1998-12-31", "1999-01-01", "1999-01-31"),
    *("1999-02-01", "1999-02-02", "1999-02-26", "1999-02-27", "1999-02-28", "1999-03-01", "1999-03-02", "1999-03-31"),
    *("1999-04-01", "1999-05-31", "1999-06-01", "1999-11-30", "1999-12-01", "1999-12-31", "2000-01-01", "2000-12-31"),
    *("2001-01-01", "2002-12-31", "2003-01-01", "2009-12-31", "2010-01-01", "9999-12-31"),
)
CALENDAR = tuple(map(date.fromisoformat, EDGES))
"""The first and the last day of every text below, and the days beside them; what lies between is like one of these."""

_SEASON = {"21": "0[345]", "22": "0[678]", "23": "(09|10|11)", "24": "12"}

POINTS = (
    *("1999", "1999-02", "1999-02-01", "1999-02-28~", "1999-03-01", "1999-XX", "1999-02-XX?", "1999-21", "1999-24"),
    *("199X", "2000", "2000%", "1999-12-31", "2000-01-01", "200X"),
)
WIDENED = {
    "1999-02-28~": ("1999-02-27", "1999-03-01"),
    "1999-02-XX?": ("1999-01-01", "1999-03-31"),
    "2000%": ("1998-01-01", "2002-12-31"),
}
"""The first and last days of the texts that are qualified: a unit more on each side, two for %."""
SPANS = ("1999-02-01/1999-03-01", "1999/2000", "1999-21/2000", "../1999-02", "/1999", "1999-02/..", "2000/")

STARTS = st.sampled_from(["", *POINTS])
ENDS = st.sampled_from(["", "..", *POINTS])
SEEN = st.sampled_from(["", *POINTS, *SPANS])


def days_of(text: str) -> list[date]:
    """The days of the calendar that a text names; all of them for an empty one."""
    if text == "..":
        return [CALENDAR[-1]]
    first, slash, last = text.partition("/")
    if slash:
        after = CALENDAR if first in ("", "..") else [day for day in CALENDAR if day >= days_of(first)[0]]
        return [day for day in after if last in ("", "..") or day <= days_of(last)[-1]]
    if text in WIDENED:
        least, most = map(date.fromisoformat, WIDENED[text])
        return [day for day in CALENDAR if least <= day <= most]
    letters = text.replace("X", r"\d")
    letters = re.sub(r"(?<=-)2[1-4]$", lambda season: _SEASON[season[0]], letters)
    return [day for day in CALENDAR if re.match(letters, day.isoformat())]


def readings_of(start: str, end: str, attested: str) -> set[tuple[date, date]]:
    """Every choice of a first and a last day; what is not known lies beyond the other, and beyond an attested day."""
    seen = days_of(attested) if attested else [None]
    return {
        (first, last)
        for first in days_of(start)
        for last in days_of(end)
        if (start and end) or first <= last
        if any(day is None or ((start or first <= day) and (end or day <= last)) for day in seen)
    }


def confirmed_of(start: str, end: str, attested: str) -> date:
    """The last day for which one of the dates is evidence; a span without a last day is evidence for its first."""
    known = [days_of(text) for text in (start, end, attested) if text and text != ".."]
    return max((days[0] if days[-1] == CALENDAR[-1] else days[-1] for days in known), default=CALENDAR[0])


def certainty_of(day: date, readings: set[tuple[date, date]], confirmed: date) -> str | None:
    """Certain where every reading holds the day, possible where one does; past what is confirmed, assumed at best."""
    held = {first <= day <= last for first, last in readings}
    if held == {True}:
        return "certain" if day <= confirmed else "assumed"
    return "possible" if True in held else None


def contradicts(start: str, end: str, attested: str) -> str:
    """The field at which no choice of days keeps start, attestation and end in order; nothing where some does."""
    for field, earlier, later in (("end", start, end), ("attested", start, attested), ("attested", attested, end)):
        if earlier and later and not any(one <= other for one in days_of(earlier) for other in days_of(later)):
            return field
    return ""

"""Single dates as people write them in English, as EDTF. Must not know spans.

What is read here has single spaces, no commas and no full stops of abbreviations.
"""

import re
from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext

from apps.language.marking import _

from . import in_words
from .edtf import InvalidDate, parse

SUCH_AS = _("write it as in March 2012, 15 May 1992, about 1999 or 1990s")

shape = partial(re.compile, flags=re.ASCII | re.IGNORECASE)

MONTHS = {name.lower()[:length]: n for n, name in enumerate(in_words.MONTHS, 1) for length in (3, len(name))}
MONTHS["sept"] = 9
SEASONS = {name: number for number, name in in_words.SEASONS.items()} | {"fall": "23"}

_ABOUT = shape(r"(?:about|around|approximately|approx|roughly|circa|ca|c)(?: |(?=\d))|~ ?")
_UNSURE = shape(r"(?:perhaps|possibly|probably|maybe|presumably) |\? ?")
_AFTER = shape(r" ?\(?(approximate|approximately|or so|uncertain|[~?%])\)?$")
_IN = shape(r"(?:(?:in|on) )?(?:the )?")

_MONTH = f"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{1,4})"
_NAMED = [
    shape(form)
    for form in (
        rf"{_DAY}(?: of)?[ -]?{_MONTH}[ -]?{_YEAR}",
        rf"{_MONTH} (?:the )?{_DAY} {_YEAR}",
        rf"{_YEAR} {_MONTH} {_DAY}",
        rf"{_MONTH}(?: of)?[ -]?{_YEAR}",
        rf"{_YEAR}[ -]{_MONTH}",
    )
]
_NUMBERS = shape(r"(\d{1,4})([./-])(\d{1,2})(?:\2(\d{1,4}))?")
_MONTH_AND_YEAR = shape(r"(\d{1,2})[./](\d{4})")
_SEASON = shape(rf"(?P<season>{'|'.join(SEASONS)})(?: of)? (?P<year>\d{{4}})")
_DECADE = shape(r"(\d{3})0'?s")
_SOME = shape(r"some ?(day|month|time) in (.+)")
_YEARS = shape(r"(?:some ?time )?between (?P<low>\d{3,4}) and (?P<high>\d{3,4})")
_VAGUE = shape(r"(?:early|mid|middle|late|end|beginning|start|before|after|by)\b.*")


def point_of(text: str) -> str:
    """The EDTF text of one date. Raises InvalidDate."""
    bare, about, unsure = text, False, False
    while True:
        if found := _ABOUT.match(bare):
            about, bare = True, bare[found.end() :]
        elif found := _UNSURE.match(bare):
            unsure, bare = True, bare[found.end() :]
        elif found := _AFTER.search(bare):
            mark = found[1].lower()
            about |= mark not in ("uncertain", "?")
            unsure |= mark in ("uncertain", "?", "%")
            bare = bare[: found.start()]
        else:
            break
    for read in _READERS:
        if plain := read(bare[len(_begun(bare)) :]):
            mark = "%" if about and unsure else "~" if about else "?" if unsure else ""
            return parse(plain + mark, interval=False).text
    message = gettext("“%(text)s” cannot be read as a date: %(such_as)s.")
    error = InvalidDate.said(message, text=text, such_as=SUCH_AS)
    error.unread = True
    raise error


def _begun(text: str) -> str:
    found = _IN.match(text)
    return found[0] if found else ""


def _edtf(text: str) -> str | None:
    try:
        return parse(text.upper(), interval=False).text
    except InvalidDate:
        return None


def _refused(text: str) -> None:
    """Raises InvalidDate for what people write, and no date says."""
    if _VAGUE.fullmatch(text):
        message = gettext("“%(text)s” has no first and last day: write what it can mean, such as 1999 or autumn 1999.")
        raise InvalidDate.said(message, text=text)


def _named(text: str) -> str | None:
    """With the month by its name."""
    for form in _NAMED:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            day = parts.get("day")
            return _dated(text, parts["year"], MONTHS[parts["month"].lower()], day and int(day))
    return None


def _dated(text: str, year: str, month: int, day: int | str | None) -> str:
    """The parts of a date, written as EDTF."""
    if len(year) != 4:
        message = gettext("“%(text)s” has no year of four digits: write it whole, such as 1992.")
        raise InvalidDate.said(message, text=text)
    return f"{year}-{month:02}" if day in (None, "") else f"{year}-{month:02}-{day:02}"


def _numbers(text: str) -> str | None:
    """In figures alone: the year first, or the day first if there are points between them."""
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, between, second, third = found.groups()
    if len(first) == 4:
        return _dated(text, first, int(second), third and int(third)) if third or between == "-" else None
    if len(first) > 2 or third is None:
        return None
    one, two = int(first), int(second)
    if between == "." or one > 12 or one == two or 0 in (one, two):
        return _dated(text, third, two, one)
    if two > 12:
        return _dated(text, third, one, two)
    year = int(_dated(text, third, 1, 1)[:4])
    message = gettext("“%(text)s” is %(one)s to some and %(other)s to others: write the month by its name.")
    both = {"one": in_words.day_of(year, two, one), "other": in_words.day_of(year, one, two)}
    raise InvalidDate.said(message, text=text, **both)


def _month_and_year(text: str) -> str | None:
    found = _MONTH_AND_YEAR.fullmatch(text)
    return _dated(text, found[2], int(found[1]), None) if found else None


def _season(text: str) -> str | None:
    found = _SEASON.fullmatch(text)
    return f"{found['year']}-{SEASONS[found['season'].lower()]}" if found else None


def _decade(text: str) -> str | None:
    found = _DECADE.fullmatch(text)
    if not found:
        return None
    decade = found[1]
    if decade.endswith("0"):
        message = gettext(
            "“%(text)s” is a decade to some and a century to others: write %(decade)sX for %(decade)s0 to %(decade)s9, "
            "or %(century)sXX for %(decade)s0 to %(century)s99."
        )
        raise InvalidDate.said(message, text=text, decade=decade, century=decade[:2])
    return f"{decade}X"


def _some(text: str) -> str | None:
    """A day or a month of which only the month or the year is known."""
    found = _SOME.fullmatch(text)
    if not found:
        return None
    within = parse(point_of(found[2]), interval=False)
    match found[1].lower(), within.precision:
        case "time", _:
            return within.text
        case _ if within.text[-1] in "?~%":
            return None
        case "day", "month":
            return f"{within.text[:7]}-XX"
        case "day", "year":
            return f"{within.text[:4]}-XX-XX"
        case "month", "year":
            return f"{within.text[:4]}-XX"
    return None


def _years(text: str) -> str | None:
    """Between two years, if EDTF has a word for just that time."""
    found = _YEARS.fullmatch(text)
    if not found:
        return None
    low, high = found["low"].zfill(4), found["high"].zfill(4)
    for known, lost in ((3, 1), (2, 2)):
        if low == low[:known] + "0" * lost and high == low[:known] + "9" * lost:
            return low[:known] + "X" * lost
    return None


_READERS: tuple[Callable[[str], str | None], ...] = (
    *(_edtf, _refused, _named, _numbers, _month_and_year, _season, _decade, _some, _years),
)

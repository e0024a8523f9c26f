"""Single dates as people write them in some language, as EDTF. Must not know spans, nor any language.

What is read here has single spaces, no commas and no full stops of abbreviations.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext

from apps.language.marking import _

from . import in_words
from .edtf import InvalidDate, parse
from .written_words import WrittenWords, found

SUCH_AS = _("write it as in March 2012, 15 May 1992, about 1999 or 1990s")

_BRACKETED = re.compile(r"(?<=.) ?\(([^()]+)\)$")
_MARKED = re.compile(r"(?P<before>[~?]) ?(?P<date>.+)|(?P<marked>.+?) ?(?P<after>[~?%])")
_NUMBERS = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})(?:\2([0-9]{1,4}))?")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[./]([0-9]{4})")
_DAY = re.compile(r"[0-9]+")


def point_of(text: str, words: WrittenWords) -> str:
    """The EDTF text of one date in the words of a language. Raises InvalidDate."""
    bare, about, unsure = text, False, False
    while True:
        bare = _BRACKETED.sub(r" \1", bare)
        if around := found(words.around["about"], bare):
            about, bare = True, around["date"]
        elif around := found(words.around["unsure"], bare):
            unsure, bare = True, around["date"]
        elif marked := _MARKED.fullmatch(bare):
            mark = marked["before"] or marked["after"]
            about, unsure = about or mark in "~%", unsure or mark in "?%"
            bare = marked["date"] or marked["marked"]
        elif read := next(filter(None, (read(bare, words) for read in _READERS)), None):
            mark = "%" if about and unsure else "~" if about else "?" if unsure else ""
            return parse(read + mark, interval=False).text
        elif around := found(words.around["plain"], bare):
            bare = around["date"]
        else:
            break
    message = gettext("“%(text)s” cannot be read as a date: %(such_as)s.")
    error = InvalidDate.said(message, text=text, such_as=SUCH_AS)
    error.unread = True
    raise error


def _edtf(text: str, words: WrittenWords) -> str | None:
    try:
        return parse(text.upper(), interval=False).text
    except InvalidDate:
        return None


def _refused(text: str, words: WrittenWords) -> None:
    """Raises InvalidDate for what people write, and no date says."""
    if found(words.around["vague"], text):
        message = gettext("“%(text)s” has no first and last day: write what it can mean, such as 1999 or autumn 1999.")
        raise InvalidDate.said(message, text=text)


def _named(text: str, words: WrittenWords) -> str | None:
    """With the month by its name."""
    parts = found(words.points["days"], text) or found(words.points["months"], text)
    month = words.months.get(parts["month"].casefold()) if parts else None
    if not parts or not month:
        return None
    day = _DAY.match(parts.get("day", ""))
    return _dated(text, parts["year"], month, int(day[0]) if day else None)


def _dated(text: str, year: str, month: int, day: int | str | None) -> str:
    """The parts of a date, written as EDTF."""
    year = _of_four(text, year)
    return f"{year}-{month:02}" if day in (None, "") else f"{year}-{month:02}-{day:02}"


def _of_four(text: str, year: str) -> str:
    if len(year) != 4:
        message = gettext("“%(text)s” has no year of four digits: write it whole, such as 1992.")
        raise InvalidDate.said(message, text=text)
    return year


def _numbers(text: str, words: WrittenWords) -> str | None:
    """In figures alone: the year first, or the day first if there are points between them."""
    parts = _NUMBERS.fullmatch(text)
    if not parts:
        return None
    first, between, second, third = parts.groups()
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


def _month_and_year(text: str, words: WrittenWords) -> str | None:
    parts = _MONTH_AND_YEAR.fullmatch(text)
    return _dated(text, parts[2], int(parts[1]), None) if parts else None


def _season(text: str, words: WrittenWords) -> str | None:
    parts = found(words.points["seasons"], text)
    season = words.seasons.get(parts["season"].casefold()) if parts else None
    return f"{_of_four(text, parts['year'])}-{season}" if parts and season else None


def _decade(text: str, words: WrittenWords) -> str | None:
    parts = found(words.points["decades"], text)
    if not parts:
        return None
    decade = parts["decade"][:3]
    if decade.endswith("0"):
        message = gettext(
            "“%(text)s” is a decade to some and a century to others: write %(decade)sX for %(decade)s0 to %(decade)s9, "
            "or %(century)sXX for %(decade)s0 to %(century)s99."
        )
        raise InvalidDate.said(message, text=text, decade=decade, century=decade[:2])
    return f"{decade}X"


def _some(text: str, words: WrittenWords) -> str | None:
    """A day or a month of which only the month or the year is known."""
    for what in ("some_day", "some_month", "some_time"):
        if around := found(words.around[what], text):
            break
    else:
        return None
    within = parse(point_of(around["date"], words), interval=False)
    match what, within.precision:
        case "some_time", _:
            return within.text
        case _ if within.text[-1] in "?~%":
            return None
        case "some_day", "month":
            return f"{within.text[:7]}-XX"
        case "some_day", "year":
            return f"{within.text[:4]}-XX-XX"
        case "some_month", "year":
            return f"{within.text[:4]}-XX"
    return None


def _years(text: str, words: WrittenWords) -> str | None:
    """Between two years, if EDTF has a word for just that time."""
    parts = found(words.points["years"], text)
    if not parts:
        return None
    low, high = parts["low"].zfill(4), parts["high"].zfill(4)
    for known, lost in ((3, 1), (2, 2)):
        if low == low[:known] + "0" * lost and high == low[:known] + "9" * lost:
            return low[:known] + "X" * lost
    return None


_READERS: tuple[Callable[[str, WrittenWords], str | None], ...] = (
    *(_edtf, _refused, _named, _numbers, _month_and_year, _season, _decade, _some, _years),
)

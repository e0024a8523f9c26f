"""Dates in the words of the reader's language. Must not know how they are read.

Languages bend what a date says by what it is said for, its `case` here: "" where it stands alone, "since" after that
word and the like (“since May 1992”, «с мая 1992»), "until" after that one, "in" after that one («в мае 1992»).
"""

import re
from functools import cache
from typing import Literal

from django.utils.translation import get_language, gettext, pgettext

from apps.language.marking import pgettext_lazy

Case = Literal["", "since", "until", "in"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, as dates are also written."""
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}

_ALONE = (
    pgettext_lazy("month", "January"), pgettext_lazy("month", "February"), pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"), pgettext_lazy("month", "May"), pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"), pgettext_lazy("month", "August"), pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"), pgettext_lazy("month", "November"), pgettext_lazy("month", "December"),
)  # fmt: skip
_OF = (
    pgettext_lazy("15 … 1992, since …", "January"), pgettext_lazy("15 … 1992, since …", "February"),
    pgettext_lazy("15 … 1992, since …", "March"), pgettext_lazy("15 … 1992, since …", "April"),
    pgettext_lazy("15 … 1992, since …", "May"), pgettext_lazy("15 … 1992, since …", "June"),
    pgettext_lazy("15 … 1992, since …", "July"), pgettext_lazy("15 … 1992, since …", "August"),
    pgettext_lazy("15 … 1992, since …", "September"), pgettext_lazy("15 … 1992, since …", "October"),
    pgettext_lazy("15 … 1992, since …", "November"), pgettext_lazy("15 … 1992, since …", "December"),
)  # fmt: skip
_IN = (
    pgettext_lazy("in … 1992", "January"), pgettext_lazy("in … 1992", "February"),
    pgettext_lazy("in … 1992", "March"), pgettext_lazy("in … 1992", "April"),
    pgettext_lazy("in … 1992", "May"), pgettext_lazy("in … 1992", "June"),
    pgettext_lazy("in … 1992", "July"), pgettext_lazy("in … 1992", "August"),
    pgettext_lazy("in … 1992", "September"), pgettext_lazy("in … 1992", "October"),
    pgettext_lazy("in … 1992", "November"), pgettext_lazy("in … 1992", "December"),
)  # fmt: skip
SHORT = (
    pgettext_lazy("short", "Jan"), pgettext_lazy("short", "Feb"), pgettext_lazy("short", "Mar"),
    pgettext_lazy("short", "Apr"), pgettext_lazy("short", "May"), pgettext_lazy("short", "Jun"),
    pgettext_lazy("short", "Jul"), pgettext_lazy("short", "Aug"), pgettext_lazy("short", "Sep"),
    pgettext_lazy("short", "Oct"), pgettext_lazy("short", "Nov"), pgettext_lazy("short", "Dec"),
)  # fmt: skip
"""As the United Nations print them."""
_MONTHS: dict[Case, tuple[str, ...]] = {"": _ALONE, "until": _ALONE, "since": _OF, "in": _IN}
_SEASONS: dict[Case, dict[str, str]] = {
    "": {
        "21": pgettext_lazy("season", "spring"), "22": pgettext_lazy("season", "summer"),
        "23": pgettext_lazy("season", "autumn"), "24": pgettext_lazy("season", "winter"),
    },
    "since": {
        "21": pgettext_lazy("since … 1999", "spring"), "22": pgettext_lazy("since … 1999", "summer"),
        "23": pgettext_lazy("since … 1999", "autumn"), "24": pgettext_lazy("since … 1999", "winter"),
    },
    "until": {
        "21": pgettext_lazy("until … 1999", "spring"), "22": pgettext_lazy("until … 1999", "summer"),
        "23": pgettext_lazy("until … 1999", "autumn"), "24": pgettext_lazy("until … 1999", "winter"),
    },
    "in": {
        "21": pgettext_lazy("in … 1999", "spring"), "22": pgettext_lazy("in … 1999", "summer"),
        "23": pgettext_lazy("in … 1999", "autumn"), "24": pgettext_lazy("in … 1999", "winter"),
    },
}  # fmt: skip


def month(year: int, number: int, case: Case = "") -> str:
    """A month with its year: “May 1992”."""
    said = {"month": _MONTHS[case][number - 1], "year": year}
    return gettext("%(month)s %(year)s") % said


def day_of(year: int, number: int, day: int) -> str:
    """A day: “15 May 1992”."""
    return gettext("%(day)s %(month)s %(year)s") % {"day": day, "month": _OF[number - 1], "year": year}


def shortened(words: str) -> str:
    """A date in words with its month in three letters, as the United Nations print it: “22 Sep 2006”."""
    forms, pattern = _forms(get_language())
    return pattern.sub(lambda found: str(SHORT[forms[found[0]]]), words)


@cache
def _forms(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """The place of each month by each of its forms in the language that is spoken, and what finds one."""
    found = {str(name): place for names in _MONTHS.values() for place, name in enumerate(names)}
    return found, re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found, key=len, reverse=True)))})\b")


def point(year: str, month_: str | None, day: str | None, qualifier: str, case: Case = "") -> str:
    """The parts of one EDTF date in words: “15 May 1992”, “the 1990s”, “about 1999 (uncertain)”."""
    plain, vague = _plain(year, month_, day, case)
    if qualifier in ("~", "%"):
        plain = gettext("%(date)s (approximate)") % {"date": plain} if vague else _about(plain, month_, day, case)
    return gettext("%(date)s (uncertain)") % {"date": plain} if qualifier in ("?", "%") else plain


def _about(plain: str, month_: str | None, day: str | None, case: Case) -> str:
    if case == "in" and not day:
        if month_ in SEASONS:
            return pgettext("when: a season", "about %(date)s") % {"date": plain}
        return pgettext("when", "about %(date)s") % {"date": plain}
    return gettext("about %(date)s") % {"date": plain}


def _plain(year: str, month_: str | None, day: str | None, case: Case) -> tuple[str, bool]:
    """The words, and whether they say “some”, so that “about” cannot stand before them."""
    if year.endswith("XX"):
        said = {"first": f"{int(year[:2])}00", "last": f"{int(year[:2])}99"}
        return gettext("some time between %(first)s and %(last)s") % said, True
    if year.endswith("X"):
        return _decade(f"{int(year[:3])}0", case), False
    if month_ is None:
        return _year(int(year), case), False
    if month_ == "XX":
        what = gettext("some day in %(year)s") if day else gettext("some month in %(year)s")
        return what % {"year": int(year)}, True
    if month_ in SEASONS:
        return gettext("%(season)s %(year)s") % {"season": _SEASONS[case][month_], "year": int(year)}, False
    if day == "XX":
        return gettext("some day in %(month)s") % {"month": month(int(year), int(month_), "in")}, True
    return day_of(int(year), int(month_), int(day)) if day else month(int(year), int(month_), case), False


def _year(year: int, case: Case) -> str:
    match case:
        case "in":
            said = pgettext("in a year", "%(year)s")
        case "since":
            said = pgettext("since a year", "%(year)s")
        case "until":
            said = pgettext("until a year", "%(year)s")
        case _:
            return str(year)
    return said % {"year": year}


def _decade(year: str, case: Case) -> str:
    match case:
        case "in":
            said = pgettext("in a decade", "the %(year)ss")
        case "since":
            said = pgettext("since a decade", "the %(year)ss")
        case "until":
            said = pgettext("until a decade", "the %(year)ss")
        case _:
            said = gettext("the %(year)ss")
    return said % {"year": year}

"""Dates as people write them in English, as the EDTF that is stored; must not know what is dated.

There is one rule for what is meant, and a field that asks for it shows at once what it read. What can mean two things
is refused, with both said; what EDTF cannot say exactly is refused, too.
"""

import re

from django.utils.translation import gettext

from .edtf import InvalidDate, parse
from .written_points import SUCH_AS, point_of, shape

LONGEST_WRITTEN = 120
"""Characters; the longest words of a date have fewer."""

GOES_ON = {"still so", "still going on", "going on", "goes on", "ongoing", "open", "present", "now", "until now"} | {
    *("to the present", "until the present", "up to the present", "the present", "to date", "no end"),
}
"""What says of an end that there is none yet."""

NOTHING = {"unknown", "not known", "not recorded"}

_EDTF_SIGNS = shape(r"[\dXYTZ.:/?~%+ -]+")
_CENTURY = shape(r"(?:the )?(\d\d?)(?:st|nd|rd|th) century")
_UNTIL = shape(r"(?:until|till|up to|to) (?P<last>.+?)(?P<unknown> start unknown)?")
_SINCE = shape(r"(?:since (?P<first>.+)|(?:from )?(?P<from>.+?)(?: on| onwards?))")
_FROM_TO = shape(
    r"(?:from )?(?P<first>.+?)(?: (?:to|until|till|through) (?:the )?| ?– ?| - |(?<=^\d{4})-(?=\d{4}$))(?P<last>.+)"
)
_FROM = shape(r"from (?P<first>.+?)(?: end unknown)?")
_BETWEEN = shape(r"between (?P<first>.+) and (?P<last>.+)")
_WINTER = shape(r"winter(?: of)? \d{4} ?[/–-] ?\d{2,4}")
_DAYS = (
    shape(r"(?P<one>\d\d?) ?[–-] ?(?P<two>\d\d?) (?P<month>[a-z]+) (?P<year>\d{4})"),
    shape(r"(?P<month>[a-z]+) (?P<one>\d\d?) ?[–-] ?(?P<two>\d\d?) (?P<year>\d{4})"),
)


def edtf_of(text: str, *, interval: bool = False, open_end: bool = False, begins: bool = False) -> str:
    """The EDTF text that `text` means; "" where it says that nothing is known. EDTF itself is left as it is.

    `interval` and `open_end` as for `parse`. With `open_end`, “until 2011” is the end 2011; where the date `begins`
    something, “since 1999” is the start 1999; elsewhere both are spans.
    Raises InvalidDate, with one sentence for the person who wrote it.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_WRITTEN:
        message = gettext("“%(text)s” is too long for a date: %(such_as)s.")
        raise InvalidDate.said(message, text=text[:20] + "…", such_as=SUCH_AS)
    try:
        return parse(text, interval=interval, open_end=open_end).text if text else ""
    except InvalidDate as error:
        as_edtf = error
    plain = _plain(text)
    if plain.lower() in NOTHING:
        return ""
    if plain.lower() in GOES_ON and open_end:
        return ".."
    try:
        meant = _meant(plain, interval=interval, open_end=open_end, begins=begins)
        return parse(meant, interval=interval).text
    except InvalidDate as error:
        raise (as_edtf if _is_meant_as_edtf(text, error) else error) from error


def _is_meant_as_edtf(text: str, error: InvalidDate) -> bool:
    """Whether it is written in EDTF's signs, and no more can be said of it as anything else."""
    return bool(_EDTF_SIGNS.fullmatch(text)) and error.unread


def _plain(text: str) -> str:
    """Without commas and the full stops of abbreviations and ordinals, with one sort of hyphen and dash."""
    text = re.sub("[‐‑−]", "-", text).replace("—", "–").replace("’", "'")
    text = re.sub(r"(?<=[A-Za-z])\.|(?<=\d)\.(?= |$)", "", text)
    if re.fullmatch(r"\d{4}–\d\d–\d\d", text):
        text = text.replace("–", "-")
    return " ".join(text.replace(",", " ").split())


def _meant(text: str, *, interval: bool, open_end: bool, begins: bool) -> str:
    """The EDTF of a text that is none itself."""
    if century := _CENTURY.fullmatch(text):
        return _century(text, int(century[1]), interval=interval)
    try:
        return point_of(text)
    except InvalidDate as error:
        no_point = error
    span = _span(text)
    if span is None:
        raise no_point
    first, last = span
    if interval:
        return f"{first}/{last}"
    if open_end and first in ("", ".."):
        return last
    if begins and last in ("", ".."):
        return first
    message = gettext("“%(text)s” is a span of time; write a single date here, such as 15 May 1999.")
    raise InvalidDate.said(message, text=text)


def _century(text: str, number: int, *, interval: bool) -> str:
    first, last = f"{number * 100 - 99:04}", f"{number * 100:04}"
    if not interval:
        message = gettext(
            "“%(text)s” is %(first)s to %(last)s, which no single date says: "
            "write %(century)sXX if you mean %(century)s00 to %(century)s99."
        )
        raise InvalidDate.said(message, text=text, first=first, last=last, century=f"{number - 1:02}")
    return f"{first}/{last}"


def _span(text: str) -> tuple[str, str] | None:
    """Its two sides as EDTF, “..” for open and "" for unknown; None if it is written as no span."""
    if re.fullmatch(r"\d{4}–\d\d", text):
        message = gettext("“%(text)s” can be a month or years: write %(month)s for the month.")
        raise InvalidDate.said(message, text=text, month=f"{text[:4]}-{text[5:]}")
    if _WINTER.fullmatch(text):
        message = gettext(
            "“%(text)s” lies in two years, and a season here in one: write the months, such as January 2000."
        )
        raise InvalidDate.said(message, text=text)
    for days in _DAYS:
        if found := days.fullmatch(text):
            month = f"{found['month']} {found['year']}"
            return point_of(f"{found['one']} {month}"), point_of(f"{found['two']} {month}")
    if found := _UNTIL.fullmatch(text):
        return "" if found["unknown"] else "..", point_of(found["last"])
    if found := _SINCE.fullmatch(text):
        return point_of(found["first"] or found["from"]), ".."
    if (found := _FROM_TO.fullmatch(text)) or (found := _BETWEEN.fullmatch(text)):
        last = ".." if found["last"].lower() in GOES_ON else point_of(found["last"])
        return _first(found["first"], found["last"]), last
    if found := _FROM.fullmatch(text):
        return point_of(found["first"]), ""
    return None


def _first(first: str, last: str) -> str:
    """The first side of a span, which may leave out the month and the year that it has in common with the last."""
    shared = last.split()
    for more in ([], shared[-1:], shared[-2:]):
        try:
            return point_of(" ".join([first, *more]))
        except InvalidDate:
            continue
    return point_of(first)  # says why not

"""Dates as people write them in some language, as the EDTF that is stored; must not know what is dated.

There is one rule for what is meant, and a field that asks for it shows at once what it read. What can mean two things
is refused, with both said; what EDTF cannot say exactly is refused, too.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from django.utils.translation import gettext

from .edtf import InvalidDate, parse
from .written_points import SUCH_AS, point_of
from .written_words import WrittenWords, found, in_every_language, plain

LONGEST_WRITTEN = 120
"""Characters; the longest words of a date have fewer."""

_EDTF_SIGNS = re.compile(r"[0-9XTZ.:/?~%+ -]+", re.IGNORECASE)
_DASH = re.compile(r" ?– ?| - |(?<=^[0-9]{4})-(?=[0-9]{4}$)")
_TWO_DAYS = (
    re.compile(r"(?P<one>[0-9]{1,2}) ?[–-] ?(?P<two>[0-9]{1,2}) (?P<after>.+)"),
    re.compile(r"(?P<before>.+) (?P<one>[0-9]{1,2}) ?[–-] ?(?P<two>[0-9]{1,2}) (?P<after>[0-9]{4})"),
)
_TWO_YEARS = re.compile(r"([0-9]{4}) ?[/–-] ?[0-9]{2,4}")
_ROMAN = {"I": 1, "V": 5, "X": 10, "Х": 10}
"""The last is of the Cyrillic letters."""
WINTER = "24"


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
    bare, refusals = plain(text), []
    for words in in_every_language():
        try:
            return _read(bare, words, interval=interval, open_end=open_end, begins=begins)
        except InvalidDate as error:
            refusals.append(error)
    refusal = _nearest(refusals)
    raise (as_edtf if _is_meant_as_edtf(text, refusal) else refusal) from refusal


def _is_meant_as_edtf(text: str, error: InvalidDate) -> bool:
    """Whether it is written in EDTF's signs, and no more can be said of it as anything else."""
    return bool(_EDTF_SIGNS.fullmatch(text)) and error.unread


def _nearest(refusals: list[InvalidDate]) -> InvalidDate:
    """The one that understood the most of it."""
    return min(refusals, key=lambda each: (each.unread, len(each.about)))


def _read(text: str, words: WrittenWords, *, interval: bool, open_end: bool, begins: bool) -> str:
    """The EDTF of a text that is none itself, in the words of one language. Raises InvalidDate."""
    if text.casefold() in words.nothing:
        return ""
    if text.casefold() in words.goes_on and open_end:
        return ".."
    return parse(_meant(text, words, interval=interval, open_end=open_end, begins=begins), interval=interval).text


def _meant(text: str, words: WrittenWords, *, interval: bool, open_end: bool, begins: bool) -> str:
    if century := found(words.points["centuries"], text):
        return _century(text, _number(century["number"]), interval=interval)
    try:
        return point_of(text, words)
    except InvalidDate as error:
        no_point = error
    span = _span(text, words)
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


def _number(text: str) -> int:
    """A number in figures or in Roman ones."""
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[each] for each in text]
    return sum(-one if one < next_ else one for one, next_ in pairwise([*values, 0]))


def _century(text: str, number: int, *, interval: bool) -> str:
    first, last = f"{number * 100 - 99:04}", f"{number * 100:04}"
    if not interval:
        message = gettext(
            "“%(text)s” is %(first)s to %(last)s, which no single date says: "
            "write %(century)sXX if you mean %(century)s00 to %(century)s99."
        )
        raise InvalidDate.said(message, text=text, first=first, last=last, century=f"{number - 1:02}")
    return f"{first}/{last}"


def _span(text: str, words: WrittenWords) -> tuple[str, str] | None:
    """Its two sides as EDTF, “..” for open and "" for unknown; None if it is written as no span. Raises InvalidDate."""
    while around := found(words.around["plain"], text):
        text = around["date"]
    _refuse_two_years(text, words)
    refusals = []
    for sides in _sides(text, words):
        try:
            return sides()
        except InvalidDate as error:
            refusals.append(error)
    if refusals:
        raise _nearest(refusals)
    return None


def _refuse_two_years(text: str, words: WrittenWords) -> None:
    """Raises InvalidDate for 1999–05, which is two things, and for a winter that begins in one year."""
    if re.fullmatch(r"[0-9]{4}–[0-9]{2}", text):
        message = gettext("“%(text)s” can be a month or years: write %(month)s for the month.")
        raise InvalidDate.said(message, text=text, month=f"{text[:4]}-{text[5:]}")
    season = found(words.points["seasons"], _TWO_YEARS.sub(r"\1", text))
    if season and _TWO_YEARS.search(text) and words.seasons.get(season["season"].casefold()) == WINTER:
        message = gettext(
            "“%(text)s” lies in two years, and a season here in one: write the months, such as January 2000."
        )
        raise InvalidDate.said(message, text=text)


def _sides(text: str, words: WrittenWords) -> Iterator[Callable[[], tuple[str, str]]]:
    """What reads the two sides of a span, for each form of one that it has, the likeliest first."""
    for days in _TWO_DAYS:
        if two := days.fullmatch(text):
            before, after = two.groupdict("").get("before", ""), two["after"]
            first, last = (f"{before} {two[day]} {after}".strip() for day in ("one", "two"))
            yield partial(_both, first, last, words)
    spaced = _DASH.sub(" – ", text)
    for name, forms in words.spans.items():
        for each in forms:
            if span := each.fullmatch(spaced):
                yield partial(_READERS[name], words=words, **span.groupdict())


def _both(first: str, last: str, words: WrittenWords) -> tuple[str, str]:
    return _first(first, last, words), ".." if last.casefold() in words.goes_on else point_of(last, words)


def _first(first: str, last: str, words: WrittenWords) -> str:
    """The first side of a span, which may leave out the month and the year that it has in common with the last."""
    shared = last.split()
    for more in ([], shared[-1:], shared[-2:], shared[-3:]):
        try:
            return point_of(" ".join([first, *more]), words)
        except InvalidDate:
            continue
    return point_of(first, words)  # says why not


_READERS: dict[str, Callable[..., tuple[str, str]]] = {
    "until_from_unknown": lambda last, words: ("", point_of(last, words)),
    "until": lambda last, words: ("..", point_of(last, words)),
    "from_to_unknown": lambda first, words: (point_of(first, words), ""),
    "since": lambda first, words: (point_of(first, words), ".."),
    "from_to": _both,
    "between": _both,
    "from": lambda first, words: (point_of(first, words), ""),
}

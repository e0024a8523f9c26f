"""Dates that were told in English and stored so, in the reader's language; must not know what was dated."""

import re
from functools import lru_cache

from django.utils.translation import get_language

from apps.language.said import in_english

from .edtf import InvalidDate, parse
from .period import words
from .written import edtf_of

_TAIL = re.compile(r", (?:last confirmed|recorded) (?:in |on |within )?(?P<seen>.+)")
_ALONE = re.compile(r"recorded (?:in |on |within )?(?P<seen>.+); neither start nor end recorded")
_PHRASES = (
    (re.compile(r"since (?P<start>.+)"), ".."),
    (re.compile(r"from (?P<start>.+), end not recorded"), ""),
    (re.compile(r"until (?P<end>.+)"), ""),
    (re.compile(r"(?P<start>.+?) to (?P<end>.+)"), ""),
)


def retold_date(text: str) -> str | None:
    """The date or span that is told in English; None where it is none."""
    return _date(text, get_language())


def retold_period(text: str) -> str | None:
    """When something held, as `apps.dates.period.words` tells it in English; None where it is nothing of the kind."""
    return _period(text, get_language())


@lru_cache(2_048)
def _date(text: str, language: str) -> str | None:
    edtf = _read(text)
    return parse(edtf).words if edtf else None


def _read(text: str) -> str:
    """The EDTF of a date that is told in English in just these words; nothing for any other text."""
    if not any(sign.isdecimal() for sign in text):
        return ""
    with in_english():
        try:
            edtf = edtf_of(text, interval=True)
            return edtf if edtf and parse(edtf).words == text else ""
        except InvalidDate:
            return ""


@lru_cache(2_048)
def _period(text: str, language: str) -> str | None:
    for dates in _guesses(text):
        try:
            with in_english():
                told = words(*dates)
            if told == text:
                return words(*dates)
        except InvalidDate:
            continue  # these dates cannot be true together
    return None


def _guesses(text: str) -> list[tuple[str, str, str]]:
    """The starts, ends and attestations of which it may tell."""
    if alone := _ALONE.fullmatch(text):
        seen = _read(alone["seen"])
        return [("", "", seen), ("", "..", seen)]
    tail = _TAIL.search(text)
    seen = _read(tail["seen"]) if tail else ""
    phrase = text[: tail.start()] if tail else text
    found = [("", "..", ""), ("", "", "")]
    for form, end in _PHRASES:
        if told := form.fullmatch(phrase):
            parts = told.groupdict()
            start, end = (_read(parts[name]) if name in parts else last for name, last in (("start", ""), ("end", end)))
            found.append((start, end, seen))
    return found

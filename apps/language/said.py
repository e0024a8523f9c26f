"""Texts that were stored or made as they are in English, and are translated as they are shown."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_noop

DONE = (gettext_noop("added"), gettext_noop("changed"), gettext_noop("removed"))
"""What can become of a row, as the code has it."""

RETOLD: list[str] = []
"""Messages with parts that the wiki writes into what it stores, such as the summaries of undoing, in English."""

TELLERS: list[Callable[[str], str | None]] = []
"""What else tells what the wiki wrote, where its parts have to be told too; None for what it did not write."""


def in_english() -> translation.override:
    """What is made inside is of one language, whoever asks: for what is stored."""
    return translation.override(settings.LANGUAGE_CODE)


def said(text: str) -> str:
    """The translation of a text that is marked by `gettext_noop` where it comes from; any other as it is."""
    say = translation.gettext  # by another name: what collects messages finds only constant texts
    return say(text) if text else ""


def capital(text: object) -> str:
    """A text that begins with a capital; a word of a language is not bent otherwise."""
    words = str(text)
    return words[:1].upper() + words[1:]


def retold(text: str) -> str:
    """A text that was stored, in the language of the reader where the wiki wrote it; what people wrote as it is."""
    if (translation.get_language() or "en").startswith("en"):
        return text
    for message in RETOLD:
        if (parts := parts_of(message, text)) is not None:
            return said(message) % (parts | ({"summary": retold(parts["summary"])} if "summary" in parts else {}))
    return next((told for tell in TELLERS if (told := tell(text)) is not None), text)


def as_stored(written: str, *proposed: str) -> str:
    """A summary as it is stored: in English where it is one that was proposed, in whichever language that was shown."""
    return next((each for each in proposed if written.strip() in (each, retold(each))), written)


def by_english(texts: Iterable[object]) -> dict[str, str]:
    """What lazy texts are in the reader's language, by what they are in English."""
    found = list(texts)
    with in_english():
        english = [str(each) for each in found]
    return dict(zip(reversed(english), map(str, reversed(found)), strict=True))  # the first of those that are alike


def parts_of(message: str, text: str) -> dict[str, str] | None:
    """The parts of a text that was made of a message; None of any other."""
    found = _pattern(message).fullmatch(text)
    return found.groupdict() if found else None


@cache
def _pattern(message: str) -> re.Pattern[str]:
    """What matches a text that was made of a message."""
    return re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", re.escape(message)), re.DOTALL)

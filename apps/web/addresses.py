"""Addresses of pages, worked out once for each name: the same as Django's `reverse` gives. Must not know pages."""

from functools import cache, lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse, set_script_prefix

Part = str | int


def address_of(name: str, *parts: Part) -> str:
    """The address of a name and its parts, each a word or a number that stands for itself. Raises NoReverseMatch."""
    rest = _rest(name, *parts)
    return reverse(name, args=parts) if rest is None else get_script_prefix()[:-1] + rest


@lru_cache(16_384, typed=True)
def _rest(name: str, *parts: Part) -> str | None:
    """What follows the prefix of the site; None where a part is written otherwise in an address than it is."""
    texts = [part if isinstance(part, str) else str(part) for part in parts]
    if not all(map(_is_plain, texts)):
        return None
    pieces = _pieces(name, tuple(isinstance(part, int) for part in parts))
    found = [pieces[0]]
    for text, piece in zip(texts, pieces[1:], strict=True):
        found += [text, piece]
    return "".join(found)


def _is_plain(text: str) -> bool:
    """Whether nothing of a text is written otherwise in an address, nor can be missing from it."""
    return text.isascii() and text.replace("-", "").isalnum()


@cache
def _pieces(name: str, numbers: tuple[bool, ...]) -> list[str]:
    """What stands before, between and after the parts, of which some are numbers."""
    standing: list[Any] = [10**6 + place if is_one else f"part-{place}-of-it" for place, is_one in enumerate(numbers)]
    prefix = get_script_prefix()
    set_script_prefix("/")
    try:
        rest = reverse(name, args=standing)
    finally:
        set_script_prefix(prefix)
    found = []
    for part in standing:
        piece, _, rest = rest.partition(str(part))
        found.append(piece)
    return [*found, rest]

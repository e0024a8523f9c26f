"""Numbers and lists of words as the reader's language writes them."""

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext


def grouped(value: int) -> str:
    """A whole number with its thousands apart: “1,500”, «1 500»."""
    return f"{value:,}".replace(",", pgettext("between thousands", ","))


def either(words: Sequence[str]) -> str:
    """“a”, “a or b”, “a, b or c”."""
    *most, last = words
    return gettext("%(most)s or %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def all_of(words: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    *most, last = words
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last

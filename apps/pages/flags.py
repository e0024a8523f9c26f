"""The flag of an entry, as far as its kind says which fact names it. Must not know kinds, nor query.

A flag is a picture of today's: on a page of another day it would often be wrong, so whoever shows one asks that first.
"""

from functools import cache
from typing import Any

from django.templatetags.static import static

from apps.drawing.flags import flag_file


def flag_of(entry: Any) -> str:
    """The HTML of a flag beside a name, which says the same; empty for what has none. A stub knows enough."""
    fact = entry.spec.flag
    if not fact:
        return ""
    known = vars(entry)
    if fact in known:
        return picture(known[fact])
    told = known.get("byline", "").split("\n")
    return picture(told[entry.spec.byline.index(fact)]) if len(told) > 1 else ""


@cache
def picture(code: str, width: int = 21) -> str:
    """The HTML of the flag of a code; empty where there is no file of it."""
    file = flag_file(code)
    if not file:
        return ""
    return f'<img class="flag" src="{static(file)}" alt="" width="{width}" height="{width * 2 // 3}" loading="lazy">'

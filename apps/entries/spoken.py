"""What an entry is called in the language of a reader, on a day: the one rule, and the lines that it reads.

The lines are kept beside the entry (`linking/spoken.py`), one for each name that can stand for its title in another
language: tag, sort, key, the four bounds of when it was its name (empty for always), text. Must not query.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language

from apps.dates.edtf import BEGINNING, FOREVER

OF_TITLES = "en"
"""The language of titles."""
HEADS = ("common", "short", "official")
"""The sorts of names that can stand for a title, the best first."""
FORMER = "former"
"""The sort of those that stand for it on the days on which they were the name."""
SORTS = (*HEADS, FORMER)
EXACT = ("start_earliest", "start_latest", "end_earliest", "end_latest")
ALWAYS = f"{BEGINNING.isoformat()}/{BEGINNING.isoformat()}/{FOREVER.isoformat()}/{FOREVER.isoformat()}"


class Spoken(NamedTuple):
    """A name in a language, and the bounds of when it was one, as texts that sort like days."""

    tag: str
    sort: str
    key: int
    bounds: tuple[str, str, str, str]
    text: str


def line_of(name: Any) -> str:
    """The line of a name record; empty for one that cannot stand for a title."""
    if name.rank == "deprecated" or name.sort not in SORTS or name.language.partition("-")[0] in ("", OF_TITLES):
        return ""
    bounds = "/".join(getattr(name, each).isoformat() for each in EXACT)
    text = " ".join(name.text.split())
    return f"{name.language}|{name.sort}|{name.pk or ''}|{'' if bounds == ALWAYS else bounds}|{text}"


def lines_of(names: Iterable[Any]) -> str:
    """The lines of the name records of an entry, which come in any order."""
    found = sorted(names, key=lambda name: (name.pk is None, name.pk or 0))
    return "\n".join(filter(None, map(line_of, found)))


def without(lines: str, keys: Iterable[int]) -> str:
    """The lines, but for those of the records with these keys."""
    hidden = {str(key) for key in keys}
    return "\n".join(line for line in lines.split("\n") if line and line.split("|", 3)[2] not in hidden)


def is_in_titles_language() -> bool:
    """Whether the reader's language is that of titles: then no other name stands for one."""
    return _tag(get_language() or OF_TITLES) == OF_TITLES


def name_in_readers_language(lines: str, on: date | None) -> str:
    """What an entry is called in the language of the interface, on the day asked for or today; empty for its title.

    On a day that was asked for, a former name that certainly was one then comes first. Else it is the best sort of
    those that may have been one; of one sort, what began last. Where none was one then, it is that which it had last:
    a title stands for days before it, too.
    """
    code = get_language() or OF_TITLES
    if not lines or _tag(code) == OF_TITLES:
        return ""
    found = _read(lines, code) if len(lines) <= LONGEST else _read.__wrapped__(lines, code)
    if len(found) == 1 and found[0].sort != FORMER:
        return found[0].text
    return _chosen(found, (on or timezone.now().date()).isoformat(), asked=on is not None) if found else ""


def _tag(code: str) -> str:
    """The language of a code of the interface, whatever the country."""
    return code.partition("-")[0]


@lru_cache(4_096)
def _read(lines: str, code: str) -> tuple[Spoken, ...]:
    """The names in the language of a code, the best first."""
    tag, found = _tag(code), []
    for line in lines.split("\n"):
        language, sort, key, bounds, text = line.split("|", 4)
        if language.partition("-")[0] == tag and (bounds or sort != FORMER):
            first, second, third, last = (bounds or ALWAYS).split("/")
            found.append(Spoken(language, sort, int(key or FURTHEST), (first, second, third, last), text))
    found.sort(key=lambda name: (name.tag != tag, name.key))
    found.sort(key=lambda name: name.bounds[0], reverse=True)
    return tuple(sorted(found, key=lambda name: SORTS.index(name.sort)))


def _chosen(names: tuple[Spoken, ...], day: str, *, asked: bool) -> str:
    then = (each for each in names if asked and each.sort == FORMER and each.bounds[1] <= day <= each.bounds[2])
    heads = [each for each in names if each.sort != FORMER]
    held = (each for each in heads if each.bounds[0] <= day <= each.bounds[3])
    last = max(heads, key=lambda name: name.bounds[3], default=None)
    found = next(then, None) or next(held, None) or last
    return found.text if found else ""


LONGEST = 4_000
"""Letters of lines that are remembered as they were read."""
FURTHEST = 2**63 - 1
"""What stands for the key of a record that has none yet."""

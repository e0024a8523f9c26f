"""What a row mentions: the entries that its prose links to and quotes, the sources that it cites. Must not query."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from apps.wikitext.citations import Citation, parse_cites
from apps.wikitext.passages import passages
from apps.wikitext.quotes import Quote
from apps.wikitext.skeleton import Cite, Hole, Link

from ..entry import name_slug
from ..rendered import prose_field, skeleton_of
from ..specs import CITED
from .models import Sort

LONGEST_NAME = 200
LONGEST_LOCATOR = 500


NAMED_BY = ("field", "sort", "kind", "name", "locator")
"""What tells the mentions of one row from each other."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in one field of a row; the names are those of the columns of Reference."""

    field: str
    sort: str
    kind: str
    name: str
    locator: str = ""
    before: str = ""
    words: str = ""
    after: str = ""
    heading: str = ""
    times: int = 1

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from the others of its row."""
        return tuple(getattr(self, name) for name in NAMED_BY)


def mentions(row: Any) -> list[Mention]:
    """What a row mentions, each name once in each field, with the first passage where it stands."""
    field = prose_field(type(row))
    return [*_mentions(row.cites, field, getattr(row, field), row.rendered)]


def mentioned(cites: str, field: str, prose: str) -> list[Mention]:
    """The same of what a row said once; `field` is that of its prose."""
    return [*_mentions(cites, field, prose, "")]


@lru_cache(100)  # a save asks three times, of what it writes and of what stood before
def _mentions(cites: str, field: str, prose: str, rendered: str) -> list[Mention]:
    return _each_once([*_in_cites(cites), *_in_prose(field, prose, rendered)])


def _each_once(every: list[Mention]) -> list[Mention]:
    found: dict[tuple[str, ...], Mention] = {}
    for mention in every:
        known = found.get(mention.key)
        found[mention.key] = mention if known is None else replace(known, times=known.times + 1)
    return list(found.values())


def _in_cites(cites: str) -> Iterator[Mention]:
    for citation in parse_cites(cites):
        yield Mention("cites", Sort.CITATION, *_cited(citation))


def _in_prose(field: str, text: str, rendered: str) -> Iterator[Mention]:
    if not text.strip():
        return
    for passage in passages(skeleton_of(text, rendered)):
        around = (passage.before, passage.words[:600], passage.after, passage.heading[:250])
        for sort, kind, name, locator in _named(passage.hole):
            if name:
                yield Mention(field, sort, kind, name, locator, *around)


def _named(hole: Hole) -> Iterator[tuple[str, str, str, str]]:
    if isinstance(hole, Link):
        yield Sort.LINK, hole.target.kind[:40], name_slug(hole.target.name)[:LONGEST_NAME], ""
    elif isinstance(hole, Cite):
        for citation in hole.citations:
            yield Sort.CITATION, *_cited(citation)
    else:
        yield Sort.QUOTE, *quoted(hole.quote), ""


def _cited(citation: Citation) -> tuple[str, str, str]:
    return CITED, citation.source[:LONGEST_NAME], citation.locator[:LONGEST_LOCATOR]


def quoted(quote: Quote) -> tuple[str, str]:
    """The kind (empty for any) and the name, as a slug, of the entry that a quoted fact is about."""
    kind, colon, name = quote.argument("of").rpartition(":")
    if colon and not (kind.isascii() and kind.isalpha() and kind.islower()):
        kind, name = "", quote.argument("of")
    return kind[:40], name_slug(name)[:LONGEST_NAME]

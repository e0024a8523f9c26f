"""The part of a text that answers a query, and which words of it do. Must not know the index, nor HTML."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from apps.search.query import Query
from apps.search.words import spans

AROUND = 90
"""Characters before and after the first find."""
MOST_READ = 40_000
"""Characters of a text that are read for it."""


@dataclass(frozen=True)
class SnippetPiece:
    """Some of a text; `found` where it is a word that was asked for."""

    text: str
    found: bool


def snippet(text: str, query: Query) -> list[SnippetPiece]:
    """The surroundings of the place where most of the words asked for stand together; nothing where none does."""
    text = " ".join(text[:MOST_READ].split())
    hits = _hits(text, query)
    if not hits:
        return []
    starts = [start for start, _ in hits]
    together = [bisect_right(starts, start + AROUND) - place for place, start in enumerate(starts)]
    first = hits[together.index(max(together))]
    start, end = max(0, first[0] - AROUND // 2), min(len(text), first[1] + AROUND)
    start = text.find(" ", start, first[0]) + 1 if start else 0
    end = text.rfind(" ", first[1], end) if end < len(text) and " " in text[first[1] : end] else end
    shown = marked(text[start:end], query)
    before = [SnippetPiece("… ", False)] if start else []
    return [*before, *shown, *([SnippetPiece(" …", False)] if end < len(text) else [])]


def marked(text: str, query: Query) -> list[SnippetPiece]:
    """A text whole, its words that were asked for told apart."""
    found: list[SnippetPiece] = []
    last = 0
    for start, end in _hits(text, query):
        if start >= last:
            found += [SnippetPiece(text[last:start], False)] if start > last else []
            found.append(SnippetPiece(text[start:end], True))
            last = end
    return [*found, SnippetPiece(text[last:], False)] if last < len(text) else found


def best(lines: Iterable[str], query: Query) -> list[SnippetPiece]:
    """The snippet of the line in which most of the words asked for stand."""
    ranked = [(len(_hits(line[:MOST_READ], query)), -place, line) for place, line in enumerate(lines)]
    most = max(ranked, default=(0, 0, ""))
    return snippet(most[2], query) if most[0] else []


def _hits(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the words that were asked for stand, in their order; those of a phrase only where all of it does."""
    forms = query.forms
    said = spans(text, forms.initials)
    hits = {place for place, word in said if word in forms}
    for phrase in forms.phrases:
        for first in range(len(said) - len(phrase) + 1):
            run = said[first : first + len(phrase)]
            if tuple(word for _, word in run) == phrase and _are_neighbours(text, [place for place, _ in run]):
                hits.update(place for place, _ in run)
    return sorted(hits)


def _are_neighbours(text: str, places: list[tuple[int, int]]) -> bool:
    """Whether no word stands between words that stand there: some are left out where words are looked for quickly."""
    return not any(spans(text[end:start]) for (_, end), (start, _) in pairwise(places))

"""Which entries have a name that somebody may mean who writes another. Must not know how alike they are, nor pages."""

from apps.entries.access import Viewer
from apps.search.query import Query, Term
from apps.search.words import SMALL, words

from .ranking import named_keys
from .spelling import alike

MOST = 100
MOST_WORDS = 6
SPELLINGS = 4
"""Known words like a written one that are looked for beside it."""


def alike_keys(viewer: Viewer, name: str) -> list[int]:
    """The keys of the entries that have a word like one of a name's, those with the most and the rarest first."""
    said = words(name.replace("-", " "))
    telling = [word for word in said if word not in SMALL] or said
    known = [spelt for word in telling[:MOST_WORDS] for spelt in (word, *alike(word)[:SPELLINGS])]
    query = Query(name, tuple(Term((word,)) for word in dict.fromkeys(known)), any=True)
    if not query.wanted:
        return []
    return named_keys(viewer, query, ())[0][:MOST]

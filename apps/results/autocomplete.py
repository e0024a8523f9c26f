"""What somebody may mean who has begun to type a name. Must not know requests, pages or JSON."""

import re
from collections.abc import Collection, Iterable

from apps.entries.access import Viewer
from apps.entries.entry import Entry, name_slug
from apps.entries.linking.meaning import ONCE_CALLED, closeness
from apps.entries.linking.models import KnownName
from apps.entries.speaking import speaking
from apps.entries.world import World
from apps.search.filters import of_kinds, wanted_marks
from apps.search.query import MOST_TERMS, Query, Term
from apps.search.words import SMALL, words

from .meanings import correct
from .ranking import WEIGHED, named_keys, nearness
from .spelling import alike

MOST = 100
MOST_WORDS = 6
SPELLINGS = 4
"""Known words like a written one that are looked for beside it."""


def alike_keys(viewer: Viewer, name: str) -> list[int]:
    """The keys of the entries that have a word like one of a name's, those with the most and the rarest first."""
    said = words(name)
    telling = [word for word in said if word not in SMALL] or said
    known = [spelt for word in telling[:MOST_WORDS] for spelt in (word, *alike(word)[:SPELLINGS])]
    query = Query(name, tuple(Term((word,)) for word in dict.fromkeys(known)), any=True)
    if not query.wanted:
        return []
    return named_keys(viewer, query, ())[0][:MOST]


LONGEST = 120
"""The length of the longest slug; what is longer begins no name."""
OFFERED = 8

_UNLINKABLE = re.compile(r"[\[\]|\\\r\n]|^[a-z]+:\S")
"""Titles that `[[title]]` would not be read as."""


def name_query(text: str) -> Query:
    """A name that is being typed, as a query: nothing in it is an operator, and its last word may go on."""
    return Query(text, tuple(Term((word,)) for word in words(text)[:MOST_TERMS]), open=True)


def suggestions(
    viewer: Viewer, query: Query, kinds: Iterable[str] = (), *, most: int = OFFERED, mending: bool = False
) -> list[Entry]:
    """The entries that have a name with all the words of a query, the last of them perhaps only begun.

    Those called just so come first, then those whose name begins so; if `kinds` are named, only theirs. With `mending`,
    misspelt words are corrected where nothing is called so.
    """
    found = _named(viewer, query, kinds, most)
    if not found and mending and (meant := correct(viewer, query)) != query:
        found = _named(viewer, meant, kinds, most)
    return found


def begun(viewer: Viewer, text: str, kinds: Collection[str]) -> list[Entry]:
    """Suggestions, of these kinds or of all, for a text that begins a name, as nothing begins them all."""
    if len(text) > LONGEST or "\0" in text:
        return []
    query = name_query(text)
    if query.wanted:
        return suggestions(viewer, query, kinds)
    if text.strip():
        return []
    rows = viewer.rows(Entry).only("kind", "title", "slug", "summary", "spoken")
    return speaking(World(viewer), (rows.filter(kind__in=kinds) if kinds else rows)[:OFFERED])


def _named(viewer: Viewer, query: Query, kinds: Iterable[str], most: int) -> list[Entry]:
    marks, refused = wanted_marks(viewer, query.filters)
    if refused or not query.wanted:
        return []
    keys = named_keys(viewer, query, [*marks, of_kinds(kinds)] if kinds else marks)[0][:WEIGHED]
    rows = viewer.rows(Entry).filter(pk__in=keys).only("kind", "title", "slug", "summary", "called", "spoken")
    entries = speaking(World(viewer), rows)
    return sorted(entries, key=lambda entry: (nearness(entry, query), entry.name, entry.pk))[:most]


def link_names(viewer: Viewer, entries: Iterable[Entry]) -> dict[int, str]:
    """What names each entry in `[[…]]`, by its key: the title if that is nobody else's name, else `kind:slug`."""
    titled = {entry.pk: name_slug(entry.title) for entry in entries}
    named = KnownName.objects.known_to(viewer).bearers(*set(titled.values()))
    among = list(viewer.rows(Entry).filter(pk__in=named).only("kind", "slug", "title", "names"))
    names = {}
    for entry in entries:
        name = titled[entry.pk]
        others = [other for other in among if other.pk != entry.pk and closeness(other, name) != ONCE_CALLED]
        plain = bool(name) and not others and not _UNLINKABLE.search(entry.title)
        names[entry.pk] = entry.title if plain else f"{entry.kind}:{entry.slug}"
    return names

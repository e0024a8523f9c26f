"""The first finds, put in order by what a reader sees of them. Must not know how they were found, nor HTML."""

from django.db.models import F

from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.search.query import Query
from apps.search.words import stem, words

FAR = 9


def weighed(viewer: Viewer, keys: list[int], query: Query) -> list[int]:
    """The keys of finds in their order: called so, or beginning so; with all of it in a title, in another name, in one
    fact of its own; then as they came.
    """
    entries = viewer.rows(Entry).filter(pk__in=keys).only("kind", "slug", "title", "aliases")
    seen = {}
    for entry in entries.annotate(facts=F("indexed__facts")):
        near = nearness(entry, query)
        if near[0] >= FAR and any(_has_all(words(fact), query) for fact in (entry.facts or "").split("\n")):
            near = (FAR - 1, 0)
        seen[entry.pk] = near
    return sorted((key for key in keys if key in seen), key=lambda key: (seen[key], keys.index(key)))


def nearness(entry: Entry, query: Query) -> tuple[int, int]:
    """How near the names of an entry are to the query: 0 is called so, FAR not at all; and how many more words there
    are in the name.
    """
    wanted = [word for term in query.wanted for word in term.words]
    names = [words(name) for name in (entry.title, *entry.other_names, entry.slug)]
    found = [
        (_name_nearness(name, wanted, query) + (0 if place == 0 else 1), len(name) - len(wanted))
        for place, name in enumerate(names)
    ]
    return min(found)


def _name_nearness(name: list[str], wanted: list[str], query: Query) -> int:
    if name == wanted:
        return 0
    if not _has_all(name, query):
        return FAR
    begins = len(name) >= len(wanted) and all(word.startswith(asked) for word, asked in zip(name, wanted, strict=False))
    return 2 if begins else 4


def _has_all(said: list[str], query: Query) -> bool:
    """Whether some words have all that are wanted, in any form; what is still being typed may begin one."""
    wanted = [word for term in query.wanted for word in term.words]
    said = [word for word in said if word[0] in query.forms.initials]
    stems = set(map(stem, said))
    for place, asked in enumerate(wanted, 1):
        begun = query.begun or (query.open and place == len(wanted))
        if stem(asked) not in stems and not (begun and any(word.startswith(asked) for word in said)):
            return False
    return True

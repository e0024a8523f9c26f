"""Which entries a query finds, the best first, for a bounded cost however many there are. Must not know pages.

Names are asked before all else, and where names alone are enough nothing else is asked. Of more than MOST finds the
first in the order of their keys are ranked. Where many names have the words, those that are the query, or begin with
it, go before all others.
"""

from django.db.models import F, QuerySet
from django.db.models.functions import Length

from apps.entries.access import Viewer
from apps.entries.entry import Entry, name_slug
from apps.entries.linking.models import KnownName
from apps.search.backends import Marks, beginning
from apps.search.models import Indexed, Names, Words
from apps.search.query import Query
from apps.search.rows import WordsQuerySet
from apps.search.words import stem, words

FAR = 9


def weighed(viewer: Viewer, keys: list[int], query: Query) -> list[int]:
    """The keys of finds in their order: called so, or beginning so; with all of it in a title, in another name, in one
    fact of its own; then as they came.
    """
    entries = viewer.rows(Entry).filter(pk__in=keys).only("kind", "slug", "title", "called")
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


MOST = 1000
"""Finds that are ranked, counted, listed and sorted into facets."""
WEIGHED = 40
"""The first finds, which are put in order once more by what a reader sees of them; later ones stay as they come."""

CALLED = 20
"""The names that are what is wanted, or begin with it, that go before the others."""


def first_keys(viewer: Viewer, query: Query, marks: Marks) -> tuple[list[int], bool]:
    """The keys of the first MOST finds, the best first, and whether there are more."""
    if not query.wanted:
        return _listed(viewer, Words.objects.matching(viewer, query, marks))
    keys, more = named_keys(viewer, query, marks)
    if query.unwanted:  # what names do not have may stand elsewhere
        keys, more = keys[:WEIGHED], False
        having = Words.objects.matching(viewer, query.unwanted).filter(entry__in=keys)
        unwanted = set(having.values_list("entry", flat=True))
        keys = [key for key in keys if key not in unwanted]
    if not more:
        others, more = _best(Words.objects.scored(viewer, query, marks))
        keys = list(dict.fromkeys([*keys, *others]))
        more = more or len(keys) > MOST
    return [*weighed(viewer, keys[:WEIGHED], query), *keys[WEIGHED:MOST]], more


def named_keys(viewer: Viewer, query: Query, marks: Marks) -> tuple[list[int], bool]:
    """The keys of MOST entries whose names have all that is wanted and nothing unwanted; and whether there are more."""
    keys, more = _best(Names.objects.scored(viewer, query, marks))
    if len(keys) > WEIGHED:
        keys = list(dict.fromkeys([*_called(viewer, query, marks), *keys]))[:MOST]
    return keys, more


def _best(rows: WordsQuerySet) -> tuple[list[int], bool]:
    found = sorted((-score, key) for key, score in rows.values_list("entry", "score")[: MOST + 1])
    return [key for _, key in found[:MOST]], len(found) > MOST


def _listed(viewer: Viewer, rows: WordsQuerySet) -> tuple[list[int], bool]:
    keys = list(rows.values_list("entry", flat=True)[: MOST + 1])
    titled = viewer.rows(Entry).filter(pk__in=keys[:MOST]).order_by("title", "pk")
    return list(titled.values_list("pk", flat=True)), len(keys) > MOST


def _called(viewer: Viewer, query: Query, marks: Marks) -> list[int]:
    """Those whose name is what is wanted, or begins with it, the shortest names first; however many have the words."""
    name = name_slug(query.plain)
    if not name or query.any or query.unwanted:
        return []
    begun = KnownName.objects.known_to(viewer).filter(beginning("slug", name)).order_by(Length("slug"), "slug")
    keys = list(dict.fromkeys(begun.values_list("entry", flat=True)[:CALLED]))
    marked = dict(Indexed.objects.filter(pk__in=keys).values_list("pk", "marks")) if marks else {}
    entries: QuerySet[Entry] = viewer.rows(Entry).filter(pk__in=keys)
    near = {entry.pk for entry in entries.only("kind", "slug", "title", "called") if nearness(entry, query)[0] < FAR}
    return [key for key in keys if key in near and all(set(some) & set(marked.get(key, "").split()) for some in marks)]

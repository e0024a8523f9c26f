"""What somebody may mean who has begun to type a name. Must not know requests, pages or JSON."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from apps.entries.entry import Entry, name_slug
from apps.entries.linking.meaning import ONCE_CALLED, closeness
from apps.entries.linking.models import Name

from .asking import FILTERS, MOST_TERMS, Query, Term, without
from .finding import WEIGHED, correct, rows_for
from .weighing import nearness
from .words import words

LONGEST = 120
"""The length of the longest slug; what is longer begins no name."""
OFFERED = 8
EXACTLY = 1
"""The nearness of an entry that is called just so, by its title, its slug or another name."""

_UNLINKABLE = re.compile(r"[\[\]|\\\r\n]|^[a-z]+:\S")
"""Titles that `[[title]]` would not be read as."""


def name_query(text: str) -> Query:
    """A name that is being typed, as a query: nothing in it is an operator, and its last word may go on."""
    return Query(text, tuple(Term((word,)) for word in words(text)[:MOST_TERMS]), open=True)


def suggestions(
    user: Any, query: Query, among: Q | None = None, *, most: int = OFFERED, mending: bool = False
) -> list[Entry]:
    """The entries that have a name with all the words of a query, the last of them perhaps only begun.

    Those called just so come first, then those whose name begins so; `among` narrows the rows of words. With
    `mending`, misspelt words are corrected where nothing is called so. Three queries, or six.
    """
    found = _named(user, query, among, most)
    if not found and mending and (meant := correct(query)) != query:
        found = _named(user, meant, among, most)
    return found


def begun(user: Any, text: str, kinds: Iterable[str]) -> list[Entry]:
    """Suggestions of these kinds for a text that is nothing but the beginning of a name; nothing begins every name."""
    if len(text) > LONGEST or "\0" in text:
        return []
    query = name_query(text)
    if query.wanted:
        return suggestions(user, query, Q(entry__kind__in=kinds))
    if text.strip():
        return []
    rows = Entry.objects.visible_to(user).filter(kind__in=kinds)
    return list(rows.only("kind", "title", "slug", "summary")[:OFFERED])


def _named(user: Any, query: Query, among: Q | None, most: int) -> list[Entry]:
    rows, refused = rows_for(user, query, among)
    if refused or not query.wanted:
        return []
    keys = list(rows.ranked(query, names_only=True).values_list("entry", flat=True)[:WEIGHED])
    # However many names hold the word, those that are nothing else must be among the first.
    name = "" if any(term.excluded for term in query.terms) else name_slug(without(query.line, *FILTERS))
    exactly = Name.objects.filter(slug=name, entry__in=rows.values("entry")).values_list("entry", flat=True)[:WEIGHED]
    called = set(exactly) - set(keys)
    entries = Entry.objects.visible_to(user).filter(pk__in=[*keys, *called])
    ranked = [
        (nearness(entry, query), entry.title, entry.pk, entry)
        for entry in entries.only("kind", "title", "slug", "summary", "aliases")
    ]
    ranked = [each for each in ranked if each[2] in keys or each[0][0] <= EXACTLY]
    return [each[3] for each in sorted(ranked, key=lambda each: each[:3])[:most]]


def link_names(user: Any, entries: Iterable[Entry]) -> dict[int, str]:
    """What names each entry in `[[…]]`, by its key: the title if that is nobody else's name, else `kind:slug`."""
    titled = {entry.pk: name_slug(entry.title) for entry in entries}
    wanted = set(titled.values())
    named = Name.objects.filter(slug__in=wanted).values("entry")
    among = list(Entry.objects.visible_to(user).filter(pk__in=named).only("kind", "slug", "title", "names"))
    names = {}
    for entry in entries:
        name = titled[entry.pk]
        others = [other for other in among if other.pk != entry.pk and closeness(other, name) != ONCE_CALLED]
        plain = bool(name) and not others and not _UNLINKABLE.search(entry.title)
        names[entry.pk] = entry.title if plain else f"{entry.kind}:{entry.slug}"
    return names

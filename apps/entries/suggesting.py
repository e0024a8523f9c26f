"""What somebody may mean who has begun to type a name. Must not know requests, pages or JSON."""

import re
from collections.abc import Collection, Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from .entry import Entry, name_slug
from .kinds import KIND
from .world import World

LONGEST = 120
"""The length of the longest slug; what is longer begins no name."""
OFFERED = 8

_UNLINKABLE = re.compile(r"[\[\]|\\\r\n]|^[a-z]+:\S")
"""Titles that `[[title]]` would not be read as."""


def suggestions(world: World, q: str, kinds: Collection[str] = ()) -> list[Entry]:
    """The entries with a name that begins with `q`, and after them those with another word that does; at most 8.

    A name is a title, an alias or a slug; `kinds` are those looked among, none for all. They are looked for as they
    stand. Nothing typed yet begins every name.
    """
    wanted = name_slug(q)
    if len(q) > LONGEST or "\0" in q or bool(q.strip()) != bool(wanted):
        return []
    rows = Entry.objects.visible_to(world.user).filter(kind__in=kinds or KIND)
    if wanted:
        exactly = Q(slug=wanted) | Q(names__contains=f"|{wanted}|")
        first = Q(slug__startswith=wanted) | Q(names__contains=f"|{wanted}")
        inside = Q(slug__contains=f"-{wanted}") | Q(names__contains=f"-{wanted}")
        nearness = Case(
            When(exactly, then=Value(0)), When(first, then=Value(1)), default=Value(2), output_field=IntegerField()
        )
        rows = rows.filter(first | inside).order_by(nearness, "title", "pk")
    return list(rows.only("kind", "title", "slug", "summary")[:OFFERED])


def link_names(world: World, entries: Iterable[Entry]) -> dict[int, str]:
    """What names each entry in `[[…]]`, by its key: the title if that is nobody else's name, else `kind:slug`."""
    titled = {entry.pk: name_slug(entry.title) for entry in entries}
    where = Q(slug__in=set(titled.values()))
    for name in set(titled.values()):
        where |= Q(names__contains=f"|{name}|")
    among = list(Entry.objects.visible_to(world.user).filter(where).values_list("pk", "slug", "names"))
    names = {}
    for entry in entries:
        name = titled[entry.pk]
        others = [key for key, slug, known in among if key != entry.pk and (slug == name or f"|{name}|" in known)]
        plain = bool(name) and not others and not _UNLINKABLE.search(entry.title)
        names[entry.pk] = entry.title if plain else f"{entry.kind}:{entry.slug}"
    return names

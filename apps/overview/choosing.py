"""From a query string to the entries and words that a page is narrowed to. Must not know any single page."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from apps.entries.entry import Entry, name_slug
from apps.entries.lookup import Missing, find_stubs
from apps.entries.speaking import speaking
from apps.entries.stubs import as_stub
from apps.entries.world import World
from apps.web.request import text

MOST_OPTIONS = 150
"""How many entries a select offers at most; where there are more, their name is typed."""


def chosen_entry(request: HttpRequest, world: World, model: type[Entry], default: str = "") -> Entry | None:
    """The entry whose slug, or other name, the parameter of the kind's name gives; None where it is empty.

    An unknown name is a 404 with the nearest; where the `default` is not there, nothing is chosen.
    """
    asked = text(request, model.spec.name)
    if not (slug := name_slug(asked or default)):
        return None
    try:
        return find_stubs(world, [model], slug)[0]
    except Missing as error:
        if not asked:
            return None
        raise Http404(str(error)) from error


def chosen_word(request: HttpRequest, name: str, words: Iterable[str]) -> str:
    """One of these words, or nothing. Raises BadRequest for another, naming them."""
    value, words = text(request, name), list(words)
    if value and value not in words:
        told = gettext("%(name)s=%(value)s is not known: choose one of %(known)s, or leave it out.")
        raise BadRequest(told % {"name": name, "value": value[:40], "known": ", ".join(words)})
    return value


def choices(entries: Iterable[Any]) -> list[tuple[str, str]]:
    """Entries as the options of a select: slug and name, by name."""
    return sorted(((entry.slug, entry.name) for entry in entries), key=lambda pair: pair[1])


def options(world: World, kind: type[Entry], where: Q | None = None) -> list[tuple[str, str]] | None:
    """The entries of a kind as the options of a select, by name; None where they are too many to choose from one."""
    rows = world.rows(kind).filter(where or Q()).order_by().values(*OFFERED)
    found = list(rows[: MOST_OPTIONS + 1])
    return choices(speaking(world, map(as_stub, found))) if len(found) <= MOST_OPTIONS else None


OFFERED = ("id", "kind", "slug", "title", "spoken")

"""The card of an entry: what a link to it leads to, in a few words, as a piece of a page. Must not know the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved, find
from apps.entries.validity import Lasting, bounds_of
from apps.entries.world import World

from ..claim_tables import when
from ..missing import missing, moved
from ..reading import reading


@reading
def card(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """The title, the kind and the summary of an entry, and when it was; on a day, whether it existed."""
    try:
        found = find(world, model, slug)
    except Moved as error:
        return moved(request, error, "card/")
    except Missing as error:
        return missing(request, world, model, slug, error)
    exists = bounds_of(found).certainty(world.day) if isinstance(found, Lasting) else "certain"
    shown = {
        "entry": found,
        "model": type(found),
        "world": world,
        "exists": exists,
        "lifetime": when(found)[0] if isinstance(found, Lasting) else "",
        "flags": world.on is None,
    }
    response = render(request, "entries/card.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    return response

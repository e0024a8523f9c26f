"""The page of an entry. Must not know single kinds: what they add, they declare."""

from django.http import HttpRequest, HttpResponse

from apps.entries.entry import Entry
from apps.entries.world import World

from ..entry_page import show
from ..reading import reading


@reading
def entry(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """All that is known of an entry: facts, prose, claims in both directions, references."""
    return show(request, world, model, slug)

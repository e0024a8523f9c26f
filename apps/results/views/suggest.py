"""What is offered under the search box as one types, and in the boxes of browsers. Must not know how it is found."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.entries.moments import UnknownMoment
from apps.entries.world import World
from apps.search.query import LONGEST, read
from apps.web.limits import limited
from apps.web.request import origin_of, refusal, text, viewer_of

from ..autocomplete import suggestions


@cache_control(private=True, no_store=True)
@require_safe
@limited("suggest")
def suggest(request: HttpRequest) -> HttpResponse:
    """Entries whose names begin as the line does, as options of a listbox; or, as `format=json`, as browsers take it.

    https://github.com/dewitt/opensearch, “Suggestions” 1.1: the line, titles, descriptions, addresses.
    """
    try:
        world = World.asked(viewer_of(request), text(request, "on"), "")
    except UnknownMoment as error:
        return refusal(request, str(error))
    line = request.GET.get("q", "")
    found = suggestions(world.viewer, read(line), mending=True)
    if text(request, "format") == "json":
        told = [line[:LONGEST], [entry.name for entry in found], [entry.summary for entry in found]]
        addresses = [origin_of(request) + entry.get_absolute_url() for entry in found]
        return JsonResponse([*told, addresses], safe=False, content_type="application/x-suggestions+json")
    return render(request, "search/_suggestions.html", {"world": world, "found": found})

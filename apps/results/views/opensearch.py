"""The description by which browsers and catalogues learn to search here (OpenSearch 1.1). Must not search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.web.request import origin_of


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The addresses of the page of what is found, and of the suggestions."""
    origin = origin_of(request)
    places = {name: origin + reverse(name) for name in ("search", "search-suggest", "opensearch")}
    context = {"origin": origin, "places": {name.replace("-", "_"): place for name, place in places.items()}}
    return render(request, "opensearch.xml", context, content_type="application/opensearchdescription+xml")

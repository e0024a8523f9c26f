"""Pages for what is not there, is asked wrongly, or went wrong. Must not know what a right page holds."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from apps.entries.entry import name_slug
from apps.entries.lookup import nearest
from apps.entries.world import World
from apps.web.request import refusal, viewer_of

_TO_DEVELOPERS = re.compile(r"No \w+ matches the given query\.")
"""What Django's own shortcuts say, in English alone."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what Django refuses; its own sentences are not for readers."""
    return refusal(request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for an address of no kind at all, with the entries whose names are like its last word."""
    said = exception.args[0] if isinstance(exception, Http404) and exception.args else ""
    last = request.path.rstrip("/").rpartition("/")[2]
    context = {
        "said": said if isinstance(said, str) and not _TO_DEVELOPERS.fullmatch(said) else "",
        "near": nearest(World(viewer_of(request)), name_slug(last)) if "." not in last else [],
    }
    return render(request, "errors/404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, in the site's face, with nothing that could fail again: no database, no user."""
    return render(None, "errors/500.html", status=500)

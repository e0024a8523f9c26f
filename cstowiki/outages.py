"""Answers for a database that is out or gave up waiting: 503, when to come again, and what was written kept.

It must not know what was asked for.
"""

import logging
import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from apps.databases import is_lost, is_outage
from apps.pages.views import errors

logger = logging.getLogger(__name__)

SAFE = ("GET", "HEAD", "OPTIONS")
COME_AGAIN = {True: 5, False: 30}
"""Seconds, by whether a connection was lost: what took too long will for a while."""
LONG = 60
"""Letters of a field from which on it is shown as a text to copy."""


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503, and when to come again; to who wrote, with a form that sends the same again. No database is asked.

    Whether what was written is published nobody can tell whose connection broke at the end of it.
    """
    lost = is_lost(error)
    logger.warning("%s %s: %s", request.method, request.path, error)
    match = getattr(request, "resolver_match", None)
    context = {"lost": lost, "fields": [], "written": request.method not in SAFE}
    if match is not None and "api" in match.namespaces:
        said = "The database does not answer." if lost else "The database took too long."
        response: HttpResponse = JsonResponse({"detail": f"{said} Try again."}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        if request.method == "POST" and not any("password" in name for name in request.POST):
            pairs = [(name, value) for name, values in request.POST.lists() for value in values]
            context |= {
                "address": request.get_full_path(),
                "fields": [{"name": name, "value": value, "long": len(value) >= LONG} for name, value in pairs],
            }
        response = render(None, "errors/503.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(COME_AGAIN[lost])
    response.headers["Cache-Control"] = "no-store"
    vars(response)["outage"] = error
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where a database is out that was asked before or after the view."""
    error = sys.exc_info()[1]
    return unavailable(request, error) if error is not None and is_outage(error) else errors.server_error(request)

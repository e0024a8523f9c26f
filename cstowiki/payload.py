"""Refuses what brings more than any form of the site holds, before it is read. Must not know what a form holds."""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO

from django.conf import settings
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MOST_IN_PARTS = 250_000
"""Bytes of a multipart body: no form of the site is sent as one, and reading its parts takes five times as long."""

Answer = Callable[[HttpRequest], HttpResponse]


def bounded(answer: Answer) -> Answer:
    """Middleware: 413 for a body of more than DATA_UPLOAD_MAX_MEMORY_SIZE bytes, or MOST_IN_PARTS.

    Django bounds forms by that too, but counts no files, and reads those of a multipart body to their end. A body in
    chunks says no length, so that Django takes it for none: it is read up to the bound, and then has one.
    """

    def guarded(request: HttpRequest) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if (request.content_type or "").startswith("multipart/"):
            most = min(most, MOST_IN_PARTS)
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            chunks = request.META["wsgi.input"].read(most + 1)
            request.META["CONTENT_LENGTH"] = str(len(chunks))
            vars(request)["_stream"] = LimitedStream(BytesIO(chunks), len(chunks))
        if _length(request) > most:
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return render(None, "errors/413.html", {"most": most}, status=status)
        return answer(request)

    return guarded


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # as Django reads it

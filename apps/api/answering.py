"""How every call answers: its verbs, its headers, and its errors as JSON. Must not know any single call."""

import json
import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from apps.databases import Behind, is_outage
from apps.entries.lookup import Missing, Moved
from apps.entries.moments import UnknownMoment
from apps.web.limits import is_too_often, too_often
from apps.web.sharing import shareable

from .description import complete
from .parameters import NotAccepted

logger = logging.getLogger(__name__)

VERBS = ("GET", "HEAD")
View = Callable[..., HttpResponse]


class ReadAPI(NinjaAPI):
    """An API that is only read: GET and HEAD, for every origin, with `{"detail": "…"}` for every error."""

    def _get_urls(self) -> list[Any]:
        """Ninja's addresses, and one for all that is none, each behind the same door."""
        patterns: list[Any] = [*super()._get_urls(), path("<path:rest>", nowhere)]
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = answering(pattern.callback)
        return patterns

    _document: Any = None

    def get_openapi_schema(self, **options: Any) -> Any:
        """Ninja's OpenAPI document, completed; made once, because that takes most of a second."""
        if self._document is None:
            self._document = complete(super().get_openapi_schema(**options))
        return self._document


class Readable(JSONRenderer):
    """JSON with letters of every script as they are."""

    json_dumps_params = {"ensure_ascii": False}


def answering(view: View) -> View:
    """The view for GET and HEAD, with the headers of a public API that is asked again and again."""

    @shareable
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _answer(request, view, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        # Caches may keep an answer but ask each time, with its ETag, whether it still holds.
        response.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ("Cookie",))  # who asks decides what may be read
        return response

    return answer


def _answer(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    asked = request.method
    if asked not in VERBS:
        refusal = HttpResponseNotAllowed(VERBS, content_type="application/json")
        refusal.content = json.dumps({"detail": f"{asked} is not answered here: the API is for reading, by GET."})
        return refusal
    if is_too_often(request, "api"):
        return too_often(request)
    request.method = "GET"  # ninja knows no HEAD; the server leaves the body out
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Answers for an address of no call: without its last slash it may be one."""
    if request.path.endswith("/"):
        return _moved(request, request.path.rstrip("/"))
    return said(404, "There is nothing at this address: /api/v1/ lists what there is, /api/v1/docs explains it.")


def said(status: int, detail: str) -> HttpResponse:
    """An error as JSON."""
    return JsonResponse({"detail": detail}, status=status, json_dumps_params=Readable.json_dumps_params)


def _moved(request: HttpRequest, address: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def add_errors(api: NinjaAPI) -> None:
    """Teaches the API to answer what its calls raise."""

    @api.exception_handler(Moved)
    def moved(request: HttpRequest, error: Moved) -> HttpResponse:
        # The last occurrence: a kind's name could be part of the slug's.
        old = request.resolver_match.kwargs["slug"] if request.resolver_match else ""
        before, _, after = request.path.rpartition(f"/{old}")
        return _moved(request, f"{before}/{error.entry.slug}{after}")

    @api.exception_handler(Missing)
    def missing(request: HttpRequest, error: Missing) -> HttpResponse:
        return said(404, str(error))

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return said(404, str(error) or "There is nothing here.")

    @api.exception_handler(UnknownMoment)
    def unknown_moment(request: HttpRequest, error: UnknownMoment) -> HttpResponse:
        return said(400, str(error))

    @api.exception_handler(NotAccepted)
    def not_accepted(request: HttpRequest, error: NotAccepted) -> HttpResponse:
        return said(422, str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return said(422, " ".join(_sentences(error.errors)))

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, error: Exception) -> HttpResponse:
        if is_outage(error) or isinstance(error, Behind):
            raise error  # the site tries again, or says when to
        logger.exception("%s %s failed", request.method, request.path)
        return said(500, "Something went wrong here; it has been logged.")


def _sentences(errors: list[dict[str, Any]]) -> Iterable[str]:
    """What pydantic found wrong, one sentence for each parameter."""
    for error in errors:
        name = error["loc"][-1] if error["loc"] else "request"
        message = str(error["msg"]).rstrip(".")
        yield f"{name}: {message[:1].lower()}{message[1:]}."

"""What is told to caches of an answer: what may be shared with everybody, for how long, and what it is made of.

Must not know pages, nor how they are kept.
"""

from collections.abc import Callable, Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from apps.fresh.depending import Noted
from apps.language.answering import asked_by

from .page import cache_control
from .slots import SLOT

Answering = Callable[[HttpRequest], HttpResponse]

KEYS = "Surrogate-Key"
MOST_KEYS = 3_000
"""Bytes of a header of keys: servers on the way refuse longer ones. A page of more is dropped at any change."""
EVERY, ANY = "all", "any"
"""The key of every page, for news of everything; and of those that are dropped whatever changes."""


def sharing(answer: Answering) -> Answering:
    """Middleware: shared answers say so, and are not parted by cookies; others are for their reader alone."""

    def told(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        noted: Noted | None = getattr(response, "made_of", None)
        if noted is None or response.cookies or response.has_header("Retry-After"):
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                response.setdefault("Cache-Control", "private")
            return response
        slot = request.META.get(SLOT)  # whoever keeps the page tells each who asks how long they may
        alone = slot is None and asked_by(request).chosen
        response.headers["Cache-Control"] = cache_control(noted.until.timestamp(), alone=alone)
        response.headers[KEYS] = keys_of(noted.tokens)
        share(response)
        if slot is not None:
            slot.noted = noted
            # Whoever keeps the page asks and compresses for itself, and wants it whole.
            for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING"):
                request.META.pop(name, None)
        return response

    return told


def keys_of(tokens: Collection[str]) -> str:
    """By what a CDN or Varnish (xkey) can be told to drop the page."""
    keys = " ".join([EVERY, *sorted(tokens)])
    return keys if len(keys) <= MOST_KEYS else f"{EVERY} {ANY}"


def share(response: HttpResponse) -> None:
    """Do not part the answer by cookies: who is known is answered otherwise, and never from what is shared."""
    varied = [name.strip() for name in response.get("Vary", "").split(",") if name.strip()]
    del response.headers["Vary"]
    patch_vary_headers(response, [name for name in (*varied, "Accept-Encoding") if name.lower() != "cookie"])

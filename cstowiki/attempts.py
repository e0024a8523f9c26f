"""From which database a request is answered, and when it is tried once more. It must not know what is asked for.

Readers read from a replica, who has just written from one that knows it, and whatever may write from the primary. What
a replica cannot answer for certain (it is out, took too long, or knows of nothing at this address while the primary
knows more) is asked of the primary; what the primary's broken connection cut off is asked over another one.
"""

from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.core.signing import BadSignature
from django.db import Error, connections
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from apps.changes.models import Changeset
from apps.databases import PRIMARY, Behind, forget_writes, is_lost, is_outage, reading_from, wrote
from cstowiki.outages import SAFE, unavailable
from cstowiki.replicas import LOOK, Replica, Replicas, ask

WROTE = "wrote"
"""The cookie that tells up to which position its bearer has written."""
KNOWS_NOTHING = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
EVERYTHING = 2**64 - 1
"""A position that no replica reaches."""


@lru_cache(maxsize=4096)
def fills_in(path: str) -> bool:
    """Whether there is a form or the admin at a path: what is read there may be written."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return "admin" in match.app_names or match.func.__module__.startswith("apps.editing")


class Attempts:
    """Middleware, around all that reads a database or keeps what was read from one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse], replicas: Replicas | None = None) -> None:
        self.answer = answer
        self.replicas = replicas or Replicas((a for a in settings.DATABASES if a != PRIMARY), settings.REPLICA_LAG)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; after what was written, with the cookie that lets its writer read it."""
        forget_writes()
        response = self._read(request) if request.method in SAFE else self.answer(request)
        if self.replicas.all and wrote() and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._remember(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """503 for a database that is out, and for a replica that cannot know: both are seen above, and tried again."""
        if isinstance(error, Behind):
            response = HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
            vars(response)["outage"] = error
            return response
        return unavailable(request, error) if is_outage(error) else None

    def _read(self, request: HttpRequest) -> HttpResponse:
        self.replicas.watch()
        replica = self._replica(request) if self.replicas.all else None
        alias, newest = (replica.alias, replica.newest) if replica else (PRIMARY, 0)
        before = dict(vars(request))
        with reading_from(alias):
            response = self.answer(request)
        if self._is_final(response, alias, newest):
            return response
        vars(request).clear()
        vars(request).update(before)  # who asks, and what was read of them, is found anew
        return self.answer(request)

    def _replica(self, request: HttpRequest) -> Replica | None:
        """The replica to read from; None for the primary."""
        if fills_in(request.path_info):
            return None
        try:
            after = int(request.get_signed_cookie(WROTE, default="0", max_age=self._remembered) or 0)
        except (BadSignature, ValueError):
            after = 0
        return self.replicas.choose(after)

    def _is_final(self, response: HttpResponse, alias: str, newest: int) -> bool:
        """Whether there is no better answer to be had."""
        error = vars(response).get("outage")
        if error is not None:
            lost = is_outage(error) and is_lost(error)
            if lost:
                connections[alias].close()
                self.replicas.left_out(alias)
            return alias == PRIMARY and not lost
        if alias == PRIMARY or response.status_code not in KNOWS_NOTHING:
            return True
        try:  # `newest` was there before the answer was made
            return newest >= (Changeset.objects.using(PRIMARY).aggregate(n=Max("number"))["n"] or 0)
        except Error:
            return True

    def _remember(self, response: HttpResponse) -> None:
        try:
            position, _ = ask(PRIMARY)
        except Error:
            position = EVERYTHING
        response.set_signed_cookie(
            WROTE,
            str(position),
            max_age=self._remembered,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )

    @property
    def _remembered(self) -> int:
        """Seconds after which any replica that may be read from has come as far."""
        return int(self.replicas.lag + 10 * LOOK)

"""How often one may ask what costs more than a page: by account, or by address for who has none. Must not know pages.

Attempts to sign in and the like are django-allauth's to count (`apps.accounts`). What is answered from memory is not
counted: it never comes here.
"""

import ipaddress
import logging
import time
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import redis
from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import cache as shared
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from apps.fresh.tally import Tally

from .request import viewer_of

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]

STRETCH = 60
"""Seconds in which LIMITS are counted."""


def limited(what: str) -> Callable[[View], View]:
    """Makes a view that answers 429 to who asks more often than LIMITS of the settings say for `what`."""

    def make(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return too_often(request) if is_too_often(request, what) else view(request, *args, **kwargs)

        return answer

    return make


def is_too_often(request: HttpRequest, what: str) -> bool:
    """Count a request; whether it is one too many."""
    most = settings.LIMITS.get(what)
    if not most or (who := asker_of(request)) is None:
        return False
    return _count(f"limit:{what}:{who}") > most


def asker_of(request: HttpRequest) -> str | None:
    """Who is counted: an account, else an address, of IPv6 its network.

    None for who asks on this machine itself, where a socket has no address; and where a proxy stands before the site
    that it was not told of: all its readers would share one count.
    """
    if (user := viewer_of(request).user) is not None:
        return f"account-{user.pk}"
    own, forwarded = request.META.get("REMOTE_ADDR", ""), "HTTP_X_FORWARDED_FOR" in request.META
    if forwarded and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        _warn()
        return None
    if not forwarded and (not own or _is_loopback(own)):
        return None
    return f"address-{get_ip(request)}"


def too_often(request: HttpRequest) -> HttpResponse:
    """429, as a page or, for who asks for JSON, as JSON."""
    if request.path.startswith("/api/") or "json" in request.headers.get("Accept", ""):
        said = gettext("This was asked for too often from your account or your address: wait a minute.")
        response: HttpResponse = JsonResponse({"detail": said}, status=429)
    else:
        response = render(request, "429.html", status=429)
    response["Retry-After"] = str(STRETCH - int(time.time()) % STRETCH)
    return response


def _count(key: str) -> int:
    if settings.CACHE_URL:
        now = int(time.time())
        key = f"{key}:{now - now % STRETCH}"
        try:
            shared.add(key, 0, STRETCH)
            return shared.incr(key)
        except ValueError:  # it ended in this moment
            return 1
        except redis.RedisError as error:
            logger.warning("Requests are not counted, since the shared cache does not answer: %s", error)
            return 0
    return _tally(str(settings.LIMITS_FILE)).count(key, STRETCH, int(time.time()))


@cache
def _tally(path: str) -> Tally:
    return Tally(path)


@cache
def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


@cache
def _warn() -> None:
    logger.warning(
        "A proxy stands before the site, and TRUSTED_PROXY_COUNT does not say so: addresses are not limited."
    )

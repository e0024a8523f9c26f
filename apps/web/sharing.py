"""Which answers may be shared by everybody who is not signed in, and kept until what they are made of changes.

Must not know pages, nor who keeps them.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from apps.fresh.depending import collecting

Answer = TypeVar("Answer", bound=HttpResponseBase)

SHARED = {HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND}


def shareable(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Makes a view of which the answers may be shared: it depends on nothing but its address and what it reads.

    What it read is noted on the answer, as `made_of`, unless somebody asks who may be known.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        with collecting() as noted:
            response = view(request, *args, **kwargs)
        if is_anonymous(request) and response.status_code in SHARED and not response.streaming:
            response.made_of = noted  # type: ignore[attr-defined]  # for apps.kept.headers
        return response

    return answer


def is_anonymous(request: HttpRequest) -> bool:
    """Whether nobody is signed in, nor has a message waiting: then all are answered alike."""
    return not ({settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys())

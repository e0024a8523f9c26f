"""What was posted to a form after its session had ended: carried through signing in, and shown in the form again.

Nothing of it is published on the way: the form comes back as it was sent, to whoever wrote it and to nobody else. Must
not know single forms.
"""

import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve

from apps.accounts.forms import SignInForm
from apps.web.request import origin_of

PREFIX = "carried-"
"""What the names of fields begin with on the page to sign in on, which has fields of its own."""
KEPT_AS, KEPT_FOR = "carried", 60 * 60
"""Under which key a session names what is kept, and for how many seconds it is."""
RESUME = "resume"
"""What the button of a form would say that is posted only to be shown again."""
WRITER = "writer"
"""The field that says who was signed in when the form was opened."""
NEVER = frozenset({"csrfmiddlewaretoken", "act", "next", "_save", "_continue", "_addanother"})
"""What is not carried: what a form says of itself, and which button was pressed."""
SHOWN_AGAIN = frozenset({"edit", "new", "rename", "confirm", "undo", "restore", "rollback"})
"""The forms that are shown again, by the names of their addresses; beside them those of entries in the admin."""

Fields = list[tuple[str, str]]


def resumes(request: HttpRequest) -> bool:
    """Whether a form is posted only to be shown as it was sent."""
    return request.method == "POST" and request.POST.get("act") == RESUME


def carries(request: HttpRequest) -> bool:
    """Whether what is posted to this address is worth carrying: it is a form that can be shown again."""
    wanted = request.method == "POST" and "HX-Request" not in request.headers and is_shown_again(request.path)
    return wanted and bool(posted(request))


def is_shown_again(address: str) -> bool:
    """Whether an address of this site is that of a form that can be shown again."""
    match = served(address)
    if match is None:
        return False
    admin = match.app_name == "admin" and str(match.url_name).startswith("entries_")
    return match.url_name in SHOWN_AGAIN or (admin and str(match.url_name).endswith(("_change", "_add")))


def served(address: str) -> ResolverMatch | None:
    """What serves an address that is known to be of this site; None if nothing does."""
    try:
        return resolve(unquote(urlsplit(address).path) or "/")
    except Resolver404:
        return None


def posted(request: HttpRequest) -> Fields:
    """The fields of a form as it was posted, every value of each."""
    return [(name, value) for name, value in _every(request.POST) if name not in NEVER]


def carried(request: HttpRequest) -> Fields:
    """The fields that came along with a form to sign in."""
    every = ((name.removeprefix(PREFIX), value) for name, value in _every(request.POST) if name.startswith(PREFIX))
    return [(name, value) for name, value in every if name not in NEVER]


def _every(data: Any) -> Iterator[tuple[str, str]]:
    for name, values in data.lists():
        yield from ((name, value) for value in values)


def writer_of(fields: Fields) -> str:
    """Who wrote what a form carries; nothing where it does not say."""
    return dict(fields).get(WRITER, "")


def back_to_form(request: HttpRequest, address: str, fields: Fields) -> HttpResponse:
    """The page from which somebody who is signed in goes back to the form, with all that was sent in it."""
    context = {"address": address, "fields": fields, "resume": RESUME}
    return render(request, "editing/resume.html", context)


def asked_to_sign_in(request: HttpRequest, address: str, fields: Fields) -> HttpResponse:
    """The page to sign in on, which keeps what was posted to a form; as 403, for nothing was published."""
    form = SignInForm(request=request, initial={"login": writer_of(fields)})
    context = {"form": form, "next": address, "fields": fields, "open": is_open(request)}
    return render(request, "editing/sign_in.html", context, status=403)


def is_open(request: HttpRequest) -> bool:
    """Whether whoever asks can make an account."""
    return bool(get_adapter(request).is_open_for_signup(request))


def keep(request: HttpRequest, address: str, fields: Fields) -> None:
    """Keep what was posted to a form until somebody is signed in, aside of the session, which is read at each page."""
    key = request.session[KEPT_AS] = f"carried:{secrets.token_urlsafe(16)}"
    cache.set(key, (address, fields), KEPT_FOR)


def kept(request: HttpRequest) -> tuple[str, Fields]:
    """What is kept for a session: the address of the form and its fields; nothing where that is too long ago."""
    found: tuple[str, Fields] = cache.get(request.session.get(KEPT_AS, ""), ("", []))
    return found


def is_ours(request: HttpRequest) -> bool:
    """Whether a form was posted from a page of this site, as far as browsers say; those of others are not carried."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    return origin in (None, origin_of(request)) and site in (None, "same-origin")

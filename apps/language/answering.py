"""Middleware: has an answer made in the language that is asked for, and says which it is. Must not know pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .asked import AskedLanguage, asked_for
from .catalogs import spoken

TOLD = ("text/html", "application/atom+xml")
"""The types of what readers read."""


def asked_by(request: HttpRequest) -> AskedLanguage:
    """The language that a request asks for, found out once."""
    known = vars(request)
    if "language" not in known:
        told = request.META.get
        known["language"] = asked_for(
            request.path_info,
            told("QUERY_STRING", ""),
            told("HTTP_COOKIE", ""),
            told("HTTP_ACCEPT_LANGUAGE", ""),
        )
    found: AskedLanguage = known["language"]
    return found


def answering(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Around whatever makes texts, error pages included."""

    def told(request: HttpRequest) -> HttpResponse:
        asked = asked_by(request)
        with translation.override(asked.code):
            spoken()
            response = answer(request)
        if response.get("Content-Type", "").startswith(TOLD):
            response.headers["Content-Language"] = tag_of(asked.code)
            if asked.varies:
                patch_vary_headers(response, ["Accept-Language"])
        return response

    return told


def tag_of(code: str) -> str:
    """The tag of a language (BCP 47) as HTML and HTTP have it: “en-GB”."""
    language, _, country = code.partition("-")
    return f"{language}-{country.upper() if len(country) == 2 else country.title()}" if country else language

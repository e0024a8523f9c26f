"""What a request says of who asks and what for, before anybody knows which page answers. Must not know pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.entries.access import Viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks; the same for all of a request, so that what they may do is found out once.

    Of a request that was refused before anybody asked who sends it, nobody.
    """
    viewer: Viewer = vars(request).setdefault("viewer", None) or Viewer.of(getattr(request, "user", None))
    vars(request)["viewer"] = viewer
    return viewer


def asker(request: HttpRequest) -> dict[str, Viewer]:
    """For templates: `viewer`, who asks."""
    return {"viewer": viewer_of(request)}


def refusal(request: HttpRequest, said: str = "") -> HttpResponse:
    """400, with a sentence that says what could not be read."""
    return render(request, "errors/400.html", {"said": said}, status=400)


def text(request: HttpRequest, name: str) -> str:
    """A parameter of the query string, trimmed; NUL, which no database takes, is dropped."""
    return request.GET.get(name, "").replace("\0", "").strip()


def origin_of(request: HttpRequest) -> str:
    """The scheme and the host of this site, as asked: what stands before a path."""
    return f"{request.scheme}://{request.get_host()}"

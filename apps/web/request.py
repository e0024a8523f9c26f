"""What a request asks, whoever answers: who asks, texts, one page of a list; and the answers that need no page of their
own: a refusal, a file to save. Must not know pages.
"""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.entries.access import Viewer


def csv_file(name: str) -> HttpResponse:
    """An answer that is saved as a CSV file of this name."""
    return HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def page_asked(request: HttpRequest, rows: Any, size: int, what: str, name: str = "page") -> Page[Any]:
    """The page of the rows that is asked for by a parameter of this name, the first unless one is. Raises BadRequest;
    `what` names the whole.
    """
    number = text(request, name) or "1"
    paginator = Paginator(rows, size)
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        raise BadRequest(f"{name}={number[:40]} is not a page of this {what}: it has pages 1 to {paginator.num_pages}.")
    return paginator.page(int(number))


def viewer_of(request: HttpRequest) -> Viewer:
    """Who asks; the same for all of a request, so that what they may do is found out once.

    Of a request that was refused before anybody asked who sends it, nobody.
    """
    known = vars(request)
    if "viewer" not in known:
        known["viewer"] = Viewer.of(getattr(request, "user", None))
    viewer: Viewer = known["viewer"]
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

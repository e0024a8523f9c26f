"""What a request asks, whoever answers: who asks, texts, one page of a list; and the answers that need no page of their
own: a refusal, a file to save. Must not know pages.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from apps.entries.access import Viewer
from apps.entries.keyset import Part, Stretch, UnknownPlace, counted_in_all, part_after, part_at, part_before
from apps.language import said as speech

WHOLES = (
    *(gettext_noop("list"), gettext_noop("table"), gettext_noop("structure"), gettext_noop("report")),
    *(gettext_noop("matrix"), gettext_noop("search")),
)
"""What has pages; views name it in English."""

R = TypeVar("R", bound=HttpResponseBase)


def csv_file(name: str) -> HttpResponse:
    """An answer that is saved as a CSV file of this name."""
    return _as_csv(HttpResponse(), name)


def csv_in_parts(name: str, parts: Iterable[Iterable[Iterable[str]]]) -> HttpResponseBase:
    """The same of rows that come in parts, the first of which is the heading (RFC 4180).

    What is more than a heading and one part is sent as it is made, and has no ETag.
    """
    made = _csv_lines(parts)
    first = list(islice(made, 3))
    whole = len(first) < 3
    return _as_csv(HttpResponse("".join(first)) if whole else StreamingHttpResponse(chain(first, made)), name)


def _as_csv(response: R, name: str) -> R:
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _csv_lines(parts: Iterable[Iterable[Iterable[str]]]) -> Iterator[str]:
    for rows in parts:
        lines = StringIO()
        csv.writer(lines).writerows([harmless(cell) for cell in row] for row in rows)
        yield lines.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe makes it text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def page_asked(request: HttpRequest, rows: Any, size: int, what: str, name: str = "page") -> Page[Any]:
    """The page of the rows that is asked for by a parameter of this name, the first unless one is. Raises BadRequest;
    `what` names the whole.
    """
    paginator = Paginator(rows, size)
    return paginator.page(_number_of_a_page(text(request, name) or "1", paginator.num_pages, what, name))


def _number_of_a_page(number: str, pages: int, what: str, name: str = "page") -> int:
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= pages):
        said = gettext("%(name)s=%(number)s is not a page of this %(what)s: it has pages 1 to %(pages)s.")
        raise BadRequest(said % {"name": name, "number": number[:40], "what": speech.said(what), "pages": pages})
    return int(number)


def part_asked(request: HttpRequest, stretches: Sequence[Stretch], size: int, what: str) -> Part:
    """The part of a list that is asked for: `after` or `before` a place, or a `page` by its number, as far as rows are
    counted; else the first. Raises BadRequest; `what` names the whole.
    """
    after, before, number = (text(request, name) for name in ("after", "before", "page"))
    try:
        if after or before:
            return part_after(stretches, size, after) if after else part_before(stretches, size, before)
    except UnknownPlace as error:
        name = "after" if after else "before"
        said = gettext("%(name)s=%(place)s is no place in this %(what)s: begin at its first.")
        told = {"name": name, "place": (after or before)[:40], "what": speech.said(what)}
        raise BadRequest(said % told) from error
    if not number:
        return part_after(stretches, size)
    pages = max(1, -(-counted_in_all(stretches).number // size))
    return part_at(stretches, size, (_number_of_a_page(number, pages, what) - 1) * size)


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

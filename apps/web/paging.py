"""One page of a long list, as a request asks for it. Must not know what is listed."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from apps.web.request import text


def page_asked(request: HttpRequest, rows: Any, size: int, what: str) -> Page[Any]:
    """The page of the rows that is asked for, the first unless one is. Raises BadRequest; `what` names the whole."""
    number = text(request, "page") or "1"
    paginator = Paginator(rows, size)
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        raise BadRequest(f"page={number[:40]} is not a page of this {what}: it has pages 1 to {paginator.num_pages}.")
    return paginator.page(int(number))

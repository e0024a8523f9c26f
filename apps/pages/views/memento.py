"""TimeGate and TimeMap of the reading pages (Memento, RFC 7089). Must not know what any page shows."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from apps.changes.models import LATEST
from apps.databases import require_known
from apps.entries.lookup import Missing, Moved
from apps.entries.moments import UnknownMoment
from apps.web.request import origin_of, refusal, viewer_of
from apps.web.sharing import shareable

from ..mementos import (
    LINK_FORMAT,
    PageAddress,
    at_instant,
    in_gmt,
    memento_links,
    mementos,
    original_link,
    read_instant,
    timegate_link,
    timemap_link,
)

PART = 1000
"""How many mementos one part of a TimeMap lists."""

NOTHING = gettext("Nothing is recorded of this page yet.")

_ABSOLUTE = re.compile(r"https?:/{1,2}([^/]*)(/.*)?", re.IGNORECASE)


def of_place(name: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Makes a view at an address, absolute or a path, of `view(request, place, rows, …)`, where rows are its mementos.

    A former slug, or another name, of an entry leads to what the view of this name says of the entry.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, address: str, **given: Any) -> HttpResponse:
            place = find_place(request, address)
            try:
                rows = mementos(viewer_of(request), place)
            except Moved as error:
                moved = place.moved(error.entry.slug)
                return HttpResponsePermanentRedirect(moved.gate(name, origin_of(request)))
            except Missing as error:
                raise Http404(str(error)) from error
            return view(request, place, rows, **given)

        return shareable(answer)

    return decorate


@of_place("timegate")
@vary_on_headers("Accept-Datetime")
def timegate(request: HttpRequest, place: PageAddress, rows: Any) -> HttpResponse:
    """302 to the page as it was at the Accept-Datetime: before the first, to the first; unasked, to the last."""
    asked = request.headers.get("Accept-Datetime", "")
    try:
        when = read_instant(asked) if asked else None
    except UnknownMoment as error:
        return refusal(request, str(error))
    first, last = rows.last(), rows.first()
    if first is None:
        raise Http404(NOTHING)
    chosen = last if when is None else at_instant(rows, when) or first
    require_known(newest=when is not None and chosen == last)
    origin = origin_of(request)
    links = [original_link(place, origin), timemap_link(place, origin)]
    links += memento_links(place, origin, [(first, "first"), (last, "last"), (chosen, "")])
    response = HttpResponseRedirect(origin + place.address(at=chosen[0]))
    response.headers["Link"] = ", ".join(links)
    return response


@of_place("timemap")
def timemap(request: HttpRequest, place: PageAddress, rows: Any, before: int | None = None) -> HttpResponse:
    """The page's mementos, oldest first, as links; of many, the newest, and links to the other parts."""
    origin = origin_of(request)
    known = rows if before is None else rows.filter(number__lt=min(before, LATEST))
    newest_first = list(known[: PART + 1])
    part, older = newest_first[:PART][::-1], newest_first[PART:]
    if not part and before is None:
        raise Http404(NOTHING)
    span = {"from": in_gmt(part[0][1]), "until": in_gmt(part[-1][1])} if part else {}
    links = [
        original_link(place, origin),
        timegate_link(place, origin),
        timemap_link(place, origin, rel="self", before=before, **span),
    ]
    if older:
        links.append(timemap_link(place, origin, before=part[0][0], until=in_gmt(older[0][1])))
    if before is not None:
        links.append(timemap_link(place, origin))
    said = [(row, "") for row in part]
    said += [(part[0], "first")] if part and not older else []
    said += [(part[-1], "last")] if part and before is None else []
    return HttpResponse(",\n".join(links + memento_links(place, origin, said)) + "\n", content_type=LINK_FORMAT)


def find_place(request: HttpRequest, address: str) -> PageAddress:
    """The reading page at an absolute address of this site, or at a path of it. Raises Http404.

    Servers between us and the reader may have made one slash of two.
    """
    path, _, query = address.partition("?")
    if found := _ABSOLUTE.fullmatch(path):
        host, path = found[1], found[2] or "/"
        if host.lower() != request.get_host().lower():
            raise Http404(gettext("That is no address of this site."))
    elif not path.startswith("/"):
        path = f"/{path}"
    return PageAddress.found(path, QueryDict(query or request.META.get("QUERY_STRING", "")))

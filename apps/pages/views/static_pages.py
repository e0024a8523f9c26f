"""Pages that say what this site is, to readers and to crawlers. Must not know single kinds."""

from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from apps.entries.entry import Entry, Touch
from apps.entries.kinds import KINDS
from apps.entries.world import World
from apps.web.request import viewer_of
from apps.web.sharing import shareable

from ..hooks import CLOSED_TO_CRAWLERS
from ..reading import page, reading

IN_SITEMAP = 10_000
"""Entries in one sitemap; the protocol allows five times as many."""


@reading
def about(request: HttpRequest, world: World) -> HttpResponse:
    """What `on`, `at`, certainty and sources mean here, and how to cite a page."""
    return page(request, world, "about.html", {"zone": settings.TIME_ZONE})


@require_safe
@shareable
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read (RFC 9309): all but the admin; pages at other times say noindex themselves."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in CLOSED_TO_CRAWLERS()),
        "",
        f"Sitemap: {_absolute(request, 'sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@shareable
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every entry and list (sitemaps.org 0.9); of a wiki of many entries, the sitemaps that list them in parts."""
    parts = -(-_last_key(request) // IN_SITEMAP)
    if parts <= 1:
        return sitemap_part(request, 1)
    maps = [_absolute(request, "sitemap-part", number) for number in range(1, parts + 1)]
    return render(request, "sitemaps.xml", {"maps": maps}, content_type="application/xml")


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """The entries of a range of keys, with the day of their last revision, in one query; and, first of all, the lists.

    A range of keys is a range of an index, and an entry stays in its part for ever.
    """
    if number < 1 or (number > 1 and (number - 1) * IN_SITEMAP >= _last_key(request)):
        raise Http404(gettext("There is no such sitemap."))
    lists = {model.spec.name: _absolute(request, f"{model.spec.name}:list") for model in KINDS}
    fixed = [_absolute(request, name) for name in ("home", "about", "changes")] if number == 1 else []
    places: list[dict[str, Any]] = [{"address": each} for each in (*fixed, *(lists.values() if fixed else ()))]
    touches = Touch.objects.filter(entry=OuterRef("id")).order_by("-changeset_id")
    rows = viewer_of(request).rows(Entry).filter(id__gt=(number - 1) * IN_SITEMAP, id__lte=number * IN_SITEMAP)
    rows = rows.order_by("id").annotate(revised=Subquery(touches.values("changeset__created")[:1]))
    for kind, slug, revised in rows.values_list("kind", "slug", "revised"):
        places.append({"address": f"{lists[kind]}{slug}/", "revised": revised})
    return render(request, "sitemap.xml", {"places": places}, content_type="application/xml")


def _last_key(request: HttpRequest) -> int:
    """The largest key of an entry; 0 for none."""
    return viewer_of(request).rows(Entry).order_by("-id").values_list("id", flat=True).first() or 0


def _absolute(request: HttpRequest, name: str, *args: str | int) -> str:
    return request.build_absolute_uri(reverse(name, args=args))

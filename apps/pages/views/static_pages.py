"""Pages that say what this site is, to readers and to crawlers. Must not know single kinds."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.entries.kinds import KINDS
from apps.entries.world import World
from apps.web.request import viewer_of
from apps.web.sharing import shareable

from ..hooks import CLOSED_TO_CRAWLERS
from ..reading import page, reading


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
    """Every entry and list (sitemaps.org 0.9), with the day of an entry's last revision, in one query."""
    world = World(viewer_of(request))
    parts = [world.entries(model).order_by().values("kind", "slug", "revised") for model in KINDS]
    places = [{"address": _absolute(request, name)} for name in ("home", "about", "changes")]
    places += [{"address": _absolute(request, f"{model.spec.name}:list")} for model in KINDS]
    for row in parts[0].union(*parts[1:], all=True):
        places.append({"address": _absolute(request, f"{row['kind']}:entry", row["slug"]), "revised": row["revised"]})
    return render(request, "sitemap.xml", {"places": places}, content_type="application/xml")


def _absolute(request: HttpRequest, name: str, *args: str) -> str:
    return request.build_absolute_uri(reverse(name, args=args))

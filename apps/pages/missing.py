"""Answers for an entry that is not there: moved, deleted, or of another name. Must not know single pages."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from apps.entries.entry import Entry
from apps.entries.lookup import LONGEST, Missing, Moved
from apps.entries.world import World
from apps.revisions.subject import find_gone

from .reading import page


def moved(request: HttpRequest, error: Moved, tail: str = "") -> HttpResponse:
    """301 from a former slug, or another name, to the entry; the query is kept, `tail` follows the slug."""
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{error.entry.get_absolute_url()}{tail}" + (f"?{query}" if query else ""))


def missing(request: HttpRequest, world: World, model: type[Entry], slug: str, error: Missing) -> HttpResponse:
    """404 for a slug of a kind, with the nearest names; it says if only `at` is too early, or the entry was deleted."""
    gone = find_gone(world, model, slug.replace("\0", ""))
    context = {"model": model, "here": model.spec, "slug": slug[:LONGEST], "error": error, "gone": gone}
    return page(request, world, "errors/no_entry.html", context, status=404)

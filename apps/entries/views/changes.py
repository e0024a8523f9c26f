"""Recent changes, and one changeset with the entries that it touched. Must not know how they compare."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from apps.changes.models import Changeset
from apps.entries.addresses import within
from apps.entries.entry import Entry
from apps.entries.world import World

from .asking import page, reading, text

PAGE = 50


@reading
def changes(request: HttpRequest, world: World) -> HttpResponse:
    """Changesets up to the moment asked for, newest first."""
    known = Q() if world.at is None else Q(number__lte=world.at)
    paginator = Paginator(Changeset.objects.filter(known).select_related("user"), PAGE)
    number = text(request, "page") or "1"
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= paginator.num_pages):
        raise BadRequest(f"page={number[:40]} is not a page of this list: it has pages 1 to {paginator.num_pages}.")
    return page(request, world, "changes/list.html", {"page": paginator.page(int(number))})


@reading
def changeset(request: HttpRequest, world: World, number: int) -> HttpResponse:
    """One changeset: who, when, why, and which entries it touched, each as it left them."""
    found = Changeset.objects.filter(number=number if number < 2**63 else 0).select_related("user").first()
    if found is None:
        raise Http404(f"There is no changeset {number}.")
    return page(request, world, "changes/one.html", {"changeset": found, "touched": touched(found, world)})


def touched(changeset: Changeset, world: World) -> list[dict[str, Any]]:
    """The entries, by title, with the address of each page as the changeset left it, or last was."""
    mine = Q(id__in=changeset.touches.values("entry"))
    after = World(world.user, at=changeset.number)
    before = World(world.user, at=changeset.number - 1)
    standing = after.stubs(mine)
    gone = before.stubs(mine & ~Q(id__in=[entry.id for entry in standing]))
    found = [_as_left(entry, after) for entry in standing] + [_as_left(entry, before, gone=True) for entry in gone]
    return sorted(found, key=lambda each: each["entry"].title)


def _as_left(entry: Entry, world: World, *, gone: bool = False) -> dict[str, Any]:
    address = reverse(f"{entry.kind}:entry", args=[entry.slug])
    return {"entry": entry, "gone": gone, "address": within(world, address)}

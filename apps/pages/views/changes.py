"""Recent changes, one changeset whole, and what was deleted. Must not know how changes compare."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from apps.changes.models import Changeset
from apps.entries.access import Verb
from apps.entries.kinds import KINDS
from apps.entries.world import World
from apps.revisions.deleted import read_deleted
from apps.revisions.recent import read_recent
from apps.revisions.whole import read_whole
from apps.web.request import text

from ..change_lists import acts, by_day, editors, entries_by_kind, feed_address, offer_undoing, sizes
from ..offers import restore_address, undo_address
from ..reading import page, reading
from ..selecting import NAMES, read_choice, read_number, read_selection
from ..visits import seen_before


@reading
def changes(request: HttpRequest, world: World) -> HttpResponse:
    """Changesets up to the moment asked for, newest first, by day."""
    selection = read_selection(request, world, *NAMES)
    cut = read_recent(world, selection)
    offer_undoing(world, cut.rows)
    seen, unseen = seen_before(world.viewer) if world.at is None else (None, 0)
    asked = {name: text(request, name) for name in NAMES}
    offered = entries_by_kind(world)
    context = {
        "days": by_day(cut.rows),
        "older": cut.older,
        "seen": seen,
        "unseen": unseen,
        "editors": editors(),
        "entries": offered,
        "listed": any(asked["entry"] == value for _, rows in offered or () for value, _ in rows),
        "sizes": sizes(),
        "remembers": world.viewer.user is None and world.at is None,
        "asked": asked,
        "narrowed": selection.narrows,
        "specs": [model.spec for model in KINDS],
        "tags": acts(),
        "feed": feed_address(request),
    }
    return page(request, world, "changes/list.html", context)


@reading
def changeset(request: HttpRequest, world: World, number: int) -> HttpResponse:
    """One changeset: who, when, why, and all that it did, by entry."""
    known = Q() if world.at is None else Q(number__lte=world.at)
    found = Changeset.objects.filter(known, number=number if number < 2**63 else 0).select_related("user").first()
    if found is None:
        raise Http404(f"There is no changeset {number}.")
    view = read_choice("view", text(request, "view") or "side", {"side": "side", "inline": "inline"})
    world.viewer.redact([found])
    whole = read_whole(world, found)
    near = set(Changeset.objects.filter(known, number__in=(number - 1, number + 1)).values_list("number", flat=True))
    context = {
        "changeset": found,
        "whole": whole,
        "undone_by": world.viewer.redact(found.reverted_by.filter(known).order_by("number")),
        "earlier": number - 1 if number - 1 in near else None,
        "later": number + 1 if number + 1 in near else None,
        "undo": undo_address(world, found, whole.parts),
        "view": view,
    }
    return page(request, world, "changes/one.html", context)


@login_required
@reading
def deleted(request: HttpRequest, world: World) -> HttpResponse:
    """Entries that were deleted and have not come back, newest first, with ways to read and to restore them."""
    if not world.viewer.may(Verb.REVIEW):
        raise PermissionDenied(world.viewer.why_not(Verb.REVIEW))
    cut = read_deleted(world, read_number("before", text(request, "before")))
    rows = [
        {
            "gone": gone,
            "restore": restore_address(world.viewer, gone.entry, gone.last, gone=True),
            "was": replace(world, at=gone.last),
        }
        for gone in cut.rows
    ]
    return page(request, world, "changes/deleted.html", {"rows": rows, "older": cut.older})

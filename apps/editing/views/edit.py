"""Editing an entry from its page. Must not know how its form is made, nor how it is published."""

from django.http import HttpRequest, HttpResponse

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved, find
from apps.entries.views.asking import viewer_of
from apps.entries.views.errors import missing, moved
from apps.entries.world import World

from ..forms.choices import as_key
from ..forms.conflicts import deletion_of
from ..forms.entry import shown_world
from ..forms.refusals import Unpublished
from .acting import signed_in
from .entry_form import entry_form


@signed_in
def edit(request: HttpRequest, model: type[Entry], slug: str) -> HttpResponse:
    """The form of an entry with its claims; posted, it is published, comes back, or is shown as it would look."""
    try:
        entry, gone = edited(request, model, slug)
        try:
            return entry_form(request, entry, gone=gone)
        except Unpublished as unpublished:
            entry, gone = edited(request, model, slug)
            return entry_form(request, entry, gone=gone, unpublished=unpublished)
    except Moved as error:
        return moved(request, error, "edit/")
    except Missing as error:
        return missing(request, World(viewer_of(request)), model, slug, error)


def edited(request: HttpRequest, model: type[Entry], slug: str) -> tuple[Entry, Changeset | None]:
    """The entry that is edited; where others deleted it meanwhile, as the form had shown it, and what deleted it.

    What was posted says by its key which one it is: the entry may have another slug by now, and the slug another
    entry. Raises Moved and Missing.
    """
    world = World(viewer_of(request))
    if (key := as_key(request.POST.get("entry"))) is not None:
        for entry in world.entries(model).filter(pk=key):
            return entry, None
        if (gone := deletion_of(world.viewer, model, key)) is not None:
            then = shown_world(viewer_of(request), request.POST)
            for entry in then.instances(then.rows(model).filter(id=key)):
                return entry, gone
    return find(world, model, slug), None

"""Which entry a posted form is about. Must not know what its form does."""

from django.http import HttpRequest

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.lookup import find
from apps.entries.world import World
from apps.web.request import viewer_of

from .forms.choices import as_key
from .forms.conflicts import deletion_of
from .forms.entry import shown_world


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

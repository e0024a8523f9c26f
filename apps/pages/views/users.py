"""An editor's contributions. Must not know how editors are admitted, or what else is known of them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from apps.entries.addresses import within
from apps.entries.world import World
from apps.revisions.recent import read_recent

from ..change_lists import by_day, find_editor, offer_undoing
from ..offers import rollback_address
from ..reading import page, reading
from ..selecting import read_selection


@reading
def user(request: HttpRequest, world: World, name: str) -> HttpResponse:
    """What somebody contributed, newest first, by day; accounts that were closed keep their page."""
    editor = find_editor(name)
    cut = read_recent(world, read_selection(request, world, "from", "to", user=name))
    offer_undoing(world, cut.rows)
    context = {
        "editor": editor,
        "days": by_day(cut.rows),
        "older": cut.older,
        "feed": within(None, reverse("changes-feed"), user=name),
        "rollback": rollback_address(world, editor),
    }
    return page(request, world, "users/user.html", context)

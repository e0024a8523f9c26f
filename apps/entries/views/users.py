"""An editor's contributions. Must not know how editors are admitted, or what else is known of them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from apps.entries.access import Verb
from apps.entries.addresses import within
from apps.entries.revisions.recent import read_recent
from apps.entries.world import World

from .asking import page, reading
from .changes import by_day
from .selecting import read_selection


@reading
def user(request: HttpRequest, world: World, name: str) -> HttpResponse:
    """What somebody contributed, newest first, by day; accounts that were closed keep their page."""
    editor = find_editor(name)
    cut = read_recent(world, read_selection(request, world, "from", "to", user=name))
    context = {
        "editor": editor,
        "days": by_day(cut.rows),
        "older": cut.older,
        "feed": within(None, reverse("changes-feed"), user=name),
        "rollback": rollback_address(world, editor),
    }
    return page(request, world, "users/user.html", context)


def find_editor(name: str) -> Any:
    """The account of this name, in any state. Raises Http404."""
    editor = get_user_model().objects.filter(username=name.replace("\0", "")).first()
    if editor is None:
        raise Http404("Nobody edits here under that name.")
    return editor


def rollback_address(world: World, editor: Any) -> str:
    """Where an editor's changes are rolled back, for reviewers; nothing for others."""
    if not world.viewer.may(Verb.ROLL_BACK):
        return ""
    return reverse("rollback", args=[editor.get_username()])

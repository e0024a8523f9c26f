"""From a request to the World that its page shows, and on to an answer. Must not know any single page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.changes.models import Changeset
from apps.entries.moments import UnknownMoment
from apps.entries.world import World

View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """Makes a reading page of `view(request, world, …)`: GET and HEAD only, at the `on` and `at` asked for.

    An `on` or `at` that names no moment, and a BadRequest of the view, is a 400 that says what is accepted.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            world = World.asked(request.user, text(request, "on"), text(request, "at"))
            return view(request, world, *args, **kwargs)
        except (UnknownMoment, BadRequest) as error:
            return refusal(request, str(error))

    return answer


def refusal(request: HttpRequest, said: str = "") -> HttpResponse:
    """400, with a sentence that says what could not be read."""
    return render(request, "errors/400.html", {"said": said}, status=400)


def text(request: HttpRequest, name: str) -> str:
    """A parameter of the query string, trimmed; NUL, which no database takes, is dropped."""
    return request.GET.get(name, "").replace("\0", "").strip()


def page(
    request: HttpRequest,
    world: World,
    template: str | list[str],
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """The page, with the World that it shows and the changeset at which it shows it."""
    moment = {"world": world, "recorded": recorded(world)}
    return render(request, template, moment | context, status=status)


def recorded(world: World) -> Changeset | None:
    """The changeset that `at` names; None for the wiki as it stands, and before its first changeset."""
    return Changeset.objects.filter(number=world.at).first() if world.at else None

"""From a request to the World that its page shows, and on to an answer that can be cited.

Must not know any single page.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve
from django.views.decorators.http import require_safe

from apps.changes.models import Changeset
from apps.entries.entry import Entry
from apps.entries.moments import UnknownMoment
from apps.entries.world import World
from apps.fresh.depending import noted_so_far
from apps.revisions.history import changeset_of, last_change, last_touch
from apps.web.request import origin_of, refusal, text, viewer_of
from apps.web.sharing import shareable

from .mementos import PageAddress, in_gmt, link, memento_links, original_link, timegate_link, timemap_link

View = Callable[..., HttpResponseBase]


def reading(view: View) -> View:
    """Makes a reading page of `view(request, world, …)`: GET and HEAD only, at the `on` and `at` asked for.

    An `on` or `at` that names no moment, and a BadRequest of the view, is a 400 that says what is accepted.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            world = World.asked(viewer_of(request), text(request, "on"), text(request, "at"))
            return view(request, world, *args, **kwargs)
        except (UnknownMoment, BadRequest) as error:
            return refusal(request, str(error))

    shared = shareable(answer)
    vars(shared)["shows_a_moment"] = True  # decorators around it keep this: see PageAddress.of
    return shared


def page(
    request: HttpRequest,
    world: World,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """The page, with the World that it shows and the changeset at which it shows it.

    Unless it is an error, it names its permanent address and where it says how to cite it, and links to its mementos.
    """
    changeset = recorded(world)
    context = {"world": world, "recorded": changeset} | context
    if status != HTTPStatus.OK:
        return render(request, template, context, status=status)
    number = world.at
    if number is None:
        number = last_change_of(context.get("entry"))
    place, origin = place_of(request), origin_of(request)
    citing = {"permanent": origin + place.address(world.day, number), "cite": place.citing(world.day, number)}
    response = render(request, template, context := citing | context)
    links = [make(place, origin) for make in (original_link, timegate_link, timemap_link)]
    links.append(link(context["permanent"], rel="cite-as"))
    if changeset:
        links += memento_links(place, origin, [((changeset.number, changeset.created), "")])
        response.headers["Memento-Datetime"] = in_gmt(changeset.created)
    response.headers["Link"] = ", ".join(links)
    return response


def recorded(world: World) -> Changeset | None:
    """The changeset that `at` names; None for the wiki as it stands, and before its first changeset."""
    return changeset_of(world.at)


def last_change_of(entry: Any) -> int:
    """The changeset that names the page as it is now: the last of its entry or, where it has none, of what is read."""
    if not isinstance(entry, Entry):
        return last_change(noted_so_far())
    return getattr(entry, "revision", None) or last_touch(entry.pk)


def place_of(request: HttpRequest) -> PageAddress:
    """The page that is asked for, whatever the moment."""
    return PageAddress.of(request.path, request.GET, request.resolver_match or resolve(request.path))

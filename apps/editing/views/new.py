"""Adding an entry: of which kind, and its form. Must not know single kinds."""

from inspect import getdoc
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext

from apps.door.policy import decide
from apps.entries.entry import Entry, name_slug
from apps.entries.kinds import KINDS
from apps.entries.linking.meaning import ONCE_CALLED, closeness
from apps.entries.linking.models import KnownName
from apps.entries.lookup import nearest
from apps.entries.world import World
from apps.web.request import text, viewer_of

from ..decorators import refused, signed_in
from ..entry_form import entry_form
from ..forms.refusals import Unpublished

LONGEST_SLUG = 120


@signed_in
def new(request: HttpRequest, model: type[Entry]) -> HttpResponse:
    """The form of a new entry, filled in from the query; posted, it is published, comes back, or is shown."""
    initial = asked_for(request, model)
    existing = namesakes(request, model, initial) if request.method != "POST" else []
    try:
        return entry_form(request, model(), initial=initial, context={"existing": existing})
    except Unpublished as unpublished:
        return entry_form(request, model(), unpublished=unpublished)


@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """The kinds, for a name of which nobody knows yet what it names; and the entries that may be meant."""
    if not (kinds := [model for model in KINDS if decide(viewer_of(request), model()).publishes]):
        return refused(request, [gettext("Your account may not add entries.")])
    title = text(request, "title")
    context = {
        "title": title,
        "kinds": [(model.spec, meaning(model)) for model in kinds],
        "near": nearest(World(viewer_of(request)), name_slug(title)),
    }
    return render(request, "editing/new.html", context)


def asked_for(request: HttpRequest, model: type[Entry]) -> dict[str, str]:
    """What the query says of the new entry: its title, slug, summary and facts."""
    names = ("title", "slug", "summary", *model.spec.facts)
    said = {name: value for name in names if (value := text(request, name))}
    if "title" in said and "slug" not in said:
        said["slug"] = slugify(said["title"])[:LONGEST_SLUG].strip("-")
    return said


def namesakes(request: HttpRequest, model: Any, said: dict[str, str]) -> list[Entry]:
    """The entries of the kind that have the title or the slug already."""
    world = World(viewer_of(request))
    names = {name_slug(said[name]) for name in ("title", "slug") if name in said} - {""}
    every: Any = world.entries(model).filter(id__in=KnownName.objects.known_to(world.viewer).bearers(*names))
    return [entry for entry in every if any(closeness(entry, name) != ONCE_CALLED for name in names)]


def meaning(model: type[Entry]) -> str:
    """What a kind is for, in the words with which it declares itself."""
    return (getdoc(model) or "").partition("\n")[0]

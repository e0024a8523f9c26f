"""Renaming an entry: the page that asks and shows what follows, and the act. Must not know how names are rewritten."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from apps.door.merging import EditConflict, Key, latest_published
from apps.door.policy import decide
from apps.door.publish import Refused, publish
from apps.door.renaming import Naming, NewNames, Renaming, naming, plan_rename
from apps.door.working_set import WorkingSet
from apps.entries.access import SYSTEM
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved
from apps.entries.world import World
from apps.pages.missing import missing, moved
from apps.pages.places import PlaceOfMention, read_places
from apps.web.request import viewer_of

from ..confirming import sentences
from ..decorators import refused, signed_in
from ..edited import edited
from ..forms.publishing import say_published
from ..forms.refusals import overtaken
from ..forms.rename import RenameForm
from ..plan_preview import preview

PUBLISH = "publish"


@signed_in
def rename(request: HttpRequest, model: type[Entry], slug: str) -> HttpResponse:
    """Ask for the new names of an entry, show what would follow and, posted to be published, do it at once."""
    number = latest_published().number  # first: what comes after it is found when the renaming is published
    try:
        entry, gone = edited(request, model, slug)
    except Moved as error:
        return moved(request, error, "rename/")
    except Missing as error:
        return missing(request, World(viewer_of(request)), model, slug, error)
    decision = decide(viewer_of(request), entry)
    if not decision.publishes:
        return refused(request, [decision.why])
    if request.method != "POST":
        begun = {"title": entry.title, "slug": entry.slug, "keep": True, "rewriting": True}
        return shown(request, entry, RenameForm(entry, initial=begun | {"base": number}))
    form = RenameForm(entry, request.POST)
    form.fields["edit_summary"].required = publishing = request.POST.get("act", PUBLISH) == PUBLISH
    if gone is not None:
        return shown(request, entry, form, said=overtaken(entry, gone, "deleted").messages)
    if not form.is_valid():
        return shown(request, entry, form)
    said = form.cleaned_data
    names = NewNames(said["title"], said["slug"], keep=said["keep"])
    renaming = plan_rename(entry, names, viewer_of(request), rewriting=said["rewriting"])
    form.propose_summary()
    if was_renamed(entry, said["seen"] or said["base"]):
        form.say_seen(number)
        told = gettext(
            "It was renamed meanwhile, and is called “%(entry)s” at “%(slug)s” now. Nothing was written yet."
        ) % {"entry": entry, "slug": entry.slug}
        return shown(request, entry, form, renaming, said=[told])
    if publishing and not renaming.plan.obstacles:
        try:
            return published(request, renaming, said, number)
        except (EditConflict, Refused) as error:
            return shown(request, entry, form, renaming, said=sentences(viewer_of(request), error))
    return shown(request, entry, form, renaming)


def was_renamed(entry: Any, base: int) -> bool:
    """Whether others renamed the entry after the changeset that the editor was shown."""
    then = World(SYSTEM, at=base).stubs(Q(id=entry.pk), [type(entry)])
    return bool(then) and (then[0].title, then[0].slug) != (entry.title, entry.slug)


def published(request: HttpRequest, renaming: Renaming, said: dict[str, Any], number: int) -> HttpResponse:
    """On to the entry's page, at its new address. Raises EditConflict and Refused.

    `number` is the changeset on which the renaming was planned.
    """
    renamed = renaming.entry
    changeset = publish(renaming.rows, user=request.user, summary=said["edit_summary"], base=number)
    if changeset is None:
        messages.warning(
            request, gettext("“%(renamed)s” is called so already, so there is no new changeset.") % {"renamed": renamed}
        )
    else:
        messages.success(request, say_published(changeset, renamed, number))
    return HttpResponseRedirect(renamed.get_absolute_url())


def shown(
    request: HttpRequest,
    entry: Any,
    form: RenameForm,
    renaming: Renaming | None = None,
    said: Sequence[str] = (),
) -> HttpResponse:
    """The page; as 409 where something came in between or stands in the way."""
    world = World(viewer_of(request))
    walls = [str(wall) for wall in renaming.plan.obstacles] if renaming else []
    found = naming(entry, world.viewer, WorkingSet())
    context = {
        "entry": entry,
        "model": type(entry),
        "here": entry.spec,
        "form": form,
        "said": [*said, *walls],
        **sorted_out(read_places(world, entry), found),
        "preview": preview(renaming.plan, world) if renaming else None,
    }
    return render(request, "editing/rename.html", context, status=409 if context["said"] else 200)


def sorted_out(places: Iterable[PlaceOfMention], found: Naming) -> dict[str, list[PlaceOfMention]]:
    """The places that would be rewritten, and those that are not the user's to change."""
    mine, left = set(map(place_of, found.rows)), set(map(place_of, found.left))
    every = list(places)
    return {
        "places": [place for place in every if place.row in mine],
        "left": [place for place in every if place.row in left],
    }


def place_of(key: Key) -> tuple[str, int]:
    """A row as a Place calls it."""
    model, pk = key
    return model.spec.plural if issubclass(model, Claim) else "", pk

"""Confirming a list of an entry, or one entry in it, for a day: the page that shows the list and asks, and the act.

Must not know single lists, nor how they are read.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from apps.dates.edtf import InvalidDate, parse
from apps.dates.written import edtf_of
from apps.door.merging import EditConflict, latest_published
from apps.door.policy import decide
from apps.door.publish import Refused, publish
from apps.entries.access import Verb
from apps.entries.entry import Entry
from apps.entries.kinds import KIND
from apps.entries.kinds.confirmation import confirmable
from apps.entries.lookup import Missing, Moved, find
from apps.entries.models import Confirmation
from apps.entries.world import World
from apps.language.marking import _
from apps.pages.listed import Listed, changed_after, read_listed
from apps.pages.missing import missing, moved
from apps.web.request import refusal, text, viewer_of

from ..decorators import refused, signed_in
from ..edited import edited
from ..forms.confirmation import ConfirmationForm
from ..forms.publishing import say_published
from ..forms.refusals import overtaken
from ..forms.sources import cited_in, titles_of

PUBLISH = "publish"
CHANGED = _("This list was changed while you were looking at it, so nothing was written. This is how it stands now.")


@signed_in
def confirm(request: HttpRequest, model: type[Entry], slug: str) -> HttpResponse:
    """Show a list as it stands on the day asked for, ask who says so, and, posted to be published, confirm it."""
    number = latest_published().number  # first: what comes after it is found when the confirmation is published
    try:
        entry, gone = edited(request, model, slug)
        listed, only = asked_for(request, entry)
    except Moved as error:
        return moved(request, error, "confirm/")
    except Missing as error:
        return missing(request, World(viewer_of(request)), model, slug, error)
    except BadRequest as error:
        return refusal(request, str(error))
    if reasons := barred(request, entry, only):
        return refused(request, reasons)
    if request.method != "POST":
        form = ConfirmationForm(entry, listed, only, initial={"as_of": day_asked(request), "base": number})
        form.fields["edit_summary"].initial = form.sentence
        return shown(request, form)
    form = ConfirmationForm(entry, listed, only, request.POST)
    form.for_publishing(publishing := request.POST.get("act", PUBLISH) == PUBLISH)
    if gone is not None:
        return shown(request, form, overtaken(entry, gone, "deleted").messages)
    return posted(request, form, number, publishing=publishing)


def posted(request: HttpRequest, form: ConfirmationForm, number: int, *, publishing: bool) -> HttpResponse:
    """What becomes of a form that was sent; `number` is the changeset up to which its list is known by now."""
    made = form.confirmation
    if not form.is_valid():
        return shown(request, form)
    if changed_after(World(viewer_of(request)), made.entry, made.listed, form.cleaned_data["base"]):
        form.say_base(number)
        return shown(request, form, [str(CHANGED)])
    if not publishing:
        form.propose_summary()
        return shown(request, form)
    if made.only is not None and not rows_shown(request, form)[1]:
        form.add_error(
            "as_of",
            gettext("%(only)s is not recorded in this list on that day: edit “%(entry)s” first.")
            % {"only": made.only, "entry": made.entry},
        )
        return shown(request, form)
    return published(request, form)


def asked_for(request: HttpRequest, entry: Entry) -> tuple[str, Entry | None]:
    """The list, by its name, and the one entry in it of which it is to be confirmed, if it is of one.

    Raises BadRequest.
    """
    listed, named = text(request, "list"), text(request, "only")
    lists = confirmable(entry.spec.name)
    if listed not in lists:
        said = gettext("list=%(list)s is not known: no list of a %(kind)s can be confirmed.")
        if lists:
            said = gettext("list=%(list)s is not known: choose %(lists)s.")
        raise BadRequest(said % {"list": listed[:40], "lists": ", ".join(lists), "kind": entry.spec.one})
    if not named:
        return listed, None
    kind, _, slug = named.partition(":")
    if kind not in KIND:
        raise BadRequest(
            gettext("only=%(named)s names no entry: write its kind and slug, such as state:belarus.")
            % {"named": named[:60]}
        )
    try:
        return listed, find(World(viewer_of(request)), KIND[kind], slug)
    except Moved as error:
        return listed, error.entry
    except Missing as error:
        raise BadRequest(str(error)) from error


def barred(request: HttpRequest, entry: Entry, only: Entry | None) -> list[str]:
    """Why the account may not confirm it, in sentences."""
    viewer = viewer_of(request)
    found = [decide(viewer, each).why for each in (entry, only) if each is not None]
    return list(dict.fromkeys(filter(None, (*found, viewer.why_not(Verb.CREATE, Confirmation)))))


def day_asked(request: HttpRequest) -> str:
    """The date with which the form begins: the one asked for, or the day that the page before had shown."""
    return text(request, "as_of") or text(request, "on")


def published(request: HttpRequest, form: ConfirmationForm) -> HttpResponse:
    """On to the entry's page, saying what was done; or the form, with what the door refused at its fields."""
    made, said = form.confirmation, form.cleaned_data
    try:
        changeset = publish([made], user=request.user, summary=said["edit_summary"], base=said["base"])
    except Refused as error:
        form.report(error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list})
        return shown(request, form)
    except EditConflict as error:
        return shown(request, form, [str(error)])
    if changeset is not None:
        messages.success(request, say_published(changeset, made.entry, None))
    return HttpResponseRedirect(made.entry.get_absolute_url())


def shown(request: HttpRequest, form: ConfirmationForm, said: Sequence[Any] = ()) -> HttpResponse:
    """The page, with the list as it stands on the day; as 409 where others came between."""
    made = form.confirmation
    day, rows = rows_shown(request, form)
    context = {
        "entry": made.entry,
        "model": type(made.entry),
        "here": made.entry.spec,
        "form": form,
        "sources": titles_of(viewer_of(request), cited_in([form])),
        "only": made.only,
        "heading": made.get_listed_display(),
        "rows": rows,
        "day": day,
        "said": said,
    }
    return render(request, "editing/confirm.html", context, status=409 if said else 200)


def rows_shown(request: HttpRequest, form: ConfirmationForm) -> tuple[date, list[Listed]]:
    """The last day that the date in the form can mean, today at the latest, and what is confirmed as it stands then."""
    world, made, when = World(viewer_of(request)), form.confirmation, written_day(form)
    if when is not None and when.latest < world.day:
        world = replace(world, on=when.latest)
    rows = read_listed(world, made.entry, made.listed)
    return world.day, [row for row in rows if made.only is None or row.entry.pk == made.only.pk]


def written_day(form: ConfirmationForm) -> Any:
    """The date in the form, as far as it can be read."""
    try:
        text = edtf_of(str(form["as_of"].value() or ""))
        return parse(text, interval=False) if text else None
    except InvalidDate:
        return None

"""The past of one entry: its revisions, its page as it was, the values of a fact. Must not know how they compare."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.field_values import label
from apps.entries.kinds import CLAIMS
from apps.entries.world import World
from apps.revisions.comparison import fields_of, is_prose
from apps.revisions.fact import ever_of, read_claim_history, read_fact
from apps.revisions.history import read_history
from apps.revisions.subject import Subject
from apps.revisions.summaries import other_ends
from apps.web.request import text

from ..change_lists import offer_undoing
from ..entry_page import show
from ..past import about, of_subject, require_changesets
from ..reading import page, reading
from ..selecting import read_number, read_selection

LARGEST = 2**63 - 1


@of_subject("history/")
def history(request: HttpRequest, world: World, subject: Subject) -> HttpResponse:
    """Every changeset that touched the entry or one of its claims, newest first; two of them can be compared."""
    selection = read_selection(request, world, "user", "from", "to")
    cut = read_history(world, subject.entry, selection)
    offer_undoing(world, cut.rows)
    context = {"revisions": cut.rows, "older": cut.older, "asked": selection}
    return page(request, world, "entries/history.html", about(subject) | context)


@reading
def revision(request: HttpRequest, world: World, model: type[Entry], slug: str, number: int) -> HttpResponse:
    """The page of the entry as a changeset left it."""
    require_changesets(world, number)
    return show(request, replace(world, at=number), model, slug, tail=f"history/{number}/")


@of_subject("history/facts/{name}/")
def fact(request: HttpRequest, world: World, subject: Subject, name: str) -> HttpResponse:
    """The values that one fact of the entry had."""
    context = {"claim": None, "title": subject.entry.name}
    return _fact(request, world, subject, type(subject.entry), subject.entry.pk, name, context)


@of_subject("history/claims/{plural}/{key}/")
def claim(request: HttpRequest, world: World, subject: Subject, plural: str, key: int) -> HttpResponse:
    """What was done to a claim that stands, or once stood, with the entry; with `field`, the values of that one."""
    model = next((model for model in CLAIMS if model.spec.plural == plural), None)
    if model is None or key > LARGEST or not ever_of(world.viewer, subject.entry, model, key):
        raise Http404(gettext("%(entry)s never had such a claim.") % {"entry": subject.entry.name})
    cut = read_claim_history(world, model, key, read_number("before", text(request, "before")))
    if not cut.rows:
        raise Http404(gettext("Nothing is recorded of this claim up to that changeset."))
    shown = cut.rows[0][1].delta.row
    context = {"claim": shown, "title": f"{model.spec.one} {other_ends(shown, None)}", "fields": _fields(model)}
    if name := text(request, "field"):
        return _fact(request, world, subject, model, key, name, context)
    rows = {"changes": cut.rows, "older": cut.older}
    return page(request, world, "entries/history_claim.html", about(subject) | context | rows)


def _fields(model: type[Entry | Claim]) -> list[tuple[str, str]]:
    return [(name, label(model, name)) for name in fields_of(model)]


def _fact(
    request: HttpRequest,
    world: World,
    subject: Subject,
    model: type[Entry | Claim],
    key: int,
    name: str,
    context: dict[str, Any],
) -> HttpResponse:
    if name not in fields_of(model):
        told = gettext("A %(kind)s has no fact of that name: %(known)s.")
        raise Http404(told % {"kind": model.spec.one, "known": ", ".join(fields_of(model))})
    cut = read_fact(world, model, key, name, read_number("before", text(request, "before")))
    context |= {"label": label(model, name), "settings": cut.rows, "older": cut.older, "prose": is_prose(model, name)}
    context["fields"] = _fields(model)
    return page(request, world, "entries/history_fact.html", about(subject) | context)

"""The past of one entry: its revisions, its page as it was, the values of a fact. Must not know how they compare."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from apps.entries.addresses import within
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.lookup import Missing, Moved
from apps.entries.revisions.comparison import fields_of, is_prose
from apps.entries.revisions.fact import ever_of, read_claim_history, read_fact
from apps.entries.revisions.history import latest_number, read_history
from apps.entries.revisions.subject import Subject, find_subject
from apps.entries.revisions.telling import other_ends
from apps.entries.values import label
from apps.entries.world import World

from .asking import page, reading, text
from .entry import show
from .errors import missing, moved
from .selecting import read_number, read_selection

LARGEST = 2**63 - 1


def of_subject(tail: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Makes a reading page of `view(request, world, subject, …)`, at the slug of an entry that stands or was deleted.

    `tail` is what follows the entry's address, with the names of the view's own arguments in braces: a former slug,
    or another name, leads there.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @reading
        @wraps(view)
        def answer(request: HttpRequest, world: World, model: type[Entry], slug: str, **given: Any) -> HttpResponse:
            try:
                subject = find_subject(world, model, slug)
            except Moved as error:
                return moved(request, error, tail.format(**given))
            except Missing as error:
                return missing(request, world, model, slug, error)
            return view(request, world, subject, **given)

        return answer

    return decorate


def about(subject: Subject) -> dict[str, Any]:
    """What every page about an entry's past says of it. Deleted entries are read as they last stood."""
    entry = subject.entry
    address = entry.get_absolute_url()
    return {
        "entry": entry,
        "gone": subject.gone,
        "model": type(entry),
        "here": entry.spec,
        "live": within(None, address, at=subject.last) if subject.gone else address,
    }


@of_subject("history/")
def history(request: HttpRequest, world: World, subject: Subject) -> HttpResponse:
    """Every changeset that touched the entry or one of its claims, newest first; two of them can be compared."""
    selection = read_selection(request, world, "user", "from", "to")
    cut = read_history(world, subject.entry, selection)
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
    context = {"claim": None, "title": subject.entry.title}
    return _fact(request, world, subject, type(subject.entry), subject.entry.pk, name, context)


@of_subject("history/claims/{plural}/{key}/")
def claim(request: HttpRequest, world: World, subject: Subject, plural: str, key: int) -> HttpResponse:
    """What was done to a claim that stands, or once stood, with the entry; with `field`, the values of that one."""
    model = next((model for model in CLAIMS if model.spec.plural == plural), None)
    if model is None or key > LARGEST or not ever_of(world.viewer, subject.entry, model, key):
        raise Http404(f"No such claim ever stood with {subject.entry.title}.")
    cut = read_claim_history(world, model, key, read_number("before", text(request, "before")))
    if not cut.rows:
        raise Http404("Nothing is recorded of this claim up to there.")
    shown = cut.rows[0][1].delta.row
    context = {"claim": shown, "title": f"{model.spec.name} {other_ends(shown, None)}", "fields": _fields(model)}
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
        raise Http404(f"A {model.spec.name} has no fact of that name: {', '.join(fields_of(model))}.")
    cut = read_fact(world, model, key, name, read_number("before", text(request, "before")))
    context |= {"label": label(model, name), "settings": cut.rows, "older": cut.older, "prose": is_prose(model, name)}
    context["fields"] = _fields(model)
    return page(request, world, "entries/history_fact.html", about(subject) | context)


def require_changesets(world: World, *numbers: int) -> None:
    """Raises Http404 unless the wiki has, at the moment asked for, changesets up to all these numbers."""
    last = world.at if world.at is not None else latest_number()
    for number in numbers:
        if number > last:
            raise Http404(f"There is no changeset {number}: the latest is {last}.")

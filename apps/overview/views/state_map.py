"""The map of states by their status. Must not know how outlines are projected."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from apps.entries.change_days import Turns
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO, Body
from apps.entries.world import World
from apps.pages.reading import page, reading
from apps.web.request import page_asked

from ..choosing import chosen_entry, options
from ..complete import anchor_of, read_complete
from ..mapped import read_map
from ..sides import stood_to, stubs_in_order, subjects
from .home import FEATURED

ROWS = 100
"""How many states a page of the table has, where there are too many to name all."""
STOPS = 150
"""At how many days before the one shown the slider stops at most, and at how many after it."""


@reading
def state_map(request: HttpRequest, world: World) -> HttpResponse:
    """How states stood to a body, the featured one unless another is named, or to a document or the like."""
    named = [chosen for kind in STOOD_TO if kind is not Body and (chosen := chosen_entry(request, world, kind))]
    subject = named[0] if named else chosen_entry(request, world, Body, default=FEATURED)
    if subject is None:
        subject = next(iter(stubs_in_order(world, subjects(world)[:1], STOOD_TO)), None)
    if subject is None and world.at is None:
        raise Http404(gettext("No state has a status in a body or in relation to a document yet."))
    context: dict[str, Any] = {"subject": subject, "options": choices_of(world)}
    if subject is not None:
        found = read_map(
            world,
            subject,
            read_complete(world, [subject]).get(subject.pk),
            lambda states: page_asked(request, states, ROWS, "table"),
        )
        context |= {
            "map": found,
            "page": found.page,
            "list": anchor_of(subject),
            "turns": found.turns,
            "stops": stops(world, found.turns),
            "doubts": found.doubtful,
            "assumed": found.assumed,
        }
    return page(request, world, "overview/map.html", context)


def stops(world: World, turns: Turns) -> list[tuple[str, date, bool]]:
    """The days at which the slider stops, oldest first: `on` for each, the day, and whether it is the one shown.

    Those on which something turned, the nearest of many, the one asked for, and today, for which nothing is asked.
    """
    asked = sorted({*turns.days, *([world.on] if world.on else [])})
    before = sum(day < world.day for day in asked)
    asked = asked[max(before - STOPS, 0) : before + STOPS]
    days = [(day.isoformat(), day, day == world.on) for day in asked]
    return [*days, ("", timezone.now().date(), world.on is None)]


def choices_of(world: World) -> list[tuple[str, str, list[tuple[str, str]] | None]]:
    """The selects that choose a subject: a parameter, a label, slugs and titles; None for those of too many."""
    return [(kind.spec.name, label(kind), options(world, kind, stood_to(world, kind))) for kind in STOOD_TO]


def label(kind: type[Entry]) -> str:
    """What a select asks: the status in a body, or toward anything else."""
    if kind is Body:
        return gettext("Status in a body")
    return gettext("Or in relation to: %(kind)s") % {"kind": kind.spec.one}

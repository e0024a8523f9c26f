"""What changed between two days, or between two changesets of the wiki. Must not know how Worlds are compared."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.dates.edtf import BEGINNING
from apps.entries.kinds import STOOD_TO
from apps.entries.moments import read_at, read_on
from apps.entries.world import World
from apps.facts.status_queries import read_party_statuses
from apps.pages.reading import page, reading, recorded
from apps.web.request import text

from ..between import Between, Difference, compare_worlds
from ..changing import WHOLE
from ..matrix import read_subjects

ROWS = 100
"""How many differences of a sort are told at most."""
SPANS = 12


@reading
def between(request: HttpRequest, world: World) -> HttpResponse:
    """Who joined, left, signed, refused, took or left an office, from one day or record to another."""
    before, after = side(request, world, "from"), side(request, world, "to")
    asked = any(text(request, name) for name in ("from", "to", "from_at", "to_at"))
    found = compare_worlds(before, after) if asked else None
    context: dict[str, Any] = {
        "before": before,
        "after": after,
        "recorded_before": recorded(before),
        "recorded_after": recorded(after),
        "between": found,
        "groups": groups(found),
        "cut": found is not None and found.cut,
        "spans": [] if asked else spans(world),
        "backwards": before.day > after.day,
    }
    return page(request, world, "overview/between.html", context)


def side(request: HttpRequest, world: World, name: str) -> World:
    """One of the two Worlds: its day by `from` or `to`, its changeset by `from_at` or `to_at`, else the page's own."""
    day, at = text(request, name), text(request, f"{name}_at")
    on = read_on(day) if day else world.on
    return replace(world, on=on, at=read_at(at) if at else world.at)


def groups(found: Between | None) -> list[tuple[str, str, list[Difference], int]]:
    """The tables of the page: an anchor, a heading, the first differences, and how many more there are."""
    told = found.groups.items() if found else ()
    return [
        (acts.anchor, acts.heading, rows[:ROWS], max(len(rows) - ROWS, 0))
        for claim, rows in told
        if (acts := claim.spec.acts)
    ]


def spans(world: World) -> list[tuple[date, date]]:
    """Spans from each turn to the next, newest first, to begin with; of many claims, from one beginning to the next."""
    claims: list[Any] = list(STOOD_TO.values())
    if all(world.rows(claim).order_by()[: WHOLE + 1].count() <= WHOLE for claim in claims):
        days = list(read_party_statuses(world, read_subjects(world)).turns.days)
    else:
        begun = [
            world.rows(claim).filter(start_earliest__lte=world.day).order_by("-start_earliest") for claim in claims
        ]
        latest = [rows.values_list("start_earliest", flat=True).distinct()[: SPANS + 1] for rows in begun]
        days = sorted({day for own in latest for day in own if day > BEGINNING})
    return list(pairwise(days))[-SPANS:][::-1]

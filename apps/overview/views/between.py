"""What changed between two days, or between two changesets of the wiki. Must not know how Worlds are compared."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.entries.change_days import Turns
from apps.entries.moments import read_at, read_on
from apps.entries.world import World
from apps.facts.status_queries import read_party_statuses
from apps.pages.reading import page, reading, recorded
from apps.web.request import text

from ..between import Between, Difference, compare_worlds
from ..matrix import read_subjects


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
        "spans": [] if asked else spans(read_party_statuses(world, read_subjects(world)).turns),
        "backwards": before.day > after.day,
    }
    return page(request, world, "overview/between.html", context)


def side(request: HttpRequest, world: World, name: str) -> World:
    """One of the two Worlds: its day by `from` or `to`, its changeset by `from_at` or `to_at`, else the page's own."""
    day, at = text(request, name), text(request, f"{name}_at")
    on = read_on(day) if day else world.on
    return replace(world, on=on, at=read_at(at) if at else world.at)


def groups(found: Between | None) -> list[tuple[str, str, list[Difference]]]:
    """The tables of the page: an anchor, a heading, the differences."""
    told = found.groups.items() if found else ()
    return [(acts.anchor, acts.heading, rows) for claim, rows in told if (acts := claim.spec.acts)]


def spans(turns: Turns) -> list[tuple[Any, Any]]:
    """Spans from each turn to the next, newest first, to begin with."""
    return list(zip(turns.days, turns.days[1:], strict=False))[-12:][::-1]

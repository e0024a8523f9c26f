"""The home page: the featured body, where there is one, at a glance, and the ways in."""

from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse

from apps.changes.models import Changeset
from apps.dates.edtf import BEGINNING, FOREVER
from apps.entries.change_days import around, turns_of
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS, STOOD_TO, Body
from apps.entries.specs import Glance, KindSpec
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.facts.treaty_status import status_of
from apps.pages.claim_tables import TableRow, read_row, when
from apps.pages.reading import page, reading

from ..mapped import read_map

FEATURED = "csto"
"""The slug of the body that the home page is about."""
EXCERPT = 12
"""How many entries of a kind, such as events or documents, the home page shows at most."""
LATEST = 5
GLANCED: dict[str, list[type[Entry]]] = {
    fact: [kind for kind in KINDS if kind.spec.glance and kind.spec.glance.fact == fact]
    for fact in dict.fromkeys(kind.spec.glance.fact for kind in KINDS if kind.spec.glance)
}
"""The kinds of which the featured body's entries are shown, by the fact that names it: a query for each fact."""


@reading
def home(request: HttpRequest, world: World) -> HttpResponse:
    """What this is, who takes part, how it is built, what happened, and what is new here."""
    context: dict[str, Any] = {"ways": ways_in(world), "latest": latest_changes(world)}
    rows = world.entries(Body).filter(slug=FEATURED)
    if body := next(iter(world.instances(rows)), None):
        context |= at_a_glance(world, body)
    return page(request, world, "home.html", context)


def ways_in(world: World) -> list[tuple[KindSpec, int]]:
    """Every kind with the number of its entries."""
    parts = [
        world.rows(model).order_by().values("kind").annotate(n=Count("id")).values_list("kind", "n") for model in KINDS
    ]
    counts = dict(parts[0].union(*parts[1:], all=True))
    return [(model.spec, counts.get(model.spec.name, 0)) for model in KINDS]


def latest_changes(world: World) -> Any:
    """The changesets up to the moment shown, newest first."""
    known = Q() if world.at is None else Q(number__lte=world.at)
    return world.viewer.redact(Changeset.objects.filter(known).select_related("user")[:LATEST])


def at_a_glance(world: World, body: Body) -> dict[str, Any]:
    """Participants by status and on a map, parts, and what else is of the body, such as events, on the day."""
    mapped = read_map(world, body)
    held = [standing for standing in mapped.standings.rows if standing.certainty]
    told: list[Any] = [
        entry for fact, kinds in GLANCED.items() for entry in world.stubs_by_facts(_of(fact, body), kinds)
    ]
    turns = around(world.day, (*mapped.turns.days, *turns_of(world.day, [body, *told]).days))
    told = sorted((entry for entry in told if entry.since <= world.day), key=_undated_last)
    exists = body.period.certainty(world.day)
    return {
        "body": body,
        "exists": exists,
        "lifetime": when(body)[0],
        "participants": by_status([read_row(standing.claims[0], world) for standing in held]),
        "map": mapped if mapped.plate.shapes else None,
        "turns": turns,
        "doubts": mapped.standings.doubtful,
        "assumed": mapped.assumed,
        "parts": world.instances(world.entries(Body, every=False).filter(parent_id=body.id)) if exists else [],
        "glances": [
            glance(kind, found, [entry for entry in told if isinstance(entry, kind)])
            for kind in KINDS
            if (found := kind.spec.glance)
        ],
    }


def by_status(rows: list[TableRow]) -> list[tuple[str, list[TableRow], str]]:
    """Participants under the heading of their status, the usual one first, each group by title; and how many of
    them are confirmed up to when, in words.
    """
    stands: Any = STOOD_TO[Body].spec.stands
    rows.sort(key=lambda row: getattr(row.claim, stands.party).title)
    groups = [
        (stands.headings.get(status, label.capitalize()), [row for row in rows if status_of(row.claim) == status])
        for status, label in stands.statuses.items()
    ]
    return [(heading, members, _confirmed(members)) for heading, members in groups if members]


def _confirmed(rows: list[TableRow]) -> str:
    return as_last_confirmed(row.confirmed for row in rows if row.state == "assumed")


def _of(fact: str, body: Body) -> Q:
    return Q((f"{fact}_id", body.pk)) | Q((f"{fact}_id", None))


def glance(kind: Any, glance: Glance, told: list[Any]) -> dict[str, Any]:
    """Those of a kind, as it declares: the latest under their years, or the first in a row."""
    years = by_year(told[-EXCERPT:]) if glance.by_year else None
    return {"spec": kind.spec, "years": years, "entries": told[:EXCERPT], "sort": kind.dates[0]}


def by_year(events: list[Any]) -> list[tuple[str, list[Any]]]:
    """Events under the first year in which they can have been; those without a date under none."""
    return [(year, list(group)) for year, group in groupby(events, key=_year)]


def _year(entry: Any) -> str:
    return "" if entry.since == BEGINNING else str(entry.since.year)


def _undated_last(entry: Any) -> tuple[Any, str]:
    return (FOREVER if entry.since == BEGINNING else entry.since, entry.title)

"""The home page: the featured body, where there is one, at a glance, and the ways in."""

from itertools import groupby
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse

from apps.changes.models import Changeset
from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.reading import holding
from apps.entries.change_days import around, turns_of
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.keyset import Counted, counted
from apps.entries.kinds import KINDS, STOOD_TO, Body
from apps.entries.layouts import Glance
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.speaking import by_name
from apps.entries.specs import KindSpec
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.facts.treaty_status import status_of
from apps.language.said import capital
from apps.pages.claim_tables import TableRow, read_row, when
from apps.pages.reading import page, reading

from ..mapped import Mapped, read_map

FEATURED = "csto"
"""The slug of the body that the home page is about."""
EXCERPT = 12
"""How many entries of a kind, such as events or documents, the home page shows at most."""
PARTICIPANTS, PARTS = 60, 40
"""How many of those who belong to the body, and of its parts, it shows at most."""
WHOLE = 250
"""How many entries of a kind are read at most."""
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


def ways_in(world: World) -> list[tuple[KindSpec, Counted]]:
    """Every kind with the number of its entries."""
    return [(model.spec, counted(world.rows(model))) for model in KINDS]


def latest_changes(world: World) -> Any:
    """The changesets up to the moment shown, newest first."""
    known = Q() if world.at is None else Q(number__lte=world.at)
    return world.viewer.redact(Changeset.objects.filter(known).select_related("user")[:LATEST])


def at_a_glance(world: World, body: Body) -> dict[str, Any]:
    """Participants by status and on a map, parts, and what else is of the body, such as events, on the day."""
    mapped = read_map(world, body)
    claims, more = participants(world, body, mapped)
    told = read_told(world, body)
    turns = around(world.day, (*mapped.turns.days, *turns_of(world.day, [body, *told]).days))
    told = sorted((entry for entry in told if entry.since <= world.day), key=_undated_last)
    exists = body.period.certainty(world.day)
    below = world.entries(Body, every=False).filter(parent_id=body.id)
    parts = world.instances(below[: PARTS + 1]) if exists else []
    return {
        "body": body,
        "exists": exists,
        "lifetime": when(body)[0],
        "participants": by_status([read_row(claim, world) for claim in claims]),
        "participants_more": more,
        "map": mapped if mapped.plate.shapes else None,
        "turns": turns,
        "doubts": mapped.standings.doubtful,
        "assumed": mapped.assumed,
        "parts": by_name(parts) if len(parts) <= PARTS else parts[:PARTS],
        "parts_more": len(parts) > PARTS,
        "glances": [
            glance(kind, found, [entry for entry in told if isinstance(entry, kind)])
            for kind in KINDS
            if (found := kind.spec.glance)
        ],
    }


def participants(world: World, body: Body, mapped: Mapped) -> tuple[list[Any], int]:
    """The claims by which somebody belongs to the body on the day, of many the first; and how many more there are."""
    if mapped.whole:
        return [standing.claims[0] for standing in mapped.standings.rows if standing.certainty], 0
    claim: Any = STOOD_TO[Body]
    own = world.rows(claim).filter(holding(world.day), **{f"{claim.spec.stands.subject}_id": body.pk})
    own = own.exclude(rank=Rank.DEPRECATED).order_by("start_earliest", "id")
    found = world.instances(world.claims(claim, Q(id__in=list(own.values_list("id", flat=True)[:PARTICIPANTS]))))
    named = EntryResolver()
    named.want(found)
    named.fetch(world)
    return [each for each in found if is_whole(each)], max(own.count() - PARTICIPANTS, 0)


def read_told(world: World, body: Body) -> list[Any]:
    """What is told of the body: of each kind all, or of many the last that began by the day."""
    keys: list[int] = []
    for fact, kinds in GLANCED.items():
        for kind in kinds:
            rows = world.rows(kind).filter(_of(fact, body)).order_by()
            own = list(rows.values_list("id", flat=True)[: WHOLE + 1])
            if len(own) > WHOLE:
                # Not by the index of the fact: so many have it that the days are the better order to read them in.
                begun = world.rows(kind).annotate(of=Coalesce(f"{fact}_id", body.pk)).filter(of=body.pk)
                begun = begun.filter(start_earliest__lte=world.day, start_earliest__gt=BEGINNING)
                last = begun.order_by("-start_earliest", "-id")
                own = list(last.values_list("id", flat=True)[:EXCERPT])
            keys += own
    return list(world.stubs(Q(id__in=keys), [kind for kinds in GLANCED.values() for kind in kinds])) if keys else []


def by_status(rows: list[TableRow]) -> list[tuple[str, list[TableRow], str]]:
    """Participants under the heading of their status, the usual one first, each group by title; and how many of
    them are confirmed up to when, in words.
    """
    stands: Any = STOOD_TO[Body].spec.stands
    rows.sort(key=lambda row: getattr(row.claim, stands.party).name)
    groups = [
        (str(stands.headings.get(status) or capital(label)), [row for row in rows if status_of(row.claim) == status])
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
    return (FOREVER if entry.since == BEGINNING else entry.since, entry.name)

"""What happened and what held, along time: entries that have dates, and claims, those of the same stroke together.

Must not know requests or HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from apps.dates.edtf import BEGINNING, FOREVER
from apps.drawing.axis import Axis
from apps.entries.change_days import NEVER, Turns, turns_of
from apps.entries.claims import Claim, Rank
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.field_values import read_value
from apps.entries.holding import with_confirmation
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.resolver import EntryResolver
from apps.entries.validity import bounds_of, is_lasting
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed, certainties, confirmed_date
from apps.pages.chart_rows import ChartPiece, Lane, axis_over, mark_of, moment, moment_bounds, stretch
from apps.pages.claim_tables import when

MOST = 400
"""How many rows of each sort are read at most."""

Row = type[Entry] | type[Claim]

DATED: tuple[Row, ...] = (
    *(model for model in KINDS if is_lasting(model)),
    *(claim for claim in CLAIMS if claim.spec.timeline),
)
"""Everything that a timeline can show."""


@dataclass(frozen=True)
class Narrowed:
    """What a reader wants to see: sorts (empty: events and claims that say more than an event does), a type, entries
    that must be concerned, and the first and last day.
    """

    sort: Row | None = None
    type: str = ""
    entries: tuple[Entry, ...] = ()
    span: tuple[date, date] | None = None


@dataclass
class Timeline:
    """Lanes along an axis, oldest first. `cut`: there is more than is shown; `undated`: how much cannot be drawn.

    `assumed`: up to when what is assumed is confirmed, in words.
    """

    axis: Axis | None = None
    lanes: list[Lane] = field(default_factory=list)
    turns: Turns = NEVER
    cut: bool = False
    undated: int = 0
    assumed: str = ""


def sorts() -> dict[str, Row]:
    """Everything that can be asked for, by its word."""
    return {model.spec.name: model for model in DATED}


def types() -> dict[str, str]:
    """The types that can be asked for, with their words: of every sort that has a closed set of them."""
    found: dict[str, str] = {}
    for model in DATED:
        if (name := type_of(model)) is not None:
            found |= {str(value): str(words) for value, words in _field(model, name).flatchoices if value}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def type_of(model: Row) -> str | None:
    """The name of the fact that says of which type a row is."""
    return next((name for name in model.spec.facts if _field(model, name).flatchoices), None)


def _field(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def read_timeline(world: World, asked: Narrowed) -> Timeline:
    """The timeline: a query for each sort, and one for the entries that they name."""
    found = Timeline()
    rows: list[Any] = []
    for model in _wanted(asked):
        own = world.instances(_rows(world, model, asked)[: MOST + 1])
        found.cut |= len(own) > MOST
        rows += own[:MOST]
    named = EntryResolver()
    named.want(rows)
    named.fetch(world)
    rows = [row for row in rows if _complete(row)]
    _settle(rows, world.day)
    dated = [row for row in rows if _is_dated(row)]
    found.undated = len(rows) - len(dated)
    found.assumed = as_last_confirmed(confirmed_date(row) for row in dated if _is_assumed(row, world.day))
    found.axis = Axis(*asked.span) if asked.span else axis_over(map(_dating, dated))
    if found.axis is not None:
        found.lanes = _lanes(dated, found.axis, world.day)
    found.turns = turns_of(world.day, dated)
    return found


def _settle(rows: list[Any], day: date) -> None:
    """Say of claims how sure they are on the day, those of one sort together: one may stand in for another."""
    for model in DATED:
        own = [row for row in rows if isinstance(row, model) and isinstance(row, Claim)]
        for claim, certainty in zip(own, certainties(own, day), strict=True):
            claim.certainty = certainty  # type: ignore[attr-defined]  # as World.claims annotates it


def _is_assumed(row: Any, day: date) -> bool:
    if isinstance(row, Claim):
        return bool(row.certainty == "assumed")  # type: ignore[attr-defined]  # settled
    return bounds_of(row).certainty(day) == "assumed"


def _wanted(asked: Narrowed) -> Iterable[Row]:
    """The sorts to be read; what an entry dates is told by that entry, unless it is asked for by name or by type.

    What is aside, such as the lives of states, is read for who asks for it, or for what concerns an entry.
    """
    sorts_ = (asked.sort,) if asked.sort else DATED
    if asked.type:
        return (model for model in sorts_ if _takes(model, asked.type))
    near = asked.sort or asked.entries
    return (model for model in sorts_ if asked.sort or (not _dater(model) and (near or not model.spec.aside)))


def _takes(model: Row, value: str) -> bool:
    name = type_of(model)
    return name is not None and value in {str(value) for value, _ in _field(model, name).flatchoices}


def _dater(model: Row) -> str:
    """The end that dates the claim; nothing for what has dates of its own."""
    return getattr(model.spec, "dated_by", "")


def _rows(world: World, model: Row, asked: Narrowed) -> QuerySet[Any]:
    """The rows of a sort that are asked for, oldest first."""
    rows = world.rows(model)
    if asked.type:
        rows = rows.filter(**{cast(str, type_of(model)): asked.type})
    for entry in asked.entries:
        rows = rows.filter(_concerns(world, model, entry))
    if issubclass(model, Claim):
        rows = with_confirmation(world.rows, model, rows.exclude(rank=Rank.DEPRECATED))
    if end := _dater(model):
        dating = world.rows(_field(model, end).related_model).filter(id=OuterRef(f"{end}_id"))
        within = dating.filter(_within(_field(model, end).related_model, asked.span))
        return rows.filter(Exists(within)).order_by("id")
    return rows.filter(_within(model, asked.span)).order_by(F("start_earliest"), "id")


def _within(model: type[Model], span: tuple[date, date] | None) -> Q:
    if span is None:
        return Q()
    ends = "end_latest" if _lasts(model) else "start_latest"
    return Q(start_earliest__lte=span[1], **{f"{ends}__gte": span[0]})


def _lasts(model: Any) -> bool:
    """Whether rows go on after they began; what has a single date is a moment."""
    return len(model.dates) > 1


def _concerns(world: World, model: Row, entry: Entry) -> Q:
    """Whether a row is the entry, names it, or is dated for a claim that names it."""
    keys = [key.attname for key in entry_keys(model)]
    where = Q(*((name, entry.pk) for name in keys), _connector=Q.OR)
    if issubclass(model, Entry):
        where |= Q(id=entry.pk)
    for claim in CLAIMS:
        end = claim.spec.dated_by
        if end and _field(claim, end).related_model is model:
            others = Q(*((f"{o.field}_id", entry.pk) for o in claim.spec.ends if o.field != end), _connector=Q.OR)
            where |= Q(Exists(world.rows(claim).filter(others, **{f"{end}_id": OuterRef("id")})))
    return where


def _complete(row: Any) -> bool:
    """Whether the reader may see every end of a claim that it must have."""
    return not isinstance(row, Claim) or all(getattr(row, end.field) is not None for end in row.spec.ends[:2])


def _dating(row: Any) -> Any:
    end = _dater(type(row))
    return getattr(row, end) if end else row


def _is_dated(row: Any) -> bool:
    """Whether any bound of it is a day that is known."""
    period = bounds_of(_dating(row))
    bounds = (period.start_earliest, period.start_latest, period.end_earliest, period.end_latest)
    return any(BEGINNING < bound < FOREVER for bound in bounds)


def _lanes(rows: list[Any], axis: Axis, day: date) -> list[Lane]:
    """A lane for each entry, and for claims that say the same of several at one end."""
    lanes: dict[Any, Lane] = {}
    for row in sorted(rows, key=lambda row: (_since(row), DATED.index(type(row)), row.pk)):
        key = _same(row)
        if key not in lanes:
            lanes[key] = Lane(row, [_piece(axis, row, day)], _said(row))
        if isinstance(row, Claim):
            lanes[key].entries.append(getattr(row, row.spec.ends[0].field))
    return list(lanes.values())


def _since(row: Any) -> date:
    """When it began or can have begun; what has no known beginning comes with its last possible one."""
    period = bounds_of(_dating(row))
    return period.start_earliest if period.start_earliest > BEGINNING else period.start_latest


def _same(row: Any) -> Any:
    """What rows have in common that are drawn in one lane: all but who."""
    if not isinstance(row, Claim):
        return type(row), row.pk
    ends = tuple(getattr(row, f"{end.field}_id") for end in row.spec.ends[1:2])
    return type(row), ends, tuple(getattr(row, name) for name in row.spec.facts), getattr(row, "attested", "")


def _said(row: Any) -> str:
    """What is said of it, besides its dates and who: the sort, or its type, and facts in words."""
    dates = getattr(row, "dates", ())
    names = row.spec.facts if isinstance(row, Claim) else (type_of(type(row)),)
    values = [read_value(row, name) for name in names if name and name not in dates]
    return ", ".join(str(value.shown) for value in values if value) or row.spec.name


def _piece(axis: Axis, row: Any, day: date) -> ChartPiece:
    dated, mark = _dating(row), mark_of(row)
    if _lasts(type(dated)):
        return stretch(axis, dated, mark, day)
    return moment(axis, moment_bounds(dated), mark, when(row), day)

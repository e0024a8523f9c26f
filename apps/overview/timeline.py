"""What happened and what held, along time: entries that have dates, and claims, those of the same stroke together.

Must not know requests or HTML.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from apps.dates.edtf import BEGINNING
from apps.drawing.axis import Axis
from apps.entries.change_days import NEVER, Turns, turns_of
from apps.entries.claims import Claim
from apps.entries.field_values import read_value
from apps.entries.holding import with_confirmation
from apps.entries.resolver import EntryResolver
from apps.entries.validity import bounds_of
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed, certainties, confirmed_date
from apps.language.said import capital
from apps.pages.chart_rows import ChartPiece, Lane, axis_over, mark_of, moment, moment_bounds, stretch
from apps.pages.claim_tables import when

from .narrowing import DATED, Narrowed, dater, lasts, type_of, wanted
from .windows import Density, buckets, read_densities, read_undated, read_window
from .zoom import Span


@dataclass
class LaneGroup:
    """Lanes of one sort of rows, oldest first; the page names it by its `word`."""

    word: str
    heading: str
    lanes: list[Lane]


@dataclass
class Timeline:
    """Lanes along an axis, oldest first, and the same by their sorts. `cut`: there is more than is shown; `undated`:
    how much cannot be drawn; `densities`: how much begins when, where there is more.

    `assumed`: up to when what is assumed is confirmed, in words.
    """

    axis: Axis | None = None
    lanes: list[Lane] = field(default_factory=list)
    groups: list["LaneGroup"] = field(default_factory=list)
    turns: Turns = NEVER
    cut: bool = False
    undated: int = 0
    densities: list[Density] = field(default_factory=list)
    assumed: str = ""


def read_timeline(world: World, asked: Narrowed, span: Span | None = None) -> Timeline:
    """The timeline: a query for what there is room for, one for what has no date, one for each sort that is shown, one
    for the entries that they name; and one for densities, where there is more. `span` is that of `asked`.
    """
    models = list(wanted(asked))
    window = read_window(world, asked, models)
    found = Timeline(cut=window.cut, undated=read_undated(world, asked, models))
    rows: list[Any] = []
    for model, keys in window.keys.items():
        own = world.rows(model).filter(id__in=keys)
        rows += world.instances(with_confirmation(world.rows, model, own) if issubclass(model, Claim) else own)
    named = EntryResolver()
    named.want(rows)
    named.fetch(world)
    rows = [row for row in rows if _complete(row)]
    _settle(rows, world.day)
    found.assumed = as_last_confirmed(confirmed_date(row) for row in rows if _is_assumed(row, world.day))
    found.axis = Axis(*asked.span) if asked.span else axis_over(map(_dating, rows))
    if found.axis is not None:
        found.lanes = _lanes(rows, found.axis, world.day)
        found.groups = grouped(found.lanes)
    if found.cut:
        found.densities = read_densities(world, asked, models, buckets(span, window))
    found.turns = turns_of(world.day, rows)
    return found


def grouped(lanes: list[Lane]) -> list[LaneGroup]:
    """The lanes by the sorts of their rows, first the sort that began first; within each as they were."""
    by_sort: dict[Any, list[Lane]] = {}
    for lane in lanes:
        by_sort.setdefault(type(lane.row), []).append(lane)
    return [LaneGroup(model.spec.plural, capital(model.spec.many), some) for model, some in by_sort.items()]


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


def _complete(row: Any) -> bool:
    """Whether the reader may see every end of a claim that it must have."""
    return not isinstance(row, Claim) or all(getattr(row, end.field) is not None for end in row.spec.ends[:2])


def _dating(row: Any) -> Any:
    end = dater(type(row))
    return getattr(row, end) if end else row


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
    return ", ".join(str(value.shown) for value in values if value) or str(row.spec.one)


def _piece(axis: Axis, row: Any, day: date) -> ChartPiece:
    dated, mark = _dating(row), mark_of(row)
    if lasts(type(dated)):
        return stretch(axis, dated, mark, day)
    return moment(axis, moment_bounds(dated), mark, when(row), day)

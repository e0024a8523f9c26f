"""The timeline: events and claims along time. Must not know single kinds and claims."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.entries.entry import Entry
from apps.entries.kinds import KINDS
from apps.entries.world import World
from apps.pages.chart_rows import marks_of
from apps.pages.reading import page, reading
from apps.web.request import text

from ..choosing import chosen_entry, chosen_word, options
from ..narrowing import Narrowed, sorts, types
from ..timeline import LaneGroup, Timeline, read_timeline
from ..zoom import Span, decades, read_span

CONCERNED: tuple[type[Entry], ...] = tuple(sorted((k for k in KINDS if k.spec.concerned), key=lambda k: k.spec.name))
"""The kinds to whose entries it can be narrowed, in the order of its form."""


@reading
def timeline(request: HttpRequest, world: World) -> HttpResponse:
    """All that has a date, oldest first; narrowed by sort, type and what it concerns, in a decade, year or month."""
    chosen = {kind: chosen_entry(request, world, kind) for kind in CONCERNED}
    sort = chosen_word(request, "kind", sorts())
    type_ = chosen_word(request, "type", types())
    span = read_span(text(request, "span"))
    concerned = tuple(entry for entry in chosen.values() if entry is not None)
    asked = Narrowed(sorts().get(sort), type_, concerned, span.days if span else None)
    found = read_timeline(world, asked, span)
    axis = found.axis
    by = chosen_word(request, "by", ("date",))
    context: dict[str, Any] = {
        "timeline": found,
        "turns": found.turns,
        "on": axis.at(world.day) if axis and axis.holds(world.day, world.day) else None,
        "marks": marks_of(found.lanes),
        "doubts": sum(piece.certainty == "possible" for lane in found.lanes for piece in lane.pieces),
        "assumed": found.assumed,
        "span": span,
        "groups": found.groups if by != "date" else [LaneGroup("", "", found.lanes)],
        "by": by,
        "decades": [] if span else decades_of(found),
        "asked": {"kind": sort, "type": type_},
        "narrowed": bool(sort or type_ or concerned),
        "sorts": [(name, model.spec.one) for name, model in sorts().items()],
        "types": list(types().items()),
        "concerned": [(kind.spec.name, entry, options(world, kind)) for kind, entry in chosen.items()],
    }
    return page(request, world, "overview/timeline.html", context)


def decades_of(found: Timeline) -> list[Span]:
    """The decades to zoom into: those in which something begins, or turns."""
    told = [density.span for density in found.densities if density.many]
    return told or decades(found.turns.days)

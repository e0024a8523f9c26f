"""The timeline: events and claims along time. Must not know single kinds and claims."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from apps.entries.kinds import Body, State
from apps.entries.views.asking import page, reading, text
from apps.entries.world import World
from apps.overview.choosing import choices, chosen_entry, chosen_word
from apps.overview.timeline import Narrowed, read_timeline, sorts, types
from apps.overview.zoom import decades, read_span


@reading
def timeline(request: HttpRequest, world: World) -> HttpResponse:
    """All that has a date, oldest first; narrowed by sort, type, body and state, in a decade, a year or a month."""
    body, state = chosen_entry(request, world, Body), chosen_entry(request, world, State)
    sort = chosen_word(request, "kind", sorts())
    type_ = chosen_word(request, "type", types())
    span = read_span(text(request, "span"))
    concerned = tuple(entry for entry in (body, state) if entry is not None)
    asked = Narrowed(sorts().get(sort), type_, concerned, span.days if span else None)
    found = read_timeline(world, asked)
    axis = found.axis
    context: dict[str, Any] = {
        "timeline": found,
        "turns": found.turns,
        "on": axis.at(world.day) if axis and axis.holds(world.day, world.day) else None,
        "words": list(dict.fromkeys(piece.word for lane in found.lanes for piece in lane.pieces)),
        "doubts": sum(piece.certainty == "possible" for lane in found.lanes for piece in lane.pieces),
        "span": span,
        "decades": [] if span else decades(found.turns.days),
        "asked": {"kind": sort, "type": type_, "body": body, "state": state},
        "narrowed": bool(sort or type_ or concerned),
        "sorts": list(sorts()),
        "types": list(types().items()),
        "bodies": choices(world.rows(Body)),
        "states": choices(world.rows(State)),
    }
    return page(request, world, "overview/timeline.html", context)

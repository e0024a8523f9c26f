"""The chart of how others stood to an entry: states and bodies down, time across. Must not query, nor know HTML."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from apps.drawing.axis import Axis
from apps.entries.claims import Rank
from apps.entries.field_values import label
from apps.entries.kinds import STOOD_TO
from apps.facts.entry_data import EntryData

from .chart_rows import ChartMark, Lane, axis_over, mark_of, marks_of, stretch

MOST = 50
"""Lanes of one chart."""


@dataclass(frozen=True)
class Chart:
    """Lanes along an axis; `on` is where the day shown lies, None: outside; `marks` are the statuses that occur.

    `id` is its anchor, `heading` says what it shows; `who` and `how` head its columns; `more` lanes are not drawn.
    """

    id: str
    heading: str
    who: str
    how: str
    axis: Axis
    lanes: tuple[Lane, ...]
    on: float | None
    marks: tuple[ChartMark, ...]
    more: int = 0


def standing_chart(sheet: EntryData) -> Chart | None:
    """A lane for each party that stood to the entry, up to MOST, with all claims that say so; None where none is dated,
    or where there are so many claims that they were not all read.

    On a day that is asked for, those who then stood to it, or may have: whoever certainly did not is left out, as
    everywhere on the page.
    """
    model = STOOD_TO[type(sheet.entry)]
    stands: Any = model.spec.stands
    day, end = sheet.world.day, model.spec.end(stands.subject)
    lists = [each for each in sheet.lists if each.model is model and each.end == end]
    if any(each.cut for each in lists):
        return None
    recorded = [each.recorded for each in lists]
    claims = [claim for own in recorded for claim in own if claim.rank != Rank.DEPRECATED]
    key = f"{stands.party}_id"
    if sheet.world.on is not None:
        then = {getattr(claim, key) for claim in claims if claim.certainty}
        claims = [claim for claim in claims if getattr(claim, key) in then]
    axis = axis_over([*claims, sheet.entry])
    if axis is None or not claims:
        return None
    lanes: dict[int, Lane] = {}
    for claim in sorted(claims, key=lambda claim: (getattr(claim, stands.party).title, claim.start_earliest)):
        party = getattr(claim, stands.party)
        if party.pk not in lanes and len(lanes) == MOST:
            continue
        lane = lanes.setdefault(party.pk, Lane(party, entries=[party]))
        lane.pieces.append(stretch(axis, claim, mark_of(claim), day))
    return Chart(
        slugify(model.spec.name),
        f"{model.spec.name.capitalize()} over time",
        label(model, stands.party),
        f"{label(model, stands.fact)} and dates",
        axis,
        tuple(lanes.values()),
        axis.at(day) if axis.holds(day, day) else None,
        marks_of(lanes.values()),
        len({getattr(claim, key) for claim in claims}) - len(lanes),
    )

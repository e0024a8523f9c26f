"""The chart of a body's memberships: states and bodies down, time across. Must not query, nor know HTML."""

from dataclasses import dataclass

from apps.drawing.axis import Axis

from .claims import Rank
from .lanes import Lane, axis_over, stretch
from .sheet import Sheet


@dataclass(frozen=True)
class Chart:
    """Lanes along an axis; `on` is where the day shown lies, None: outside; `words` are the statuses that occur."""

    axis: Axis
    lanes: tuple[Lane, ...]
    on: float | None
    words: tuple[str, ...]


def membership_chart(sheet: Sheet) -> Chart | None:
    """A lane for each member of a body, with all its memberships; None where none is dated.

    On a day that is asked for, those who then belonged to it, or may have: whoever certainly did not is left out, as
    everywhere on the page.
    """
    day = sheet.world.day
    claims = [claim for claim in sheet.recorded("members") if claim.rank != Rank.DEPRECATED]
    if sheet.world.on is not None:
        then = {claim.member_id for claim in claims if claim.certainty}
        claims = [claim for claim in claims if claim.member_id in then]
    axis = axis_over([*claims, sheet.entry])
    if axis is None or not claims:
        return None
    lanes: dict[int, Lane] = {}
    for claim in sorted(claims, key=lambda claim: (claim.member.title, claim.start_earliest)):
        lane = lanes.setdefault(claim.member_id, Lane(claim.member, entries=[claim.member]))
        lane.pieces.append(stretch(axis, claim, claim.status, day))
    words = tuple(dict.fromkeys(piece.word for lane in lanes.values() for piece in lane.pieces))
    return Chart(axis, tuple(lanes.values()), axis.at(day) if axis.holds(day, day) else None, words)

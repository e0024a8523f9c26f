"""Who stood to an entry as its claims say, in one: a row each, drawn along time, that opens to what the claims tell.

Must not query, nor know HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from apps.dates.period import words as period_words
from apps.drawing.axis import Axis, Tick
from apps.drawing.bars import bars
from apps.entries.claims import Rank
from apps.entries.kinds import STOOD_TO
from apps.entries.validity import bounds_of, holding_period
from apps.facts.entry_data import EntryData

from .chart_rows import ChartMark, ChartPiece, Lane, axis_over, confirmed_at, mark_of, marks_of
from .claim_tables import Table, TableRow, when
from .yearly import SUSPENDED, Stretches, Yearly, read_years, usual_heading


@dataclass
class MemberRow:
    """One who stood to the entry: its claims as the table has them, and its lane with all that says so."""

    party: Any
    rows: list[TableRow] = field(default_factory=list)
    lane: Lane | None = None

    @property
    def in_short(self) -> list[tuple[TableRow, str]]:
        """Its claims that are held to be true, or the others if it has none, each with its dates without evidence."""
        held = [row for row in self.rows if row.claim.rank != Rank.DEPRECATED] or self.rows
        return [(row, shortly(row.claim)) for row in held]


@dataclass(frozen=True)
class Members:
    """The rows, in the order of the table; along the axis `ticks` and `on`, the day shown; what a legend explains.

    `axis` is None where nothing is dated. `yearly` is how many there were; None where not all was read.
    """

    table: Table
    rows: list[MemberRow]
    axis: Axis | None = None
    ticks: tuple[Tick, ...] = ()
    on: float | None = None
    marks: tuple[ChartMark, ...] = ()
    yearly: Yearly | None = None


def shortly(claim: Any) -> str:
    """When a claim holds, in words, without what is evidence of it."""
    start, end = claim.start, claim.end
    return period_words(start, end) if start or end not in ("", "..") else when(claim)[0]


def read_members(sheet: EntryData, table: Table) -> Members:
    """The members of an entry, from the table of the claims that say so.

    On a day that is asked for, those who then stood to it, or may have: whoever certainly did not is left out, as
    everywhere on the page; of the others, all claims are drawn.
    """
    model = STOOD_TO[type(sheet.entry)]
    stands: Any = model.spec.stands
    listing = next(each for each in sheet.lists if each.section == table.id)
    found: dict[int, MemberRow] = {}
    for row in table.rows:
        party = getattr(row.claim, stands.party)
        found.setdefault(party.pk, MemberRow(party)).rows.append(row)
    rows = list(found.values())
    claims = [claim for claim in listing.recorded if claim.rank != Rank.DEPRECATED]
    axis = axis_over([*claims, sheet.entry])
    if axis is None or not claims:
        return Members(table, rows)
    on = axis.at(sheet.world.day) if axis.holds(sheet.world.day, sheet.world.day) else None
    parties = _draw(claims, found, axis, stands)
    yearly = None if listing.cut else read_years(axis, usual_heading(stands), parties, on)
    marks = marks_of(row.lane for row in rows if row.lane)
    return Members(table, rows, axis, tuple(axis.ticks()), on, marks, yearly)


def _draw(claims: list[Any], rows: dict[int, MemberRow], axis: Axis, stands: Any) -> Iterable[list[Stretches]]:
    """Give each row its lane; the stretches of the usual status, and of what stands in for it, by party."""
    counted: dict[int, list[Stretches]] = {}
    for claim in claims:
        period = holding_period(claim) or bounds_of(claim)
        stretches = period.stretches()
        key, status = getattr(claim, f"{stands.party}_id"), getattr(claim, stands.fact)
        if status == stands.usual:
            counted.setdefault(key, []).append(stretches)
        elif status in stands.instead:
            gone = [(first, last, SUSPENDED + certainty) for first, last, certainty in stretches]
            counted.setdefault(key, []).append(gone)
        if (row := rows.get(key)) is not None:
            row.lane = row.lane or Lane(row.party, entries=[row.party])
            drawn = tuple(bars(axis, stretches))
            said = when(claim)
            piece = ChartPiece(mark_of(claim), *said, drawn, claim.certainty, seen=confirmed_at(axis, period))
            row.lane.pieces.append(piece)
    return counted.values()

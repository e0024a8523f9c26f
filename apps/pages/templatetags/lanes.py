"""Pictures along time, and the rows that hold them, written without templates: there are hundreds. They never fetch."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from apps.drawing.axis import Tick
from apps.drawing.bars import Bar
from apps.web.addresses import address_of

from ..chart_rows import ChartPiece, Lane, mark_of
from ..members import Members
from .cells import Cells, accounts, note_of, state_tag

register = template.Library()

SURE = {"certain": "", "assumed": " assumed", "possible": " soft"}
"""The classes of what is less than certain."""
MOST_SAID = 3
"""Of how many claims of one member the closed row tells."""
EDGE = 4
"""Per cent of the width within which a label would stand out."""
LEFT, RIGHT = "M0 0l7 6-7 6z", "M-7 0h7v12h-7l7-6z"
"""The ends of a bar that goes on beyond what is known."""


@register.simple_tag
def lane_picture(lane: Lane, ticks: Iterable[Tick], on: float | None) -> SafeString:
    """A line of a picture in time."""
    return SafeString(lane_svg(lane.pieces, _grid(ticks), on))


@register.simple_tag
def ticks_picture(ticks: Iterable[Tick]) -> SafeString:
    """The scale of a picture in time. SVG takes numbers with a point, whatever a reader's language writes."""
    found = ['<svg class="ticks" width="100%" height="22" aria-hidden="true" focusable="false">']
    for place, tick in enumerate(ticks):
        end = " first" if tick.x < EDGE else " last" if tick.x > 100 - EDGE else ""
        other = " other" if place % 2 else ""
        found.append(f'<line class="grid" x1="{tick.x}%" x2="{tick.x}%" y1="16" y2="100%"/>')
        found.append(f'<text class="tick{end}{other}" x="{tick.x}%" y="12">{escape(tick.label)}</text>')
    return SafeString("".join(found) + "</svg>")


def lane_svg(pieces: Iterable[ChartPiece], grid: str, on: float | None) -> str:
    """The same, of its pieces."""
    found = ['<svg class="lane" width="100%" height="22" aria-hidden="true" focusable="false">', grid]
    for piece in pieces:
        word = piece.mark.word
        found += (_bar(bar, word) for bar in piece.bars)
        if piece.point is not None:
            found.append(
                f'<svg class="point s-{word}" fill="currentColor" x="{piece.point}%" y="11">'
                '<path d="M0-7l7 7-7 7-7-7z"/></svg>'
            )
        if piece.seen is not None:
            found.append(f'<svg class="seen" x="{piece.seen}%" y="2"><path d="M0 0v18M-3 0h6M-3 18h6"/></svg>')
    if on is not None:
        found.append(f'<line class="on" x1="{on}%" x2="{on}%" y1="0" y2="100%"/>')
    return "".join(found) + "</svg>"


def _grid(ticks: Iterable[Tick]) -> str:
    return "".join(f'<line class="grid" x1="{tick.x}%" x2="{tick.x}%" y1="0" y2="100%"/>' for tick in ticks)


def _bar(bar: Bar, word: str) -> str:
    found = (
        f'<rect class="bar s-{word}{SURE[bar.certainty]}" fill="url(#p-{word}) currentColor" x="{bar.x}%"'
        f' width="{bar.width}%" y="5" height="12"/>'
    )
    if bar.fades in ("left", "both"):
        found += f'<svg class="end" x="{bar.x}%" y="5"><path d="{LEFT}"/></svg>'
    if bar.fades in ("right", "both"):
        found += f'<svg class="end" x="{bar.right}%" y="5"><path d="{RIGHT}"/></svg>'
    return found


@register.simple_tag(takes_context=True)
def member_rows(context: Context, members: Members) -> SafeString:
    """The members of an entry: for each its name, and a row that opens to what its claims tell.

    What each claim tells stands in one element, which `id` and `data-part` name by its list and its key:
    `members-12`. The forms that edit a claim in its place find it by that.
    """
    rows = MemberRows(context, members)
    return SafeString("".join(map(rows.row, members.rows)))


class MemberRows:
    """Writes the rows of one list of members."""

    def __init__(self, context: Context, members: Members) -> None:
        self._cells = Cells(context)
        self._entry = context["entry"]
        self._members = members
        self._grid = _grid(members.ticks)

    def row(self, member: Any) -> str:
        """One member."""
        cells, lane = self._cells, member.lane
        name = escape(member.party.name)
        said = "".join(self._in_short(row, when) for row, when in member.in_short[:MOST_SAID])
        if (more := len(member.in_short) - MOST_SAID) > 0:
            said += f'<span class="piece">+ {more}</span>'
        drawn = lane_svg(lane.pieces, self._grid, self._members.on) if lane else ""
        alone = len(member.rows) == 1  # its way is in sight, whether the row is open or not
        way = cells.pencils.claim(self._members.table, member.rows[0], there=True) if alone else ""
        asked = (cells.wanted(self._members.table, each) for each in member.rows)
        wanted = "".join(f" {each}" for each in asked if each)
        told = "".join(self.claim(each, alone=alone) for each in member.rows)
        return (
            f'<li><span class="who">{cells.link(member.party)}{way}{wanted}</span><details><summary>'
            f'<span class="stood"><span class="visually-hidden">{name}: </span>{said}</span>'
            f'<span class="drawn">{drawn}</span></summary>{told}</details></li>\n'
        )

    def _in_short(self, row: Any, when: str) -> str:
        tag = state_tag(row.state)
        return f'<span class="piece">{escape(mark_of(row.claim).label)} {escape(when)}{tag}</span>'

    def claim(self, row: Any, *, alone: bool = False) -> str:
        """What one claim tells: its facts, its dates, how sure it is and why, its note, and its sources."""
        cells, table = self._cells, self._members.table
        fact, status = row.claim.spec.stands.fact, escape(mark_of(row.claim).label)
        values = "".join(f" {cells.value(value)}" for value in row.values[1:] if value and value.name != fact)
        when = f'<span title="{escape(row.dates)}">{escape(row.when)}</span>' if row.when else ""
        tag = f"{state_tag(row.state)} {why(row)}" if row.state == "possible" else state_tag(row.state)
        cited = f'<div class="cited">{told}</div>' if (told := cells.backing(row)) else ""
        key = row.claim.pk
        address = (
            cells.there(address_of(f"{self._entry.kind}:claim", self._entry.slug, row.claim.spec.plural, key))
            if key is not None
            else ""
        )
        state = f" {row.state}" if row.state else ""
        way = "" if alone else cells.pencils.claim(table, row)
        return (
            f'<div class="claim{state}"{cells.part(table, row)}><p>{status}{values} {when}{tag}'
            f" {cells.confirming(table, row)} {way}{cells.past(address, row.values[0].shown)}</p>"
            f"{note_of(row)}{accounts(row)}{cited}</div>"
        )


def why(row: Any) -> str:
    """Why a claim is no surer."""
    return f'<span class="why">{escape(row.why)}</span>'

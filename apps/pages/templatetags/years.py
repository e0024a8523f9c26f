"""How many there were, year by year: bars, and rows of a table, written without templates. They never fetch."""

from django import template
from django.utils.safestring import SafeString

from ..yearly import Yearly
from .lanes import SURE

register = template.Library()


@register.simple_tag
def years_picture(yearly: Yearly) -> SafeString:
    """The bars along time, with the scale at their left."""
    found = ['<svg class="by-year" width="100%" height="88" aria-hidden="true" focusable="false">']
    found += (f'<line class="grid" x1="{tick.x}%" x2="{tick.x}%" y1="0" y2="100%"/>' for tick in yearly.ticks)
    found += (f'<line class="grid" x1="0" x2="100%" y1="{y}%" y2="{y}%"/>' for y, _ in yearly.scale)
    found += (
        f'<rect class="bar s-member{SURE[bar.certainty]}" x="{bar.x}%" width="{bar.width}%" y="{bar.y}%"'
        f' height="{bar.height}%"/>'
        for bar in yearly.bars
    )
    found += (f'<text class="tick number" x="-6" y="{y}%" dy="4">{number}</text>' for y, number in yearly.scale)
    if yearly.on is not None:
        found.append(f'<line class="on" x1="{yearly.on}%" x2="{yearly.on}%" y1="0" y2="100%"/>')
    return SafeString("".join(found) + "</svg>")


@register.simple_tag
def years_rows(yearly: Yearly) -> SafeString:
    """The same as rows of a table; years of the same number are one."""
    found = (
        f'<tr><th scope="row">{row.first}{f"–{row.last}" if row.last != row.first else ""}</th>'
        f"<td>{row.certain}</td><td>{row.assumed}</td><td>{row.possible}</td></tr>"
        for row in yearly.rows
    )
    return SafeString("\n".join(found))

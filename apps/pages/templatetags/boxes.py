"""The rows of an information box, written without templates. They never fetch."""

from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.web.addresses import address_of

from ..flags import picture
from ..infobox import BoxRow
from .cells import Cells, state_tag
from .reading import scheme_name

register = template.Library()

LARGE = 96
"""The width of an entry's own flag, in pixels."""


@register.simple_tag(takes_context=True)
def box_flag(context: Context, width: int = LARGE) -> SafeString:
    """The flag of the entry itself; nothing where it has none, nor on a page of another day."""
    entry = context["entry"]
    fact = entry.spec.flag
    return SafeString(picture(getattr(entry, fact), width) if fact and context.get("flags") else "")


@register.simple_tag(takes_context=True)
def box_rows(context: Context, rows: list[BoxRow], identifiers: list[tuple[str, str, str]]) -> SafeString:
    """All rows: facts, what follows from claims, identifiers."""
    cells, entry = Cells(context), context["entry"]
    found = [_fact(cells, entry, row) if row.value else _derived(cells, row) for row in rows]
    found += [_identifier(cells, *each, first=each is identifiers[0]) for each in identifiers]
    return SafeString("".join(found))


@register.simple_tag
def contents_items(contents: list[tuple[str, str, int]]) -> SafeString:
    """What a page holds, each a way to it."""
    found = (
        f'<li class="level-{level}"><a href="#{escape(anchor)}">{escape(str(heading))}</a></li>\n'
        for anchor, heading, level in contents
    )
    return SafeString("".join(found))


def _fact(cells: Cells, entry: Any, row: BoxRow) -> str:
    past = cells.pencils.one(row.label, row.name, "cites")
    past += cells.past(cells.there(address_of(f"{entry.kind}:fact", entry.slug, row.name)), row.label)
    return (
        f'<div id="fact-{row.name}" data-part="{row.name}"><dt>{escape(row.label)}</dt>'
        f"<dd>{cells.value(row.value)} {past}</dd></div>\n"  # type: ignore[arg-type]
    )


def _derived(cells: Cells, row: BoxRow) -> str:
    """What follows from claims is edited where they are."""
    named = "".join(f"<li>{cells.link(entry)}{_sure(certainty)}</li>" for entry, certainty in row.named)
    if row.more:
        words = escape(gettext("%(count)d more") % {"count": row.more})
        named += f'<li><a href="#{row.anchor}">{words}</a></li>'
    count = f'<a class="count" href="#{row.anchor}">{escape(row.count)}</a>' if row.count else ""
    assumed = state_tag("assumed") if row.assumed else ""
    many = " several" if len(row.named) > 1 else ""
    return (
        f'<div class="derived{many}"><dt>{escape(row.label)}</dt><dd>{count}{assumed if count else ""}'
        f"<ul>{named}</ul>{'' if count else assumed}</dd></div>\n"
    )


def _sure(certainty: str) -> str:
    return state_tag(certainty) if certainty in ("possible", "assumed") else ""


def _identifier(cells: Cells, scheme: str, value: str, address: str, *, first: bool) -> str:
    """All are edited together, where the first is."""
    shown = escape(value.partition("://")[2].rstrip("/") if value == address else value)
    told = f'<a href="{escape(address)}" rel="external">{shown}</a>' if address else shown
    part = ' data-part="identifiers"' if first else ""
    way = f" {cells.pencils.one(gettext('Identifiers'), 'identifiers')}" if first else ""
    return f"<div{part}><dt>{escape(scheme_name(scheme))}</dt><dd>{told}{way}</dd></div>\n"

"""The rows of how parties stand to a document, and of lists of entries, written without templates. They never fetch."""

from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.dates.in_words import shortened
from apps.entries.addresses import within
from apps.entries.field_values import words

from .cells import marks
from .reading import dated

register = template.Library()

BLANK = ' class="blank"'
OTHER = "other"
"""The column of acts that have none of their own."""


@register.simple_tag
def certain_mark(certainty: str, confirmed: str = "") -> SafeString:
    """How surely something holds, and up to when it is confirmed (EDTF) where it is assumed; nothing for nothing."""
    return SafeString(_certain(certainty, confirmed))


def _certain(certainty: str, confirmed: str = "") -> str:
    if certainty == "possible":
        return f'<span class="tag doubt">{escape(gettext("possibly"))}</span>'
    if certainty == "assumed":
        found = f'<span class="tag assumed">{escape(gettext("assumed"))}</span>'
        if not confirmed:
            return found
        last = gettext('last confirmed <span title="%(confirmed)s">%(day)s</span>')
        told = last % {"confirmed": escape(confirmed), "day": escape(dated(confirmed))}
        return f'{found} <span class="quiet small">{told}</span>'
    return f'<span class="quiet small">{escape(gettext("certain"))}</span>' if certainty else ""


def _doubt(doubt: str) -> str:
    if doubt == "possible":
        return f' <span class="tag doubt">{escape(gettext("possibly"))}</span>'
    return f' <span class="tag">{escape(gettext("still to come"))}</span>' if doubt else ""


@register.simple_tag(takes_context=True)
def status_rows(context: Context, table: Any) -> SafeString:
    """A row for each party of a table of statuses."""
    columns = [(name, f'<td data-label="{escape(str(heading))}"') for name, heading in table.columns.items()]
    status = f'<td data-label="{escape(gettext("Status"))}"'
    note_said, world = gettext("Note %(number)s"), context.get("world")
    found = []
    for row in table.rows:
        found.append(f'<tr><th scope="row">{_party(world, row, note_said)}</th>')
        for name, start in columns:
            acts = row.cells.get(name, ())
            found.append(f"{start}{'' if acts else BLANK}>{''.join(_act(name, each) for each in acts)}</td>")
        held = "".join(_held(each, row.confirmed) for each in row.held)
        cited = marks(row.marks)
        found.append(f"{status}{'' if row.held or row.marks else BLANK}>{held}{cited}</td></tr>\n")
    return SafeString("".join(found))


def _party(world: Any, row: Any, note_said: str) -> str:
    link = f'<a href="{escape(within(world, row.party.get_absolute_url()))}">{escape(row.party.name)}</a>'
    notes = "".join(
        f'<sup class="cite"><a href="#party-note-{note.number}" id="noted-{note.number}" '
        f'aria-label="{escape(note_said % {"number": note.number})}">{note.number}</a></sup>'
        for note in row.notes
    )
    return (f'<span class="left">[{link}]</span>' if row.left else link) + notes


def _act(name: str, act: Any) -> str:
    date = escape(act.date)
    before = ""
    shown = escape(shortened(words(act.date))) if act.date else ""
    if name == OTHER:
        before = escape(str(act.act)) + (", " if act.date else "")
    elif not act.date:
        shown = escape(gettext("date unknown"))
    mark = f'&nbsp;<abbr title="{escape(str(act.act))}">{escape(str(act.mark))}</abbr>' if act.mark else ""
    return f'<span class="act">{before}<span title="{date}">{shown}</span>{mark}{_doubt(act.doubt)}</span>'


def _held(held: Any, confirmed: str) -> str:
    data = f'data-status="{escape(held.status)}" data-certainty="{escape(str(held.certainty))}"'
    return f'<span class="act" {data}>{escape(str(held.label))} {_certain(held.certainty, confirmed)}</span>'


@register.simple_tag(takes_context=True)
def entry_rows(context: Context, entries: Any) -> SafeString:
    """An item for each entry of a list: a link in the World of the page, when it was, and its summary."""
    world = context.get("world")
    found = []
    for each in entries:
        address, when, summary = escape(within(world, each.get_absolute_url())), each.when, each.summary
        dates = f' <span class="quiet small" title="{escape(when)}">{escape(words(when))}</span>' if when else ""
        aside = f'<span class="aside">{escape(str(summary))}</span>' if summary else ""
        found.append(f'<li><a href="{address}">{escape(each.name)}</a>{dates} {aside}</li>\n')
    return SafeString("".join(found))

"""The cells of tables of claims, and references, written without templates: a page has hundreds. They never fetch."""

from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.entries.addresses import moment, within
from apps.entries.entry import Entry
from apps.entries.field_values import Value
from apps.entries.languages import Language
from apps.language.marking import _
from apps.web.addresses import address_of

from ..flags import flag_of
from ..parts import claim_part, part_address
from .pencils import Pencils

register = template.Library()


class Cells:
    """Writes the cells of a page: its World, whether it is a draft's, and its entry do not change."""

    def __init__(self, context: Context) -> None:
        self._world = context.get("world")
        self._draft = bool(context.get("draft"))
        self._flags = bool(context.get("flags"))
        self._when, self._sources = escape(gettext("When")), escape(gettext("Sources"))
        self._history, self._past_of = escape(gettext("History")), gettext("History: %(what)s")
        self._confirm = context.get("confirm")
        self._edit = context.get("edit_page")
        self.pencils = Pencils(context)
        self._there = within(self._world, "") if moment(self._world) else ""

    def value(self, value: Value) -> str:
        """A fact."""
        shown = value.shown
        if value.form == "date":
            title = escape(value.raw)
            if machine := value.machine:
                return f'<time datetime="{escape(machine)}" title="{title}">{escape(str(shown))}</time>'
            return f'<span title="{title}">{escape(str(shown))}</span>'
        if value.form == "entry":
            return self.link(shown) if shown else ""
        if value.form == "address":
            address = escape(str(shown))
            return f'<a href="{address}" rel="external">{address}</a>'
        if value.language is not None and value.language.tag:
            return name(str(shown), value.language)
        return "" if shown is None else escape(str(shown))

    def link(self, entry: Entry) -> str:
        """A link to an entry, in the World of the page, with its flag where the page shows flags."""
        flag = flag_of(entry) if self._flags else ""
        return f'<a href="{escape(entry.get_absolute_url() + self._there)}">{flag}{escape(entry.name)}</a>'

    def past(self, address: str, what: Any) -> str:
        """The way to a history."""
        if not address or self._draft:
            return ""
        told = f'title="{self._history}" aria-label="{escape(self._past_of % {"what": what})}"'
        return f'<a class="past" href="{escape(address)}" rel="nofollow" {told}></a>'

    def source_wanted(self, place: str = "", part: str = "") -> str:
        """That a source is wanted; for those who may edit, the way to where it is named: a place in the form of the
        whole, or the form of a part.
        """
        said = f"[{escape(gettext('source wanted'))}]"
        if not (self._edit and (place or part)) or self._draft:
            return f'<span class="wanted">{said}</span>'
        if part:
            address = escape(part_address(self._edit, part))
            return f'<a class="wanted" href="{address}" rel="nofollow" data-edit>{said}</a>'
        return f'<a class="wanted" href="{escape(self._edit)}#{escape(place)}" rel="nofollow">{said}</a>'

    def row(self, entry: Entry, table: Any, row: Any) -> str:
        """One claim of a table."""
        state_class = f' class="{escape(row.state)}"' if row.state else ""
        found = [f"<tr{self.part(table, row)}{state_class}>"]
        beside = state(row) + accounts(row)
        first, *others = row.values
        found.append(f'<th scope="row">{self.value(first)}{"" if table.dated else beside}</th>')
        for value in others:
            blank = "" if value else ' class="blank"'
            found.append(f'<td data-label="{escape(value.label)}"{blank}>{self.value(value)}</td>')
        if table.dated:
            when = f'<span title="{escape(row.dates)}">{escape(row.when)}</span> {self.confirming(table, row)}'
            found.append(f'<td class="when" data-label="{self._when}"><div>{when}{beside}</div></td>')
        if table.cited:
            cited = self.cited(table, row)
            found.append(f'<td data-label="{self._sources}"{"" if cited else _BLANK}>{cited}</td>')
        key = row.claim.pk
        address = address_of(f"{entry.kind}:claim", entry.slug, row.claim.spec.plural, key) if key is not None else ""
        ways = self.pencils.claim(table, row) + self.past(address and address + self._there, first.shown)
        found.append(f'<td class="way">{ways}</td></tr>\n')
        return "".join(found)

    def cited(self, table: Any, row: Any) -> str:
        """What a claim rests on, or that it wants a source."""
        return self.wanted(table, row) + self.backing(row)

    def backing(self, row: Any) -> str:
        """What a claim rests on: its citations, and that it has but one source."""
        return f"{marks(row.marks)}{self.alone(row)}"

    def wanted(self, table: Any, row: Any) -> str:
        """That a claim wants a source, where it does."""
        return self.source_wanted(part=claim_part(table.id, row.claim.pk)) if row.wants_source else ""

    def part(self, table: Any, row: Any) -> str:
        """The attributes that name the row of a claim, by its list and its key: `members-12`."""
        if row.claim.pk is None:
            return ""
        name = f"{table.listed}-{row.claim.pk}"
        return f' id="{name}" data-part="{name}"'

    def there(self, address: str) -> str:
        """An address in the World of the page."""
        return address + self._there

    def confirming(self, table: Any, row: Any) -> str:
        """Where an entry is confirmed to be in a list still."""
        if not (self._confirm and row.goes_on):
            return ""
        address = escape(within(self._world, self._confirm, list=table.whole.listed, only=row.goes_on))
        what = f'<span class="visually-hidden"> {escape(str(row.values[0].shown))}</span>'
        return f'<a class="confirm small" href="{address}" rel="nofollow">{escape(gettext("Confirm"))}{what}</a>'

    def alone(self, row: Any) -> str:
        """That a claim rests on one source."""
        if not row.one_source:
            return ""
        told = gettext("It rests on one source, which is secondary: %(source)s.") % {
            "source": self.link(row.one_source)
        }
        return f'<details class="alone"><summary>{escape(gettext("one source"))}</summary><p>{told}</p></details>'


_BLANK = ' class="blank"'
STATES = {
    "possible": ("tag doubt", _("possibly")),
    "assumed": ("tag assumed", _("assumed")),
    "deprecated": ("tag", _("deprecated: recorded, not held to be true")),
    "ended": ("tag", _("ended")),
    "coming": ("tag", _("still to come")),
}


def note_of(row: Any) -> str:
    """The note of a claim, which is HTML."""
    return f'<div class="note">{conditional_escape(row.note)}</div>' if row.note else ""


def state(row: Any) -> str:
    """How a claim stands on the day, why no surer, and its note."""
    note = note_of(row)
    if row.state == "possible":
        return f'{state_tag("possible")} <span class="why">{escape(row.why)}</span>{note}'
    return state_tag(row.state) + note


def state_tag(state: str) -> str:
    """The tag that says how surely something holds, or that it does not yet or no more; nothing where it is certain."""
    if state not in STATES:
        return ""
    look, said = STATES[state]
    return f' <span class="{look}">{escape(str(said))}</span>'


def accounts(row: Any) -> str:
    """What sources that disagree on a claim say."""
    if not row.accounts:
        return ""
    told = [
        (f"{escape(each.said)} " if each.said else "")
        + f'<span title="{escape(each.dates)}">{escape(each.when)}</span>{marks(each.marks)}'
        + (f" ({escape(each.rank)})" if each.rank else "")
        for each in row.accounts
    ]
    disagree = gettext("Sources disagree: %(accounts)s") % {"accounts": " – ".join(told)}
    return f'<div class="accounts small">{disagree}</div>'


def marks(cited: Any) -> str:
    """The marks of citations."""
    reference = gettext("Reference %(number)s") if cited else ""
    return "".join(
        f'<sup class="cite"><a href="#{mark.reference}" id="{mark.anchor}" '
        f'aria-label="{escape(reference % {"number": mark.number})}">'
        f"[{mark.number}]</a></sup>"
        for mark in cited or ()
    )


def name(text: str, language: Language) -> str:
    """A name in its language."""
    direction = ' dir="rtl"' if language.right_to_left else ""
    tag = f' lang="{escape(language.tag)}"{direction}' if language.tag else ""
    return f'<span class="alias"{tag}>{escape(text)}</span>'


@register.simple_tag(takes_context=True)
def claim_rows(context: Context, table: Any) -> SafeString:
    """The rows of a table of claims."""
    cells, entry = Cells(context), context["entry"]
    return SafeString("".join(cells.row(entry, table, row) for row in table.rows))


@register.simple_tag(takes_context=True)
def value_cell(context: Context, value: Any) -> SafeString:
    """A fact."""
    return SafeString(Cells(context).value(value) if isinstance(value, Value) else "")


@register.simple_tag(takes_context=True)
def past_mark(context: Context, address: str, what: Any) -> SafeString:
    """The way to a history; nothing where there is none, nor in a draft."""
    return SafeString(Cells(context).past(address, what))


@register.simple_tag(takes_context=True)
def source_wanted(context: Context, place: str = "") -> SafeString:
    """That a source is wanted; for those who may edit, the way to the place in the form where it is named."""
    return SafeString(Cells(context).source_wanted(place))


@register.filter
def as_marks(cited: Any) -> SafeString:
    """The marks of citations."""
    return SafeString(marks(cited))


@register.filter
def as_state(row: Any) -> SafeString:
    """How a claim stands on the day, why no surer, and its note."""
    return SafeString(state(row))


@register.filter
def as_accounts(row: Any) -> SafeString:
    """What sources that disagree on a claim say."""
    return SafeString(accounts(row))

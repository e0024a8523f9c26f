"""Tags of the pages about the past: addresses of histories and comparisons, parts of a change. They never fetch."""

from html import escape
from typing import Any

from django import template
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.entries.addresses import within
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.language.numbers import grouped
from apps.language.said import capital
from apps.revisions.comparison import FieldChange, RowChange
from apps.revisions.summaries import known_ends
from apps.revisions.whole import ChangesetPart
from apps.web.addresses import address_of

from .cells import Cells

register = template.Library()


@register.simple_tag(takes_context=True)
def user_address(context: Context, user: Any) -> str:
    """An editor's page; the list of changes, narrowed to the editor, for a name that no address can hold."""
    name = user.get_username()
    try:
        return within(context.get("world"), reverse("user", args=[name]))
    except NoReverseMatch:
        return within(context.get("world"), reverse("changes"), user=name)


@register.simple_tag(takes_context=True)
def compare_address(context: Context, entry: Entry, number: int) -> str:
    """The comparison that shows what a changeset did to an entry."""
    return within(context.get("world"), address_of(f"{entry.kind}:compare", entry.slug, number - 1, number))


@register.simple_tag
def as_left_address(part: ChangesetPart, number: int) -> str:
    """The page of an entry as a changeset left it, or as it found it where it deleted it."""
    return within(None, part.entry.get_absolute_url(), at=number if part.stands else number - 1)


@register.simple_tag(takes_context=True)
def claim_address(context: Context, entry: Entry, change: RowChange) -> str:
    """The history of a claim, as one of the entry's; nothing for one that is planned."""
    return past_of_claim(context, entry, change.claim)


@register.simple_tag(takes_context=True)
def fact_address(context: Context, entry: Entry, change: RowChange | None, name: str) -> str:
    """The history of one field of the entry, or of a claim of it."""
    if change is not None and change.claim is not None:
        address = claim_address(Context(), entry, change)
        return within(context.get("world"), address, field=name) if address else ""
    return within(context.get("world"), address_of(f"{entry.kind}:fact", entry.slug, name))


@register.simple_tag(takes_context=True)
def changed_rows(context: Context, change: RowChange) -> SafeString:
    """The rows of the table of a change: each fact, as it was and as it is."""
    cells, entry, found = Cells(context), context["entry"], []
    was, now = (gettext("Before"), gettext("After")) if change.op == "changed" else ("", "")
    for field in short_fields(change):
        address = fact_address(context, entry, change, field.name)
        found.append(f'<tr><th scope="row">{escape(field.label)} {cells.past(address, field.label)}</th>')
        if change.op != "added":
            found.append(f'<td data-label="{escape(was)}">{_side(cells, field.before, "del")}</td>')
        if change.op != "removed":
            note = f' <span class="tag">{escape(field.note)}</span>' if field.note else ""
            found.append(f'<td data-label="{escape(now)}">{_side(cells, field.after, "ins")}{note}</td>')
        found.append("</tr>\n")
    return SafeString("".join(found))


@register.simple_tag(takes_context=True)
def was_or_is(context: Context, value: Any, side: str) -> SafeString:
    """A fact as it was (`del`) or as it is (`ins`)."""
    return SafeString(_side(Cells(context), value, side))


def _side(cells: Cells, value: Any, side: str) -> str:
    if not value:
        nothing = escape(gettext("nothing"))
        return f'<span class="quiet" aria-hidden="true">–</span><span class="visually-hidden">{nothing}</span>'
    done = gettext("removed: ") if side == "del" else gettext("added: ")
    return f'<{side}><span class="visually-hidden">{escape(done)}</span>{cells.value(value)}</{side}>'


@register.simple_tag(takes_context=True)
def past_of_claim(context: Context, entry: Entry, claim: Any) -> str:
    """The history of a claim on the page of one of its ends; nothing for one that is not saved."""
    if claim.pk is None:
        return ""
    address = address_of(f"{entry.kind}:claim", entry.slug, claim.spec.plural, claim.pk)
    return within(context.get("world"), address)


@register.simple_tag
def claim_ends(change: RowChange) -> list[Entry]:
    """The entries at a claim's ends, as far as they are known."""
    return known_ends(change.claim)


@register.simple_tag
def with_sort(change: RowChange) -> str:
    """The word for a claim, as a heading."""
    return capital(change.delta.model.spec.one)


@register.filter
def sort_heading(model: type[Claim]) -> str:
    """The heading of claims of a sort."""
    return capital(model.spec.many)


@register.filter
def short_fields(change: RowChange) -> list[FieldChange]:
    """The fields of a change that are shown in its table.

    Not the texts, which are compared by word, nor the ends of a claim that came or went: its heading names them.
    """
    named = {end.field for end in change.claim.spec.ends[:2]} if change.claim and change.op != "changed" else ()
    return [field for field in change.fields if not field.rows and field.name not in named]


@register.simple_tag
def size_of(told: Any) -> SafeString:
    """How many characters a changeset added and removed: “+120 −4”; nothing where nobody counted them."""
    if told.added is None or told.removed is None:
        return SafeString("")
    signs = " ".join(
        f'<span class="{name}">{sign}{grouped(number)}</span>'
        for name, sign, number in (("plus", "+", told.added), ("minus", "\N{MINUS SIGN}", told.removed))
        if number
    )
    said = gettext("%(added)s characters added, %(removed)s removed") % {
        "added": grouped(told.added),
        "removed": grouped(told.removed),
    }
    return SafeString(
        f'<span class="size"><span aria-hidden="true">{signs or "±0"}</span>'
        f'<span class="visually-hidden">{escape(said)}</span></span>'
    )

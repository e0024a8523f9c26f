"""The ways from a part of an entry's page to its form, for those who may edit it; nothing for readers.

With scripts, static/editor/inplace.js opens the form in the part's place: in the element that [data-part] names.
"""

import re
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.field_values import label
from apps.entries.kinds import CLAIMS
from apps.entries.specs import End
from apps.facts.claim_lists import ClaimList
from apps.wikitext.sanitise import Html, assembled

from ..parts import anchor, claim_part, part_address, section_part

register = template.Library()

_HEADING = re.compile(r'<h([2-6]) id="text-([^"]*)">(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Pencils:
    """Draws the ways to the forms of the parts of the page's entry."""

    def __init__(self, context: Context) -> None:
        self.form = str(context.get("edit_page") or "")

    def one(self, what: Any, *parts: str) -> str:
        """The way to a part, with what else is shown beside it in its form."""
        return self._way(_("Edit: %(what)s") % {"what": what}, *parts) if self.form else ""

    def claim(self, table: Any, row: Any, *, there: bool = False) -> str:
        """The way to a claim of a table; `there`: it stands elsewhere than in the claim's own element."""
        if not self.form or row.claim.pk is None:
            return ""
        first, *others = (str(value.shown or "") for value in row.values)
        what = " ".join(filter(None, (", ".join(filter(None, others)), row.when)))
        return self._way(
            _("Edit %(who)s, %(what)s") % {"who": first, "what": what} if what else _("Edit %(who)s") % {"who": first},
            claim_part(table.id, row.claim.pk),
            there=f"{table.listed}-{row.claim.pk}" if there else "",
        )

    def new(self, what: str, section: str) -> str:
        """The way to a claim that is to be added to a list."""
        return self.add(_("Add %(what)s") % {"what": what}, claim_part(section)) if self.form else ""

    def add(self, words: str, *parts: str) -> str:
        """The way to what is not there yet; a page may have it twice, so it has no id."""
        return f'<a class="adding" {self._to(*parts)}>{escape(words)}</a>'

    def _way(self, words: str, *parts: str, there: str = "") -> str:
        told = f'id="{escape(anchor(parts[0]))}" title="{escape(words)}" aria-label="{escape(words)}"'
        return f'<a class="pencil" {self._to(*parts, there=there)} {told}></a>'

    def _to(self, *parts: str, there: str = "") -> str:
        """`there` is the [data-part] that the form opens in; empty for that around the way itself."""
        return f'href="{escape(part_address(self.form, *parts))}" rel="nofollow" data-edit="{there}"'


@register.simple_tag(takes_context=True)
def pencil(context: Context, what: str, *parts: str) -> SafeString:
    """The way to the form of some parts of the entry, the first of which is this one."""
    return SafeString(Pencils(context).one(what, *parts))


@register.simple_tag(takes_context=True)
def pencil_new(context: Context, section: str) -> SafeString:
    """The way to the form of a claim that is to be added to a list, by the name of its section."""
    if not context.get("edit_page"):
        return SafeString("")
    return SafeString(Pencils(context).new(dict(lists_of(type(context["entry"])))[section], section))


@register.simple_tag(takes_context=True)
def pencils_missing(context: Context, tables: Any, html: str) -> SafeString:
    """The ways to what the page does not have yet: facts, prose, and claims of lists that have no table."""
    if not context.get("edit_page"):
        return SafeString("")
    pencils, entry = Pencils(context), context["entry"]
    shown = {table.id for table in tables}
    empty = [name for name in entry.spec.facts if getattr(entry, name) in ("", None)]
    facts = [
        pencils.add(_("Add %(what)s") % {"what": lower(label(type(entry), name))}, name, "cites") for name in empty
    ]
    if not html:
        facts.append(pencils.add(_("Add text"), "text"))
    lists = [pencils.new(what, section) for section, what in lists_of(type(entry)) if section not in shown]
    return SafeString("".join(f"<li>{each}</li>\n" for each in (*facts, *lists)))


@register.simple_tag(takes_context=True)
def with_pencils(context: Context, html: Html) -> Html:
    """Prose with the way to the form of each of its sections beside its heading, and of its lead before it."""
    pencils = Pencils(context)
    if not pencils.form:
        return html

    def heading(found: re.Match[str]) -> str:
        part = section_part(found[2])
        way = pencils.one(_TAG.sub("", found[3]), part)
        return f'<div class="heading" data-part="{part}" data-level="{found[1]}">{found[0]}{way}</div>'

    lead = pencils.one(_("beginning of the text"), section_part())
    return assembled(
        f'<div class="heading lead" data-part="{section_part()}" data-level="6">{lead}</div>'
        + _HEADING.sub(heading, html)
    )


def lists_of(kind: type[Entry]) -> list[tuple[str, str]]:
    """The lists of claims of a kind: the name of the section of each, and what is added to it."""
    ends = [(claim, end) for claim in CLAIMS for end in ends_of(kind, claim)]
    return [(ClaimList(claim, end, []).section, _added(claim, end)) for claim, end in ends]


def _added(claim: type[Claim], end: End) -> str:
    """What is added to a list: one who stands at the other end, such as a member; else a claim."""
    first = claim.spec.ends[0]
    return str(claim.spec.one) if first is end else lower(label(claim, first.field))


def lower(words: str) -> str:
    """The words of a label within a sentence; an abbreviation stays one."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]

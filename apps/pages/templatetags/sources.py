"""The references of a page, by source, written without templates: a page has hundreds. They never fetch."""

from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from apps.facts.footnotes import CitedSource, NumberedReference

from .cells import Cells

register = template.Library()

MOST_BACK = 40
"""Places of one reference that lead back to where it is cited."""


@register.simple_tag(takes_context=True)
def cited_sources(context: Context, sources: list[CitedSource]) -> SafeString:
    """Each source, with the places of it that are cited, each with its number and the ways back."""
    cells = Cells(context)
    back = escape(gettext("Back to place %(place)d that cites reference %(number)d"))  # once: there are hundreds
    found = []
    for each in sources:
        places = [
            _place(reference, text, back, joined=nth + 1 < len(group))
            for group in each.places
            for nth, (reference, text) in enumerate(group)
        ]
        found.append(f'<li>{_source(cells, each.first)}<ul class="places">{"".join(places)}</ul></li>\n')
    return SafeString("".join(found))


def _source(cells: Cells, reference: NumberedReference) -> str:
    """What is known of a source, as far as it is known."""
    source = reference.source
    if source is None:
        missing = f'<span class="missing">@{escape(reference.citation.source)}</span>'
        said = gettext("%(source)s, a source that has no entry") % {"source": missing}
        return f'<span class="source">{said}</span> '
    known = {name: escape(text) for name, text in reference.byline.items()}
    author = f"{known['author']}. " if known.get("author") else ""
    publisher = f". {known['publisher']}" if known.get("publisher") else ""
    published = f", {escape(reference.published)}" if reference.published else ""
    address = f' <span class="print-address">{known["url"]}</span>' if known.get("url") else ""
    return f'<span class="source">{author}{cells.link(source)}{publisher}{published}</span>{address} '


def _more(number: int) -> str:
    return " … " + escape(ngettext("%(count)s place", "%(count)s places", number) % {"count": number})


def _place(reference: Any, text: str, words: str, *, joined: bool) -> str:
    """One place of a source: its number leads there from the text, and from there back."""
    number, cited = reference.number, reference.marks
    back = []
    for place, mark in enumerate(cited[:MOST_BACK], 1):
        said, shown = words % {"place": place, "number": number}, place if len(cited) > 1 else ""
        back.append(f'<a href="#{mark.anchor}" aria-label="{said}">↑{shown}</a>')
    more = _more(len(cited)) if len(cited) > MOST_BACK else ""
    locator = reference.citation.locator
    whole = f' data-place="{escape(locator)}"' if text != locator else ""
    where = f'&nbsp;<span class="locator">{escape(text)}</span>' if text else ""
    join = ' class="joined"' if joined else ""
    return (
        f'<li id="{reference.id}"{whole}{join}><span class="number">[{number}]</span>{where}'
        f' <span class="back">{"".join(back)}{more}</span></li>'
    )

"""The search: what a line finds, page by page, and how it can be narrowed. Must not know the index."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.entries.access import Verb
from apps.entries.addresses import within
from apps.entries.moments import UnknownMoment
from apps.entries.world import World
from apps.facts.hooks import NEW_PAGE
from apps.search.query import FILTERS, LONGEST, MOST_TERMS, Query, without
from apps.web.limits import limited
from apps.web.request import page_asked, refusal, text, viewer_of

from ..facets import facets
from ..search import PAGE, Found, SearchResult, find, finds
from ..snippets import SnippetPiece, marked


@dataclass(frozen=True)
class FacetLink:
    """A filter to put into the line, or one that stands there and can be taken off, with the address that does it."""

    label: str
    address: str
    count: int = 0
    chosen: bool = False


@require_safe
@limited("search")
def search(request: HttpRequest) -> HttpResponse:
    """What a line finds in the wiki as it stands. `on` finds no less, and stays in the links; `at` does not."""
    try:
        asked = World.asked(viewer_of(request), text(request, "on"), text(request, "at"))
        world = replace(asked, at=None)
        finding = find(world.viewer, request.GET.get("q", ""))
        page = page_asked(request, range(finding.count), PAGE, "search")
    except (UnknownMoment, BadRequest) as error:
        return refusal(request, str(error))
    line = finding.asked.line
    context: dict[str, Any] = {
        "world": world,
        "then": asked.at,
        "line": line,
        "words": without(line, *FILTERS),
        "finding": finding,
        "count": counted(finding),
        "page": page,
        "finds": [(found, also_called(found, finding.query)) for found in finds(finding, page.number)],
        "chosen": chosen(world, finding),
        "facets": narrowings(world, finding),
        "create": "" if finding.count or not finding.asked.wanted else create_address(request, line),
        "limits": {"characters": LONGEST, "words": MOST_TERMS},
    }
    return render(request, "search/search.html", context)


def counted(finding: SearchResult) -> str:
    """How many were found, as far as they are counted: “1 000+” for more than a thousand."""
    return f"{finding.count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") + ("+" if finding.more else "")


def also_called(found: Found, query: Query) -> list[SnippetPiece]:
    """The other name that was found, its words marked."""
    return marked(found.name, query) if found.name else []


def chosen(world: World, finding: SearchResult) -> list[FacetLink]:
    """The filters in the line, each with the address of the line without it."""
    return [
        FacetLink(f"{name}: {value}", line_address(world, without(finding.asked.line, name)), chosen=True)
        for name, value in finding.asked.filters.items()
    ]


def narrowings(world: World, finding: SearchResult) -> dict[str, list[FacetLink]]:
    """What the finds can be narrowed to, by heading. A filter goes before the words: the last may be but begun."""
    line = finding.asked.line
    found: dict[str, list[FacetLink]] = {}
    for heading, values in facets(finding).items():
        for facet in values:
            name, _, value = facet.filter.partition(":")
            rest = without(line, name)
            active = finding.asked.filters.get(name) == value.lower()
            address = line_address(world, rest if active else f"{facet.filter} {rest}".strip())
            found.setdefault(heading, []).append(FacetLink(facet.label, address, facet.count, active))
    return found


def line_address(world: World, line: str) -> str:
    """The address of what a line finds."""
    return within(world, reverse("search"), q=line)


def create_address(request: HttpRequest, line: str) -> str:
    """Where the entry that a line may name is written, for those who may write one."""
    title = without(line, *FILTERS).replace('"', "")
    return within(None, NEW_PAGE(""), title=title[:200]) if viewer_of(request).may(Verb.CREATE) else ""

"""The reports: how much each finds, and one of them in full. Must not know single reports."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from apps.entries.attach import Named
from apps.entries.sheet import Sheet
from apps.entries.views.asking import page, reading
from apps.entries.views.entry import edit_address
from apps.entries.world import World

from ..reports import REPORTS
from ..reports.report import Finding, Report, read_report


@reading
def reports(request: HttpRequest, world: World) -> HttpResponse:
    """All reports by group, and how much each finds."""
    groups: dict[str, list[tuple[Report, int]]] = {}
    for each in REPORTS:
        groups.setdefault(each.group, []).append((each, len(each.find(world))))
    return page(request, world, "overview/reports.html", {"groups": groups})


@reading
def report(request: HttpRequest, world: World, slug: str) -> HttpResponse:
    """What one report finds, and where it is mended."""
    asked = next((each for each in REPORTS if each.slug == slug), None)
    if asked is None:
        known = ", ".join(each.slug for each in REPORTS)
        raise Http404(f"There is no report “{slug[:40]}”. There are: {known}.")
    count, found = read_report(asked, world)
    rows = [(finding, edits(request, world, finding)) for finding in found]
    context = {"report": asked, "count": count, "rows": rows, "editable": any(edit for _, edit in rows)}
    return page(request, world, "overview/report.html", context)


def edits(request: HttpRequest, world: World, finding: Finding) -> list[tuple[Any, str]]:
    """The entries whose forms hold what clashes, with the forms' addresses, for those who may use them."""
    addresses = ((entry, edit_address(request, Sheet(world, entry, Named()))) for entry in finding.holders)
    return [(entry, address) for entry, address in addresses if address]

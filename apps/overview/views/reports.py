"""The reports: how much each finds, and one of them, page by page. Must not know single reports."""

from collections.abc import Collection, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from apps.entries.access import Verb
from apps.entries.addresses import within
from apps.entries.kinds import KIND
from apps.entries.world import World
from apps.facts.prose import wanted_address
from apps.pages.hooks import FORM_PAGE
from apps.pages.offers import form_address
from apps.pages.reading import page, reading
from apps.web.request import page_asked

from ..models import KeptReport
from ..reports import REPORTS
from ..reports.keeping import MOST_KEPT, is_kept, last_kept, page_of
from ..reports.report import Group, Report, ReportRow, report_rows
from ..reports.survey import Survey

PAGE = 100


@reading
def reports(request: HttpRequest, world: World) -> HttpResponse:
    """All reports by group, and how much each finds, or found when it was last made; None where it never was."""
    survey, kept = Survey.of(world), is_kept(world)
    made = KeptReport.objects.in_bulk() if kept else {}
    groups: dict[Group, list[tuple[Report, int | None]]] = {}
    for each in REPORTS:
        found = (made[each.slug].found if each.slug in made else None) if kept else len(each.find(survey))
        groups.setdefault(each.group, []).append((each, found))
    oldest = min(made.values(), key=lambda each: each.number, default=None)
    return page(request, world, "overview/reports.html", {"groups": groups, "kept": oldest})


@reading
def report(request: HttpRequest, world: World, slug: str) -> HttpResponse:
    """What one report finds, and where it is mended."""
    asked = next((each for each in REPORTS if each.slug == slug), None)
    if asked is None:
        known = ", ".join(each.slug for each in REPORTS)
        raise Http404(
            gettext("There is no report “%(slug)s”. There are: %(known)s.") % {"slug": slug[:40], "known": known}
        )
    kept = last_kept(asked) if is_kept(world) else None
    if kept is not None:
        shown = page_asked(request, range(min(kept.found, MOST_KEPT)), PAGE, "report")
        told = page_of(world, kept, shown.start_index() - 1 if kept.found else 0, PAGE)
    else:
        survey = Survey.of(world)
        shown = page_asked(request, asked.find(survey), PAGE, "report")
        told = report_rows(shown.object_list, survey)
    closed = world.viewer.closed(entry.pk for row in told for entry in row.holders)
    rows = [(list(zip(asked.columns, row.cells, strict=True)), list(acts(world, row, closed))) for row in told]
    context = {
        "report": asked,
        "page": shown,
        "count": kept.found if kept else shown.paginator.count,
        "kept": kept,
        "rows": rows,
        "mendable": any(found for _, found in rows),
    }
    return page(request, world, "overview/report.html", context)


def acts(world: World, row: ReportRow, closed: Collection[int]) -> Iterator[tuple[str, str]]:
    """What the viewer may do about a finding: a label, and the address of the form. `closed` are protected entries."""
    if row.wanted and may_write(world, row.wanted[0]):
        yield gettext("Write “%(name)s”") % {"name": row.wanted[1]}, wanted_address(*row.wanted)
    for entry in row.holders:
        if world.at is None and entry.pk not in closed and world.viewer.may(Verb.EDIT, type(entry)):
            for listed in row.lists:
                yield gettext("Confirm"), within(None, FORM_PAGE("confirm", entry.spec.plural, entry.slug), list=listed)
            yield gettext("Edit %(entry)s") % {"entry": entry.name}, form_address(world.viewer, entry)


def may_write(world: World, kind: str) -> bool:
    """Whether the user may add an entry of a kind (unknown: of any); nobody to the wiki as it was."""
    return world.at is None and world.viewer.may(Verb.CREATE, KIND.get(kind))

"""The print version of an entry, for paper and for quiet reading, and the PDF of it.

Must not know single kinds, nor in which order they are told.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from apps.entries.entry import Entry
from apps.entries.lookup import Missing, Moved
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.named import read_called
from apps.facts.prose import Prose
from apps.revisions.history import changeset_of
from apps.web.request import origin_of, text

from ..entry_page import lifetime, read
from ..missing import missing, moved
from ..printing import pdf
from ..printing.contents import read_beyond
from ..printing.telling import Teller, facts_of, read_addresses
from ..reading import page, reading

POLICY = "frame-ancestors 'none'"
"""A file has nothing to load, and the site's own policy ends Chrome's viewer, which embeds it (crbug.com/271452)."""


@reading
def print_version(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """An entry chapter by chapter, without navigation, its references in full; with `format=pdf`, as a file."""
    if (wanted := text(request, "format")) not in ("", "pdf"):
        raise BadRequest(
            gettext("format=%(format)s is not known: choose pdf, or leave it out.") % {"format": wanted[:40]}
        )
    try:
        sheet = read(world, model, slug)
    except Moved as error:
        return moved(request, error, "print/")
    except Missing as error:
        return missing(request, world, model, slug, error)
    if wanted and not pdf.available():
        return refused(
            request, world, sheet, HTTPStatus.NOT_IMPLEMENTED, gettext("This installation cannot make PDFs.")
        )
    context = compose(sheet) | {"has_pdf": pdf.available(), "origin": origin_of(request)}
    if not wanted:
        return page(request, world, "print.html", context)
    return as_pdf(request, sheet, page(request, world, "print_pdf.html", context))


def compose(sheet: EntryData) -> dict[str, Any]:
    """The context of a print version. References are numbered as they are met: facts, prose, chapters."""
    entry, world = sheet.entry, sheet.world
    layout = type(entry).spec.layout
    of_parts = [name for plan in layout.plans if plan.of_parts for name in plan.lists]
    beyond = read_beyond(sheet, topics=layout.topics, of_parts=of_parts)
    references = References(sheet.named)
    prose = Prose(sheet, references)
    fact_marks, html = references.marks(entry.cites), prose.text()
    chapters = list(Teller(sheet, beyond, references, prose).chapters(layout))
    return {
        "entry": entry,
        "model": type(entry),
        "exists": sheet.exists,
        "called": read_called(sheet),
        **lifetime(sheet),
        **({"recorded": changeset_of(entry.revision)} if world.at is None else {}),
        "facts": facts_of(sheet),
        "fact_marks": fact_marks,
        "facts_want_source": entry.wants_source,
        "html": html,
        "chapters": chapters,
        "doubts": sum(chapter.doubts for chapter in chapters),
        "assumed": as_last_confirmed(text for chapter in chapters for text in chapter.assumed),
        "addresses": read_addresses(sheet, beyond, references),
        "references": list(references),
    }


def as_pdf(request: HttpRequest, sheet: EntryData, response: HttpResponse) -> HttpResponse:
    """The page as a file, with the page's own headers; where it cannot be made, a page that says why."""
    world = sheet.world
    try:
        made = pdf.write_pdf(response.content.decode(), origin_of(request), response["Link"])
    except pdf.TooMuch as error:
        return refused(request, world, sheet, HTTPStatus.FORBIDDEN, str(error))
    except pdf.Busy:
        busy = refused(
            request,
            world,
            sheet,
            HTTPStatus.SERVICE_UNAVAILABLE,
            gettext("Too many PDFs are being made at the moment. Please try again soon."),
        )
        busy.headers["Retry-After"] = str(pdf.PATIENCE)
        return busy
    response.content = made
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{sheet.entry.slug}.pdf"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Security-Policy"] = POLICY
    return response


def refused(request: HttpRequest, world: World, sheet: EntryData, status: HTTPStatus, said: str) -> HttpResponse:
    """A page that says why there is no PDF, and what there is instead."""
    context = {"world": world, "entry": sheet.entry, "said": said, "code": status.value}
    return render(request, "print_refused.html", context, status=status)

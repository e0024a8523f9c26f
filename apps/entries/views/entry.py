"""The page of an entry. Must not know single kinds: what they add, they declare."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from apps.entries.access import Verb, Viewer
from apps.entries.entry import Entry
from apps.entries.extras import read_extras
from apps.entries.identifiers import identifier_url
from apps.entries.lasting import Lasting
from apps.entries.lookup import Missing, Moved, find
from apps.entries.prose import Prose
from apps.entries.references import References
from apps.entries.relations import read_incoming, read_tables, when, why_possible
from apps.entries.revisions.history import latest_number
from apps.entries.sheet import Sheet, read_sheet
from apps.entries.values import read_values
from apps.entries.world import World

from .asking import page, reading
from .errors import missing, moved

TEMPLATE = "entries/entry.html"


@reading
def entry(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """All that is known of an entry: facts, prose, claims in both directions, references."""
    return show(request, world, model, slug)


def show(request: HttpRequest, world: World, model: type[Entry], slug: str, *, tail: str = "") -> HttpResponse:
    """The page of an entry. With a `tail`, it is at that address below the entry's, and shows one of its revisions."""
    try:
        sheet = read(world, model, slug)
    except Moved as error:
        return moved(request, error, tail)
    except Missing as error:
        return missing(request, world, model, slug, error)
    context = compose(sheet) | {"here": model.spec, "turns": sheet.turns}
    context |= {"edit": edit_address(sheet), "edit_page": edit_page(sheet)}
    if tail:
        context |= {
            "live": sheet.entry.get_absolute_url(),
            "latest": latest_number(),
            "restore": restore_address(world.viewer, sheet.entry, world.at),
        }
    return page(request, world, TEMPLATE, context)


def read(world: World, model: type[Entry], slug: str) -> Sheet:
    """The entry at the slug: on a day, with what held then, else with all. Raises Moved and Missing."""
    return read_sheet(world, find(world, model, slug), every=world.on is None)


def compose(sheet: Sheet) -> dict[str, Any]:
    """The context of a page. References are numbered as they are met: facts, prose, tables."""
    shown = sheet.entry
    references = References(sheet.named)
    prose = Prose(sheet, references)
    fact_marks, html, headings = references.marks(shown.cites), prose.text(), prose.headings()
    tables, extras = read_tables(sheet, references, prose), read_extras(sheet)
    return {
        "entry": shown,
        "model": type(shown),
        "exists": sheet.exists,
        **lifetime(sheet),
        "facts": list(read_values(shown, shown.spec.facts)),
        "identifiers": [(scheme, value, identifier_url(scheme, value)) for scheme, value in shown.known_as],
        "fact_marks": fact_marks,
        "html": html,
        "headings": headings,
        "tables": tables,
        "doubts": sum(row.state == "possible" for table in tables for row in table.rows),
        "incoming": read_incoming(sheet),
        "references": list(references),
        "api": f"{reverse('api:api-root')}{shown.spec.plural}/{shown.slug}",
        "extras": extras,
        **{name: value for extra in extras for name, value in extra.shown.items()},
    }


def lifetime(sheet: Sheet) -> dict[str, str]:
    """Since when, and until when, what lasts exists, in words; and why it is only possible that it exists."""
    if not isinstance(sheet.entry, Lasting):
        return {}
    why = why_possible(sheet.entry, sheet.world.day) if sheet.exists == "possible" else ""
    return {"lifetime": when(sheet.entry)[0], "why": why}


def edit_address(sheet: Sheet) -> str:
    """The form for those who may use it: the admin's, or the page's own; nothing for others, nor in the past."""
    return form_address(sheet.world.viewer, sheet.entry) if edit_page(sheet) else ""


def form_address(viewer: Viewer, entry: Entry) -> str:
    """The form for those who may edit the entry: the admin's where they use that, else the page's own."""
    if viewer.uses_admin:
        return reverse(f"admin:entries_{entry._meta.model_name}_change", args=[entry.pk])
    return reverse("edit", args=[entry.spec.plural, entry.slug])


def edit_page(sheet: Sheet) -> str:
    """The form below the entry's own page, for those who may use it; nothing where the page shows the wiki's past."""
    entry = sheet.entry
    if sheet.world.at is not None or not sheet.world.viewer.may(Verb.EDIT, entry):
        return ""
    return reverse("edit", args=[entry.spec.plural, entry.slug])


def restore_address(viewer: Viewer, entry: Entry, number: int | None, *, gone: bool = False) -> str:
    """Where a revision of the entry is restored, for those who may; nothing for others.

    Bringing back one that is `gone` takes what deleting it takes.
    """
    if not viewer.may(Verb.RESTORE, entry) or (gone and not viewer.may(Verb.DELETE, entry)):
        return ""
    return reverse("restore", args=[entry.spec.plural, entry.slug, number])

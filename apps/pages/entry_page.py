"""The page of an entry: what is read for it, and its context. Must not know single kinds: see `extras`."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.entries.entry import Entry
from apps.entries.identifiers import identifier_url
from apps.entries.lookup import Missing, Moved, find
from apps.entries.validity import Lasting
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed, confirmed_date
from apps.facts.entry_data import EntryData, read_entry_data
from apps.facts.footnotes import CitedSource, References, by_source
from apps.facts.named import read_called
from apps.facts.prose import Prose
from apps.revisions.history import last_touch
from apps.web.request import origin_of
from apps.wikitext.headings import Heading

from .claim_tables import Table, read_tables, when, why_possible
from .extras import Extra, read_extras
from .hooks import API_ROOT
from .incoming import IncomingList, read_incoming_lists
from .infobox import read_box
from .linked_data import linked_entry
from .missing import missing, moved
from .offers import edit_addresses, restore_address
from .reading import page

TEMPLATE = "entries/entry.html"


def show(request: HttpRequest, world: World, model: type[Entry], slug: str, *, tail: str = "") -> HttpResponse:
    """The page of an entry. With a `tail`, it is at that address below the entry's, and shows one of its revisions."""
    try:
        sheet = read(world, model, slug)
    except Moved as error:
        return moved(request, error, tail)
    except Missing as error:
        return missing(request, world, model, slug, error)
    context = compose(sheet) | {"here": model.spec, "turns": sheet.turns}
    context |= edit_addresses(world, sheet.entry)
    context["linked"] = linked_entry(sheet, context, origin_of(request))
    if tail:
        context |= {
            "live": sheet.entry.get_absolute_url(),
            "latest": last_touch(sheet.entry.pk),
            "restore": restore_address(world.viewer, sheet.entry, world.at),
        }
    return page(request, world, TEMPLATE, context)


def alone(request: HttpRequest, world: World, model: type[Entry], key: int) -> SafeString:
    """What the page of an entry shows in the World, without the site around it; nothing where it does not stand."""
    for found in world.instances(world.entries(model).filter(id=key)):
        sheet = read_entry_data(world, found, every=world.on is None)
        context = compose(sheet) | {"world": world, "base": "entries/alone.html", "here": model.spec}
        return render_to_string(TEMPLATE, context, request)
    return SafeString("")


def read(world: World, model: type[Entry], slug: str) -> EntryData:
    """The entry at the slug: on a day, with what held then, else with all. Raises Moved and Missing."""
    return read_entry_data(world, find(world, model, slug), every=world.on is None)


def compose(sheet: EntryData) -> dict[str, Any]:
    """The context of a page. References are numbered as they are met: facts, what stands first, prose, tables."""
    shown = sheet.entry
    references = References(sheet.named)
    prose = Prose(sheet, references)
    fact_marks, extras = references.marks(shown.cites), read_extras(sheet, references, prose)
    told = [table for extra in extras for table in extra.tells]
    html = prose.text()
    tables = [*told, *read_tables(sheet, references, prose, but=[table.id for table in told])]
    folded = {*(name for extra in extras for name in extra.folds), *(table.id for table in told)}
    incoming = read_incoming_lists(sheet, references, prose)
    sources = by_source(references)
    return {
        "entry": shown,
        "model": type(shown),
        "exists": sheet.exists,
        "called": read_called(sheet),
        **lifetime(sheet),
        "box": read_box(sheet),
        "identifiers": [(scheme, value, identifier_url(scheme, value)) for scheme, value in shown.known_as],
        "flags": sheet.world.on is None,
        "fact_marks": fact_marks,
        "facts_want_source": shown.wants_source,
        "html": html,
        "contents": list(contents(extras, prose.headings(), tables, incoming, sources)),
        "tables": tables,
        "doubts": sum(row.state == "possible" for table in tables for row in table.rows),
        "assumed": as_last_confirmed(_assumed(sheet, tables)),
        "incoming": incoming,
        "sources": sources,
        "api": f"{API_ROOT()}{shown.spec.plural}/{shown.slug}",
        "extras": extras,
        "folded": folded,
        **{name: value for extra in extras for name, value in extra.shown.items()},
    }


def contents(
    extras: list[Extra],
    headings: list[tuple[str, Heading]],
    tables: list[Table],
    incoming: list[IncomingList],
    sources: list[CitedSource],
) -> Iterator[tuple[str, str, int]]:
    """What the page holds, in its order: the anchor of each part, its heading, and at which level it stands."""
    yield from ((each.anchor, each.heading, 2) for each in extras if each.first)
    yield from ((anchor, heading.words, heading.level) for anchor, heading in headings if heading.level <= LOWEST)
    yield from ((each.anchor, each.heading, 2) for each in extras if not each.first and not each.last)
    told = {table.id for each in extras for table in each.tells}
    yield from ((table.id, table.heading, 2) for table in tables if table.id not in told)
    yield from ((each.name, each.heading, 2) for each in incoming)
    yield from ((each.anchor, each.heading, 2) for each in extras if each.last)
    if sources:
        yield "references", gettext("References"), 2


LOWEST = 3
"""The lowest level of a heading that the contents name."""


def _assumed(sheet: EntryData, tables: list[Table]) -> list[str]:
    """Up to when that is confirmed which is assumed: claims, and that the entry exists."""
    found = [row.confirmed for table in tables for row in table.rows if row.state == "assumed"]
    return [*found, confirmed_date(sheet.entry)] if sheet.exists == "assumed" else found


def lifetime(sheet: EntryData) -> dict[str, str]:
    """Since when, and until when, what lasts exists, in words; and why it is only possible that it exists."""
    if not isinstance(sheet.entry, Lasting):
        return {}
    why = why_possible(sheet.entry, sheet.world.day) if sheet.exists == "possible" else ""
    return {"lifetime": when(sheet.entry)[0], "why": why, "confirmed": confirmed_date(sheet.entry)}

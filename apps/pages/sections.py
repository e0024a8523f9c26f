"""One list of an entry by itself, page by page: claims, or the entries whose facts name it. Knows no single kinds."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from apps.entries.ends import ends_of, facts_naming
from apps.entries.entry import Entry
from apps.entries.keyset import counted, whole
from apps.entries.kinds import CLAIMS
from apps.entries.lookup import Missing, Moved, find
from apps.entries.resolver import EntryResolver
from apps.entries.speaking import speaking
from apps.entries.stubs import NAMED, as_stub
from apps.entries.world import World
from apps.facts.claim_lists import ClaimList, in_order, naming
from apps.facts.entry_data import EntryData, complete
from apps.facts.footnotes import References, by_source
from apps.facts.prose import Prose
from apps.web.request import part_asked

from .claim_tables import read_table
from .incoming import IncomingList, heading_of
from .missing import missing, moved
from .offers import edit_addresses
from .reading import page

PAGE = 100


def show_section(request: HttpRequest, world: World, model: type[Entry], slug: str, section: str) -> HttpResponse:
    """A page of the list of that name. Raises BadRequest, naming those that there are."""
    try:
        entry = find(world, model, slug)
    except Moved as error:
        return moved(request, error)
    except Missing as error:
        return missing(request, world, model, slug, error)
    edited = edit_addresses(world, entry).get("edit_page", "")
    context = {"here": model.spec, "model": model, "entry": entry, "edit_page": edited}
    for claim in CLAIMS:
        for end in ends_of(model, claim):
            if section == (listing := ClaimList(claim, end, [])).section:
                return page(request, world, TEMPLATE, context | _claims(request, world, entry, listing))
    for kind, key in facts_naming(model):
        if section == key.remote_field.related_name:
            return page(request, world, TEMPLATE, context | _naming(request, world, entry, kind, key))
    raise BadRequest(
        gettext("section=%(section)s is not known: choose one of %(known)s.")
        % {"section": section[:40], "known": ", ".join(sections_of(model))}
    )


TEMPLATE = "entries/section.html"


def sections_of(model: type[Entry]) -> list[str]:
    """The names of the lists that entries of a kind can have."""
    claims = [ClaimList(claim, end, []).section for claim in CLAIMS for end in ends_of(model, claim)]
    return [*claims, *(str(key.remote_field.related_name) for _, key in facts_naming(model))]


def _claims(request: HttpRequest, world: World, entry: Any, listing: ClaimList) -> dict[str, Any]:
    every = world.on is None
    rows, stretch = in_order(world, listing.model, listing.end, entry, every=every)
    part = part_asked(request, [stretch], PAGE, "list")
    listing.claims = world.instances(whole(rows, part.rows))
    listing.recorded = list(listing.claims)
    sheet = EntryData(world, entry, EntryResolver(), [listing])
    sheet.named.want([entry, *listing.claims])
    complete(sheet, every=every, alone=True)
    references = References(sheet.named)
    table = read_table(listing, sheet, references, Prose(sheet, references), most=PAGE)
    table.whole = None
    return {
        "heading": table.heading,
        "table": table,
        "total": counted(stretch.rows),
        "part": part,
        "sources": by_source(references),
        "flags": world.on is None,
    }


def _naming(request: HttpRequest, world: World, entry: Any, kind: type[Entry], key: Any) -> dict[str, Any]:
    rows, stretch = naming(world, kind, key, entry.pk)
    part = part_asked(request, [stretch], PAGE, "list")
    shown = rows.filter(id__in=[row.id for row in part.rows]).values(*NAMED, "when")
    found = {stub.pk: stub for stub in speaking(world, map(as_stub, shown))}
    name = str(key.remote_field.related_name)
    listed = IncomingList(name, heading_of(entry, name), [found[row.id] for row in part.rows if row.id in found])
    return {"heading": listed.heading, "list": listed, "total": counted(stretch.rows), "part": part}

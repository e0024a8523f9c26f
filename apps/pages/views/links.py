"""What links to an entry: passages of prose, facts and claims. Must not know single kinds."""

from django.http import HttpRequest, HttpResponse

from apps.entries.entry import Entry
from apps.entries.keyset import counted
from apps.entries.lookup import Missing, Moved, find
from apps.entries.world import World
from apps.facts.backlinks import too_many
from apps.facts.entry_data import read_entry_data
from apps.web.request import part_asked

from ..incoming import read_incoming
from ..missing import missing, moved
from ..places import read_places
from ..reading import page, reading

PAGE = 100


@reading
def links(request: HttpRequest, world: World, model: type[Entry], slug: str) -> HttpResponse:
    """Every passage that links to the entry, cites it or quotes it, with the facts and claims that name it."""
    try:
        entry = find(world, model, slug)
    except Moved as error:
        return moved(request, error, "links/")
    except Missing as error:
        return missing(request, world, model, slug, error)
    sheet = read_entry_data(world, entry, every=True)
    many = too_many(world, entry)
    part = part_asked(request, [many], PAGE, "list") if many else None
    context = {
        "model": model,
        "here": model.spec,
        "entry": entry,
        "places": read_places(world, entry, among=[row.id for row in part.rows] if part else None),
        "part": part,
        "mentions": counted(many.rows) if many else None,
        "incoming": [
            (name, heading, entries, sheet.further.get(name) or len(entries))
            for name, heading, entries in read_incoming(sheet)
        ],
        "lists": [(each.section, each, each.cut or len(each.claims)) for each in sheet.lists if each.claims],
    }
    return page(request, world, "entries/links.html", context)

"""The tree of bodies on a day. Must not know how it is drawn."""

from django.http import HttpRequest, HttpResponse

from apps.entries.kinds import Body
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.pages.reading import page, reading

from ..choosing import choices, chosen_entry
from ..structure import read_structure


@reading
def structure(request: HttpRequest, world: World) -> HttpResponse:
    """Which body answers to which, as a list and as a chart, and which was established or dissolved when."""
    root = chosen_entry(request, world, Body)
    found = read_structure(world, root)
    context = {
        "structure": found,
        "turns": found.turns,
        "doubts": sum(node.exists == "possible" for node in found.nodes),
        "assumed": as_last_confirmed(node.confirmed for node in found.nodes if node.exists == "assumed"),
        "root": root,
        "bodies": choices(world.rows(Body)),
    }
    return page(request, world, "overview/structure.html", context)

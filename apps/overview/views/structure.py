"""The tree of bodies on a day. Must not know how it is drawn."""

from django.http import HttpRequest, HttpResponse

from apps.entries.kinds import Body
from apps.entries.world import World
from apps.facts.certainty import as_last_confirmed
from apps.pages.reading import page, reading
from apps.web.request import page_asked

from ..choosing import chosen_entry, options
from ..levels import TOPS, read_levels
from ..structure import read_structure

WHOLE = 200
"""Of how many bodies at most the whole structure is shown at once."""


@reading
def structure(request: HttpRequest, world: World) -> HttpResponse:
    """Which body answers to which, as a list and as a chart, and which was established or dissolved when.

    Of many bodies it opens level by level.
    """
    root = chosen_entry(request, world, Body)
    if world.rows(Body).order_by()[: WHOLE + 1].count() > WHOLE:
        found = read_levels(world, root, lambda rows: page_asked(request, rows, TOPS, "structure"))
    else:
        found = read_structure(world, root)
    nodes = found.nodes
    context = {
        "structure": found,
        "page": found.page,
        "turns": found.turns,
        "doubts": sum(node.exists == "possible" for node in nodes),
        "assumed": as_last_confirmed(node.confirmed for node in nodes if node.exists == "assumed"),
        "root": root,
        "bodies": options(world, Body),
    }
    return page(request, world, "overview/structure.html", context)

"""What the pages of single kinds show beside facts and claims, declared by kind. Must not know HTML."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from .attach import Named
from .entry import Entry
from .kinds import Document, Source, TreatyAction
from .parties import standings
from .resting import read_resting
from .sheet import Sheet


def parties(sheet: Sheet) -> dict[str, Any]:
    """Who stands how to a document on the World's day."""
    world = sheet.world
    # On a day, the sheet leaves out the actions to come, and they are what says until when a status lasts.
    actions = world.instances(world.claims(TreatyAction, Q(document_id=sheet.entry.id), every=True))
    named = Named()
    named.want(actions)
    named.fetch(world)
    found = standings(actions, world.day)
    return {"parties": found, "doubtful": any(standing.certainty == "possible" for standing in found)}


def resting(sheet: Sheet) -> dict[str, Any]:
    """Every fact that rests on a source."""
    groups = read_resting(sheet.world, sheet.entry)
    return {"resting": groups, "resting_count": sum(map(len, groups.values()))}


EXTRAS: dict[type[Entry], Callable[[Sheet], dict[str, Any]]] = {Document: parties, Source: resting}
"""By kind, what its template entries/<kind>.html shows beyond entries/entry.html."""

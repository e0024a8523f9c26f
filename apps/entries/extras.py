"""What the pages of single kinds show beside facts and claims, declared by kind. Must not know HTML."""

from collections.abc import Callable
from typing import Any

from .chart import membership_chart
from .entry import Entry
from .kinds import Body, Document, Source
from .parties import standings
from .resting import read_resting
from .sheet import Sheet


def parties(sheet: Sheet) -> dict[str, Any]:
    """Who stands how to a document on the World's day."""
    # On a day, the sheet does not show the actions to come, and they are what says until when a status lasts.
    found = standings(sheet.recorded("treaty_actions"), sheet.world.day)
    return {"parties": found, "doubtful": any(standing.certainty == "possible" for standing in found)}


def resting(sheet: Sheet) -> dict[str, Any]:
    """Every fact that rests on a source."""
    groups = read_resting(sheet.world, sheet.entry)
    return {"resting": groups, "resting_count": sum(map(len, groups.values()))}


def memberships(sheet: Sheet) -> dict[str, Any]:
    """A body's members along time."""
    return {"chart": membership_chart(sheet)}


EXTRAS: dict[type[Entry], Callable[[Sheet], dict[str, Any]]] = {
    Body: memberships,
    Document: parties,
    Source: resting,
}
"""By kind, what its template entries/<kind>.html shows beyond entries/entry.html."""

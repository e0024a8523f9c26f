"""What pages of some kinds show beside facts and claims, declared by name. Must not know single kinds, nor HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.entries.kinds import STOOD_TO
from apps.facts.cited_by import read_resting
from apps.facts.entry_data import EntryData
from apps.facts.status_queries import terms_of
from apps.facts.taken_over import read_taken_over
from apps.facts.treaty_status import PartyStatus, standings

from .chart import standing_chart


@dataclass(frozen=True)
class Extra:
    """A section of a page: its anchor and heading, the template that shows it, and what that shows.

    `last`: it stands after the claims, not before them.
    """

    anchor: str
    heading: str
    template: str
    shown: dict[str, Any]
    last: bool = False


def chart(sheet: EntryData) -> Extra | None:
    """Who stood how to the entry, along time."""
    if (found := standing_chart(sheet)) is None:
        return None
    return Extra(found.id, found.heading, "entries/_chart.html", {"chart": found})


def parties(sheet: EntryData) -> Extra | None:
    """Who stands how to the entry on the World's day, derived from what they did."""
    if not (found := read_parties(sheet)):
        return None
    spec: Any = STOOD_TO[type(sheet.entry)].spec
    called = spec.stands.called
    doubtful = any(standing.certainty == "possible" for standing in found)
    shown = {"parties": found, "parties_id": called, "parties_by": spec.words, "doubtful": doubtful}
    return Extra(called, called.capitalize(), "entries/_parties.html", shown)


def resting(sheet: EntryData) -> Extra:
    """Every fact that rests on a source."""
    groups = read_resting(sheet.world, sheet.entry)
    shown = {"resting": groups, "resting_count": sum(map(len, groups.values()))}
    return Extra("resting", "Records that cite this source", "entries/_resting.html", shown, last=True)


def taken_over(sheet: EntryData) -> Extra | None:
    """What the entry took over from those before it."""
    if not (found := read_taken_over(sheet)):
        return None
    heading = f"Taken over from {found[0].predecessor.title}" if len(found) == 1 else "Taken over"
    return Extra("taken-over", heading, "entries/_taken_over.html", {"taken_over": found})


EXTRAS: dict[str, Callable[[EntryData], Extra | None]] = {
    "chart": chart,
    "parties": parties,
    "resting": resting,
    "taken_over": taken_over,
}
"""All that a kind can declare, by name."""


def read_extras(sheet: EntryData) -> list[Extra]:
    """What the page of the entry shows, of what its kind declares."""
    if sheet.entry.pk is None:
        return []
    found = (EXTRAS[name](sheet) for name in sheet.entry.spec.extras)
    return [extra for extra in found if extra is not None]


def read_parties(sheet: EntryData, *, every: bool = False) -> list[PartyStatus]:
    """How each party stands to the entry; with `every`, standings of other days are kept."""
    spec: Any = STOOD_TO[type(sheet.entry)].spec
    # On a day, the sheet does not show the actions to come, and they are what says until when a status lasts.
    acts = sheet.recorded(spec.end(spec.stands.subject).listed)
    terms = terms_of(*(getattr(sheet.entry, name) for name in spec.stands.terms))
    return standings(acts, sheet.world.day, terms, every=every)

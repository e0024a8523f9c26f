"""What pages of some kinds show beside facts and claims, declared by name. Must not know single kinds, nor HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from apps.entries.kinds import STOOD_TO
from apps.facts.cited_by import read_resting
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.prose import Prose
from apps.facts.status_table import acts_of, entry_terms, read_status_table
from apps.facts.taken_over import read_taken_over
from apps.facts.treaty_status import stretches_of

from .chart_rows import axis_over
from .claim_tables import Table, is_told, read_table
from .members import read_members
from .yearly import Yearly, read_years, usual_heading

MOST_PARTIES = 200
"""Rows of a table of parties on a page; all of them are in its file."""


@dataclass(frozen=True)
class Extra:
    """A section of a page: its anchor and heading, the template that shows it, and what that shows.

    `first`: it stands before the prose; `last`: after the claims, and not before them. `folds` are the tables of claims
    that are folded below it, and `tells` those that it tells itself.
    """

    anchor: str
    heading: str
    template: str
    shown: dict[str, Any]
    first: bool = False
    last: bool = False
    folds: tuple[str, ...] = ()
    tells: tuple[Table, ...] = ()


def members(sheet: EntryData, references: References, prose: Prose) -> Extra | None:
    """Who stood how to the entry, and when, as claims say."""
    model = STOOD_TO[type(sheet.entry)]
    stands: Any = model.spec.stands
    end = model.spec.end(stands.subject)
    listing = next((each for each in sheet.lists if each.model is model and each.end == end), None)
    if listing is None or not is_told(listing, sheet):
        return None
    table = read_table(listing, sheet, references, prose)
    shown = {"members": read_members(sheet, table)}
    return Extra(table.id, table.heading, "entries/_members.html", shown, first=True, tells=(table,))


def parties(sheet: EntryData, references: References, prose: Prose) -> Extra | None:
    """Who did what about the entry, and stands how to it on the World's day."""
    if (found := read_status_table(sheet, references, most=MOST_PARTIES)) is None:
        return None
    spec: Any = STOOD_TO[type(sheet.entry)].spec
    called = spec.stands.called
    shown = {
        "status_table": found,
        "parties_id": called,
        "parties_heading": usual_heading(spec.stands),
        "parties_by": spec.many,
        "yearly": _yearly(sheet, spec.stands),
    }
    return Extra(
        called, usual_heading(spec.stands), "entries/_parties.html", shown, first=True, folds=tuple(found.folds)
    )


def _yearly(sheet: EntryData, stands: Any) -> Yearly | None:
    """How many stood to the entry in the usual way, as it follows from acts."""
    acts = acts_of(sheet)
    if (axis := axis_over([*acts, sheet.entry])) is None:
        return None
    on = axis.at(sheet.world.day) if axis.holds(sheet.world.day, sheet.world.day) else None
    parties = ([each] for each in stretches_of(acts, stands.usual, entry_terms(sheet)))
    return read_years(axis, usual_heading(stands), parties, on)


def resting(sheet: EntryData, references: References, prose: Prose) -> Extra:
    """Every fact that rests on a source."""
    found = read_resting(sheet.world, sheet.entry)
    shown = {
        "resting": found.groups,
        "resting_count": sum(map(len, found.groups.values())),
        "resting_total": found.total,
    }
    return Extra("resting", gettext("Records that cite this source"), "entries/_resting.html", shown, last=True)


def taken_over(sheet: EntryData, references: References, prose: Prose) -> Extra | None:
    """What the entry took over from those before it."""
    if not (found := read_taken_over(sheet)):
        return None
    heading = (
        gettext("Taken over from %(title)s") % {"title": found[0].predecessor.name}
        if len(found) == 1
        else gettext("Taken over")
    )
    return Extra("taken-over", heading, "entries/_taken_over.html", {"taken_over": found})


EXTRAS: dict[str, Callable[[EntryData, References, Prose], Extra | None]] = {
    "members": members,
    "parties": parties,
    "resting": resting,
    "taken_over": taken_over,
}
"""All that a kind can declare, by name."""


def read_extras(sheet: EntryData, references: References, prose: Prose) -> list[Extra]:
    """What the page of the entry shows, of what its kind declares."""
    if sheet.entry.pk is None:
        return []
    found = (EXTRAS[name](sheet, references, prose) for name in sheet.entry.spec.extras)
    return [extra for extra in found if extra is not None]

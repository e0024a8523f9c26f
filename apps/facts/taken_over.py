"""What a state took over from those before it. Must not know HTML or JSON.

Vienna Convention on Succession of States in respect of Treaties of 1978, articles 2, 16 and 24: what the one was bound
by binds the other where that says so, by an act of succession. A state that continues another is the same person in
law: it needs no act. What is found here is how the predecessor stood on the day; it claims nothing of the successor.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.dates.edtf import FOREVER
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO
from apps.entries.kinds.state import SuccessionType
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.treaty_law import Action, Status

from .entry_data import EntryData
from .status_queries import held_on, read_terms
from .treaty_status import PartyStatus

OUTSIDE = {Status.WITHDRAWN, Status.EXCLUDED, Status.REFUSED}
"""By which a state is bound to nothing that another could take over."""


@dataclass(frozen=True)
class TakenOver:
    """How a predecessor stood to something; and the act by which the successor took it over, None: by continuing it."""

    standing: PartyStatus
    act: Any


@dataclass(frozen=True)
class TakenFrom:
    """A predecessor, the day on which it was succeeded, or the last that can be it, and what was taken over."""

    predecessor: Entry
    day: date
    rows: tuple[TakenOver, ...]


def read_taken_over(sheet: EntryData) -> list[TakenFrom]:
    """By predecessor, what the entry took over, of what is shown of it; four queries, and none if it has none."""
    successions = [claim for claim in _shown(sheet, "predecessors") if _day(claim)]
    if not successions:
        return []
    acts = {act.document_id: act for act in _shown(sheet, "treaty_actions") if act.action == Action.SUCCESSION}
    days: dict[int, set[date]] = defaultdict(set)
    for claim in successions:
        days[claim.predecessor_id].add(_day(claim))
    held = _held(sheet, days)
    found: list[TakenFrom] = []
    for claim in successions:
        day, continues = _day(claim), claim.type == SuccessionType.CONTINUATION
        stood = held[claim.predecessor_id, day]
        rows = tuple(
            TakenOver(each, act)
            for each in sorted(stood, key=lambda each: (each.subject.name, each.earliest))
            if (act := acts.get(each.subject.pk)) or continues
        )
        if rows:
            found.append(TakenFrom(claim.predecessor, day, rows))
    return found


def _shown(sheet: EntryData, name: str) -> list[Any]:
    """The claims of a list that the page shows and that are held to be true."""
    claims = (claim for listing in sheet.lists if listing.end.listed == name for claim in listing.claims)
    return [claim for claim in claims if claim.rank != Rank.DEPRECATED and is_whole(claim)]


def _day(succession: Any) -> Any:
    """The last day that can be that of the succession, and on which there can have been a predecessor; or None."""
    last = min(succession.start_latest, getattr(succession.predecessor, "end_latest", FOREVER))
    return last if last < FOREVER else None


def _held(sheet: EntryData, days: dict[int, set[date]]) -> dict[tuple[int, date], list[PartyStatus]]:
    """How the predecessors stood, by predecessor and day, as far as that binds to something."""
    world, named = sheet.world, EntryResolver()
    read = []
    for model in STOOD_TO.values():
        stands: Any = model.spec.stands
        claims = world.claims_at(model, [model.spec.end(stands.party)], *days)
        read.append((stands.party, [claim for claim in claims if claim.rank != Rank.DEPRECATED]))
        named.want(read[-1][1])
    named.fetch(world)
    found: dict[tuple[int, date], list[PartyStatus]] = defaultdict(list)
    for party, claims in read:
        whole = [claim for claim in claims if is_whole(claim)]
        terms = read_terms(world, whole)
        by_party: dict[int, list[Any]] = defaultdict(list)
        for claim in whole:
            by_party[getattr(claim, f"{party}_id")].append(claim)
        for key, own in by_party.items():
            for day in days[key]:
                found[key, day] += [each for each in held_on(own, day, terms) if each.status not in OUTSIDE]
    return found

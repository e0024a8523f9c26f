"""States and bodies against the bodies and documents to which they stand. Must not know requests or HTML."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from apps.dates.reading import holding
from apps.entries.claims import Rank
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS, STOOD_TO, State
from apps.entries.world import World
from apps.facts.status_queries import PartyStatuses, read_party_statuses
from apps.facts.treaty_status import PartyStatus

from .complete import read_complete

SUBJECTS: dict[str, type[Entry]] = {kind.spec.plural: kind for kind in STOOD_TO}
"""What one can stand to, by its plural."""

PARTIES: list[type[Entry]] = [
    kind
    for kind in KINDS
    if any(claim.spec.end(stands.party) in ends_of(kind, claim) for claim in CLAIMS if (stands := claim.spec.stands))
]
"""What can stand to something."""


@dataclass
class Matrix:
    """A row for each party, with a list of standings for each subject: several where dates leave several possible.

    `complete` are confirmations, by the key of the subject of which nobody else stood to it on the day.
    """

    subjects: list[Entry]
    rows: list[tuple[Entry, list[list[PartyStatus]]]] = field(default_factory=list)
    standings: PartyStatuses = field(default_factory=PartyStatuses)
    complete: dict[int, Any] = field(default_factory=dict)


def read_subjects(world: World, *plurals: str) -> list[Entry]:
    """What anybody ever stood to in some way, bodies first, then documents, by title; a query a sort."""
    found: list[Entry] = []
    for plural in plurals or tuple(SUBJECTS):
        kind = SUBJECTS[plural]
        claim: Any = STOOD_TO[kind]
        named = world.rows(claim).order_by().exclude(rank=Rank.DEPRECATED).values(f"{claim.spec.stands.subject}_id")
        found += sorted(world.stubs(Q(id__in=named), [kind]), key=lambda entry: (entry.title, entry.pk))
    return found


def read_matrix(world: World, subjects: list[Entry], state: Entry | None = None) -> Matrix:
    """How every state that may exist then, and every body that does, stands to these subjects on the World's day."""
    complete = read_complete(world, subjects)
    held = read_party_statuses(world, subjects, beside=complete.values())
    cells: dict[tuple[int, int], list[PartyStatus]] = defaultdict(list)
    parties: dict[int, Entry] = {}
    for standing in held.rows:
        cells[standing.party.pk, standing.subject.pk].append(standing)
        parties[standing.party.pk] = standing.party
    states = world.stubs(holding(world.day) & (Q(id=state.pk) if state else Q()), [State])
    others = [party for party in parties.values() if not isinstance(party, State)] if state is None else []
    rows = [*sorted(states, key=_title), *sorted(others, key=_title)]
    found = Matrix(subjects, standings=held, complete=complete)
    found.rows = [(party, [cells[party.pk, subject.pk] for subject in subjects]) for party in rows]
    return found


def _title(entry: Entry) -> tuple[str, int]:
    return entry.title, entry.pk

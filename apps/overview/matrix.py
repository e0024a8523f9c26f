"""States and bodies against the bodies and documents to which they stand. Must not know requests or HTML."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.entries.entry import Entry
from apps.entries.kinds import State
from apps.entries.speaking import by_name
from apps.entries.world import World
from apps.facts.status_queries import PartyStatuses, read_party_statuses, read_statuses_of
from apps.facts.treaty_status import PartyStatus

from .complete import read_complete
from .sides import PARTIES, SUBJECTS, Chain, has_few, parties, states, stubs_in_order
from .sides import subjects as subjects_of

Paged = Callable[[Chain], Iterable[int]]


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
    """What anybody ever stood to in some way, bodies first, then documents, by title; a query a sort, and one."""
    chain = subjects_of(world, *plurals)
    return stubs_in_order(world, chain[: len(chain)], SUBJECTS.values())


def all_of(chain: Chain) -> Iterable[int]:
    """Every key."""
    return chain[: len(chain)]


def read_matrix(world: World, subjects: list[Entry], state: Entry | None = None, paged: Paged = all_of) -> Matrix:
    """How every state that may exist then, and every body that does, stands to these subjects on the World's day.

    `paged` gives the keys to be shown of those of all parties.
    """
    chosen = [subject.pk for subject in subjects]
    kinds = {type(subject) for subject in subjects}
    everyone = Chain((states(world, state),)) if state else parties(world, kinds, chosen)
    shown = list(paged(everyone))
    rows = stubs_in_order(world, shown, PARTIES)
    if len(shown) == len(everyone):
        rows = by_name(rows)
    # Those of other days tell when the page turns: where they are few, they are read with those that are shown.
    whole = state is None and len(shown) == len(everyone) and has_few(world, subjects)
    among = None if whole else [party.pk for party in rows]
    complete = read_complete(world, subjects)
    held = read_party_statuses(world, subjects, beside=complete.values(), parties=among)
    cells: dict[tuple[int, int], list[PartyStatus]] = defaultdict(list)
    for standing in held.rows:
        cells[standing.party.pk, standing.subject.pk].append(standing)
    found = Matrix(subjects, standings=held, complete=complete)
    told = [(party, [cells[party.pk, subject.pk] for subject in subjects]) for party in rows]
    found.rows = [(party, own) for party, own in told if isinstance(party, State) or any(own)]
    return found


def read_lines(world: World, kinds: Sequence[type[Entry]], keys: Sequence[int]) -> Iterator[PartyStatus]:
    """How parties with these keys stand to all that is of some kinds, in the order of a matrix."""
    by_party: dict[int, list[PartyStatus]] = defaultdict(list)
    for each in read_statuses_of(world, keys, kinds).rows:
        by_party[each.party.pk].append(each)
    for key in keys:
        yield from sorted(by_party[key], key=lambda each: kinds.index(type(each.subject)))

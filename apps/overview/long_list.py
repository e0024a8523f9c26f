"""How everybody stands to everything, as a list that is read part by part where it is long.

Subjects follow each other by title, bodies first; parties to one in the order of their keys, which an index gives.
Must not know requests, nor how a standing is derived.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.keyset import Key, Stretch, UnknownPlace, light, part_after
from apps.entries.kinds import STOOD_TO
from apps.entries.world import World
from apps.facts.status_queries import read_party_statuses, read_statuses_of
from apps.facts.treaty_status import PartyStatus

from .matrix import read_subjects
from .sides import SUBJECTS, stood_to, stubs_in_order

FEW = 1_000
"""Claims that are read whole."""
SUBJECTS_AT_ONCE = 100
CLAIMS_AT_ONCE = 500
MOST_READ = 3_000
"""Claims that are read for one part: where few of them tell what is asked for, the part is short, and others follow."""


@dataclass(frozen=True)
class StandingsWanted:
    """The keys of the subjects and of the parties that are asked for, None for all; and which standings."""

    subjects: Collection[int] | None = None
    parties: Collection[int] | None = None
    keeps: Callable[[PartyStatus], bool] = field(default=lambda _: True)


@dataclass(frozen=True)
class Place:
    """Where a part ends: so many standings were told of a party to a subject, which is among those after a cursor."""

    subjects: str = ""
    subject: int = 0
    party: int = 0
    told: int = 0

    def __str__(self) -> str:
        return f"{self.subjects}.{self.subject}.{self.party}.{self.told}"


Found = list[tuple[PartyStatus, Place]]
"""Standings, each with the place after it."""


def place_of(cursor: str) -> Place:
    """The place that a cursor names. Raises UnknownPlace."""
    subjects, *numbers = cursor.split(".")
    if len(numbers) != 3 or not all(number.isascii() and number.isdigit() and len(number) < 19 for number in numbers):
        raise UnknownPlace
    return Place(subjects, *map(int, numbers))


def is_long(world: World, wanted: StandingsWanted) -> bool:
    """Whether the claims that say it are too many to be read whole. A query a sort."""
    found = sum(_claims(world, kind, wanted)[: FEW + 1].count() for kind in SUBJECTS.values())
    return found > FEW


def read_all(world: World, wanted: StandingsWanted) -> list[PartyStatus]:
    """The whole of a list that is not long, by the titles of subjects and parties."""
    if wanted.parties is not None:
        rows = read_statuses_of(world, wanted.parties, SUBJECTS.values()).rows
        return [each for each in rows if _is_among(each.subject, wanted.subjects) and wanted.keeps(each)]
    subjects = [each for each in read_subjects(world) if _is_among(each, wanted.subjects)]
    return [each for each in read_party_statuses(world, subjects).rows if wanted.keeps(each)]


def read_part(world: World, wanted: StandingsWanted, size: int, cursor: str = "") -> tuple[list[PartyStatus], str]:
    """So many standings at most after the cursor, and the cursor after which others may follow, empty for none.

    Raises UnknownPlace.
    """
    place: Place | None = place_of(cursor) if cursor else Place()
    found: Found = []
    read = 0
    while place is not None and len(found) <= size and read < MOST_READ:
        rows, claims, place = _window(world, wanted, place)
        found += [each for each in rows if wanted.keeps(each[0])]
        read += max(claims, SUBJECTS_AT_ONCE)
    after = found[size - 1][1] if len(found) > size else place
    return [each for each, _ in found[:size]], str(after) if after else ""


def _window(
    world: World, wanted: StandingsWanted, place: Place
) -> tuple[list[tuple[PartyStatus, Place]], int, Place | None]:
    """Some standings from a place on, each with the place after it; of how many claims; and the place after them."""
    part = part_after(_stretches(world, wanted), SUBJECTS_AT_ONCE, place.subjects)
    keys = [row.id for row in part.rows]
    if place.subject in keys:
        keys = keys[keys.index(place.subject) :]
    else:  # it was deleted since, or given another title: what is told twice is better than what is left out
        place = replace(place, party=0, told=0)
    entries = stubs_in_order(world, keys, SUBJECTS.values())
    if not entries:
        return [], 0, Place(part.after) if part.after else None
    chosen, claims = _as_many_as_fit(entries, _numbers(world, wanted, entries))
    further = [entry.pk for entry in entries[len(chosen) :]]
    after = replace(place, subject=further[0], party=0, told=0) if further else Place(part.after)
    parties = wanted.parties
    if claims > CLAIMS_AT_ONCE:  # a single subject's
        parties, beyond = _some_parties(world, wanted, chosen[0], place.party)
        if beyond:
            after = replace(place, subject=chosen[0].pk, party=beyond, told=0)
    rows = read_party_statuses(world, chosen, parties=parties).rows
    return _in_order(rows, chosen, place), min(claims, CLAIMS_AT_ONCE), after if after != Place() else None


def _in_order(rows: Sequence[PartyStatus], chosen: Sequence[Entry], place: Place) -> Found:
    """The standings by subject and party from the place on."""
    order = {entry.pk: number for number, entry in enumerate(chosen)}
    told: dict[tuple[int, int], int] = defaultdict(int)
    found = []
    for each in sorted(rows, key=lambda each: (order[each.subject.pk], each.party.pk)):
        pair = each.subject.pk, each.party.pk
        told[pair] += 1
        if pair[0] != chosen[0].pk or (pair[1], told[pair]) > (place.party, place.told):
            found.append((each, Place(place.subjects, *pair, told[pair])))
    return found


def _as_many_as_fit(entries: Sequence[Entry], numbers: dict[int, int]) -> tuple[list[Entry], int]:
    """The first of the entries, at least one, with no more claims than are read at once; and how many those are."""
    chosen, claims = [entries[0]], numbers.get(entries[0].pk, 0)
    for entry in entries[1:]:
        claims += numbers.get(entry.pk, 0)
        if claims > CLAIMS_AT_ONCE:
            return chosen, claims - numbers.get(entry.pk, 0)
        chosen.append(entry)
    return chosen, claims


def _numbers(world: World, wanted: StandingsWanted, entries: Sequence[Entry]) -> dict[int, int]:
    """How many claims say how others stand to each."""
    found: dict[int, int] = {}
    for kind in {type(entry) for entry in entries}:
        keys = [entry.pk for entry in entries if type(entry) is kind]
        subject = f"{_stands(kind).subject}_id"
        rows = _claims(world, kind, replace(wanted, subjects=keys))
        found |= dict(rows.values(subject).annotate(many=Count("id")).values_list(subject, "many"))
    return found


def _some_parties(world: World, wanted: StandingsWanted, subject: Entry, first: int) -> tuple[list[int], int]:
    """The keys of some parties to a subject, none before `first`, and that of the next, 0 for none."""
    party = f"{_stands(type(subject)).party}_id"
    rows = _claims(world, type(subject), replace(wanted, subjects=[subject.pk])).filter(**{f"{party}__gte": first})
    keys = list(rows.order_by(party).values_list(party, flat=True).distinct()[: CLAIMS_AT_ONCE // 2 + 1])
    return keys[: CLAIMS_AT_ONCE // 2], keys[-1] if len(keys) > CLAIMS_AT_ONCE // 2 else 0


def _stretches(world: World, wanted: StandingsWanted) -> list[Stretch]:
    """The subjects by title, kind by kind."""
    found = []
    for kind in SUBJECTS.values():
        where = Q(kind=kind.spec.name)  # the same for all: so an index gives them by title
        if wanted.parties is None:
            where &= stood_to(world, kind)
        else:
            where &= Q(id__in=_claims(world, kind, wanted).values(f"{_stands(kind).subject}_id"))
        if wanted.subjects is not None:
            where &= Q(id__in=wanted.subjects)
        found.append(light(world.rows(kind).filter(where), (Key("title"), Key("id"))))
    return found


def _claims(world: World, kind: type[Entry], wanted: StandingsWanted) -> QuerySet[Any]:
    """The claims that say how others stand to a kind, as far as they are asked for."""
    stands, where = _stands(kind), Q()
    if wanted.subjects is not None:
        where &= Q((f"{stands.subject}_id__in", list(wanted.subjects)))
    if wanted.parties is not None:
        where &= Q((f"{stands.party}_id__in", list(wanted.parties)))
    return world.rows(STOOD_TO[kind]).order_by().exclude(rank=Rank.DEPRECATED).filter(where)


def _stands(kind: type[Entry]) -> Any:
    return STOOD_TO[kind].spec.stands


def _is_among(entry: Any, keys: Collection[int] | None) -> bool:
    return keys is None or entry.pk in keys

"""Reading how parties stand to bodies and documents: one answer for the pages, the map, the matrix and the API.

Must not know how it is shown, nor single claims.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from apps.entries.change_days import NEVER, Turns, turns_of
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.world import World
from apps.wikitext.citations import parse_cites

from .treaty_status import PartyStatus, as_claimed, standings


@dataclass(frozen=True)
class PartyStatuses:
    """Standings toward some subjects, those of one subject together, parties by title; and the days on which they turn.

    `named` knows the entries that they name, their sources among them.
    """

    rows: tuple[PartyStatus, ...] = ()
    turns: Turns = NEVER
    named: EntryResolver = field(default_factory=EntryResolver)

    @property
    def doubtful(self) -> int:
        """How many of them are possible only."""
        return sum(standing.certainty == "possible" for standing in self.rows)


def read_party_statuses(world: World, subjects: Iterable[Entry], *, every: bool = False) -> PartyStatuses:
    """How every party stands, on the World's day, to these bodies, documents and the like: a query
    for each sort of claim that says so, and one; or none.

    With `every`, standings that do not hold on the day are kept, with certainty None.
    """
    keys: dict[type[Entry], set[int]] = defaultdict(set)
    for subject in subjects:
        keys[type(subject)].add(subject.pk)
    # Claims of other days are read as well: they say until when a status lasts, and on which days it turns.
    found = [_claims(world, claim, keys[kind]) for kind, claim in STOOD_TO.items() if keys[kind]]
    named = EntryResolver()
    for claims in found:
        named.want(claims)
        named.want_sources(cite for claim in claims for cite in parse_cites(claim.cites))
    if not named.rows:
        return PartyStatuses()
    named.fetch(world)
    held: list[PartyStatus] = []
    known: list[Any] = []
    for claims in found:
        whole = [claim for claim in claims if is_whole(claim)]
        known += whole
        held += _held(whole, world, every=every)
    held.sort(key=lambda each: (each.subject.title, each.subject.pk, each.party.title, each.earliest))
    return PartyStatuses(tuple(held), turns_of(world.day, known), named)


def _claims(world: World, model: Any, subjects: set[int]) -> list[Any]:
    where = Q((f"{model.spec.stands.subject}_id__in", subjects))
    return world.instances(world.claims(model, where, every=True).exclude(rank=Rank.DEPRECATED))


def _ends(claim: Any) -> tuple[Any, Any]:
    return getattr(claim, claim.spec.stands.party), getattr(claim, claim.spec.stands.subject)


def _held(claims: list[Any], world: World, *, every: bool) -> Iterator[PartyStatus]:
    """How parties stand by the claims of one sort: to each subject by its own acts, or as each claim says."""
    if not claims or not claims[0].spec.stands.brings:
        yield from (as_claimed(claim) for claim in claims if every or claim.certainty)
        return
    by_subject: dict[int, list[Any]] = defaultdict(list)
    for claim in claims:
        by_subject[_ends(claim)[1].pk].append(claim)
    for own in by_subject.values():
        yield from standings(own, world.day, every=every)

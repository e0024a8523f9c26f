"""Reading how parties stand to bodies and documents: one answer for the pages, the map, the matrix and the API.

Must not know how it is shown, nor single claims.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from apps.entries.change_days import NEVER, Turns, around, turn_days
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.tokens import itself
from apps.entries.treaty_law import Consent
from apps.entries.world import World
from apps.wikitext.citations import parse_cites

from .acts import Terms
from .treaty_status import PartyStatus, claimed, standings


@dataclass(frozen=True)
class PartyStatuses:
    """Standings toward some subjects, those of one subject together, parties by title; and the days on which they turn.

    `named` knows the entries that they name, their sources among them, and `terms` how the documents bind, by
    their keys.
    """

    rows: tuple[PartyStatus, ...] = ()
    turns: Turns = NEVER
    named: EntryResolver = field(default_factory=EntryResolver)
    terms: dict[int, Terms] = field(default_factory=dict)

    @property
    def doubtful(self) -> int:
        """How many of them are possible only."""
        return sum(standing.certainty == "possible" for standing in self.rows)

    @property
    def assumed(self) -> list[PartyStatus]:
        """Those that are assumed."""
        return [standing for standing in self.rows if standing.certainty == "assumed"]


def read_party_statuses(
    world: World,
    subjects: Iterable[Entry],
    *,
    every: bool = False,
    beside: Iterable[Any] = (),
    parties: Collection[int] | None = None,
) -> PartyStatuses:
    """How every party stands, on the World's day, to these bodies, documents and the like: a query for each sort of
    claim that says so, one for the terms of documents, and one; or none. Of `parties` (keys), if given, these alone.

    With `every`, standings that do not hold on the day are kept, with certainty None. The sources of the rows `beside`
    are found too.
    """
    keys: dict[type[Entry], set[int]] = defaultdict(set)
    for subject in subjects:
        keys[type(subject)].add(subject.pk)
    # Claims of other days are read as well: they say until when a status lasts, and on which days it turns.
    found = [_claims(world, claim, keys[kind], parties) for kind, claim in STOOD_TO.items() if keys[kind]]
    return _told(world, found, every=every, beside=beside)


def read_statuses_of(world: World, parties: Collection[int], kinds: Iterable[type[Entry]]) -> PartyStatuses:
    """How these parties (keys) stand, on the World's day, to everything of some kinds: as many queries."""
    return _told(world, [_claims(world, STOOD_TO[kind], None, parties) for kind in kinds])


def _told(world: World, found: list[list[Any]], *, every: bool = False, beside: Iterable[Any] = ()) -> PartyStatuses:
    """The standings that claims say or bring, each list of one sort."""
    named = EntryResolver()
    for claims in found:
        named.want(claims)
        named.want_sources(cite for claim in claims for cite in parse_cites(claim.cites))
    if not named.rows:
        return PartyStatuses()
    named.want_sources(cite for row in beside for cite in parse_cites(row.cites))
    named.fetch(world)
    held: list[PartyStatus] = []
    known: list[Any] = []
    terms: dict[int, Terms] = {}
    for claims in found:
        whole = [claim for claim in claims if is_whole(claim)]
        known += whole
        terms |= read_terms(world, whole)
        held += held_on(whole, world.day, terms, every=True)
    held.sort(key=lambda each: (each.subject.name, each.subject.pk, each.party.name, each.earliest))
    turns = around(world.day, [day for claim in known for day in turn_days(claim)] + confirmed_until(held))
    return PartyStatuses(tuple(each for each in held if every or each.certainty), turns, named, terms)


def confirmed_until(held: Iterable[PartyStatus]) -> list[date]:
    """The days on which derived standings turn from certain to assumed."""
    return [day for each in held if _is_derived(each.claims[0]) for day in each.turns]


def read_terms(world: World, claims: Sequence[Any]) -> dict[int, Terms]:
    """How the documents bind that some acts are about, by their keys: a query, or none for claims that are no acts."""
    if not claims or not _is_derived(claims[0]):
        return {}
    stands = claims[0].spec.stands
    kind = claims[0]._meta.get_field(stands.subject).remote_field.model
    keys = {getattr(claim, f"{stands.subject}_id") for claim in claims}
    rows = world.rows(kind).order_by().filter(id__in=keys).values_list("id", *stands.terms)
    with world.depending(*itself(*keys)):
        return {key: terms_of(consent, in_force) for key, consent, in_force in rows}


def terms_of(consent: str, in_force: str) -> Terms:
    """How a document binds, from what is recorded of it."""
    return Terms(consent != Consent.RATIFICATION, in_force)


def _claims(world: World, model: Any, subjects: set[int] | None, parties: Collection[int] | None = None) -> list[Any]:
    stands, where = model.spec.stands, Q()
    if subjects is not None and parties is None:
        claims = world.claims_at(model, [model.spec.end(stands.subject)], *subjects)
        return [claim for claim in claims if claim.rank != Rank.DEPRECATED]
    if subjects is not None:
        where &= Q((f"{stands.subject}_id__in", subjects))
    if parties is not None:
        where &= Q((f"{stands.party}_id__in", parties))
    return world.instances(world.claims(model, where, every=True).exclude(rank=Rank.DEPRECATED))


def _ends(claim: Any) -> tuple[Any, Any]:
    return getattr(claim, claim.spec.stands.party), getattr(claim, claim.spec.stands.subject)


def held_on(claims: list[Any], day: date, terms: dict[int, Terms], *, every: bool = False) -> list[PartyStatus]:
    """How parties stand by claims of one sort: to each subject by the acts about it, or as each claim says."""
    if not claims or not _is_derived(claims[0]):
        return claimed(claims, day, every=every)
    by_subject: dict[int, list[Any]] = defaultdict(list)
    for claim in claims:
        by_subject[_ends(claim)[1].pk].append(claim)
    return [
        held for key, own in by_subject.items() for held in standings(own, day, terms.get(key, Terms()), every=every)
    ]


def _is_derived(claim: Any) -> bool:
    return bool(claim.spec.stands.derived)

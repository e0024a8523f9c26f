"""Reading how parties stand to bodies and documents: one answer for the pages, the map, the matrix and the API.

Must not know how it is shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from apps.wikitext.citations import parse_cites

from .attach import Named, is_whole
from .claims import Rank
from .entry import Entry
from .kinds import Body, Document, Membership, TreatyAction
from .parties import Standing, of_membership, standings
from .turns import NEVER, Turns, turns_of
from .world import World


@dataclass(frozen=True)
class Standings:
    """Standings toward some subjects, those of one subject together, parties by title; and the days on which they turn.

    `named` knows the entries that they name, their sources among them.
    """

    rows: tuple[Standing, ...] = ()
    turns: Turns = NEVER
    named: Named = field(default_factory=Named)

    @property
    def doubtful(self) -> int:
        """How many of them are possible only."""
        return sum(standing.certainty == "possible" for standing in self.rows)


def read_standings(world: World, subjects: Iterable[Entry], *, every: bool = False) -> Standings:
    """How every party stands, on the World's day, to these bodies and documents: three queries, or none.

    With `every`, standings that do not hold on the day are kept, with certainty None.
    """
    keys: dict[type[Entry], set[int]] = defaultdict(set)
    for subject in subjects:
        keys[type(subject)].add(subject.pk)
    # Claims of other days are read as well: they say until when a status lasts, and on which days it turns.
    memberships = _claims(world, Membership, Q(body_id__in=keys[Body])) if keys[Body] else []
    actions = _claims(world, TreatyAction, Q(document_id__in=keys[Document])) if keys[Document] else []
    if not (memberships or actions):
        return Standings()
    named = Named()
    named.want([*memberships, *actions])
    named.want_sources(cite for claim in (*memberships, *actions) for cite in parse_cites(claim.cites))
    named.fetch(world)
    memberships = [claim for claim in memberships if is_whole(claim)]
    actions = [claim for claim in actions if is_whole(claim)]
    held = [of_membership(claim) for claim in memberships if every or claim.certainty]
    by_document: dict[int, list[TreatyAction]] = defaultdict(list)
    for action in actions:
        by_document[action.document_id].append(action)
    for own in by_document.values():
        held += standings(own, world.day, every=every)
    held.sort(key=lambda each: (each.subject.title, each.subject.pk, each.party.title, each.earliest))
    return Standings(tuple(held), turns_of(world.day, [*memberships, *actions]), named)


def _claims(world: World, model: Any, where: Q) -> list[Any]:
    rows = world.claims(model, where, every=True).exclude(rank=Rank.DEPRECATED)
    return world.instances(rows)

"""Who stands to what: the entries at both sides of a matrix, as keys in their order. Must not know requests or HTML.

Keys alone are read, and of those a page holds: what is in a wiki may be many thousands.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.dates.reading import holding
from apps.entries.claims import Rank
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS, STOOD_TO, State
from apps.entries.world import World

SUBJECTS: dict[str, type[Entry]] = {kind.spec.plural: kind for kind in STOOD_TO}
"""What one can stand to, by its plural."""

PARTIES: list[type[Entry]] = [
    kind
    for kind in KINDS
    if any(claim.spec.end(stands.party) in ends_of(kind, claim) for claim in CLAIMS if (stands := claim.spec.stands))
]
"""What can stand to something."""


FEW = 250
"""How many claims are read whole."""
SHORT = 100
"""How many keys are read rather than counted."""


@dataclass(frozen=True)
class Chain(Sequence[int]):
    """Keys of several queries one after another, counted and sliced in the database."""

    parts: tuple[QuerySet[Any], ...]

    def __len__(self) -> int:
        return sum(count for _, count in self._counted)

    def __getitem__(self, asked: Any) -> Any:
        found: list[int] = []
        first, last = asked.start or 0, asked.stop
        for rows, count in self._counted:
            if first < count and last > 0:
                found += rows[max(first, 0) : min(last, count)]
            first, last = first - count, last - count
        return found

    @cached_property
    def _counted(self) -> list[tuple[Any, int]]:
        """The parts with their lengths, as lists where they are short."""
        heads = [list(rows[: SHORT + 1]) for rows in self.parts]
        return [
            (head, len(head)) if len(head) <= SHORT else (rows, rows.count())
            for head, rows in zip(heads, self.parts, strict=True)
        ]

    def batches(self, size: int) -> Iterator[list[int]]:
        """All keys, so many at a time."""
        for first in range(0, len(self), size):
            yield self[first : first + size]


def subjects(world: World, *plurals: str) -> Chain:
    """What anybody ever stood to in some way, bodies first, then documents, by title."""
    kinds = [SUBJECTS[plural] for plural in plurals or tuple(SUBJECTS)]
    return Chain(tuple(_keys(world, kind, stood_to(world, kind)) for kind in kinds))


def stood_to(world: World, kind: type[Entry]) -> Q:
    """Of rows of a kind, that anybody ever stood to it in some way."""
    claim: Any = STOOD_TO[kind]
    held = world.rows(claim).order_by().exclude(rank=Rank.DEPRECATED)
    return Q(Exists(held.filter(**{f"{claim.spec.stands.subject}_id": OuterRef("id")})))


def states(world: World, state: Entry | None = None) -> QuerySet[Any]:
    """The states that exist, or may, on the World's day; or one of them."""
    return _keys(world, State, holding(world.day) & (Q(id=state.pk) if state else Q()))


def parties(world: World, kinds: Iterable[type[Entry]], among: Iterable[int] | None = None) -> Chain:
    """Every state that exists, or may, on the World's day, and who else may stand to what is of these kinds, or to
    those `among` them (keys); by title, states first. Of many states those that may stand to one come first.
    """
    named = Q()
    for kind in kinds:
        named |= Q(id__in=standing(world, kind, among))
    named = named or Q(id__in=())
    others = [_keys(world, kind, named) for kind in PARTIES if kind is not State]
    every = states(world)
    if every.order_by()[: SHORT + 1].count() <= SHORT:
        return Chain((every, *others))
    return Chain((every.filter(named), *others, every.exclude(named)))


def standing(world: World, kind: type[Entry], among: Iterable[int] | None = None) -> QuerySet[Any]:
    """The keys of all that may stand, on the World's day, to what is of a kind, or to those `among` them (keys)."""
    claim: Any = STOOD_TO[kind]
    stands = claim.spec.stands
    then = Q(start_earliest__lte=world.day) if stands.derived else holding(world.day)
    rows = world.rows(claim).order_by().exclude(rank=Rank.DEPRECATED).filter(then)
    if among is not None:
        rows = rows.filter(**{f"{stands.subject}_id__in": list(among)})
    return rows.values(f"{stands.party}_id")


def has_few(world: World, subjects: Iterable[Entry]) -> bool:
    """Whether so few claims say how anybody ever stood to these that all can be read. A query a sort."""
    kinds: dict[type[Entry], list[int]] = {}
    for subject in subjects:
        kinds.setdefault(type(subject), []).append(subject.pk)
    many = 0
    for kind, keys in kinds.items():
        claim: Any = STOOD_TO[kind]
        rows = world.rows(claim).order_by().filter(**{f"{claim.spec.stands.subject}_id__in": keys})
        many += rows[: FEW + 1].count()
    return many <= FEW


def stubs_in_order(world: World, keys: Sequence[int], kinds: Collection[type[Entry]]) -> list[Entry]:
    """The entries with these keys, in their order. One query, or none."""
    known = {entry.pk: entry for entry in world.stubs(Q(id__in=keys), kinds)} if keys else {}
    return [known[key] for key in keys if key in known]


def _keys(world: World, kind: type[Entry], where: Q) -> QuerySet[Any]:
    named = Q(kind=kind.spec.name)  # the same for all: so an index gives them by title
    return world.rows(kind).filter(named, where).order_by("title", "id").values_list("id", flat=True)

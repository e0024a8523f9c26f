"""What changed between two Worlds: two days, or two changesets of the wiki. Must not know requests or HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Q

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import ONE_DAY, SUREST, Certainty
from apps.entries.claims import Claim, Rank
from apps.entries.entry import Entry
from apps.entries.field_values import read_value, words
from apps.entries.kinds import CLAIMS
from apps.entries.resolver import EntryResolver
from apps.entries.specs import Acts
from apps.entries.world import World
from apps.facts.status_queries import held_on, read_terms

from .changing import narrowed

TOLD: tuple[type[Claim], ...] = tuple(claim for claim in CLAIMS if claim.spec.acts)
"""The claims of which it is told what changed."""


@dataclass(frozen=True)
class Act:
    """Something that happened, or possibly happened, after the first day and up to the second."""

    verb: str
    when: str
    dates: str
    certainty: Certainty


@dataclass
class Difference:
    """How somebody stood to something before and after, as words with their certainty; and what happened between."""

    who: Entry
    what: Entry
    before: dict[str, Certainty] = field(default_factory=dict)
    after: dict[str, Certainty] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether the two times are told apart. That what went on is no longer confirmed is no change."""
        return _as_known(self.before) != _as_known(self.after) or bool(self.acts)


def _as_known(held: dict[str, Certainty]) -> dict[str, bool]:
    """The words of a standing, and whether it is no more than possible."""
    return {word: certainty == "possible" for word, certainty in held.items()}


@dataclass(frozen=True)
class Between:
    """What changed, by sort of claim in the order of their anchors; of each, by what it concerns and then who.

    `cut`: more can have changed than is told.
    """

    groups: dict[type[Claim], list[Difference]]
    cut: bool = False

    def __bool__(self) -> bool:
        return any(self.groups.values())

    def __getitem__(self, anchor: str) -> list[Difference]:
        """The differences that are told at an anchor, as claims declare it."""
        return next(found for claim, found in self.groups.items() if _acts(claim).anchor == anchor)


Found = dict[tuple[Any, ...], Difference]


def compare_worlds(before: World, after: World) -> Between:
    """Everything in which two Worlds differ, or some of very much: ten queries, one for each sort and record that says
    how many claims there are, and a few for a sort of many. Acts are told where both have the same record.

    The days of an act are those after the first World's and up to the second's.
    """
    found: dict[type[Claim], Found] = {claim: {} for claim in TOLD}
    chosen = {claim: narrowed(before, after, claim) for claim in TOLD}
    for side, world in (("before", before), ("after", after)):
        acts_too = side == "after" and before.at == after.at and before.day < after.day
        span = (before.day, after.day) if acts_too else None
        for claim, rows in zip(TOLD, _read(world, chosen), strict=True):
            if claim.spec.stands and claim.spec.stands.derived:
                _derived(found[claim], side, world, rows, span)
            else:
                _claimed(found[claim], side, rows, span)
    cut = any(cut for _, cut in chosen.values())
    return Between({claim: _in_order(each.values()) for claim, each in found.items()}, cut)


def _read(world: World, chosen: dict[type[Claim], tuple[Q, bool]]) -> list[list[Any]]:
    """The claims that say how somebody stood, whole, and held to be true."""
    read = [
        world.instances(world.claims(model, where, every=True).exclude(rank=Rank.DEPRECATED))
        for model, (where, _) in chosen.items()
    ]
    named = EntryResolver()
    for claims in read:
        named.want(claims)
    named.fetch(world)
    return [[c for c in claims if None not in (getattr(c, end.field) for end in c.spec.ends[:2])] for claims in read]


def _acts(claim: Any) -> Acts:
    return cast(Acts, claim.spec.acts)


def _claimed(found: Found, side: str, claims: list[Any], span: tuple[date, date] | None) -> None:
    """Claims that hold from their start to their end. A pair is told once, or once for each value that is no status."""
    for claim in claims:
        acts = _acts(claim)
        value = read_value(claim, acts.fact)
        label = str(value.shown)
        one = _one(found, *_ends(claim), *(() if claim.spec.stands else (value.raw,)))
        _holds(one, side, label, claim.certainty)
        if span:
            began, ended = (acts.verb(verbs, value.raw, label) for verbs in (acts.began, acts.ended))
            one.acts += _lasted(claim, span, began, ended)


def _derived(found: Found, side: str, world: World, actions: list[Any], span: tuple[date, date] | None) -> None:
    """Acts, and the standings that they bring to what they are about."""
    for action in actions:
        who, what = _ends(action)
        one = _one(found, who, what)
        if span:
            value, edtf = read_value(action, _acts(action).fact), getattr(action, action.dates[0])
            verb = _acts(action).verb(_acts(action).began, value.raw, str(value.shown))
            one.acts += _happened((action.start_earliest, action.start_latest), span, verb, edtf or action.attested)
    for standing in held_on(actions, world.day, read_terms(world, actions)):
        _holds(_one(found, standing.party, standing.subject), side, standing.label, standing.certainty)


def _ends(claim: Any) -> tuple[Any, Any]:
    first, second = claim.spec.ends[:2]
    return getattr(claim, first.field), getattr(claim, second.field)


def _one(found: Found, who: Any, what: Any, *more: str) -> Difference:
    return found.setdefault((who.pk, what.pk, *more), Difference(who, what))


def _holds(one: Difference, side: str, word: str, certainty: Certainty | None) -> None:
    if certainty:
        held: dict[str, Certainty] = getattr(one, side)
        held[word] = min(certainty, held.get(word, certainty), key=SUREST.index)


def _lasted(claim: Any, span: tuple[date, date], began: str, ended: str) -> Iterator[Act]:
    """The beginning and the end of what lasts; it has ended on the day after its last."""
    yield from _happened((claim.start_earliest, claim.start_latest), span, began, claim.start)
    if claim.end_latest < FOREVER:
        over = (claim.end_earliest + ONE_DAY, claim.end_latest + ONE_DAY)
        yield from _happened(over, span, ended, claim.end)


def _happened(bounds: tuple[date, date], span: tuple[date, date], verb: str, edtf: str) -> Iterator[Act]:
    """An act of some day within its bounds, if that can lie in the span; one without a known bound tells nothing."""
    (first, last), (after, until) = bounds, span
    if first > BEGINNING and last < FOREVER and edtf and first <= until and last > after:
        yield Act(verb, words(edtf), edtf, "certain" if first > after and last <= until else "possible")


def _in_order(found: Iterable[Difference]) -> list[Difference]:
    differing = [one for one in found if one.differs]
    for one in differing:
        one.acts.sort(key=lambda act: act.dates)
    return sorted(differing, key=lambda one: (one.what.name, one.what.pk, one.who.name, one.who.pk))

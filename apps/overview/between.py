"""What changed between two Worlds: two days, or two changesets of the wiki. Must not know requests or HTML."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import ONE_DAY, Certainty
from apps.entries.attach import Named
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import Membership, Tenure, TreatyAction
from apps.entries.kinds.body import MembershipStatus
from apps.entries.kinds.document import Action
from apps.entries.parties import standings
from apps.entries.values import words
from apps.entries.world import World

BEGAN: dict[str, str] = {
    MembershipStatus.MEMBER: "joined",
    MembershipStatus.OBSERVER: "became an observer",
    MembershipStatus.PARTNER: "became a partner",
    MembershipStatus.SUSPENDED: "was suspended",
}
ENDED: dict[str, str] = {
    MembershipStatus.MEMBER: "left, or ceased to be a member",
    MembershipStatus.OBSERVER: "ceased to be an observer",
    MembershipStatus.PARTNER: "ceased to be a partner",
    MembershipStatus.SUSPENDED: "ceased to be suspended",
}
DID: dict[str, str] = {
    Action.SIGNATURE: "signed",
    Action.DEFINITIVE_SIGNATURE: "signed definitively",
    Action.RATIFICATION: "ratified",
    Action.ACCEPTANCE: "accepted",
    Action.APPROVAL: "approved",
    Action.ACCESSION: "acceded",
    Action.SUCCESSION: "succeeded",
    Action.OBSERVER: "became an observer",
    Action.PROLONGATION: "prolonged",
    Action.SUSPENSION: "was suspended",
    Action.RESUMPTION: "resumed",
    Action.EXCLUSION: "was excluded",
    Action.WITHDRAWAL: "withdrew",
    Action.REFUSAL: "refused",
}
"""What a reader calls it, when a membership began or ended, and when a party acted."""


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
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """Whether the two times are told apart."""
        return self.before != self.after or bool(self.acts)


@dataclass(frozen=True)
class Between:
    """What changed in bodies, in documents and in offices, by what it concerns and then who."""

    bodies: list[Difference]
    documents: list[Difference]
    offices: list[Difference]

    def __bool__(self) -> bool:
        return bool(self.bodies or self.documents or self.offices)


Found = dict[tuple[Any, ...], Difference]


def compare_worlds(before: World, after: World) -> Between:
    """Everything in which two Worlds differ: eight queries. Acts are told where both have the same record.

    The days of an act are those after the first World's and up to the second's.
    """
    found: tuple[Found, Found, Found] = ({}, {}, {})
    for side, world in (("before", before), ("after", after)):
        acts_too = side == "after" and before.at == after.at and before.day < after.day
        span = (before.day, after.day) if acts_too else None
        memberships, actions, tenures = _read(world)
        for claim in memberships:
            one = _one(found[0], claim.member, claim.body)
            _holds(one, side, claim.status, claim.certainty)
            if span:
                one.acts += _lasted(claim, span, BEGAN[claim.status], ENDED[claim.status])
        _documents(found[1], side, world.day, actions, span)
        for claim in tenures:
            one = _one(found[2], claim.person, claim.institution, claim.office)
            _holds(one, side, claim.office, claim.certainty)
            if span:
                office = claim.office
                one.acts += _lasted(claim, span, f"took office as {office}", f"left office as {office}")
    return Between(*(_in_order(each.values()) for each in found))


def _read(world: World) -> list[list[Any]]:
    """The claims that say how somebody stood, whole, and held to be true."""
    models: tuple[Any, ...] = (Membership, TreatyAction, Tenure)
    read = [world.instances(world.claims(model, every=True).exclude(rank=Rank.DEPRECATED)) for model in models]
    named = Named()
    for claims in read:
        named.want(claims)
    named.fetch(world)
    return [[c for c in claims if None not in (getattr(c, end.field) for end in c.spec.ends[:2])] for claims in read]


def _documents(found: Found, side: str, day: date, actions: list[Any], span: tuple[date, date] | None) -> None:
    by_document: dict[int, list[Any]] = defaultdict(list)
    for action in actions:
        by_document[action.document_id].append(action)
        one = _one(found, action.party, action.document)
        if span:
            one.acts += _happened(
                (action.start_earliest, action.start_latest), span, DID[action.action], action.date or action.attested
            )
    for own in by_document.values():
        for standing in standings(own, day):
            _holds(_one(found, standing.party, standing.subject), side, standing.status, standing.certainty)


def _one(found: Found, who: Any, what: Any, *more: str) -> Difference:
    return found.setdefault((who.pk, what.pk, *more), Difference(who, what))


def _holds(one: Difference, side: str, word: str, certainty: str | None) -> None:
    if certainty:
        held: dict[str, str] = getattr(one, side)
        held[word] = "certain" if "certain" in (certainty, held.get(word)) else "possible"


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
    return sorted(differing, key=lambda one: (one.what.title, one.what.pk, one.who.title, one.who.pk))

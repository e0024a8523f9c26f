"""Who stood how to something on a day: as a claim says for as long as it holds, or derived from acts. Must not query.

On a day, a status is certain where every order of the acts that their dates allow brings it; one that some orders bring
is possible. After the last of the acts and of what confirms them, it is assumed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, cast

from apps.dates.edtf import BEGINNING, FOREVER, parse
from apps.dates.period import ONE_DAY, Certainty
from apps.entries.claims import Claim, Rank
from apps.entries.entry import Entry
from apps.entries.specs import Stands
from apps.entries.validity import holding_period
from apps.wikitext.citations import Citation, parse_cites

from .acts import Move, Run, Terms, evidence, outcomes, read_moves, runs
from .certainty import certainties, confirmed_date


@dataclass(frozen=True)
class PartyStatus:
    """How a party stood to a subject: to a document, from one act to the next that changed it; to a body, for as
    long as a membership lasted.

    `since` and `until` are EDTF texts, the claims' own dates. To a document, `until` is the first day of the next
    status, `..` where nothing ended it; to a body, the last day of the membership. `earliest` and `latest` bound the
    days on which it can hold (latest excluded, None: open). `status` is what is stored, `label` what is shown.
    `confirmed` is the date, as EDTF, up to which it is confirmed.
    """

    party: Entry
    subject: Entry
    status: str
    since: str
    until: str
    claims: tuple[Claim, ...]
    earliest: date
    latest: date | None
    certainty: Certainty | None
    confirmed: str = ""

    @property
    def label(self) -> str:
        """The status in words."""
        return _stands(self.claims[0]).statuses.get(self.status, self.status)

    @property
    def cites(self) -> list[Citation]:
        """The citations of all claims on which it rests, each once."""
        return list(dict.fromkeys(cite for claim in self.claims for cite in parse_cites(claim.cites)))

    def possible(self, day: date) -> bool:
        """Whether it can hold on the day, each act having come in its place."""
        return self.earliest <= day and (self.latest is None or day < self.latest)

    @property
    def turns(self) -> list[date]:
        """The day after the last for which it is confirmed: from then on it is assumed."""
        latest = parse(self.confirmed).latest if self.confirmed else FOREVER
        return [latest + ONE_DAY] if latest < FOREVER else []


def standings(acts: Iterable[Any], day: date, terms: Terms, *, every: bool = False) -> list[PartyStatus]:
    """How each party stands on `day`, parties by title; several rows where vague dates leave several possible.

    `acts` are those about one document with these terms, with the parties and it attached; deprecated ones are ignored.
    With `every`, standings that do not hold on the day are kept, with certainty None.
    """
    found = [held for own in _by_party(acts).values() for held in _of_party(own, day, terms, every=every)]
    return sorted(found, key=lambda held: (held.party.name, held.earliest))


def _by_party(acts: Iterable[Any]) -> dict[int, list[Any]]:
    """The acts that are held to be true, by party."""
    found: dict[int, list[Any]] = defaultdict(list)
    for act in acts:
        party = _stands(act).party
        if act.rank != Rank.DEPRECATED and getattr(act, party, None) is not None:
            found[getattr(act, f"{party}_id")].append(act)
    return found


def _of_party(own: list[Any], day: date, terms: Terms, *, every: bool) -> Iterator[PartyStatus]:
    moves = read_moves(own, terms)
    found = runs(moves, terms)
    confirmed, text = evidence(moves, found)
    recorded = list(_recorded(found, text))
    can_be = outcomes(moves, terms, day) if _exists(own[0], day) else set()
    sure: Certainty = "certain" if day <= confirmed else "assumed"
    certainty: Certainty = sure if len(can_be) == 1 else "possible"
    holding = [each for status in sorted(can_be) for each in _of_status(recorded, status, day)]
    for each in recorded:
        if each in holding:
            yield replace(each, certainty=certainty)
        elif every:
            yield each
    for status in sorted(can_be - {"", *(each.status for each in recorded)}):
        yield replace(recorded[-1], status=status, since="", until="..", certainty=certainty)


def _of_status(recorded: list[PartyStatus], status: str, day: date) -> list[PartyStatus]:
    """The stretches of a status that can hold on the day; where only another order brings it, the last that began."""
    own = [each for each in recorded if each.status == status]
    return (
        [each for each in own if each.possible(day)] or [each for each in own if each.earliest <= day][-1:] or own[:1]
    )


def _exists(act: Any, day: date) -> bool:
    """Whether the document and the party can exist on the day."""
    lives = holding_period(act)
    return lives is not None and lives.first <= day <= lives.last


def _recorded(found: list[Run], confirmed: str) -> Iterator[PartyStatus]:
    """The statuses of a party that follow each other, each act having come in its place."""
    for index, run in enumerate(found):
        later = [move for after in found[index + 1 :] for move in after.moves]
        act = run.acts[0]
        yield PartyStatus(
            party=getattr(act, _stands(act).party),
            subject=getattr(act, _stands(act).subject),
            status=str(run.status),
            since=run.moves[0].text,
            until=later[0].text if later else "..",
            claims=tuple(run.acts),
            earliest=run.moves[0].first,
            latest=min((move.last for move in later), default=None),
            certainty=None,
            confirmed=confirmed,
        )


def stretches_of(acts: Iterable[Any], status: str, terms: Terms) -> Iterator[list[tuple[date, date, Certainty]]]:
    """For each party, the first and last day of stretches in which it has, or can have, a status; as `standings`.

    Parties whose acts are of the same sorts and days are worked out once.
    """
    known: dict[Any, list[tuple[date, date, Certainty]]] = {}
    for own in _by_party(acts).values():
        alike = tuple(_said_of(act) for act in own)
        if alike not in known:
            moves = read_moves(own, terms)
            confirmed, _ = evidence(moves, runs(moves, terms))
            known[alike] = list(_stretches(moves, status, terms, confirmed))
        lives = holding_period(own[0])
        first, last = (lives.first, lives.last) if lives else (BEGINNING, FOREVER)
        yield [(max(a, first), min(b, last), sure) for a, b, sure in known[alike] if a <= last and b >= first]


def _said_of(act: Any) -> tuple[Any, ...]:
    """All on which it depends what an act brings, and until when that is confirmed."""
    told = act.in_force, act.attested, getattr(act, "as_of", None)
    return getattr(act, _stands(act).fact), *(getattr(act, name) for name in act.dates), *told


def _stretches(moves: list[Move], status: str, terms: Terms, confirmed: date) -> Iterator[tuple[date, date, Certainty]]:
    after = {confirmed + ONE_DAY} if confirmed < FOREVER else set()
    edges = sorted({day for move in moves for day in (move.first, move.last)} | after)
    for start, end in pairwise([*(day for day in edges if day < FOREVER), None]):
        if start is None or status not in (can_be := outcomes(moves, terms, start)):
            continue
        sure: Certainty = "certain" if start <= confirmed else "assumed"
        yield start, end - ONE_DAY if end else FOREVER, sure if len(can_be) == 1 else "possible"


def claimed(claims: Iterable[Any], day: date, *, every: bool = False) -> list[PartyStatus]:
    """How parties stand on the day by claims of one sort that are themselves the status, their ends attached."""
    found = list(claims)
    told = [as_claimed(claim, sure) for claim, sure in zip(found, certainties(found, day), strict=True)]
    return [each for each in told if every or each.certainty]


def as_claimed(claim: Any, certainty: Certainty | None) -> PartyStatus:
    """How a party stands by one claim that is itself the status."""
    stands = _stands(claim)
    return PartyStatus(
        party=getattr(claim, stands.party),
        subject=getattr(claim, stands.subject),
        status=getattr(claim, stands.fact),
        since=claim.start,
        until=claim.end,
        claims=(claim,),
        earliest=claim.start_earliest,
        latest=None if claim.end_latest == FOREVER else claim.end_latest + ONE_DAY,
        certainty=certainty,
        confirmed=confirmed_date(claim),
    )


def status_of(claim: Any) -> str:
    """The status that a claim is, or is drawn as."""
    stands = _stands(claim)
    return stands.status(getattr(claim, stands.fact))


def _stands(claim: Any) -> Stands:
    return cast(Stands, claim.spec.stands)

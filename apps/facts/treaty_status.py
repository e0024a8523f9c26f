"""Who stood how to something on a day: as a claim says for as long as it holds, or derived from acts. Must not query.

The order of actions is that of their dates; a vague date stands for each of its days. On a day, an action's status
can hold when the action can have happened and the next one can still be to come. UN Treaty Collection, Glossary, for
the actions; Vienna Convention on the Law of Treaties, articles 11 to 17, for consent to be bound.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import ONE_DAY
from apps.entries.claims import Claim, Rank
from apps.entries.entry import Entry
from apps.entries.specs import Stands
from apps.wikitext.citations import Citation, parse_cites


@dataclass(frozen=True)
class PartyStatus:
    """How a party stood to a subject: to a document, from one action to the next that changed it; to a body, for as
    long as a membership lasted.

    `since` and `until` are EDTF texts, the claims' own dates. To a document, `until` is the first day of the next
    status, `..` where nothing ended it; to a body, the last day of the membership. `earliest` and `latest` bound the
    days on which it can hold (latest excluded, None: open). `status` is what is stored, `label` what is shown.
    """

    party: Entry
    subject: Entry
    status: str
    since: str
    until: str
    claims: tuple[Claim, ...]
    earliest: date
    latest: date | None
    certainty: str | None

    @property
    def label(self) -> str:
        """The status in words."""
        return _stands(self.claims[0]).statuses.get(self.status, self.status)

    @property
    def cites(self) -> list[Citation]:
        """The citations of all claims on which it rests, each once."""
        return list(dict.fromkeys(cite for claim in self.claims for cite in parse_cites(claim.cites)))

    def possible(self, day: date) -> bool:
        """Whether it can hold on the day."""
        return self.earliest <= day and (self.latest is None or day < self.latest)


def standings(actions: Iterable[Any], day: date, *, every: bool = False) -> list[PartyStatus]:
    """How each party stands on `day`, parties by title; several rows where vague dates leave several possible.

    `actions` are those of one document, with the parties attached; deprecated ones are ignored. With `every`,
    standings that do not hold on the day are kept, with certainty None.
    """
    by_party: dict[int, list[Any]] = defaultdict(list)
    for action in actions:
        party = _stands(action).party
        if action.rank != Rank.DEPRECATED and getattr(action, party, None) is not None:
            by_party[getattr(action, f"{party}_id")].append(action)
    found: list[PartyStatus] = []
    for own in by_party.values():
        runs = list(_runs(own))
        statuses = {run.status for run in runs if run.possible(day)}
        # Before the first action can be ruled out, having no status at all is possible too.
        settled = len(statuses) == 1 and min(action.start_latest for action in own) <= day
        for run in runs:
            if run.possible(day):
                found.append(_with(run, "certain" if settled else "possible"))
            elif every:
                found.append(run)
    return sorted(found, key=lambda s: (s.party.title, s.earliest))


def as_claimed(claim: Any) -> PartyStatus:
    """How a party stands by one claim that is itself the status, its ends attached, as sure as it was asked to be."""
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
        certainty=getattr(claim, "certainty", None),
    )


def status_of(claim: Any) -> str:
    """The status that a claim is, or brings."""
    stands = _stands(claim)
    return stands.status(getattr(claim, stands.fact))


def _stands(claim: Any) -> Stands:
    return cast(Stands, claim.spec.stands)


def _with(run: PartyStatus, certainty: str) -> PartyStatus:
    return PartyStatus(**{**vars(run), "certainty": certainty})


def _runs(own: list[Any]) -> Iterator[PartyStatus]:
    """A party's actions in order, those that follow each other with the same status taken together."""
    stands = _stands(own[0])
    entering = stands.entering
    own = sorted(own, key=lambda a: (a.start_earliest, a.start_latest, entering.index(status_of(a)), a.pk or 0))
    runs: list[list[Any]] = []
    for action in own:
        if runs and status_of(runs[-1][0]) == status_of(action):
            runs[-1].append(action)
        else:
            runs.append([action])
    for index, run in enumerate(runs):
        later = [action for after in runs[index + 1 :] for action in after]
        yield PartyStatus(
            party=getattr(run[0], stands.party),
            subject=getattr(run[0], stands.subject),
            status=status_of(run[0]),
            since=_day(run[0]),
            until=_day(later[0]) if later else "..",
            claims=tuple(run),
            earliest=run[0].start_earliest or BEGINNING,
            latest=min((action.start_latest for action in later), default=None),
            certainty=None,
        )


def _day(action: Any) -> str:
    """When an act was: the first of its dates."""
    return cast(str, getattr(action, action.dates[0]))

"""Who stood how to a document or a body on a day; to a document, derived from treaty actions. Must not query.

The order of actions is that of their dates; a vague date stands for each of its days. On a day, an action's status
can hold when the action can have happened and the next one can still be to come. UN Treaty Collection, Glossary, for
the actions; Vienna Convention on the Law of Treaties, articles 11 to 17, for consent to be bound.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import ONE_DAY
from apps.wikitext.citations import Citation, parse_cites

from .claims import Claim, Rank
from .entry import Entry
from .kinds import Membership, TreatyAction
from .kinds.document import Action

PARTY, OBSERVER, SUSPENDED, EXCLUDED, WITHDRAWN, REFUSED = (
    "party", "observer", "suspended", "excluded", "withdrawn", "refused",
)  # fmt: skip

BRINGS: dict[str, str] = {
    Action.SIGNATURE: PARTY,
    Action.DEFINITIVE_SIGNATURE: PARTY,
    Action.RATIFICATION: PARTY,
    Action.ACCEPTANCE: PARTY,
    Action.APPROVAL: PARTY,
    Action.ACCESSION: PARTY,
    Action.SUCCESSION: PARTY,
    Action.PROLONGATION: PARTY,
    Action.RESUMPTION: PARTY,
    Action.OBSERVER: OBSERVER,
    Action.SUSPENSION: SUSPENDED,
    Action.EXCLUSION: EXCLUDED,
    Action.WITHDRAWAL: WITHDRAWN,
    Action.REFUSAL: REFUSED,
}
"""The status that each action brings, from its own day on (docs/decisions/0005)."""

_ORDER = (OBSERVER, REFUSED, PARTY, SUSPENDED, EXCLUDED, WITHDRAWN)
"""Which of two actions with the same dates came first: one enters before one leaves."""


@dataclass(frozen=True)
class Standing:
    """How a party stood to a subject: to a document, from one action to the next that changed it; to a body, for as
    long as a membership lasted.

    `since` and `until` are EDTF texts, the claims' own dates. To a document, `until` is the first day of the next
    status, `..` where nothing ended it; to a body, the last day of the membership. `earliest` and `latest` bound the
    days on which it can hold (latest excluded, None: open).
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
    def cites(self) -> list[Citation]:
        """The citations of all claims on which it rests, each once."""
        return list(dict.fromkeys(cite for claim in self.claims for cite in parse_cites(claim.cites)))

    def possible(self, day: date) -> bool:
        """Whether it can hold on the day."""
        return self.earliest <= day and (self.latest is None or day < self.latest)


def standings(actions: Iterable[TreatyAction], day: date, *, every: bool = False) -> list[Standing]:
    """How each party stands on `day`, parties by title; several rows where vague dates leave several possible.

    `actions` are those of one document, with `party` attached; deprecated ones are ignored. With `every`, standings
    that do not hold on the day are kept, with certainty None.
    """
    by_party: dict[int, list[TreatyAction]] = defaultdict(list)
    for action in actions:
        if action.rank != Rank.DEPRECATED and getattr(action, "party", None) is not None:
            by_party[action.party_id].append(action)
    found: list[Standing] = []
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


def of_membership(claim: Membership) -> Standing:
    """How a member stands to a body by one membership, its ends attached, as sure as it was asked to be."""
    return Standing(
        party=claim.member,
        subject=claim.body,
        status=claim.status,
        since=claim.start,
        until=claim.end,
        claims=(claim,),
        earliest=claim.start_earliest,
        latest=None if claim.end_latest == FOREVER else claim.end_latest + ONE_DAY,
        certainty=getattr(claim, "certainty", None),
    )


def _with(run: Standing, certainty: str) -> Standing:
    return Standing(**{**vars(run), "certainty": certainty})


def _runs(own: list[TreatyAction]) -> Iterator[Standing]:
    """A party's actions in order, those that follow each other with the same status taken together."""
    own = sorted(own, key=lambda a: (a.start_earliest, a.start_latest, _ORDER.index(BRINGS[a.action]), a.pk or 0))
    runs: list[list[TreatyAction]] = []
    for action in own:
        if runs and BRINGS[runs[-1][0].action] == BRINGS[action.action]:
            runs[-1].append(action)
        else:
            runs.append([action])
    for index, run in enumerate(runs):
        later = [action for after in runs[index + 1 :] for action in after]
        yield Standing(
            party=run[0].party,
            subject=run[0].document,
            status=BRINGS[run[0].action],
            since=run[0].date,
            until=later[0].date if later else "..",
            claims=tuple(run),
            earliest=run[0].start_earliest or BEGINNING,
            latest=min((action.start_latest for action in later), default=None),
            certainty=None,
        )

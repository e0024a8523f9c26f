"""Who stands how to a document, and the like, on a day. Must not know how that follows from what parties did."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import BaseModel, Field, create_model

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO
from apps.entries.lookup import find
from apps.entries.specs import Stands
from apps.facts.entry_data import EntryData
from apps.facts.status_queries import read_party_statuses
from apps.facts.status_table import read_parties
from apps.facts.treaty_status import PartyStatus

from .naming import ids_named
from .parameters import AtMoment, OfList, WithAll, Words
from .shapes import Certainty, Party, answers, list_of

router = Router(tags=["documents"])

DERIVED: dict[type[Entry], type[Claim]] = {
    kind: claim for kind, claim in STOOD_TO.items() if claim.spec.stands and claim.spec.stands.derived
}
"""The kinds to which parties stand by what they did, each with the claims that say what."""
LISTED = answers(list_of(Party, "PartyList")) | {301: None}


class PartiesAsking(OfList, WithAll, AtMoment):
    """The parameters of a list of parties; of which statuses there are, each kind adds."""

    party: Words | None = Field(None, description="Only this state or body: a slug, or kind:slug.")
    certainty: Certainty | None = Field(None, description="Only those that hold so surely on the day.")


def asking(kind: type[Entry], stands: Stands) -> type[BaseModel]:
    """The parameters of the parties to an entry of a kind."""
    one_of: Any = Literal[tuple(stands.statuses)]
    status: Any = (one_of | None, Field(None, description="Only those of this status."))
    return create_model(f"{kind.__name__}PartiesAsking", __base__=PartiesAsking, status=status)


def add_parties(kind: type[Entry], claim: type[Claim]) -> None:
    """Serves how each party stands to an entry of a kind, below the entry."""
    spec, stands = kind.spec, cast(Stands, claim.spec.stands)
    asked_model = asking(kind, stands)

    @router.get(
        f"/{spec.plural}/{{slug}}/{stands.called}",
        operation_id=f"list_{stands.called}",
        summary=f"List the {stands.called} to a {spec.name}",
        description=f"How each party stands on the day, derived from its {claim.spec.many} in order. Where dates "
        "are too vague for one answer, a party is there once for each status that is possible. "
        "By title; with `all`, also the statuses of other days.",
        response=LISTED,
        exclude_unset=True,
    )
    def parties(request: HttpRequest, slug: Path[str], asked: Query[asked_model]) -> dict[str, Any]:  # type: ignore[valid-type]  # made from the spec
        return read_list(request, kind, slug, asked)


def read_list(request: HttpRequest, kind: type[Entry], slug: str, asked: Any) -> dict[str, Any]:
    """The part of the list that is asked for. Raises UnknownMoment, Moved, Missing and NotAccepted."""
    world, claim = asked.world(request), DERIVED[kind]
    found = list(read_party_statuses(world, [find(world, kind, slug)], every=asked.every).rows)
    if asked.party:
        keys = ids_named(world, claim, claim.spec.end(cast(Stands, claim.spec.stands).party), asked.party)
        found = [each for each in found if each.party.pk in keys]
    if asked.status:
        found = [each for each in found if each.status == asked.status]
    if asked.certainty:
        found = [each for each in found if each.certainty == asked.certainty]
    answer: dict[str, Any] = asked.answer(request, found)
    answer["results"] = [party_json(each) for each in answer["results"]]
    return answer


def told_of_party(standing: PartyStatus) -> dict[str, Any]:
    """Who stands how, since when and until when, and how surely: what is told of every standing."""
    return {
        "party": standing.party.slug,
        "party_kind": standing.party.kind,
        "status": standing.status,
        "since": standing.since,
        "until": standing.until,
        "certainty": standing.certainty,
        "confirmed": standing.confirmed,
    }


def party_json(standing: PartyStatus) -> dict[str, Any]:
    """A standing that is derived as JSON."""
    fact = cast(Stands, standing.claims[0].spec.stands).fact
    return told_of_party(standing) | {
        "title": standing.party.title,
        "basis": [getattr(claim, fact) for claim in standing.claims],
    }


@dataclass(frozen=True)
class Extra:
    """What one kind's entries show beyond facts and claims: its shape, what it is in words, and how it is read.

    `read` is given the sheet, and whether what does not hold on the day is asked for too.
    """

    shape: Any
    words: str
    read: Callable[[EntryData, bool], Any]


def _of_sheet(sheet: EntryData, every: bool) -> list[dict[str, Any]]:
    """Of a document of so many acts that they were not all read, nothing: `further` says where its parties are."""
    if any(each.cut for each in sheet.lists):
        return []
    return [party_json(each) for each in read_parties(sheet, every=every)]


EXTRAS: dict[type[Entry], dict[str, Extra]] = {
    kind: {cast(Stands, claim.spec.stands).called: Extra(list[Party], "How each party stands on the day.", _of_sheet)}
    for kind, claim in DERIVED.items()
}
"""By kind, what its entries show beyond facts and claims, by its name in JSON."""

for _kind, _claim in DERIVED.items():
    add_parties(_kind, _claim)

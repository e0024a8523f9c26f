"""Who stands how to a document on a day. Must not know how that follows from treaty actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from apps.entries.entry import Entry
from apps.entries.kinds import Document, TreatyAction
from apps.entries.lookup import find
from apps.entries.parties import BRINGS, Standing, standings
from apps.entries.sheet import Sheet
from apps.entries.standings import read_standings

from .asking import AtMoment, OfList, WithAll, Words
from .naming import ids_named
from .shapes import Certainty, Party, answers, list_of

router = Router(tags=["documents"])

STATUSES = tuple(dict.fromkeys(BRINGS.values()))


class PartiesAsking(OfList, WithAll, AtMoment):
    """The parameters of a list of parties."""

    party: Words | None = Field(None, description="Only this state or body: a slug, or kind:slug.")
    status: Literal[STATUSES] | None = Field(None, description="Only those of this status.")  # type: ignore[valid-type]  # from the rules
    certainty: Certainty | None = Field(None, description="Only those that hold so surely on the day.")


@router.get(
    f"/{Document.spec.plural}/{{slug}}/parties",
    operation_id="list_parties",
    summary="List the parties to a document",
    description="How each party stands on the day, derived from its treaty actions in order. Where dates are too "
    "vague for one answer, a party is there once for each status that is possible. "
    "By title; with `all`, also the statuses of other days.",
    response=answers(list_of(Party, "PartyList")) | {301: None},
)
def parties(request: HttpRequest, slug: Path[str], asked: Query[PartiesAsking]) -> dict[str, Any]:
    """The part of the list that is asked for. Raises UnknownMoment, Moved, Missing and NotAccepted."""
    world = asked.world(request)
    found = list(read_standings(world, [find(world, Document, slug)], every=asked.every).rows)
    if asked.party:
        (end,) = (end for end in TreatyAction.spec.ends if end.field == "party")
        keys = ids_named(world, TreatyAction, end, asked.party)
        found = [each for each in found if each.party.pk in keys]
    if asked.status:
        found = [each for each in found if each.status == asked.status]
    if asked.certainty:
        found = [each for each in found if each.certainty == asked.certainty]
    answer = asked.answer(request, found)
    answer["results"] = [told(each) for each in answer["results"]]
    return answer


def told_of_party(standing: Standing) -> dict[str, Any]:
    """Who stands how, since when and until when, and how surely: what is told of every standing."""
    return {
        "party": standing.party.slug,
        "party_kind": standing.party.kind,
        "status": standing.status,
        "since": standing.since,
        "until": standing.until,
        "certainty": standing.certainty,
    }


def told(standing: Standing) -> dict[str, Any]:
    """A standing toward a document as JSON."""
    return told_of_party(standing) | {
        "title": standing.party.title,
        "basis": [action.action for action in cast(tuple[TreatyAction, ...], standing.claims)],
    }


@dataclass(frozen=True)
class Extra:
    """What one kind's entries show beyond facts and claims: its shape, what it is in words, and how it is read.

    `read` is given the sheet, and whether what does not hold on the day is asked for too.
    """

    shape: Any
    words: str
    read: Callable[[Sheet, bool], Any]


def _of_sheet(sheet: Sheet, every: bool) -> list[dict[str, Any]]:
    return [told(each) for each in standings(sheet.recorded("treaty_actions"), sheet.world.day, every=every)]


EXTRAS: dict[type[Entry], dict[str, Extra]] = {
    Document: {"parties": Extra(list[Party], "How each party stands on the day.", _of_sheet)}
}
"""By kind, what its entries show beyond facts and claims, by its name in JSON."""

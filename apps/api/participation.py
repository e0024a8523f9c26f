"""How every state and body stands to every body and document on a day. Must not know how that is derived."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from apps.entries.keyset import UnknownPlace
from apps.entries.kinds import STOOD_TO
from apps.entries.world import World
from apps.facts.treaty_status import PartyStatus
from apps.overview.long_list import FEW, StandingsWanted, is_long, read_all, read_part
from apps.overview.sides import PARTIES

from .naming import ids_of
from .parameters import NO_PLACE, AtMoment, NotAccepted, OfList, Words
from .parties import told_of_party
from .shapes import Certainty, Citation, answers, list_of

router = Router(tags=["claims"])

STATUSES = tuple(
    dict.fromkeys(status for claim in STOOD_TO.values() if claim.spec.stands for status in claim.spec.stands.statuses)
)


class Held(BaseModel):
    """How a party stands to a body, by its membership, or to a document, as derived from its treaty actions."""

    party: str = Field(description="Its slug.", examples=["georgia"])
    party_kind: str = Field(examples=["state"])
    subject: str = Field(description="The slug of the body or document.", examples=["collective-security-treaty"])
    subject_kind: str = Field(examples=["document"])
    status: str = Field(description="; ".join(STATUSES), examples=["party"])
    since: str = Field(description="When the status began. EDTF; empty: unknown.", examples=["1992-05-15"])
    until: str = Field(
        description="To a body, its last day; to a document, the first day of the next. EDTF; `..`: it goes on."
    )
    certainty: Certainty
    confirmed: str = Field(description="Up to when it is confirmed. EDTF; empty: never.", examples=["2009"])
    cites: list[Citation]


class ParticipationAsking(OfList, AtMoment):
    """The parameters of the list."""

    party: Words | None = Field(None, description="Only those of this state or body: a slug, or kind:slug.")
    subject: Words | None = Field(None, description="Only those to this body or document: a slug, or kind:slug.")
    status: Literal[STATUSES] | None = Field(None, description="Only those with this status.")  # type: ignore[valid-type]  # from the rules
    certainty: Certainty | None = Field(None, description="Only those that hold so surely on the day.")


@router.get(
    "/participation",
    operation_id="list_participation",
    summary="List how parties stand to bodies and documents",
    description="What the page /participation/ shows: who stood how to which body and document on the day. "
    f"Where it rests on more than {FEW} claims, it is read part by part: `count` is null unless a part is the whole, a "
    "part may have fewer results than its `limit`, or none, while `next` leads on, and `offset` is not accepted.",
    response=answers(list_of(Held, "StandingList")),
    exclude_unset=True,
)
def participation(request: HttpRequest, asked: Query[ParticipationAsking]) -> dict[str, Any]:
    """The part of the list that is asked for, by subject and party. Raises UnknownMoment, Missing and NotAccepted."""
    world = asked.world(request)
    wanted = StandingsWanted(
        frozenset(ids_of([*STOOD_TO], world, "subject", asked.subject)) if asked.subject else None,
        frozenset(ids_of(PARTIES, world, "party", asked.party)) if asked.party else None,
        lambda each: all(getattr(asked, name) in (None, getattr(each, name)) for name in ("status", "certainty")),
    )
    if asked.after or is_long(world, wanted):
        answer = _part(request, world, asked, wanted)
    else:
        answer = asked.answer(request, read_all(world, wanted))
    answer["results"] = [participation_json(each) for each in answer["results"]]
    return answer


def _part(request: HttpRequest, world: World, asked: ParticipationAsking, wanted: StandingsWanted) -> dict[str, Any]:
    if asked.offset and not asked.after:
        raise NotAccepted("offset: so long a list is not counted off; follow its `next`, or narrow it.")
    try:
        found, after = read_part(world, wanted, asked.limit, asked.after or "")
    except UnknownPlace as error:
        raise NotAccepted(NO_PLACE) from error
    whole = not (asked.after or after)
    return {
        "count": len(found) if whole else None,
        "next": asked.address(request, after=after) if after else None,
        "results": found,
    }


def participation_json(standing: PartyStatus) -> dict[str, Any]:
    """A standing toward a body or a document as JSON."""
    return told_of_party(standing) | {
        "subject": standing.subject.slug,
        "subject_kind": standing.subject.kind,
        "cites": [{"source": cite.source, "locator": cite.locator} for cite in standing.cites],
    }

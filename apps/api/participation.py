"""How every state and body stands to every body and document on a day. Must not know how that is derived."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from apps.entries.kinds import STOOD_TO
from apps.facts.status_queries import read_party_statuses
from apps.facts.treaty_status import PartyStatus
from apps.overview.matrix import read_subjects
from apps.overview.sides import PARTIES

from .naming import ids_of
from .parameters import AtMoment, OfList, Words
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
    description="What the page /participation/ shows: who stood how to which body and document on the day.",
    response=answers(list_of(Held, "StandingList")),
    exclude_unset=True,
)
def participation(request: HttpRequest, asked: Query[ParticipationAsking]) -> dict[str, Any]:
    """The part of the list that is asked for, by subject and party. Raises UnknownMoment, Missing and NotAccepted."""
    world = asked.world(request)
    subjects = read_subjects(world)
    if asked.subject:
        keys = ids_of([*STOOD_TO], world, "subject", asked.subject)
        subjects = [subject for subject in subjects if subject.pk in keys]
    found = list(read_party_statuses(world, subjects).rows)
    if asked.party:
        keys = ids_of(PARTIES, world, "party", asked.party)
        found = [each for each in found if each.party.pk in keys]
    for name in ("status", "certainty"):
        if wanted := getattr(asked, name):
            found = [each for each in found if getattr(each, name) == wanted]
    answer = asked.answer(request, found)
    answer["results"] = [participation_json(each) for each in answer["results"]]
    return answer


def participation_json(standing: PartyStatus) -> dict[str, Any]:
    """A standing toward a body or a document as JSON."""
    return told_of_party(standing) | {
        "subject": standing.subject.slug,
        "subject_kind": standing.subject.kind,
        "cites": [{"source": cite.source, "locator": cite.locator} for cite in standing.cites],
    }

"""Subjects whose list of those who stand to them is confirmed as complete on the day. Must not know HTML."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO, Confirmation
from apps.entries.world import World


def read_complete(world: World, subjects: Iterable[Entry]) -> dict[int, Any]:
    """The last confirmation of the whole list that is of the World's day, or can be, by the subject's key. One query.

    Who is not on the list then stood to the subject in no way: that is an answer, not a gap.
    """
    whole = Q()
    for subject in subjects:
        if (listed := listed_of(subject)) is not None:
            whole |= Q(entry_id=subject.pk, listed=listed)
    if not whole:
        return {}
    rows = world.rows(Confirmation).filter(whole, only=None).exclude(rank=Rank.DEPRECATED)
    of_day = rows.filter(start_earliest__lte=world.day, start_latest__gte=world.day).order_by("start_latest", "id")
    return {row.entry_id: row for row in world.instances(of_day)}


def listed_of(subject: Entry) -> str | None:
    """The name of the list of those who stand to a subject; None where that is no list."""
    claim: Any = STOOD_TO.get(type(subject))
    return claim.spec.end(claim.spec.stands.subject).listed if claim is not None and claim.spec.confirmed else None


def anchor_of(subject: Entry) -> str:
    """Where that list stands on the subject's page."""
    claim: Any = STOOD_TO[type(subject)]
    end = claim.spec.end(claim.spec.stands.subject)
    return f"{subject.get_absolute_url()}#{end.listed}-{end.field}"

"""Recent changes. Must not know what a changeset wrote, only which entries it touched."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from apps.changes import days
from apps.changes.models import Changeset
from apps.entries.batches import batches
from apps.entries.entry import Entry, Touch
from apps.entries.keyset import Key
from apps.entries.kinds import KINDS
from apps.entries.lookup import departed, ever_at
from apps.entries.moments import UnknownMoment, read_date
from apps.entries.world import World
from apps.revisions.selection import key_of_user

from .parameters import AtMoment, NotAccepted, OfList, Words
from .shapes import Change, answers, list_of

router = Router(tags=["changes"])

LARGEST = 2**63 - 1
MOST_NAMED = 25
"""How many of the entries that a changeset touched are named."""


class ChangesAsking(OfList, AtMoment):
    """The parameters of recent changes."""

    entry: Words | None = Field(
        None, description="Only those that touched this entry: kind:slug.", examples=["body:csto"]
    )
    user: Words | None = Field(None, description="Only those of this editor.")
    since: str | None = Field(
        None,
        description="Only those after the changeset of this number, or from this day or instant on (UTC).",
        examples=["12", "2026-05-03", "2026-05-03T14:30:00Z"],
    )


@router.get(
    "/changes",
    operation_id="list_changes",
    summary="List changes",
    description="Changesets, newest first, with the entries that each touched.",
    response=answers(list_of(Change, "ChangeList")),
    exclude_unset=True,
)
def changes(request: HttpRequest, asked: Query[ChangesAsking]) -> dict[str, Any]:
    """The part of the list that is asked for. Raises UnknownMoment, Missing, NotAccepted and Http404."""
    world = asked.world(request)
    rows = Changeset.objects.filter(_since(asked.since or "")).select_related("user").order_by("-number")
    if world.at is not None:
        rows = rows.filter(number__lte=world.at)
    if asked.user:
        rows = rows.filter(user_id=key_of_user(asked.user))
    if asked.entry:
        rows = rows.filter(number__in=Touch.objects.filter(entry__in=_ever_at(world, asked.entry)).values("changeset"))
    answer: dict[str, Any] = asked.part(request, rows, Key("number", descending=True))
    answer["results"] = told_changes(request, world, answer["results"])
    return answer


def told_changes(request: HttpRequest, world: World, changesets: Iterable[Changeset]) -> list[dict[str, Any]]:
    """Changesets as JSON, each with the entries that it touched."""
    rows = world.viewer.redact(changesets)
    touched = _touched(request, world, rows)
    return [_told(request, row, touched[row.number]) for row in rows]


def _since(text: str) -> Q:
    """The condition of `since`. Raises UnknownMoment."""
    text = text.strip()
    if not text:
        return Q()
    if text.isascii() and text.isdigit():
        return Q(number__gt=min(int(text[:20]), LARGEST))
    match read_date(text):
        case datetime() as instant:
            return days.since(instant)
        case date() as day:
            return days.since(datetime.combine(day, time.min, UTC))
    raise UnknownMoment(
        f"since={text[:40]} cannot be read: write a changeset's number, such as 12, or a day or an instant, "
        "such as 2026-05-03 or 2026-05-03T14:30:00Z."
    )


def _ever_at(world: World, name: str) -> list[int]:
    """The key of the entry of this name, standing or deleted. Raises NotAccepted and Missing."""
    word, colon, slug = name.partition(":")
    kinds = [model for model in KINDS if model.spec.name == word.strip()]
    if not colon or not kinds:
        words = ", ".join(model.spec.name for model in KINDS)
        raise NotAccepted(f"entry={name[:60]}: write kind:slug, such as body:csto, with one of the kinds {words}.")
    return ever_at(world, kinds[0], slug.strip())


def _touched(request: HttpRequest, world: World, changesets: Iterable[Changeset]) -> dict[int, list[dict[str, Any]]]:
    """The first entries that each changeset touched, by title; those deleted since as they last were."""
    numbers = [changeset.number for changeset in changesets]
    place = Window(RowNumber(), F("changeset_id"), "entry_id")
    touches = Touch.objects.filter(changeset__in=numbers).annotate(place=place).filter(place__lte=MOST_NAMED)
    pairs = list(touches.order_by().values_list("changeset", "entry"))
    keys = {key for _, key in pairs}
    some = batches(sorted(keys))
    standing = {entry.pk: entry for part in some for entry in world.stubs(Q(id__in=part))}
    some = batches(sorted(keys - standing.keys()))
    gone = {entry.pk: entry for part in some for entry in departed(world, part)}
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, key in pairs:
        if entry := standing.get(key) or gone.get(key):
            found[number].append(_link(request, entry, gone=key in gone))
    for entries in found.values():
        entries.sort(key=lambda each: (each["title"], each["kind"], each["slug"]))
    return found


def _link(request: HttpRequest, entry: Entry, *, gone: bool) -> dict[str, Any]:
    url = None if gone else request.build_absolute_uri(entry.get_absolute_url())
    return {"kind": entry.kind, "slug": entry.slug, "title": entry.title, "url": url}


def _told(request: HttpRequest, changeset: Changeset, entries: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "number": changeset.number,
        "at": changeset.created,
        "user": changeset.user.get_username() if changeset.user else None,
        "summary": changeset.summary,
        "tag": changeset.tag,
        "entries": entries,
        "reverts": changeset.reverts_id,
        "url": request.build_absolute_uri(changeset.get_absolute_url()),
    }

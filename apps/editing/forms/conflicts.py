"""What an editor has to decide whose entry others changed or deleted meanwhile. Must not know how a page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apps.changes.models import Changeset
from apps.door.conflicts import ExplainedClash, explain
from apps.door.merging import Clash
from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.revisions.deltas import DELETED

from . import conflict_choices
from .choices import as_key
from .refusals import Conflict


@dataclass(frozen=True)
class ClashChoice:
    """A clash, told, with the `name` under which the editor decides it and the `place` of the field on the page.

    `both` says that what both editors made of the field can stay.
    """

    name: str
    place: str
    told: ExplainedClash
    both: bool = False


def choices(conflict: Conflict, viewer: Viewer, base: int) -> Iterator[ClashChoice]:
    """What the editor has to decide, in the order of the form."""
    told_clashes = explain([clash for _, clash in conflict.clashes], viewer, base)
    for (prefix, clash), each in zip(conflict.clashes, told_clashes, strict=True):
        name = name_of(prefix, clash)
        both = bool(clash.field) and conflict_choices.both_can_stay(clash.row, clash.field)
        yield ClashChoice(conflict_choices.PREFIX + name, f"id_{name}" if clash.field else name, each, both)


def name_of(prefix: str, clash: Clash) -> str:
    """The name of the field in the page's form; for a claim that one side removed, the prefix of its form."""
    return "-".join(part for part in (prefix, clash.field) if part)


def deletion_of(viewer: Viewer, kind: type[Entry], key: Any) -> Changeset | None:
    """The changeset that last deleted the entry of this key; None if there is none."""
    rows = viewer.past(kind).filter(id=as_key(key), history_type=DELETED).order_by("-history_id")
    number = rows.values_list("changeset_id", flat=True).first()
    return Changeset.objects.select_related("user").get(number=number) if number else None

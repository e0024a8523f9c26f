"""The entries that were deleted, for those who may bring them back. Must not know requests or pages."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet

from apps.changes.models import LATEST, Changeset
from apps.entries.entry import Entry
from apps.entries.kinds import KINDS
from apps.entries.stubs import STUB, as_stub
from apps.entries.world import World

from .selection import PAGE, Cut
from .subject import deleted_rows


@dataclass(frozen=True)
class Gone:
    """A deleted entry as it last was, a stub, and the changeset that deleted it."""

    entry: Entry
    changeset: Changeset

    @property
    def last(self) -> int:
        """The changeset at which it last stood."""
        return self.changeset.number - 1


def read_deleted(world: World, before: int | None) -> Cut:
    """A page of the entries that do not stand any more in the World, those deleted last first.

    What one changeset deleted is on one page, however much it is. Two queries, or three.
    """
    rows = list(_deleted(world, Q(changeset__lt=before) if before is not None else Q())[: PAGE + 1])
    older = None
    if len(rows) > PAGE:
        older = rows[PAGE - 1]["changeset_id"]
        rows = list(_deleted(world, Q(changeset__gte=older, changeset__lt=before or LATEST)))
    by_number = Changeset.objects.select_related("user").in_bulk({row["changeset_id"] for row in rows})
    world.viewer.redact(by_number.values())
    return Cut([Gone(as_stub(row), by_number[row["changeset_id"]]) for row in rows], older)


def _deleted(world: World, where: Q) -> QuerySet[Any]:
    parts = [deleted_rows(world, model).filter(where).values(*STUB, "changeset_id") for model in KINDS]
    return cast(QuerySet[Any], parts[0].union(*parts[1:], all=True).order_by("-changeset_id", "title"))

"""Which changesets are asked for, newest first and page by page. Must not know requests or pages.

Pages are cut by number, not counted off, so the last costs what the first does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.changes import days
from apps.changes.models import Changeset
from apps.entries.access import Viewer
from apps.entries.entry import Entry, Touch

PAGE = 25
FEW_ROWS, FEW_TOUCHES = 2_000, 5_000
"""A kind that is rare: how many rows the history of its entries has, and how many touches those."""


@dataclass(frozen=True)
class Selection:
    """What to look for. Empty values ask for nothing; days are whole ones, in UTC, and included.

    `entries` are keys: one of them must have been touched. `act` and `extent` are what was counted as it was written.
    `before` and `after` are numbers that are themselves left out.
    """

    kind: type[Entry] | None = None
    entries: Collection[int] | None = None
    user: str = ""
    tag: str = ""
    act: str = ""
    extent: int | None = None
    since: date | None = None
    until: date | None = None
    at: int | None = None
    before: int | None = None
    after: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves out any changeset for what it is, and not only for its number."""
        asked = (self.kind, self.entries is not None, self.user, self.tag, self.act, self.extent)
        return any(asked) or bool(self.since or self.until or self.after is not None)

    def where(self, prefix: str = "") -> Q:
        """The condition on changesets themselves, or on rows that lead to them by `prefix`."""
        asked: dict[str, Any] = {
            "user_id": self.user and key_of_user(self.user),
            "tag": self.tag,
            "act": self.act,
            "extent": self.extent,
        }
        found = Q(**{prefix + name: value for name, value in asked.items() if value != "" and value is not None})
        if self.since:
            found &= days.since(datetime.combine(self.since, time.min, UTC), prefix)
        if self.until:
            found &= days.until(datetime.combine(self.until, time.max, UTC), prefix)
        if self.at is not None:
            found &= Q(**{f"{prefix}number__lte": self.at})
        if self.before is not None:
            found &= Q(**{f"{prefix}number__lt": self.before})
        if self.after is not None:
            found &= Q(**{f"{prefix}number__gt": self.after})
        return found

    def changesets(self, viewer: Viewer) -> QuerySet[Changeset]:
        """The changesets of any entries, with their editors."""
        rows = Changeset.objects.filter(self.where()).select_related("user").order_by("-number")
        if self.entries is not None:
            rows = rows.filter(number__in=Touch.objects.filter(entry__in=self.entries).order_by().values("changeset"))
        if self.kind is not None:
            rows = rows.filter(_of_kind(viewer, self.kind))
        return rows

    def changesets_of(self, key: int) -> list[Changeset]:
        """A page of the changesets that touched one entry, and one more: from the index of its touches."""
        touches = Touch.objects.filter(self.where("changeset__"), entry_id=key).select_related("changeset__user")
        return [touch.changeset for touch in touches.order_by("-changeset_id")[: PAGE + 1]]


def key_of_user(name: str) -> int:
    """The key of the account of a name, 0 for none: its changesets are found by an index of keys and numbers."""
    return get_user_model().objects.filter(username=name).values_list("pk", flat=True).first() or 0


def _of_kind(viewer: Viewer, kind: type[Entry]) -> Q:
    """That a changeset touched an entry that was ever of a kind. Two queries.

    Those of few entries are found from their touches, as one would have to read far back for them; else each changeset
    is asked, newest first.
    """
    past = viewer.past(kind).order_by()
    if past.values("id")[: FEW_ROWS + 1].count() <= FEW_ROWS:
        touches = Touch.objects.filter(entry__in=past.values("id")).order_by()
        numbers = list(touches.values_list("changeset", flat=True)[: FEW_TOUCHES + 1])
        if len(numbers) <= FEW_TOUCHES:  # told by name: PostgreSQL would ask each changeset all the same
            return Q(number__in=set(numbers))
    of_kind = past.filter(id=OuterRef("entry_id"))
    return Q(Exists(Touch.objects.filter(Exists(of_kind), changeset=OuterRef("number")).order_by()))


@dataclass(frozen=True)
class Cut:
    """A page of rows, and the number before which the next one begins; None where this is the last."""

    rows: list[Any]
    older: int | None


def cut(rows: list[Any], number: Any) -> Cut:
    """A page of rows that were asked for with one more; `number` gives the number of a row."""
    shown = rows[:PAGE]
    return Cut(shown, number(shown[-1]) if len(rows) > PAGE else None)

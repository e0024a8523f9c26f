"""Bringing an edit together with what others published since the editor began. Must not know forms, nor write.

Fields that one side changed are taken from that side, prose is merged hunk by hunk, claims row by row. What both
changed differently is a clash, and a clash publishes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from apps.changes.merge import Merged, merge_text, merge_value, settle_text
from apps.changes.models import Changeset
from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.world import World
from apps.revisions.deltas import DELETED, changed_fields, instance_of

Row = Entry | Claim
Key = tuple[type[Row], int]
"""A row by its model and its key."""


def key_of(row: Row) -> Key:
    """What a row is known by."""
    return type(row), row.pk


@dataclass(frozen=True)
class Clash:
    """A field of a row that both sides changed, each in its way; `field` is empty where one side deleted the row.

    `base`, `mine` and `theirs` are the stored values; None stands for the deleted row.
    """

    row: Row
    field: str
    base: Any
    mine: Any
    theirs: Any

    @cached_property
    def changeset(self) -> Changeset:
        """The changeset that left the field as it now is; where one side deleted the row, the row."""
        rows = SYSTEM.past(type(self.row)).filter(id=self.row.pk).order_by("-history_id")
        if not self.field:
            return Changeset.objects.select_related("user").get(number=rows[0].changeset_id)
        column = getattr(self.row._meta.get_field(self.field), "attname", self.field)
        states = rows.values_list("changeset_id", column, "history_type").iterator()
        number, value, _ = next(states)
        for earlier, before, what in states:
            if before != value or what == DELETED:
                break
            number = earlier
        return Changeset.objects.select_related("user").get(number=number)


class EditConflict(Exception):
    """Others changed what the editor changed; `latest` is the newest changeset, up to which the clashes are told."""

    def __init__(self, clashes: Sequence[Clash], latest: Changeset) -> None:
        super().__init__(
            gettext("What you changed was changed by others too, up to #%(number)s.") % {"number": latest.number}
        )
        self.clashes = list(clashes)
        self.latest = latest


def merge_edit(
    saves: Iterable[Row],
    deletes: Iterable[Row],
    standing: Mapping[Key, Row],
    *,
    base: int,
    seen: int = 0,
    number: int,
) -> tuple[list[Row], list[Row]]:
    """The rows to save and to delete, brought together with what stands at changeset `number`: `standing`.

    `base` is the changeset that the editor started from. `seen` is the one up to which clashes were shown to the
    editor, who decided: where nothing changed since, the editor's own value stands. Raises EditConflict. One query
    for each sort of rows, and more only for rows that are newer than `base`, or clash.
    """
    saves, deletes = list(saves), list(deletes)
    if base >= number:  # nobody published since
        return saves, [row for row in deletes if key_of(row) in standing]
    merge = _Merge(base, seen, standing, [*saves, *deletes])
    kept = [row for row in saves if merge.keep(row)]
    gone = [row for row in deletes if merge.drop(row)]
    if merge.clashes:
        raise EditConflict(merge.clashes, latest_published())
    return kept, gone


def keyed(rows: Iterable[Row]) -> dict[type[Row], list[int]]:
    """The keys of rows that have one, by their model."""
    keys: dict[type[Row], list[int]] = {}
    for row in rows:
        if row.pk is not None:
            keys.setdefault(type(row), []).append(row.pk)
    return keys


def read_standing(rows: Iterable[Row]) -> dict[Key, Row]:
    """Those of the rows that stand, as they do. One query for each sort of rows, and for each batch of them."""
    found: dict[Key, Row] = {}
    for model, keys in keyed(rows).items():
        for some in batches(keys):
            found.update({key_of(row): row for row in SYSTEM.rows(model).filter(pk__in=some).order_by()})
    return found


def latest_published() -> Changeset:
    """The newest changeset that is whole: one that is still being written has no seal yet."""
    return Changeset.objects.exclude(digest="").latest()


class _Merge:
    def __init__(self, base: int, seen: int, standing: Mapping[Key, Row], rows: Iterable[Row]) -> None:
        self.base, self.seen = World(SYSTEM, at=base), World(SYSTEM, at=seen) if seen else None
        self.standing = standing
        self.clashes: list[Clash] = []
        self.past: dict[Key, Row] = {}
        for model, keys in keyed(rows).items():
            for some in batches(keys):
                found = self.base.instances(self.base.rows(model).filter(id__in=some))
                self.past.update({key_of(row): row for row in found})

    def keep(self, mine: Row) -> bool:
        """Merge a row that is to be saved; whether there is anything of it to save."""
        if mine.pk is None:
            return True
        was, now = self._started(mine), self._now(mine)
        if now is None:
            if was is not None and not changed_fields(was, mine):
                return False  # they deleted what the editor left alone
            if was is not None and not self._decided(mine, now):
                self.clashes.append(Clash(mine, "", was, mine, None))
            return True
        for name in changed_fields(was if was is not None else now, now):
            self._merge_field(name, was, mine, now)
        return True

    def drop(self, mine: Row) -> bool:
        """Check a row that is to be deleted; whether it still is to be."""
        was, now = self._started(mine), self._now(mine)
        if now is not None and was is not None and changed_fields(was, now) and not self._decided(mine, now):
            self.clashes.append(Clash(mine, "", was, None, now))
        return now is not None

    def _merge_field(self, name: str, was: Row, mine: Row, now: Row) -> None:
        field = mine._meta.get_field(name)
        column = getattr(field, "attname", name)
        values = [getattr(row, column) for row in (was, mine, now)]
        by_hunk = field.get_internal_type() == "TextField"
        merged: Merged = merge_text(*values) if by_hunk else merge_value(*values)
        if merged.clean:
            setattr(mine, column, merged.value)
        elif not self._decided(mine, now, column):
            self.clashes.append(Clash(mine, name, *values))
        elif by_hunk:
            setattr(mine, column, settle_text(*values)[0])  # what others did in other passages stays

    def _decided(self, mine: Row, now: Row | None, column: str = "") -> bool:
        """Whether the editor saw what stands now, and decided against it."""
        if self.seen is None:
            return False
        shown = self._past(self.seen, mine)
        if shown is None or now is None:
            return shown is now
        return getattr(shown, column) == getattr(now, column) if column else not changed_fields(shown, now)

    def _started(self, row: Row) -> Any:
        """The row that the editor started from: a form that was read while others saved shows rows newer than it."""
        if (was := self.past.get(key_of(row))) is not None:
            return was
        newer = SYSTEM.past(type(row)).filter(id=row.pk, changeset__gt=self.base.at)
        return instance_of(newer.order_by("history_id").first())

    @staticmethod
    def _past(world: World, row: Row) -> Any:
        return next(iter(world.instances(world.rows(type(row)).filter(id=row.pk))), None)

    def _now(self, row: Row) -> Any:
        return self.standing.get((type(row), row.pk))

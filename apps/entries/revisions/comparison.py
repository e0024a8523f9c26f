"""How two states of rows differ, field by field, each by the type of its field. Must not know pages or JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.changes.diff import Row, prose_rows
from apps.dates.edtf import InvalidDate, parse
from apps.dates.fields import EdtfField

from ..attach import Named
from ..cited import CitesField, ProseField
from ..claims import Claim
from ..values import Value, label, read_value
from ..world import World
from .deltas import Delta, changed_fields


@dataclass(frozen=True)
class FieldChange:
    """A field of a row, before and after. `note` says what became of a date; `rows` compare a text by word."""

    name: str
    label: str
    before: Value
    after: Value
    note: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class RowChange:
    """A row that was added, removed or changed (`op`), and the fields in which it differs.

    For a row that came or went, these are the fields that say something.
    """

    delta: Delta
    fields: tuple[FieldChange, ...]

    @property
    def op(self) -> str:
        """What was done: "added", "removed" or "changed"."""
        return self.delta.op

    @property
    def claim(self) -> Any:
        """The claim, as it is or last was; None where the row is an entry."""
        return self.delta.row if isinstance(self.delta.row, Claim) else None


def compare_rows(deltas: Iterable[Delta], before: World, after: World) -> list[RowChange]:
    """The changes of rows, with the entries that they name as each World has them: two queries for all."""
    deltas = list(deltas)
    for world, rows in (
        (before, [delta.before for delta in deltas if delta.before is not None]),
        (after, [delta.after for delta in deltas if delta.after is not None]),
    ):
        named = Named()
        named.want(rows)
        named.fetch(world)
    return [RowChange(delta, tuple(_field_changes(delta))) for delta in deltas]


def _field_changes(delta: Delta) -> Iterable[FieldChange]:
    if delta.op == "changed":
        for name in changed_fields(delta.before, delta.after):
            yield _field_change(delta.before, delta.after, name)
        return
    blank = delta.model()
    for name in changed_fields(blank, delta.row):
        yield _field_change(delta.before or blank, delta.after or blank, name)


def _field_change(before: Any, after: Any, name: str) -> FieldChange:
    field = type(after)._meta.get_field(name)
    old, new = _value(before, name), _value(after, name)
    by_word = isinstance(field, ProseField | CitesField) or field.get_internal_type() == "TextField"
    return FieldChange(
        name,
        label(type(after), name),
        old,
        new,
        note=exactness(old.raw, new.raw) if isinstance(field, EdtfField) else "",
        rows=tuple(prose_rows(old.raw, new.raw)) if by_word else (),
    )


def _value(row: Any, name: str) -> Value:
    field = row._meta.get_field(name)
    if field.is_relation and getattr(row, field.attname) is None:
        return Value(name, label(type(row), name), "entry", None, "")
    return read_value(row, name)


def exactness(before: str, after: str) -> str:
    """Whether a date became "more exact" (it lies within what it was), "less exact", or neither."""
    try:
        old, new = (parse(text, open_end=True) for text in (before, after))
    except InvalidDate:
        return ""
    if (old.earliest, old.latest) == (new.earliest, new.latest):
        return ""
    if old.earliest <= new.earliest and new.latest <= old.latest:
        return "more exact"
    return "less exact" if new.earliest <= old.earliest and old.latest <= new.latest else ""

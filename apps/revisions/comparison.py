"""How two states of rows differ, field by field, each by the type of its field. Must not know pages or JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from apps.changes.diff import DiffLine, prose_rows
from apps.dates.edtf import InvalidDate, parse
from apps.dates.fields import EdtfField
from apps.entries.claims import Claim
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.field_values import Value, label, read_value
from apps.entries.lookup import departed
from apps.entries.resolver import EntryResolver
from apps.entries.world import World

from .deltas import Delta, changed_fields


@dataclass(frozen=True)
class FieldChange:
    """A field of a row, before and after. `note` says what became of a date; `rows` compare a text by word."""

    name: str
    label: str
    before: Value
    after: Value
    note: str = ""
    rows: tuple[DiffLine, ...] = ()


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


def compare_rows(deltas: Iterable[Delta], before: World, after: World, *, by_word: bool = True) -> list[RowChange]:
    """The changes of rows, with the entries that they name as each World has them; those deleted, as they last were.

    Two or three queries for all of them. Unless `by_word`, texts are not compared, which takes longer than the rest.
    """
    deltas = list(deltas)
    old = [delta.before for delta in deltas if delta.before is not None]
    new = [delta.after for delta in deltas if delta.after is not None]
    for world, rows in ((after, old + new),) if before == after else ((before, old), (after, new)):
        name_entries(rows, world)
    return [RowChange(delta, tuple(_field_changes(delta, by_word=by_word))) for delta in deltas]


def name_entries(rows: Iterable[Any], world: World) -> None:
    """Give rows the entries at their foreign keys: as the World has them, or as they last were before they went."""
    named = EntryResolver()
    named.want(rows)
    named.fetch(world)
    empty = [
        (row, key)
        for row in named.rows
        for key in entry_keys(type(row))
        if getattr(row, key.attname) is not None and key.get_cached_value(row, default=None) is None
    ]
    if empty:
        gone = {entry.pk: entry for entry in departed(world, {getattr(row, key.attname) for row, key in empty})}
        for row, key in empty:
            key.set_cached_value(row, gone.get(getattr(row, key.attname)))


def _field_changes(delta: Delta, *, by_word: bool) -> Iterable[FieldChange]:
    if delta.op == "changed":
        names = changed_fields(delta.before, delta.after)
    else:
        names = [name for name in fields_of(delta.model) if _tells(delta.row, name)]
    names.sort(key=fields_of(delta.model).index)
    return [_field_change(delta, name, by_word=by_word) for name in names]


def fields_of(model: type[Entry | Claim]) -> list[str]:
    """The names of the fields that editors write, as a reader meets them: names or ends, facts, and the rest."""
    spec: Any = model.spec
    ends = [end.field for end in spec.ends] if issubclass(model, Claim) else ["title", "slug", "summary"]
    names = [field.name for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    first = [*ends, *spec.facts]
    return [*first, *(name for name in names if name not in first)]


def _tells(row: Any, name: str) -> bool:
    """Whether a field of a row that came or went says something: not where it is empty, or a default and no fact."""
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    return value not in ("", None) and (name in row.spec.facts or value != field.default)


def _field_change(delta: Delta, name: str, *, by_word: bool) -> FieldChange:
    field = delta.model._meta.get_field(name)
    old, new = (value_of(delta.model, row, name) for row in (delta.before, delta.after))
    return FieldChange(
        name,
        label(delta.model, name),
        old,
        new,
        note=exactness(old.raw, new.raw) if isinstance(field, EdtfField) else "",
        rows=tuple(prose_rows(old.raw, new.raw)) if by_word and is_prose(delta.model, name) else (),
    )


def is_prose(model: Any, name: str) -> bool:
    """Whether a field holds text of many lines, which is compared by word."""
    return bool(model._meta.get_field(name).get_internal_type() == "TextField")


def value_of(model: Any, row: Any, name: str) -> Value:
    """A field of a row that was given its entries; an empty value where there is no row, or the field names nothing."""
    field: Any = model._meta.get_field(name)
    if row is None or (field.is_relation and field.get_cached_value(row, default=None) is None):
        return Value(name, label(model, name), "entry" if field.is_relation else "text", None, "")
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
        return gettext("more exact")
    return gettext("less exact") if new.earliest <= old.earliest and old.latest <= new.latest else ""

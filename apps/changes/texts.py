"""The column of the history that keeps a long text packed, and the rows that read it. Must not know whose rows.

To Python it is the text. To the database it is bytes: only whether a text is empty, and whether two that follow each
other in one row's history differ, can be asked of it.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query import ModelIterable
from django.db.models.query_utils import DeferredAttribute
from simple_history.manager import HistoricalQuerySet

from .bases import read, warm
from .packing import BrokenText, NoBase, pack_alone

AT_ONCE = 100
"""Rows that are read together and share one query for their bases."""


class Packed:
    """A text as it is kept, not yet read."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class PackedText(DeferredAttribute):
    """The attribute of a row: unpacked when it is asked for, and with it the bases of the rows that were read with it.

    `BrokenText` names the row.
    """

    field: "HistoricText"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """The text."""
        value = super().__get__(instance, cls)
        if isinstance(value, Packed):
            value = instance.__dict__[self.field.attname] = self._unpacked(instance, value)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        """Keeps a text, or one that is packed."""
        instance.__dict__[self.field.attname] = value

    def _unpacked(self, row: Any, value: Packed) -> str:
        if beside := row.__dict__.pop("_read_with", None):
            warm(_packed_in(beside))
            beside.clear()
        try:
            try:
                return read(value.data)
            except NoBase:  # its texts were told anew since it was read
                return read(packed_of(type(row), row.pk, self.field.attname))
        except BrokenText as error:
            where = f"{row._meta.label} {row.pk}, {self.field.name} of {row.id} at #{row.changeset_id}"
            raise BrokenText(f"{where} cannot be read: {error}.") from error


class HistoricText(models.BinaryField):
    """A text, packed. A `Packed` is written as it is; a text that is given is packed by itself."""

    descriptor_class = PackedText

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The text as it is kept, where it is."""
        return model_instance.__dict__.get(self.attname, "")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """A `Packed`; on SQLite a text that was written past Django is one already."""
        return value if value is None or isinstance(value, str) else Packed(bytes(value))

    def to_python(self, value: Any) -> Any:
        """A text stays one: dumps hold texts."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """The text, for dumps."""
        return str(self.value_from_object(obj))

    def get_default(self) -> Any:
        """An empty text."""
        return ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Equality alone, with an empty text or another column: the database cannot look into a packed one."""
        if lookup_name not in ("exact", "isnull"):
            raise FieldError(f"{self.name} is packed: “{lookup_name}” cannot be asked of it in the database.")
        return super().get_lookup(lookup_name)

    def get_prep_value(self, value: Any) -> Any:
        """What a question compares it with."""
        if isinstance(value, str) and value:
            raise FieldError(f"{self.name} is packed: the database can only be asked whether it is empty.")
        return b"" if value == "" else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The bytes that are written."""
        if hasattr(value, "as_sql"):
            return value
        if isinstance(value, str):
            value = Packed(pack_alone(value))
        return connection.Database.Binary(value.data) if isinstance(value, Packed) else value


def packed_of(model: Any, pk: int, name: str) -> bytes:
    """The bytes in which a row's text is kept now; of one that is not there, an empty text's."""
    found = model._base_manager.filter(pk=pk).annotate(kept=as_kept(name)).values_list("kept", flat=True).first()
    return kept_bytes(found)


def as_kept(name: str) -> models.ExpressionWrapper:
    """The column of a text, read as the bytes that are kept."""
    return models.ExpressionWrapper(models.F(name), models.BinaryField())


def kept_bytes(value: Any) -> bytes:
    """The bytes of such a column. SQLite may have a text there that was written past Django."""
    return pack_alone(value) if isinstance(value, str) else bytes(value or b"")


class HistoryQuerySet(HistoricalQuerySet):
    """Rows of history, whose texts are unpacked: of rows when they are asked for, of values at once."""

    _result_cache: list[Any] | None

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._result_cache = self._unpacked(list(self._iterable_class(self)))
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        """As Django's; the texts of some rows are read together."""
        rows = super().iterator(chunk_size)
        while some := list(islice(rows, AT_ONCE)):
            yield from self._unpacked(some)

    def _unpacked(self, rows: list[Any]) -> list[Any]:
        if issubclass(self._iterable_class, ModelIterable):
            for start in range(0, len(rows) if len(rows) > 1 else 0, AT_ONCE):
                beside = rows[start : start + AT_ONCE]
                for row in beside:
                    row.__dict__["_read_with"] = beside
            return rows
        if not any(True for _ in _packed_in(rows)):
            return rows
        warm(_packed_in(rows))
        return [_read_all(row) for row in rows]


def _packed_in(rows: Iterable[Any]) -> Iterator[bytes]:
    for row in rows:
        values = row.__dict__.values() if isinstance(row, models.Model) else _values(row)
        yield from (value.data for value in values if isinstance(value, Packed))


def _values(row: Any) -> Iterable[Any]:
    return row.values() if isinstance(row, dict) else row if isinstance(row, tuple) else (row,)


def _read_all(row: Any) -> Any:
    if isinstance(row, dict):
        return {name: _read(value) for name, value in row.items()}
    if isinstance(row, tuple):
        found = [_read(value) for value in row]
        return type(row)(*found) if hasattr(row, "_fields") else tuple(found)
    return _read(row)


def _read(value: Any) -> Any:
    return read(value.data) if isinstance(value, Packed) else value

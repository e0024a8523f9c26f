"""Turning columns of a history into packed texts and short seals, and back, for a migration. Must not know the models.

All happens in the migration's transaction: what is interrupted has not happened. On PostgreSQL the packed bytes are put
into the old columns as letters first, so that the table is written once more at the end, whole and small.
"""

import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import migrations

from .bases import read
from .seals import HexField, as_bytes
from .storing import tell
from .texts import HistoricText

AT_ONCE = 500
"""Rows that are read, and written, together."""

_TO_HEX = "USING encode({0}, 'hex')"
_FROM_HEX = "USING CASE WHEN {0} ~ '^([0-9a-f][0-9a-f])*$' THEN decode({0}, 'hex') ELSE convert_to({0}, 'UTF8') END"


class PackColumns(migrations.SeparateDatabaseAndState):
    """The alterations of fields that make texts packed and seals short: one pass over each table for all of them."""

    def __init__(self, state_operations: Sequence[Any]) -> None:
        super().__init__(database_operations=state_operations, state_operations=state_operations)

    def deconstruct(self) -> Any:
        """The alterations."""
        return self.__class__.__qualname__, [], {"state_operations": self.state_operations}

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Pack."""
        self._convert(app_label, schema_editor, from_state, to_state, back=False)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Unpack."""
        self._convert(app_label, schema_editor, from_state, to_state, back=True)

    def _convert(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any, *, back: bool) -> None:
        altered: dict[str, list[str]] = {}
        alterations: Sequence[Any] = self.state_operations
        for each in alterations:
            altered.setdefault(each.model_name, []).append(each.name)
        for name, fields in altered.items():
            old, new = (state.apps.get_model(app_label, name) for state in (from_state, to_state))
            base = (from_state if back else to_state).apps.get_model("changes", "BaseText")
            pairs = [(old._meta.get_field(field), new._meta.get_field(field)) for field in fields]
            _Table(schema_editor, old, pairs, base, back=back).convert()


class _Table:
    """One table on its way: `pairs` are its fields that change, as they were and as they will be."""

    def __init__(self, editor: Any, model: Any, pairs: list[tuple[Any, Any]], base: Any, *, back: bool) -> None:
        self.editor, self.model, self.pairs, self.base, self.back = editor, model, pairs, base, back
        self.on_postgres = editor.connection.vendor == "postgresql"
        packed = [old if back else new for old, new in pairs]
        self.texts: list[str] = [str(field.column) for field in packed if isinstance(field, HistoricText)]
        self.seals: list[str] = [str(field.column) for field in packed if isinstance(field, HexField)]

    def convert(self) -> None:
        """Write the values, and then the columns."""
        if self.on_postgres and self.back:
            self._alter()
            self._write()
        else:
            self._write()
            self._alter()

    def _write(self) -> None:
        """Write those values that Python must make, batch by batch."""
        columns = self.texts if self.on_postgres else [*self.texts, *self.seals]
        if not columns:
            return
        key = self.model._meta.pk.column
        row = "id" if self.texts else key
        with self.editor.connection.cursor() as cursor:
            cursor.execute(f"SELECT {key} FROM {self._table} ORDER BY {row}, {key}")  # noqa: S608  # names from models
            keys = [key for (key,) in cursor.fetchall()]
            turned = self._unpacked if self.back else self._packer()
            setting = ", ".join(f"{column} = %s" for column in columns)
            for start in range(0, len(keys), AT_ONCE):
                some = keys[start : start + AT_ONCE]
                marks = ", ".join(["%s"] * len(some))
                cursor.execute(
                    f"SELECT {key}, {row}, {', '.join(columns)} FROM {self._table} "  # noqa: S608
                    f"WHERE {key} IN ({marks}) ORDER BY {row}, {key}",
                    some,
                )
                made = [(*self._turn(turned, columns, of, values), pk) for pk, of, *values in cursor.fetchall()]
                cursor.executemany(f"UPDATE {self._table} SET {setting} WHERE {key} = %s", made)  # noqa: S608
                self._tell(start + len(some), len(keys))

    def _turn(self, turned: Callable[..., Any], columns: list[str], of: int, values: list[Any]) -> Iterator[Any]:
        for column, value in zip(columns, values, strict=True):
            if column in self.texts:
                yield turned(column, of, value)
            elif self.back:
                yield value if isinstance(value, str) else bytes(value).hex()
            else:
                yield as_bytes(value) if isinstance(value, str) else value

    def _packer(self) -> Callable[[str, int, Any], Any]:
        """Packs the texts of rows that come in the order of their histories."""
        last: dict[str, tuple[int, bytes]] = {}

        def packed(column: str, of: int, text: str) -> Any:
            before = last.get(column)
            found = tell(text, before[1] if before is not None and before[0] == of else b"", self.base)
            last[column] = of, found
            return b64encode(found).decode() if self.on_postgres else found

        return packed

    def _unpacked(self, column: str, of: int, value: Any) -> str:
        if isinstance(value, str):
            value = b64decode(value) if self.on_postgres else value.encode()
        return read(bytes(value), self.base)

    def _alter(self) -> None:
        if not self.on_postgres:
            self.editor._remake_table(self.model, alter_fields=self.pairs)
            return
        packed = {*self.texts, *self.seals}
        for old, new in self.pairs:
            if new.column not in packed:
                self.editor.alter_field(self.model, old, new)
        if not packed:
            return
        if self.back:
            using = dict.fromkeys(self.texts, "USING encode({0}, 'base64')") | dict.fromkeys(self.seals, _TO_HEX)
        else:
            using = dict.fromkeys(self.texts, "USING decode({0}, 'base64')") | dict.fromkeys(self.seals, _FROM_HEX)
        types = {new.column: new.db_type(self.editor.connection) for _, new in self.pairs}
        altered = ", ".join(f"ALTER {name} TYPE {types[name]} {how.format(name)}" for name, how in using.items())
        self.editor.connection.check_constraints()  # a table of which rows wait to be looked at cannot be altered
        self.editor.execute(f"ALTER TABLE {self._table} {altered}", params=None)

    @property
    def _table(self) -> str:
        return str(self.editor.quote_name(self.model._meta.db_table))

    def _tell(self, done: int, of: int) -> None:
        """A line of progress, where there is much to do."""
        if of > 2 * AT_ONCE:
            end = "\n" if done == of else ""
            what = "unpacked" if self.back else "packed"
            sys.stderr.write(f"\r  {self.model._meta.db_table}: {done:,} of {of:,} rows {what}{end}")
            sys.stderr.flush()

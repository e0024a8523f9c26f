"""Reading the records under `fixtures/` into unsaved rows. Must not write, nor know what stands in the database.

One TOML file for each kind and claim, named by its plural; a table for each record, with the model's own field names.
Other entries are named by slug where the field leads to one kind (`parent = "csto"`), else by `kind:slug`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Field, ForeignKey, Model

from apps.entries.claims import Claim
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KIND, KINDS

Key = tuple[str, str]
"""The kind and the slug of an entry."""


class FixtureError(ValueError):
    """A record that cannot be read; the message names its file, its place there and what is wrong."""


@dataclass(frozen=True)
class Record:
    """One record: the row it makes, without the entries it names, and those by field."""

    where: str
    row: Any
    names: dict[str, Key]

    @property
    def key(self) -> Key:
        """The kind and slug of an entry's record."""
        return (type(self.row).spec.name, self.row.slug)


def read_records(folder: Path) -> Iterator[Record]:
    """Every record of a folder of fixtures, kind by kind, then claim by claim. Raises FixtureError."""
    models: tuple[type[Entry | Claim], ...] = (*KINDS, *CLAIMS)
    known = {model.spec.plural.replace("-", "_"): model for model in models}
    if strange := sorted(path.name for path in folder.glob("*.toml") if path.stem not in known):
        raise FixtureError(f"{strange[0]} is named after no kind and no claim; there are {', '.join(known)}.")
    for table, model in known.items():
        path = folder / f"{table}.toml"
        if not path.exists():
            continue
        try:
            records = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise FixtureError(f"{path.name}: {error}") from error
        if set(records) - {table}:
            raise FixtureError(f"{path.name}: every record is a [[{table}]] table.")
        for number, record in enumerate(records.get(table, ()), 1):
            yield _read(f"{path.name}, record {number}", model, record)


def _read(where: str, model: type[Entry | Claim], record: dict[str, Any]) -> Record:
    fields: dict[str, Field[Any, Any]] = {f.name: f for f in model._meta.concrete_fields if f.editable}
    if strange := sorted(set(record) - set(fields)):
        raise FixtureError(f"{where}: {model.spec.name} has no field “{strange[0]}”.")
    references = {key.name: key for key in entry_keys(model)}
    values = {name: _value(value) for name, value in record.items() if name not in references}
    names = {
        name: _key(where, references[name], record[name]) for name in record if name in references and record[name]
    }
    return Record(where, model(**values), names)


def _value(value: Any) -> Any:
    """A list is one line each; a table is one `scheme: value` line each; the rest is as it stands."""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, dict):
        return "\n".join(f"{scheme}: {name}" for scheme, name in value.items())
    return value.strip() if isinstance(value, str) else value


def _key(where: str, field: ForeignKey[Any, Any], name: str) -> Key:
    target: type[Model] = field.remote_field.model
    if target is not Entry and issubclass(target, Entry):
        return (target.spec.name, name)
    kind, colon, slug = name.partition(":")
    if not colon or kind not in KIND:
        raise FixtureError(f"{where}: {field.name} = “{name}” needs its kind, as in “state:belarus”.")
    return (kind, slug)

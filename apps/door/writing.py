"""Writing many rows with their history: a statement for each batch of rows, be they new or changed.

Must not know whether the rows are valid, nor what is derived from them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignKey, Model, QuerySet, UniqueConstraint

from apps.changes.history import record
from apps.entries.access import SYSTEM
from apps.entries.batches import AT_ONCE, batches
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS

from .checking import Change
from .merging import Row


def write(changes: Iterable[Change]) -> None:
    """Write rows, each with how it stood before (None for a new one), and their history.

    Table by table, entries' own first, so that all new entries have keys before anything names them; in each, rows
    that change make room for new ones.
    """
    changes = list(changes)
    for row, _ in changes:
        if isinstance(row, Entry) and getattr(row, "id", None) is None:
            row.id = row.pk  # one that is given the key of one that was deleted
    fresh = {id(row) for row, _ in changes if row.pk is None}
    tables: tuple[type[Model], ...] = (Entry, *KINDS, *CLAIMS)
    for table in tables:
        of_table = [(row, before) for row, before in changes if isinstance(row, table)]
        if not of_table:
            continue
        for row, _ in of_table:
            adopt_new_keys(row)
            if type(row) is table:
                _refuse_unsaved(row)
        _update(table, [(row, before) for row, before in of_table if before is not None])
        _insert(table, [row for row, before in of_table if before is None])
    written = {type(row) for row, _ in changes}
    for model in (each for each in (*KINDS, *CLAIMS) if each in written):
        of_model = [(row, before) for row, before in changes if type(row) is model]
        new = [row for row, before in of_model if before is None]
        record([row for row in new if id(row) in fresh], "+", fresh=True)
        record([row for row in new if id(row) not in fresh], "+")
        record([row for row, before in of_model if before is not None], "~")
    for row, _ in changes:
        row._state.adding, row._state.db = False, "default"


def delete_claims(claims: Sequence[Claim]) -> None:
    """Delete claims; nothing else leads to them."""
    for model in dict.fromkeys(type(claim) for claim in claims):
        of_model = [claim for claim in claims if type(claim) is model]
        for some in batches(of_model):
            rows: Any = QuerySet(model).filter(pk__in=[claim.pk for claim in some])
            rows._raw_delete(rows.db)  # Django's own delete() would look for what leads to them, one by one
        record(of_model, "-")


def claims_of(entries: Sequence[Entry]) -> list[Claim]:
    """The claims that stand with one of these entries at an end, each once."""
    keys = [entry.pk for entry in entries]
    found: dict[tuple[type[Claim], int], Claim] = {}
    for model in CLAIMS if keys else ():
        for end in model.spec.ends:
            for claim in SYSTEM.rows(model).filter(**{f"{end.field}__in": keys}):
                found[model, claim.pk] = claim
    return list(found.values())


def adopt_new_keys(row: Row) -> None:
    """Take the keys of entries that had none when they were assigned, and were saved since."""
    for key in row._meta.concrete_fields:
        if isinstance(key, ForeignKey) and getattr(row, key.attname) is None and key.is_cached(row):
            setattr(row, key.name, key.get_cached_value(row))


def _refuse_unsaved(row: Row) -> None:
    """Raises ValueError, as Django's save() does, where a row names one that has not been saved."""
    for key in row._meta.concrete_fields:
        cached = key.get_cached_value(row, None) if isinstance(key, ForeignKey) else None
        if cached is not None and getattr(row, key.attname) is None:
            raise ValueError(f"{key.name} of “{row}” has not been saved, and is not part of the edit.")


def make_derived(row: Row) -> None:
    """Give a valid row what is kept beside what was written: its names, its bounds, its prose as it is rendered."""
    for column in row._meta.concrete_fields:
        if not column.primary_key:
            column.pre_save(row, add=False)


def _update(table: type[Model], rows: Iterable[Change]) -> None:
    """Write those columns of one table that differ, of rows that differ in the same ones together.

    What must be unique changes hands in the order of the rows: one takes what another has just let go of.
    """
    columns, unique = _columns(table), _unique(table)
    alike: dict[tuple[Field, ...], list[Row]] = {}
    in_order: list[tuple[tuple[Field, ...], list[Row]]] = []
    for row, before in rows:
        changed = tuple(each for each in columns if getattr(row, each.attname) != getattr(before, each.attname))
        if unique.isdisjoint(column.name for column in changed):
            alike.setdefault(changed, []).append(row)
        elif in_order and in_order[-1][0] == changed:
            in_order[-1][1].append(row)
        else:
            in_order.append((changed, [row]))
    alike.pop((), None)
    for changed, some in (*in_order, *alike.items()):
        _update_alike(table, changed, some)


def _unique(table: type[Model]) -> set[str]:
    """The fields of one table of which some together must be unique."""
    constraints = (each.fields for each in table._meta.constraints if isinstance(each, UniqueConstraint))
    return {name for fields in constraints for name in fields}


def _update_alike(table: type[Model], columns: Sequence[Field], rows: Sequence[Row]) -> None:
    """Write the same columns of some rows, by one statement that is sent once for all of them."""
    name, key = connection.ops.quote_name, _pk(table)
    values = ", ".join(f"{name(str(column.column))} = %s" for column in columns)
    sql = f"UPDATE {name(table._meta.db_table)} SET {values} WHERE {name(key.column)} = %s"  # noqa: S608 - our own names
    fields = [*columns, key]
    told = [[each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields] for row in rows]
    with connection.cursor() as cursor:
        if len(told) == 1:
            cursor.execute(sql, told[0])
        else:
            cursor.executemany(sql, told)


def _insert(table: type[Model], rows: Sequence[Row]) -> None:
    """Write new rows into one table; those that have no key yet are given one."""
    for has_key in (True, False):
        some = [row for row in rows if (_key(table, row) is not None) is has_key]
        if not some:
            continue
        columns = _columns(table, key=has_key)
        for part in batches(some, _at_once(columns, some)):
            made = _insert_part(table, columns, part)
            for row, key in zip(part, made, strict=True) if not has_key else ():
                setattr(row, _pk(table).attname, key)
    for row in rows:
        if isinstance(row, Entry):
            setattr(row, _pk(type(row)).attname, row.id)  # the kind's own table leads to the entry's


def _insert_part(table: type[Model], columns: list[Field], rows: Sequence[Row]) -> list[Any]:
    """Write some new rows; their keys. Django's bulk_create() refuses models that have a parent, and derives anew."""
    told: Any = QuerySet(table)
    made = told._insert(rows, fields=columns, using=told.db, raw=True, returning_fields=[_pk(table)])
    return [key for (key,) in made]


def _at_once(columns: list[Field], rows: Sequence[Row]) -> int:
    """How many rows one statement may write: databases limit its values."""
    return min(AT_ONCE, connection.ops.bulk_batch_size(columns, rows) or 1)


def _pk(table: type[Model]) -> Any:
    return table._meta.pk


def _key(table: type[Model], row: Row) -> Any:
    return getattr(row, _pk(table).attname)


def _columns(table: type[Model], *, key: bool = False) -> list[Field]:
    return [column for column in table._meta.local_concrete_fields if key or not column.primary_key]

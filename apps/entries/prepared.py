"""Queries that are built and compiled once, and asked again with other values. Must not know what is asked.

Django takes many times longer to build and compile a small query than the database takes to answer it. Where in the
compiled query each value stands is found out by building it twice, with two sets of values that stand for any.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable, ValuesIterable

Value = int | str | date
Listed = TypeVar("Listed", int, str)
Reader = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True)
class KeptQuery:
    """A query as the database takes it: `places` say which of its parameters is which of the values, and as what.

    `converters` turn columns into what they mean; `read` makes of a row what the query was to give.
    """

    sql: str
    parameters: tuple[Any, ...]
    places: tuple[tuple[int, int, Callable[[Any], Any]], ...]
    converters: tuple[tuple[int, Any, Any], ...]
    read: Reader

    def ask(self, connection: Any, values: Sequence[Value]) -> list[Any]:
        """The rows for these values."""
        parameters = list(self.parameters)
        for place, which, adapted in self.places:
            parameters[place] = adapted(values[which])
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows = cursor.fetchall()
        if self.converters:
            rows = [list(row) for row in rows]
            for place, convert, expression in self.converters:
                for row in rows:
                    row[place] = convert(row[place], expression, connection)
        return [self.read(row) for row in rows]


_prepared: dict[Hashable, KeptQuery | None] = {}


def asked(model: type[Model], shape: Hashable, build: Callable[..., QuerySet[Any]], *values: Value) -> list[Any]:
    """The rows of `build(*values)`, a query of the model's database, which is built for the first call of a shape.

    So the shape must tell all on which the query depends except the values, and `build` must put those into conditions
    as they are. Lists of values are to be `padded`.
    """
    using = router.db_for_read(model)
    connection = connections[using]
    key = (shape, using, connection.vendor)
    if key not in _prepared:
        _prepared[key] = _prepare(build, values, using)
    prepared = _prepared[key]
    return prepared.ask(connection, values) if prepared else []


def padded(values: Collection[Listed]) -> list[Listed]:
    """The values, the last one repeated until they are as many as a power of two: then there are few shapes."""
    found = list(values)
    size = 1
    while size < len(found):
        size *= 2
    return found + found[-1:] * (size - len(found)) if found else []


def _prepare(build: Callable[..., QuerySet[Any]], values: Sequence[Value], using: str) -> KeptQuery | None:
    """The query, compiled; None for one that finds nothing, whatever the values."""
    one, other = (_standing_for(values, number) for number in (0, 1))
    queryset = build(*one).using(using)
    compiler = queryset.query.get_compiler(using)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    sql_again, again = build(*other).using(using).query.get_compiler(using).as_sql()
    if sql_again != sql:
        raise ValueError(f"This query is not the same for all values: {sql}")
    places = tuple(
        (place, *_which(parameter, twin, one, other))
        for place, (parameter, twin) in enumerate(zip(parameters, again, strict=True))
        if parameter != twin
    )
    converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    return KeptQuery(
        sql,
        tuple(parameters),
        places,
        tuple((place, _remembering(each, of), of) for place, (several, of) in converters.items() for each in several),
        _reader(queryset, compiler, using),
    )


def _remembering(convert: Any, of: Any) -> Any:
    """The same converter; of days, which SQLite gives as texts, one that remembers: the same come again and again."""
    if getattr(convert, "__name__", "") != "convert_datefield_value":
        return convert
    once = lru_cache(4_096)(lambda value: convert(value, of, None))
    return lambda value, expression, connection: once(value)


STAND_IN = 2_000_000_000
"""Integers from here on stand for any: nobody asks for them, and a column of 32 bits may be asked for them, too."""


def _standing_for(values: Sequence[Value], number: int) -> list[Value]:
    """Values of the same types that nobody asks for, all different."""
    found: list[Value] = []
    for place, value in enumerate(values):
        which = 2 * place + number
        if isinstance(value, date):
            found.append(date(9000, 1, 1) + timedelta(days=which))
        else:
            found.append(f"\N{WHITE SQUARE}{which}" if isinstance(value, str) else STAND_IN + which)
    return found


def _which(parameter: Any, twin: Any, one: list[Value], other: list[Value]) -> tuple[int, Callable[[Any], Any]]:
    """Which value a parameter is, and how the database is given it. Raises ValueError for what is made of a value."""
    for which, value in enumerate(one):
        if parameter == value and twin == other[which]:
            kind = type(parameter)
            return which, _as_it_is if kind is type(value) else kind
        if isinstance(value, date) and (parameter, twin) == (str(value), str(other[which])):
            return which, str
    raise ValueError(f"What is asked as {parameter!r} is not a value as it was given.")


def _as_it_is(value: Any) -> Any:
    return value


def _reader(queryset: QuerySet[Any], compiler: Any, using: str) -> Reader:
    """What makes an instance, a dictionary or a tuple of a row, as the query was to give."""
    form: Any = queryset._iterable_class
    if issubclass(form, ModelIterable):
        return _instance_reader(compiler, using)
    if issubclass(form, ValuesIterable):
        query: Any = queryset.query
        names = list(query.selected)
        return lambda row: dict(zip(names, row, strict=False))
    return tuple


def _instance_reader(compiler: Any, using: str) -> Reader:
    model, columns = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, end = columns[0], columns[-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:end]]
    annotated = list((compiler.annotation_col_map or {}).items())

    def read(row: Sequence[Any]) -> Any:
        instance = model.from_db(using, names, row[first:end])
        for name, place in annotated:
            setattr(instance, name, row[place])
        return instance

    return read

"""Which rows a timeline has room for, and how many there are beside them. Must not know requests, nor how it is drawn.

All sorts are asked in one statement, of which each part is bounded and follows an index.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Substr

from apps.databases import connection_for_reading
from apps.dates.edtf import BEGINNING
from apps.entries.world import World

from .narrowing import Narrowed, Row, dated, dater, dating, lasts, rows_of, undated, with_dates
from .zoom import Span, span_of

ROOM = 120
"""How many rows a timeline shows at most."""
COUNTED = 1000
"""Up to how many rows are counted of what has no date."""
DECADES = 40
"""Of how many decades densities are told, the last ones."""
TALLEST = 40
"""Pixels, for the bar of the span in which most begin."""
FROM, TO = date(1, 2, 3), date(1, 2, 4)
"""Days that stand for those of a bucket, in a statement that is compiled once."""


@dataclass
class Window:
    """The keys of the rows to be shown, by sort, and whether there are more; the first and last days of all."""

    keys: dict[Row, list[int]] = field(default_factory=dict)
    cut: bool = False
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Density:
    """How many rows begin in a span; and the height of its bar, of TALLEST."""

    span: Span
    many: int
    height: int


def read_window(world: World, asked: Narrowed, models: Iterable[Row]) -> Window:
    """The first rows that began, or can have, within the span asked for; then those that go on in it, the last first.

    One query.
    """
    models = list(models)
    parts = [part for index, model in enumerate(models) for part in _parts(world, asked, model, index)]
    told = _ask(parts, "SELECT {index}, {sort}, part.* FROM ({sql}) part")
    found = Window()
    days = sorted(str(since) for _, _, _, since in told if str(since) > BEGINNING.isoformat())
    if days:
        found.first, found.last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    begun = sorted((str(since), index, key) for index, sort, key, since in told if sort == 0)
    going = sorted(((str(since), index, key) for index, sort, key, since in told if sort == 1), reverse=True)
    found.cut = len(begun) + len(going) > ROOM
    for _, index, key in [*begun, *going][:ROOM]:
        found.keys.setdefault(models[index], []).append(key)
    return found


def read_undated(world: World, asked: Narrowed, models: Iterable[Row]) -> int:
    """How many rows cannot be drawn; of each sort up to COUNTED + 1. One query."""
    rows = [rows_of(world, model, asked).filter(with_dates(world, model, undated)) for model in models]
    parts = [(0, 0, each.annotate(one=Value(1)).values_list("one")[: COUNTED + 1]) for each in rows]
    return sum(many for (many,) in _ask(parts, "SELECT COUNT(*) FROM ({sql}) part"))


def read_densities(world: World, asked: Narrowed, models: Iterable[Row], spans: list[Span]) -> list[Density]:
    """How many rows begin in each span, deprecated claims among them, so that an index tells it. One query, or none.

    Of the wiki as it was, nothing is told: its rows have no such index.
    """
    if world.at is not None or not spans:
        return []
    if asked.entries:
        return _densities(spans, _by_name(world, asked, models, len(spans[0].text.rstrip("X"))))
    statements, params = [], []
    for model in models:
        between = with_dates(world, model, lambda to: Q((f"{to}start_earliest__range", (FROM, TO))))
        rows = rows_of(world, model, asked, ranked=False).filter(between).annotate(one=Value(1)).values_list("one")
        for sql, given in _compiled(rows):
            for index, span in enumerate(spans):
                statements.append(f"SELECT {index}, COUNT(*) FROM ({sql}) part")  # noqa: S608  # an index, and Django's
                days = {_adapted(FROM): _adapted(span.first), _adapted(TO): _adapted(span.last)}
                params += [days.get(each, each) for each in given]
    return _densities(spans, ((spans[index].text, many) for index, many in _fetch(statements, params)))


def _by_name(world: World, asked: Narrowed, models: Iterable[Row], length: int) -> Iterator[tuple[str, int]]:
    """How many rows of what concerns an entry, which are few, begin in which decade, year or month."""
    parts = []
    for model in models:
        to = f"{dater(model)}__" if dater(model) else ""
        name = Substr(Cast(f"{to}start_earliest", CharField(max_length=10)), 1, length)
        rows = rows_of(world, model, asked, ranked=False).annotate(name=name).values_list("name")
        parts.append((0, 0, rows.annotate(many=Count("pk"))))
    for name, many in _ask(parts, "SELECT part.* FROM ({sql}) part"):
        yield f"{name}X" if length == len("199") else name, many


def _densities(spans: list[Span], told: Iterable[tuple[str, int]]) -> list[Density]:
    known = {span.text: 0 for span in spans}
    for name, many in told:
        if name in known:
            known[name] += many
    most = max(known.values(), default=0) or 1
    return [Density(span, known[span.text], -(-TALLEST * known[span.text] // most)) for span in spans]


def buckets(span: Span | None, window: Window) -> list[Span]:
    """The spans of which densities are told: decades, or the years or months of what is shown."""
    if span is not None:
        return span.within or [span]
    if window.first is None or window.last is None:
        return []
    first, last = max(window.first.year // 10, 1), window.last.year // 10
    return [span_of(f"{decade:03}X") for decade in range(max(first, last - DECADES + 1), last + 1)]


def _parts(world: World, asked: Narrowed, model: Row, index: int) -> list[tuple[int, int, Any]]:
    """The statements for a sort: what begins in the span, and what goes on; or all, and the last to begin."""
    to = f"{dater(model)}__" if dater(model) else ""
    plain = not to or world.at is None
    since = F(f"{to}start_earliest") if plain else Value(BEGINNING)
    ends = "end_latest" if lasts(dating(model)) else "start_latest"
    key = "pk" if world.at is None else "id"
    rows = rows_of(world, model, asked).annotate(since=since)
    up, down = (("since", key), ("-since", f"-{key}")) if plain else ((key,), (f"-{key}",))

    def part(sort: int, where: Any, order: tuple[str, ...], most: int) -> tuple[int, int, Any]:
        found = rows.filter(with_dates(world, model, where)).order_by(*order)
        return index, sort, found.values_list(key, "since")[:most]

    if asked.span is None:
        return [part(0, _begun, up, ROOM + 1), part(0, _unbegun, (key,), ROOM + 1), part(2, _begun, down, 1)]
    first, last = asked.span

    def begins(to: str) -> Q:
        return Q((f"{to}start_earliest__gte", max(first, _NEXT)), (f"{to}start_earliest__lte", last))

    def goes_on(to: str) -> Q:
        return Q((f"{to}start_earliest__lt", max(first, _NEXT)), (f"{to}{ends}__gte", first)) & dated(to)

    return [part(0, begins, up, ROOM + 1), part(1, goes_on, down, ROOM + 1)]


def _begun(to: str) -> Q:
    return Q((f"{to}start_earliest__gt", BEGINNING))


def _unbegun(to: str) -> Q:
    """What has a date, but not of its beginning."""
    return Q((f"{to}start_earliest", BEGINNING)) & dated(to)


_NEXT = date(1, 1, 2)
"""The first day that is known: the one before stands for none."""


def _ask(parts: list[tuple[int, int, QuerySet[Any]]], form: str) -> list[Any]:
    statements, params = [], []
    for index, sort, rows in parts:
        for sql, given in _compiled(rows):
            statements.append(form.format(index=index, sort=sort, sql=sql))
            params += given
    return _fetch(statements, params)


def _compiled(rows: QuerySet[Any]) -> list[tuple[str, list[Any]]]:
    try:
        sql, params = rows.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return []
    return [(sql, list(params))]


def _fetch(statements: list[str], params: list[Any]) -> list[Any]:
    if not statements:
        return []
    with connection_for_reading().cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), params)
        return list(cursor.fetchall())


def _adapted(day: date) -> Any:
    return connection_for_reading().ops.adapt_datefield_value(day)

"""Which entries of a kind a list holds, and in which order. Must not know requests or HTML."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import (
    Case,
    CharField,
    F,
    ForeignKey,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from apps.changes.models import Changeset
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry, Touch
from apps.entries.field_values import label
from apps.entries.kinds import KINDS
from apps.entries.tokens import of_kind
from apps.entries.world import World
from apps.fresh.depending import depending


def of_one_kind(model: type[Entry]) -> AbstractContextManager[None]:
    """What is read inside depends on the entries of a kind, and of those that its facts name, and on none of others."""
    kinds = {model}
    for key in entry_keys(model):
        named = cast(type[Entry], key.remote_field.model)
        kinds |= {named} if named in KINDS else set(KINDS)
    tables = [each._meta.db_table for each in (Entry, Touch, Changeset, *kinds)]  # type: ignore[attr-defined]  # all are models
    return depending(*of_kind(*kinds), tables=tables)


@dataclass(frozen=True)
class Asked:
    """What a reader asks of a list: words in title, other names or summary; a column, with "-" before it for the
    reverse order; and a value for each filter, empty for any.
    """

    words: str
    sort: str
    values: dict[str, str]


@dataclass(frozen=True)
class Narrowing:
    """A filter: its field's name, its label, and the values that it takes with their words."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    column: str
    keys: dict[str, Any]


def narrowings(world: World, model: type[Entry]) -> list[Narrowing]:
    """The filters of a kind: a query for each that names entries, so that only those in use are offered."""
    found = []
    for name in model.spec.filters:
        key: Any = model._meta.get_field(name)
        if isinstance(key, ForeignKey):
            used = world.rows(model).order_by().values(key.attname)
            entries = world.stubs(Q(id__in=used), [cast(type[Entry], key.remote_field.model)])
            choices = sorted(((entry.slug, entry.title) for entry in entries), key=lambda pair: pair[1])
            keys: dict[str, Any] = {entry.slug: entry.id for entry in entries}
        else:
            choices = [(str(value), str(words)) for value, words in key.flatchoices if value]
            keys = {value: value for value, _ in choices}
        found.append(Narrowing(name, label(model, name), choices, key.attname, keys))
    return found


def read_list(world: World, model: type[Entry], asked: Asked, filters: list[Narrowing]) -> QuerySet[Any]:
    """The entries asked for. Raises ValueError for a value or an order there is not, naming those that are."""
    rows = world.entries(model, every=world.on is None)
    if asked.words:
        rows = rows.filter(
            Q(title__icontains=asked.words) | Q(called__icontains=asked.words) | Q(summary__icontains=asked.words)
        )
    for each in filters:
        if wanted := asked.values.get(each.name):
            if wanted not in each.keys:
                raise ValueError(f"{each.name}={wanted[:60]} is not known: {_one_of(each.keys)}.")
            rows = rows.filter(**{each.column: each.keys[wanted]})
    return _sorted(world, model, rows, asked.sort)


def _sorted(world: World, model: type[Entry], rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
    name = sort.removeprefix("-")
    columns = ("title", *model.spec.columns)
    if name not in columns:
        raise ValueError(f"sort={sort[:60]} is not known: {_one_of(columns)}, or one of them with “-” before it.")
    if name == "title":
        return rows.order_by(sort, "id")
    field: Any = model._meta.get_field(name)
    unknown = Q(**{f"{field.attname}__isnull": True}) if isinstance(field, ForeignKey) else Q(**{name: ""})
    order = f"{'-' if sort != name else ''}sorted_by"
    by = rows.annotate(
        unknown=Case(When(unknown, then=1), default=0, output_field=IntegerField()),
        sorted_by=_key(world, model, field),
    )
    return by.order_by("unknown", order, "title", "id")


def usual_order(model: type[Entry]) -> list[Any]:
    """The columns that sort a list for which no order is asked: by title, or by a date, unknown ones last."""
    order = model.spec.order
    if order not in getattr(model, "dates", ())[:1]:
        return [order, "pk"]
    unknown = Case(When(**{order: ""}, then=1), default=0, output_field=IntegerField())
    return [unknown, "start_earliest", "title", "pk"]


def _key(world: World, model: type[Entry], field: Any) -> Any:
    """What a column is sorted by: a date by its earliest day, another entry by its title, else the text."""
    if isinstance(field, ForeignKey):
        titles = world.rows(field.remote_field.model).order_by().filter(id=OuterRef(field.attname))
        return Subquery(titles.values("title")[:1])
    if field.name == getattr(model, "dates", ("",))[0]:
        return F("start_earliest")
    if field.choices:
        cases = [When(**{field.name: value}, then=Value(str(words))) for value, words in field.flatchoices]
        return Case(*cases, default=Value(""), output_field=CharField())
    return F(field.name)


def _one_of(names: Any) -> str:
    return f"choose {', '.join(names)}" if names else "nothing can be chosen here"

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
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.dates import reading
from apps.dates.edtf import BEGINNING
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry, Touch
from apps.entries.field_values import label
from apps.entries.keyset import Key, Stretch
from apps.entries.kinds import KINDS
from apps.entries.linking.models import Stub
from apps.entries.lookup import Missing, find_stubs
from apps.entries.tokens import of_kind
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.fresh.depending import depending


def of_one_kind(model: type[Entry]) -> AbstractContextManager[None]:
    """What is read inside depends on the entries of a kind, and of those that its facts name, and on none of others."""
    kinds = {model}
    for key in entry_keys(model):
        named = cast(type[Entry], key.remote_field.model)
        kinds |= {named} if named in KINDS else set(KINDS)
    tables = [each._meta.db_table for each in (Entry, Stub, Touch, Changeset, *kinds)]  # type: ignore[attr-defined]  # all are models
    return depending(*of_kind(*kinds), tables=tables)


MOST_READ = 1_000
"""Of a kind with more entries, the filters that name others offer none to choose from: one is typed."""
MOST_CHOICES = 200


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
    """A filter: its field's name, its label, and the values that it takes with their words.

    Where those in use are too many to be chosen from, one of the kind `of` is named instead, and there are no choices.
    """

    name: str
    label: str
    choices: list[tuple[str, str]]
    column: str
    keys: dict[str, Any]
    of: type[Entry] | None = None


def narrowings(world: World, model: type[Entry]) -> list[Narrowing]:
    """The filters of a kind. Of those that name entries, only those in use are offered, as long as the list is short:
    two queries.
    """
    fields = [model._meta.get_field(name) for name in model.spec.filters]
    naming: list[Any] = [field for field in fields if isinstance(field, ForeignKey)]
    used = _in_use(world, model, [key.attname for key in naming]) if naming else {}
    short = {column: keys for column, keys in (used or {}).items() if len(keys) <= MOST_CHOICES}
    named = Q(id__in=set().union(*short.values()))
    stubs = {stub.pk: stub for stub in world.stubs(named, {key.remote_field.model for key in naming})} if short else {}
    found = []
    for key in cast(list[Any], fields):
        of = cast(type[Entry], key.remote_field.model) if key in naming else None
        if of is None:
            choices = [(str(value), str(words)) for value, words in key.flatchoices if value]
            keys: dict[str, Any] = {value: value for value, _ in choices}
        elif key.attname not in short:
            choices, keys = [], {}
        else:
            entries = [stubs[key] for key in short[key.attname] if key in stubs]
            choices = sorted(((entry.slug, entry.name) for entry in entries), key=lambda pair: pair[1])
            keys, of = {entry.slug: entry.id for entry in entries}, None
        found.append(Narrowing(key.name, label(model, key.name), choices, key.attname, keys, of))
    return found


def _in_use(world: World, model: type[Entry], columns: list[str]) -> dict[str, set[int]] | None:
    """The keys of the entries that facts of a kind name, by column; None where the kind has too many entries."""
    rows = list(world.rows(model).order_by("pk").values_list(*columns)[: MOST_READ + 1])
    if len(rows) > MOST_READ:
        return None
    return {column: {row[place] for row in rows} - {None} for place, column in enumerate(columns)}


def read_list(world: World, model: type[Entry], asked: Asked, filters: list[Narrowing]) -> list[Stretch]:
    """The entries asked for, in their order. Raises ValueError for a value or an order there is not, naming those that
    are.
    """
    rows = in_list(world, model, every=world.on is None)
    if asked.words:
        rows = rows.filter(
            Q(title__icontains=asked.words) | Q(called__icontains=asked.words) | Q(summary__icontains=asked.words)
        )
    for each in filters:
        if wanted := asked.values.get(each.name):
            rows = rows.filter(**{f"{each.column}__in": _meant(world, each, wanted)})
    return _sorted(world, model, rows, asked.sort)


def in_list(world: World, model: type[Entry], *, every: bool) -> QuerySet[Any]:
    """The rows of a kind, in no order; unless `every`, those that may exist on the day."""
    rows = world.rows(model).order_by()
    if world.at is None:
        rows = rows.defer("text", "rendered")  # long, and in no list
    return rows if every or not is_lasting(model) else rows.filter(reading.holding(world.day))


def _meant(world: World, narrowing: Narrowing, wanted: str) -> list[Any]:
    """The values of the column that are meant."""
    if narrowing.of is None:
        if wanted not in narrowing.keys:
            raise ValueError(_unknown(narrowing.name, wanted, narrowing.keys))
        return [narrowing.keys[wanted]]
    try:
        return [entry.pk for entry in find_stubs(world, [narrowing.of], wanted)]
    except Missing as error:
        told = gettext("%(name)s=%(value)s is not known. %(error)s")
        raise ValueError(told % {"name": narrowing.name, "value": wanted[:60], "error": error}) from error


def _sorted(world: World, model: type[Entry], rows: QuerySet[Any], sort: str) -> list[Stretch]:
    """The rows sorted; those of which the column is unknown are last, whichever way."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    columns = ("title", *model.spec.columns)
    if name not in columns:
        told = gettext("sort=%(sort)s is not known: choose %(known)s, or one of them with “-” before it.")
        raise ValueError(told % {"sort": sort[:60], "known": ", ".join(columns)})
    if name == "title":
        if world.at is None:
            rows = rows.filter(kind=model.spec.name)  # true of each, and what the index by title begins with
        return [Stretch(rows, (Key("title", down), Key("id", down)))]
    field: Any = model._meta.get_field(name)
    unknown = Q(**{f"{field.attname}__isnull": True}) if isinstance(field, ForeignKey) else Q(**{name: ""})
    by_title = (Key("title"), Key("id"))
    if name == getattr(model, "dates", ("",))[0]:
        known = Stretch(rows.exclude(unknown), (Key("start_earliest", down), *by_title))
        unknown &= Q(start_earliest=BEGINNING)  # which follows, and is what an index finds
    else:
        by = rows.exclude(unknown).annotate(sorted_by=_key(world, field))
        known = Stretch(by, (Key("sorted_by", down), *by_title))
    return [known, Stretch(rows.filter(unknown), by_title)]


def usual_order(model: type[Entry]) -> list[Any]:
    """The columns that sort a list for which no order is asked: by title, or by a date, unknown ones last."""
    order = model.spec.order
    if order not in getattr(model, "dates", ())[:1]:
        return [order, "pk"]
    unknown = Case(When(**{order: ""}, then=1), default=0, output_field=IntegerField())
    return [unknown, "start_earliest", "title", "pk"]


def _key(world: World, field: Any) -> Any:
    """What a column other than a date is sorted by: another entry by its title, else the text."""
    if isinstance(field, ForeignKey):
        titles = world.rows(field.remote_field.model).order_by().filter(id=OuterRef(field.attname))
        return Coalesce(Subquery(titles.values("title")[:1]), Value(""))
    if field.choices:
        cases = [When(**{field.name: value}, then=Value(str(words))) for value, words in field.flatchoices]
        return Case(*cases, default=Value(""), output_field=CharField())
    return F(field.name)


def _unknown(name: str, value: str, known: Any) -> str:
    told = {"name": name, "value": value[:60], "known": ", ".join(known)}
    if not known:
        return gettext("%(name)s=%(value)s is not known: nothing can be chosen here.") % told
    return gettext("%(name)s=%(value)s is not known: choose %(known)s.") % told

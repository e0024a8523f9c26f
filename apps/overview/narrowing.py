"""What a timeline is narrowed to, as rows of the database. Must not know requests, nor how it is drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from apps.dates.edtf import BEGINNING, FOREVER
from apps.entries.claims import Claim, Rank
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.validity import is_lasting
from apps.entries.world import World

Row = type[Entry] | type[Claim]

DATED: tuple[Row, ...] = (
    *(model for model in KINDS if is_lasting(model)),
    *(claim for claim in CLAIMS if claim.spec.timeline),
)
"""Everything that a timeline can show."""


@dataclass(frozen=True)
class Narrowed:
    """What a reader wants to see: sorts (empty: events and claims that say more than an event does), a type, entries
    that must be concerned, and the first and last day.
    """

    sort: Row | None = None
    type: str = ""
    entries: tuple[Entry, ...] = ()
    span: tuple[date, date] | None = None


def sorts() -> dict[str, Row]:
    """Everything that can be asked for, by its word."""
    return {model.spec.name: model for model in DATED}


def types() -> dict[str, str]:
    """The types that can be asked for, with their words: of every sort that has a closed set of them."""
    found: dict[str, str] = {}
    for model in DATED:
        if (name := type_of(model)) is not None:
            found |= {str(value): str(words) for value, words in _field(model, name).flatchoices if value}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def type_of(model: Row) -> str | None:
    """The name of the fact that says of which type a row is."""
    return next((name for name in model.spec.facts if _field(model, name).flatchoices), None)


def _field(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def wanted(asked: Narrowed) -> Iterable[Row]:
    """The sorts to be read; what an entry dates is told by that entry, unless it is asked for by name or by type.

    What is aside, such as the lives of states, is read for who asks for it, or for what concerns an entry.
    """
    sorts_ = (asked.sort,) if asked.sort else DATED
    if asked.type:
        return (model for model in sorts_ if _takes(model, asked.type))
    near = asked.sort or asked.entries
    return (model for model in sorts_ if asked.sort or (not dater(model) and (near or not model.spec.aside)))


def _takes(model: Row, value: str) -> bool:
    name = type_of(model)
    return name is not None and value in {str(value) for value, _ in _field(model, name).flatchoices}


def dater(model: Row) -> str:
    """The end that dates the claim; nothing for what has dates of its own."""
    return getattr(model.spec, "dated_by", "")


def rows_of(world: World, model: Row, asked: Narrowed, *, ranked: bool = True) -> QuerySet[Any]:
    """The rows of a sort that are asked for, whatever their dates, in no order; deprecated ones unless `ranked`."""
    rows = world.rows(model).order_by()
    if asked.type:
        rows = rows.filter(**{cast(str, type_of(model)): asked.type})
    for entry in asked.entries:
        rows = rows.filter(_concerns(world, model, entry))
    return rows.exclude(rank=Rank.DEPRECATED) if ranked and issubclass(model, Claim) else rows


def dating(model: Row) -> Any:
    """The model whose rows have the dates: of a claim that an entry dates, that entry's."""
    end = dater(model)
    return _field(model, end).related_model if end else model


def with_dates(world: World, model: Row, where: Callable[[str], Q]) -> Q:
    """A condition of the columns of dates, given how their names begin: of the row, or of the end that dates it."""
    end = dater(model)
    if not end or world.at is None:
        return where(f"{end}__" if end else "")
    return Q(Exists(world.rows(dating(model)).filter(where(""), id=OuterRef(f"{end}_id"))))


def dated(to: str) -> Q:
    """That any bound is a day that is known."""
    known = Q((f"{to}start_earliest__gt", BEGINNING)) | Q((f"{to}end_latest__lt", FOREVER))
    for name in ("start_latest", "end_earliest"):
        known |= Q((f"{to}{name}__gt", BEGINNING), (f"{to}{name}__lt", FOREVER))
    return known


def undated(to: str) -> Q:
    """That no bound is."""
    unknown = Q((f"{to}start_earliest", BEGINNING), (f"{to}end_latest", FOREVER))
    return unknown & Q(*((f"{to}{name}__in", (BEGINNING, FOREVER)) for name in ("start_latest", "end_earliest")))


def lasts(model: Any) -> bool:
    """Whether rows go on after they began; what has a single date is a moment."""
    return len(model.dates) > 1


def _concerns(world: World, model: Row, entry: Entry) -> Q:
    """Whether a row is the entry, names it, or is dated for a claim that names it; each by an index of its own."""
    where = Q(*((key.attname, entry.pk) for key in entry_keys(model)), _connector=Q.OR)
    key = model._meta.pk.attname if world.at is None else "id"
    if issubclass(model, Entry):
        where |= Q((key, entry.pk))
    beside = []
    for claim in CLAIMS:
        end = claim.spec.dated_by
        if end and _field(claim, end).related_model is model:
            others = Q(*((f"{o.field}_id", entry.pk) for o in claim.spec.ends if o.field != end), _connector=Q.OR)
            beside.append(world.rows(claim).order_by().filter(others).values(f"{end}_id"))
    if not beside:
        return where
    # One list of keys: beside a condition on columns, PostgreSQL would read all rows.
    return Q((f"{key}__in", world.rows(model).order_by().filter(where).values(key).union(*beside)))

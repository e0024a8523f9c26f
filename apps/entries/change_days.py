"""The days on which something turned: began, ended, or became sure or unsure. Must not know pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import ONE_DAY

from .claims import Claim
from .validity import Lasting, bounds_of, holding_period


@dataclass(frozen=True)
class Turns:
    """The days around the one shown: the last turn before it, the first after it, and all, where they are few."""

    previous: date | None = None
    next: date | None = None
    days: tuple[date, ...] = ()

    def __bool__(self) -> bool:
        return self.previous is not None or self.next is not None


NEVER = Turns()


def around(day: date, days: Iterable[date]) -> Turns:
    """The turns around a day, of all these."""
    known = tuple(sorted(set(days)))
    return Turns(
        max((turn for turn in known if turn < day), default=None),
        min((turn for turn in known if turn > day), default=None),
        known,
    )


def among(turns: Turns, others: Iterable[Turns]) -> Turns:
    """The nearest of several turns around a day; all of them are known only where there are no others."""
    found = [turns, *others]
    if len(found) == 1:
        return turns
    return Turns(
        max((each.previous for each in found if each.previous), default=None),
        min((each.next for each in found if each.next), default=None),
    )


def turns_of(day: date, rows: Iterable[Any]) -> Turns:
    """The turns, around a day, of rows and stubs; a claim that an entry dates turns when that does."""
    return around(day, chain.from_iterable(turn_days(row) for row in rows))


def turn_days(row: Any) -> list[date]:
    """The days on which a row or a stub turns; none for what has no dates."""
    if isinstance(row, Claim):
        period = holding_period(row)
        return period.turns() if period else []
    return bounds_of(row).turns() if isinstance(row, Lasting) else []


def turns_among(day: date, rows: QuerySet[Any]) -> Turns:
    """The turns around a day at which one of these rows began or ceased to be possible: four looks into an index, or
    two of what has a single date and ceases never.

    For lists, which show what is possible as they show what is certain, and may be too long to read whole.
    """
    before = day - ONE_DAY if day > BEGINNING else day
    began = _edge(rows.filter(start_earliest__lt=day, start_earliest__gt=BEGINNING), "-start_earliest")
    begins = _edge(rows.filter(start_earliest__gt=day), "start_earliest")
    ended = ends = None
    if len(getattr(rows.model, "instance_type", rows.model).dates) > 1:
        ended = _edge(rows.filter(end_latest__lt=before), "-end_latest")
        ends = _edge(rows.filter(end_latest__gte=day, end_latest__lt=FOREVER), "end_latest")
    past = [began, ended and ended + ONE_DAY]
    coming = [begins, ends and ends + ONE_DAY]
    return Turns(
        max((turn for turn in past if turn is not None), default=None),
        min((turn for turn in coming if turn is not None), default=None),
    )


def _edge(rows: QuerySet[Any], order: str) -> date | None:
    """The first bound of some rows."""
    return rows.order_by(order).values_list(order.removeprefix("-"), flat=True).first()

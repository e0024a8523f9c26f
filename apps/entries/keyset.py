"""Parts of a long list, cut by what its rows are sorted by and not counted off: the last costs what the first does.

Must not know entries, nor requests.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from apps.language.numbers import grouped

MOST_COUNTED = 10_000
"""Up to how many rows are counted; of more it is said that there are more."""
LONGEST = 2_000
LARGEST = 2**63 - 1


class UnknownPlace(ValueError):
    """A cursor that this list did not give out."""


@dataclass(frozen=True)
class Key:
    """A column or annotation by which rows are sorted; it is never null."""

    name: str
    descending: bool = False


@dataclass(frozen=True)
class Stretch:
    """Rows and the keys that sort them and tell each from all others. A list is one stretch, or several in a row."""

    rows: QuerySet[Any]
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Part:
    """Some rows of a list; the cursors after which others follow and before which others stand, empty for none."""

    rows: list[Any]
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Counted:
    """How many rows there are; with `more`, that there are more than this number."""

    number: int
    more: bool = False

    def __str__(self) -> str:
        return gettext("more than %(number)s") % {"number": grouped(self.number)} if self.more else str(self.number)


def counted(rows: QuerySet[Any], most: int | None = None) -> Counted:
    """Counts rows, but no further than `most`, which is MOST_COUNTED unless given."""
    most = MOST_COUNTED if most is None else most
    found = rows.order_by().values("pk")[: most + 1].count()
    return Counted(min(found, most), found > most)


def counted_in_all(stretches: Sequence[Stretch]) -> Counted:
    """Counts the rows of a list, but no further than MOST_COUNTED."""
    found = [counted(stretch.rows) for stretch in stretches]
    number = sum(each.number for each in found)
    return Counted(min(number, MOST_COUNTED), number > MOST_COUNTED or any(each.more for each in found))


def part_after(stretches: Sequence[Stretch], size: int, cursor: str = "") -> Part:
    """The first rows after the cursor. Raises UnknownPlace."""
    place, values = _read(cursor, stretches) if cursor else (0, None)
    found = _take(stretches[place:], place, size + 1, values)
    shown = found[:size]
    after = _cursor(stretches, *shown[-1]) if len(found) > size else ""
    return Part([row for _, row in shown], after, _cursor(stretches, *shown[0]) if cursor and shown else "")


def part_before(stretches: Sequence[Stretch], size: int, cursor: str) -> Part:
    """The last rows before the cursor; where these are fewer, the first of the list. Raises UnknownPlace."""
    place, values = _read(cursor, stretches)
    found: list[tuple[int, Any]] = []
    for number in range(place, -1, -1):
        rows = _sought(stretches[number], values if number == place else None, backwards=True)
        found += [(number, row) for row in rows[: size + 1 - len(found)]]
    if len(found) <= size:
        return part_after(stretches, size)
    shown = found[:size][::-1]
    return Part([row for _, row in shown], _cursor(stretches, *shown[-1]), _cursor(stretches, *shown[0]))


def part_at(stretches: Sequence[Stretch], size: int, offset: int) -> Part:
    """The rows after so many, which are counted off: for the numbers of pages in old addresses."""
    found: list[tuple[int, Any]] = []
    left = offset
    for number, stretch in enumerate(stretches):
        rows = list(_sought(stretch, None)[left : left + size + 1 - len(found)])
        others = number + 1 < len(stretches)
        left = left - counted(stretch.rows, left).number if others and not rows else 0
        found += [(number, row) for row in rows]
    shown = found[:size]
    after = _cursor(stretches, *shown[-1]) if len(found) > size else ""
    return Part([row for _, row in shown], after, _cursor(stretches, *shown[0]) if offset and shown else "")


def light(rows: QuerySet[Any], keys: tuple[Key, ...]) -> Stretch:
    """Rows as far as they are sorted by, and their `id`: what else is asked of each is asked of those shown alone."""
    return Stretch(rows.order_by().values_list(*dict.fromkeys(("id", *(key.name for key in keys))), named=True), keys)


def whole(rows: QuerySet[Any], some: Sequence[Any]) -> list[Any]:
    """The rows of a part of which `light` knows the keys, in its order; one query, or none."""
    found = {row.id: row for row in rows.order_by().filter(id__in=[each.id for each in some])} if some else {}
    return [found[each.id] for each in some if each.id in found]


def every_part(stretches: Sequence[Stretch], size: int) -> Iterator[list[Any]]:
    """The whole list, so many rows at a time."""
    part = part_after(stretches, size)
    yield part.rows
    while part.after:
        part = part_after(stretches, size, part.after)
        yield part.rows


def _take(stretches: Sequence[Stretch], first: int, size: int, values: list[Any] | None) -> list[tuple[int, Any]]:
    found: list[tuple[int, Any]] = []
    for number, stretch in enumerate(stretches, first):
        rows = _sought(stretch, values if number == first else None)[: size - len(found)]  # of none, nothing is asked
        found += [(number, row) for row in rows]
    return found


def _sought(stretch: Stretch, values: list[Any] | None, *, backwards: bool = False) -> QuerySet[Any]:
    """The rows beyond the values, in their order or against it."""
    order = [f"{'-' if key.descending != backwards else ''}{key.name}" for key in stretch.keys]
    if values is None:
        return stretch.rows.order_by(*order)
    beyond = Q()
    for key, value in reversed(list(zip(stretch.keys, values, strict=True))):
        verb = "lt" if key.descending != backwards else "gt"
        further = Q((f"{key.name}__{verb}", value))
        beyond = further | (Q((key.name, value)) & beyond) if beyond else further
    first = stretch.keys[0]
    no_less = Q((f"{first.name}__{'lte' if first.descending != backwards else 'gte'}", values[0]))
    try:
        return stretch.rows.filter(no_less & beyond).order_by(*order)
    except (ValueError, TypeError, ValidationError) as error:
        raise UnknownPlace from error


def _cursor(stretches: Sequence[Stretch], place: int, row: Any) -> str:
    """The place of a row in the list: its stretch, and the values of its keys."""
    values = [_told(getattr(row, key.name)) for key in stretches[place].keys]
    said = json.dumps([place, *values], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read(cursor: str, stretches: Sequence[Stretch]) -> tuple[int, list[Any]]:
    try:
        if len(cursor) > LONGEST:
            raise UnknownPlace
        place, *values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if type(place) is not int or not 0 <= place < len(stretches) or len(values) != len(stretches[place].keys):
            raise UnknownPlace
        if not all(_is_value(value) for value in values):
            raise UnknownPlace
    except (Error, ValueError, TypeError, RecursionError) as error:
        raise UnknownPlace from error
    return place, values


def _is_value(value: Any) -> bool:
    """Whether it is a text that a database takes, or a number that it holds."""
    if isinstance(value, str):
        value.encode()
        return "\0" not in value
    return type(value) is int and abs(value) <= LARGEST

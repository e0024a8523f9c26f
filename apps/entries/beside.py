"""What stands beside the rows of an edit, looked up for all of them together, so that their validation asks no more.

Must not know kinds, nor how it is looked up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

Values = tuple[Any, ...]


@dataclass
class Beside:
    """What was looked up, as it will be when the rows that were accepted so far are written.

    `sources` are slugs that can be cited; `holders` are, by what must be unique (a model, its columns and their
    values), the row that has it; `alike` are the claims of a model that agree in some columns.
    """

    sources: set[str] = field(default_factory=set)
    holders: dict[tuple[Any, Values, Values], Any] = field(default_factory=dict)
    alike: dict[tuple[Any, Values], list[Any]] = field(default_factory=dict)

    def is_taken(self, row: Any, model: Any, columns: Values) -> bool:
        """Whether another row has these values already; never where one of them is missing."""
        values = values_of(row, columns)
        return None not in values and self.holders.get((model, columns, values), identity(row)) != identity(row)

    def like(self, row: Any, columns: Values) -> list[Any]:
        """The other claims that agree with this one in the columns, deprecated ones included."""
        found = self.alike.get((type(row), values_of(row, columns)), [])
        return [other for other in found if identity(other) != identity(row)]


def identity(row: Any) -> Any:
    """What tells a row from others of its model: its key, or that it is this very object, which has none yet."""
    return row.pk if row.pk is not None else ("new", id(row))


def values_of(row: Any, columns: Values) -> Values:
    """What stands in some columns of a row."""
    return tuple(getattr(row, column) for column in columns)


_at_hand: ContextVar[Beside | None] = ContextVar("beside", default=None)


def at_hand() -> Beside | None:
    """What was looked up for the rows that are being validated; None where each asks for itself."""
    return _at_hand.get()


@contextmanager
def kept_at_hand(beside: Beside) -> Iterator[None]:
    """Let validation inside be answered from what was looked up."""
    token = _at_hand.set(beside)
    try:
        yield
    finally:
        _at_hand.reset(token)

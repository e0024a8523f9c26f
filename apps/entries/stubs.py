"""Entries as far as a link to one needs them, read from the rows of every kind. Must not know who asks, nor when.

Of the wiki as it stands, the same is kept in one table: see `linking/stubs.py`.
"""

from typing import Any, cast

from django.db.models import CharField, DateField, F, Model, Q, QuerySet, TextField, Value
from django.db.models.base import ModelState
from django.db.models.functions import Concat

from apps.dates.edtf import BEGINNING, FOREVER

from .entry import Entry
from .holding import Rows
from .kinds import KIND, KINDS
from .validity import BOUNDS, is_lasting

STUB = ("id", "kind", "title", "slug", "summary", "names")
"""The columns of a stub: an entry as far as a link to it needs it."""

NAMED = (*STUB, "spoken")
"""The same, with what readers of other languages call it: pages show stubs of these."""

COLUMNS = (*NAMED, "when", "byline", *BOUNDS)
"""The same, with what else is told of it: `when` is the EDTF text of what dates the entry, such as an event's date;
`byline` are the facts of that name in its spec, one a line; the four bounds and the day up to which it is confirmed say
when it exists.
"""

UNBOUNDED = {name: BEGINNING if name.startswith("start") else FOREVER for name in BOUNDS}
"""The bounds of what has no dates."""

PLACE = {model.spec.name: place for place, model in enumerate(KINDS)}
"""The order of the kinds."""


def as_stub(row: dict[str, Any]) -> Entry:
    """An instance of the row's kind that knows the columns of a stub, and what else the row has as attributes.

    With the bounds, it knows its earliest day as `since`; for what has no dates, that never comes.
    """
    model, key, lasts = _OF_KIND[row["kind"]]
    stub = model.__new__(model)  # as Model.from_db() makes it, at a fourth of its time: a page has a hundred
    stub._state = ModelState()
    stub._state.adding, stub._state.db = False, "default"
    known = vars(stub)
    known.update(row)
    known[key] = row["id"]
    if "start_earliest" in row:
        known["since"] = row["start_earliest"] if lasts else FOREVER
    return stub


_OF_KIND = {name: (model, cast(Any, model._meta.pk).attname, is_lasting(model)) for name, model in KIND.items()}


def entry_rows(rows: Rows, model: type[Entry]) -> QuerySet[Any]:
    """Rows of a kind with `when`, `byline` and bounds, in no order, for one part of a union."""
    lasting = is_lasting(model)
    lines = [part for name in model.spec.byline for part in (F(name), Value("\n"))]
    found: QuerySet[Any] = (
        rows(model)
        .order_by()
        .annotate(
            when=F(cast(Any, model).dates[0]) if lasting else Value("", CharField()),
            byline=Concat(*lines, output_field=TextField()) if lines else Value("", TextField()),
            **({} if lasting else {name: Value(bound) for name, bound in UNBOUNDED.items()}),
        )
    )
    return found


def union(rows: Rows, where: Q, *beside: QuerySet[Any], kinds: Any = KINDS) -> QuerySet[Any]:
    """The stubs of entries of these kinds, and the rows `beside`, which have the same columns; one query."""
    first, *others = [entry_rows(rows, model).filter(where).values(*COLUMNS) for model in kinds]
    return first.union(*others, *beside, all=True) if others or beside else first


def pairs(known: QuerySet[Model]) -> QuerySet[Any]:
    """Which entry was called by which name, in columns like a stub's that has no kind; the others say nothing."""
    said: dict[str, Any] = dict.fromkeys(("title", "summary", "names", "spoken", "when", "byline"), Value(""))
    said |= dict.fromkeys(BOUNDS, Value(None, DateField()))
    said |= {"id": F("entry_id"), "kind": Value(""), "slug": F("slug")}
    columns = {f"as_{name}": said[name] for name in COLUMNS}
    return known.annotate(**columns).values(*columns)

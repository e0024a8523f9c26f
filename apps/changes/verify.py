"""Proving the history: that the rows stand as the last changeset left them, and that nobody altered the past.

Must not know which models are tracked.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model

from .chain import changeset_digest, row_digest
from .models import LATEST, Changeset
from .packing import BrokenText

Sealed = dict[int, list[tuple[datetime, str]]]
"""For each changeset, the dates and seals of its rows."""


def tracked_models() -> list[Any]:
    """Every model whose rows leave a history."""
    return [model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute")]


def problems() -> Iterator[str]:
    """What does not hold, one sentence each; nothing where the history is whole."""
    sealed: Sealed = defaultdict(list)
    for model in tracked_models():
        yield from _model_problems(model, sealed)
    yield from _chain_problems(sealed)


def _model_problems(model: Any, sealed: Sealed) -> Iterator[str]:
    """Replay the history of each row, and set its end against the row that stands."""
    names = [field.attname for field in model.history.model.tracked_fields]
    standing = {row.pk: row for row in model._default_manager.order_by("pk").iterator()}
    last: Any = None
    for row in model.history.model.objects.order_by("id", "history_id").iterator():
        sealed[row.changeset_id].append((row.history_date, row.digest))
        yield from _row_problems(model, row, names)
        if last is not None and last.id == row.id:
            if last.until != row.changeset_id:
                gap = f"between #{last.changeset_id} and #{row.changeset_id}"
                yield f"{_name(model, row.id)} has a gap in its history {gap}."
        elif last is not None:
            yield from _end_problems(model, last, standing.pop(last.id, None), names)
        last = row
    if last is not None:
        yield from _end_problems(model, last, standing.pop(last.id, None), names)
    for pk in standing:
        yield f"{_name(model, pk)} was written outside a changeset: it has no history."


def _row_problems(model: Any, row: Any, names: list[str]) -> Iterator[str]:
    try:
        content = {name: getattr(row, name) for name in names}
    except BrokenText as error:
        yield f"{_name(model, row.id)} cannot be read in its history, at #{row.changeset_id}: {error}"
        return
    if row_digest(row.salt, model._meta.label_lower, row.history_type, content) != row.digest:
        yield f"{_name(model, row.id)} was altered in its history, at #{row.changeset_id}."


def _differs(row: Any, last: Any, name: str) -> bool:
    """Whether a column is not as it was left; not where nobody can read how that was, which is told already."""
    try:
        return bool(getattr(row, name) != getattr(last, name))
    except BrokenText:
        return False


def _end_problems(model: Any, last: Any, row: Model | None, names: list[str]) -> Iterator[str]:
    name = _name(model, last.id)
    if last.until != LATEST:
        yield f"{name} lost its history after #{last.changeset_id}."
    if last.history_type == "-":
        if row is not None:
            yield f"{name} was written outside a changeset: #{last.changeset_id} deleted it."
    elif row is None:
        yield f"{name} was deleted outside a changeset: #{last.changeset_id} left it standing."
    elif changed := [each for each in names if _differs(row, last, each)]:
        yield f"{name} was written outside a changeset: {', '.join(changed)} is not as #{last.changeset_id} left it."


def _chain_problems(sealed: Sealed) -> Iterator[str]:
    before, expected = "", 1
    for changeset in Changeset.objects.order_by("number").iterator():
        if changeset.number != expected:
            yield f"Changeset #{expected} is missing."
        rows = [digest for _, digest in sorted(sealed.pop(changeset.number, []))]
        if changeset_digest(before, changeset, rows) != changeset.digest:
            yield f"Changeset #{changeset.number} was altered, or its rows were: its seal does not match."
        before, expected = changeset.digest, changeset.number + 1


def _name(model: Any, pk: int) -> str:
    return f"{model._meta.verbose_name} {pk}"

"""Counting what older changesets wrote, from their history, for a migration. Must not know which models are tracked.

It goes on where it was interrupted, and writes nothing but what is kept beside the changesets.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from .measuring import Measure, values_of
from .texts import HistoricText

AT_ONCE = 200
"""Changesets that are counted together: they are written by one statement."""
OWN = {"history_id", "history_date", "history_type", "changeset", "until", "id", "entry_ptr"}
"""Columns of the history that no editor writes."""


def measure_all(changesets: Any, histories: Mapping[str, Any], entries: Collection[str]) -> None:
    """Count the changesets (a manager) that are not counted yet; `histories` are models by the word for their rows.

    The newest come first: those are looked at most.
    """
    fields = {sort: _written(history) for sort, history in histories.items()}
    while numbers := list(changesets.filter(added=None).order_by("-number").values_list("number", flat=True)[:AT_ONCE]):
        counted = _measure(numbers, histories, fields)
        rows = [changesets.model(number=number, **counted[number].told(entries)) for number in numbers]
        changesets.bulk_update(rows, ["added", "removed", "extent", "did", "act"])


def _measure(
    numbers: Collection[int], histories: Mapping[str, Any], fields: Mapping[str, Iterable[Any]]
) -> dict[int, Measure]:
    found: dict[int, Measure] = defaultdict(Measure)
    for sort, history in histories.items():
        was = {(row.until, row.id): row for row in history.objects.filter(until__in=numbers)}
        for row in history.objects.filter(changeset__in=numbers).order_by("history_id"):
            before = was.get((row.changeset_id, row.id))
            gone = row.history_type == "-"
            old = row if gone and before is None else before if before is None or before.history_type != "-" else None
            found[row.changeset_id].count(
                sort,
                None if old is None else values_of(old, fields[sort]),
                None if gone else values_of(row, fields[sort]),
            )
    return found


def _written(history: Any) -> list[Any]:
    """The columns that editors write."""
    return [
        each
        for each in history._meta.concrete_fields
        if each.name not in OWN and (each.editable or isinstance(each, HistoricText))
    ]

"""Keeps beside each entry, and in what a link knows of it, what it is called in languages other than that of titles.

It follows from the name records, so it leaves no history. Must not know which name is shown, nor readers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, QuerySet

from apps.changes.recording import touch

from ..access import SYSTEM
from ..batches import batches
from ..entry import Entry
from ..kinds import KIND
from ..kinds.name import Name
from ..spoken import SORTS, lines_of
from ..tokens import itself, of_kind
from .models import Stub

TABLES: tuple[type[Model], ...] = (Entry, Stub)


def refresh(saved: Collection[tuple[Any, Any]], gone: Iterable[Any]) -> None:
    """Bring the columns up to name records that were saved, each with how it stood before, and to rows that are gone.

    Entries among the saved rows know it, too. Four statements for each batch of entries, of which two write; none where
    no name was written.
    """
    rows = [*(row for change in saved for row in change), *gone]
    keys = {row.entry_id for row in rows if isinstance(row, Name)}
    written = {row.pk: row for row, _ in saved if isinstance(row, Entry)}
    for some in batches(sorted(keys)):
        lines, changed = _lines(some), {}
        for key, kind, had in SYSTEM.rows(Entry).filter(pk__in=some).order_by().values_list("pk", "kind", "spoken"):
            if (told := lines.get(key, "")) != had:
                changed[key] = told
                touch(*itself(key), *of_kind(KIND[kind]))
            if key in written:
                written[key].spoken = told
        _keep(changed)


def rebuild() -> None:
    """Make the columns anew from all name records."""
    for table in TABLES:
        QuerySet(table).exclude(spoken="").update(spoken="")
    keys = SYSTEM.rows(Name).filter(sort__in=SORTS).order_by("entry").values_list("entry", flat=True).distinct()
    for some in batches(list(keys)):
        _keep(_lines(some))


def _lines(keys: Iterable[int]) -> dict[int, str]:
    """The lines of entries, by their keys; of those that have any."""
    names: dict[int, list[Any]] = defaultdict(list)
    for name in SYSTEM.rows(Name).filter(entry__in=list(keys), sort__in=SORTS).defer("note", "rendered", "cites"):
        names[name.entry_id].append(name)
    return {key: told for key, own in names.items() if (told := lines_of(own))}


def _keep(lines: dict[int, str]) -> None:
    """Write the columns: that is no change of an entry, so it leaves no history."""
    for table in TABLES if lines else ():
        rows: Any = QuerySet(table)
        rows.bulk_update([table(pk=key, spoken=told) for key, told in lines.items()], ["spoken"])

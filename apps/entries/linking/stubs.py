"""Keeps Stub equal to the rows of the kinds, in the transaction that writes them. Must not know editors or readers."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from ..access import SYSTEM
from ..batches import AT_ONCE, batches
from ..entry import Entry
from ..kinds import KINDS
from ..stubs import COLUMNS, UNBOUNDED, entry_rows
from ..validity import BOUNDS, Lasting
from .models import Stub


def refresh(saved: Iterable[tuple[Any, Any]], deleted: Iterable[tuple[type[Any], int]]) -> None:
    """Bring the table up to rows that were saved, each with how it stood before, and to models and keys that are gone.

    A statement for each batch, and none for claims alone nor for entries of which a link tells nothing new.
    """
    gone = [key for model, key in deleted if issubclass(model, Entry)]
    for some in batches(gone):
        Stub.objects.filter(pk__in=some).delete()
    anew = [(stub_of(row), before) for row, before in saved if isinstance(row, Entry)]
    _write(stub for stub, before in anew if before is None or _told(stub) != _told(stub_of(before)))


def rebuild() -> int:
    """Make the table anew from the rows of every kind; how many there are then."""
    Stub.objects.all().delete()
    for model in KINDS:
        rows = entry_rows(SYSTEM.rows, model).values(*COLUMNS).iterator(AT_ONCE)
        while some := list(islice(rows, AT_ONCE)):
            Stub.objects.bulk_create(Stub(**row) for row in some)
    return Stub.objects.count()


def stub_of(row: Any) -> Stub:
    """What a link tells of an entry that was written."""
    lasting = isinstance(row, Lasting)
    return Stub(
        id=row.pk,
        kind=row.spec.name,
        title=row.title,
        slug=row.slug,
        summary=row.summary,
        names=row.names,
        spoken=row.spoken,
        when=getattr(row, row.dates[0]) if lasting else "",
        byline="".join(f"{getattr(row, name)}\n" for name in row.spec.byline),
        **({name: getattr(row, name) for name in BOUNDS} if lasting else UNBOUNDED),
    )


def _told(stub: Stub) -> tuple[Any, ...]:
    return tuple(getattr(stub, name) for name in COLUMNS)


def _write(stubs: Iterable[Stub]) -> None:
    told: Collection[str] = [name for name in COLUMNS if name != "id"]
    Stub.objects.bulk_create(stubs, AT_ONCE, update_conflicts=True, update_fields=told, unique_fields=["id"])

"""The bases of packed texts as the database keeps them, and those that were read lately. Must not know whose they are.

A base is never changed, so what was read of it is right for ever; a key that is given anew, as SQLite does after a
transaction that was rolled back, is told by the check that every text has of its base.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from django.db.models import Model

from .models import BaseText
from .packing import Base, BaseKey, BrokenText, NoBase, as_text, reference, unpacked

AT_ONCE = 500
"""Bases that one statement asks for."""
ROOM = 16_000_000
"""Bytes of bases that a process remembers."""


class _Lately:
    """The bases that were used last, by key and check."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int], Base] = OrderedDict()
        self._room = ROOM
        self._lock = Lock()

    def get(self, wanted: BaseKey) -> Base | None:
        with self._lock:
            if (found := self._kept.get((wanted.pk, wanted.check))) is not None:
                self._kept.move_to_end((wanted.pk, wanted.check))
            return found

    def add(self, base: Base) -> None:
        with self._lock:
            if (base.pk, base.check) in self._kept:
                return
            self._kept[base.pk, base.check] = base
            self._room -= len(base.data)
            while self._room < 0 and len(self._kept) > 1:
                self._room += len(self._kept.popitem(last=False)[1].data)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._room = ROOM


lately = _Lately()


def read(packed: bytes, model: type[Model] = BaseText) -> str:
    """The text of packed bytes; one query where its base was not read lately. Raises BrokenText."""
    wanted = reference(packed)
    return as_text(unpacked(packed, base_of(wanted, model) if wanted is not None else None))


def base_of(wanted: BaseKey, model: type[Model] = BaseText) -> Base:
    """A base. Raises NoBase where there is none, and BrokenText where it is not the one that is meant."""
    if (known := lately.get(wanted)) is not None:
        return known
    rows = model._default_manager.filter(pk=wanted.pk).values_list("body", flat=True)
    if (body := rows.first()) is None:
        raise NoBase(f"there is no base {wanted.pk}")
    base = _unpacked(wanted.pk, bytes(body), model)
    if base.check != wanted.check:
        raise BrokenText(f"base {wanted.pk} is another than the one that it was told by")
    lately.add(base)
    return base


def _unpacked(pk: int, body: bytes, model: type[Model]) -> Base:
    try:
        root = reference(body)
        return Base(pk, unpacked(body, base_of(root, model) if root is not None else None), len(body), root)
    except NoBase:
        raise
    except BrokenText as error:
        raise BrokenText(f"base {pk}: {error}") from error


def warm(every: Iterable[bytes]) -> None:
    """Read the bases of packed texts that were not read lately, and then their roots: two queries for five hundred."""
    keys = sorted(_missing(every))
    for start in range(0, len(keys) if len(keys) > 1 else 0, AT_ONCE):
        rows = BaseText.objects.filter(pk__in=keys[start : start + AT_ONCE]).values_list("pk", "body")
        bodies = {pk: bytes(body) for pk, body in rows}
        roots = _missing(bodies.values()) - bodies.keys()
        known = BaseText.objects.filter(pk__in=roots).values_list("pk", "body") if len(roots) > 1 else ()
        for pk, body in (*((pk, bytes(body)) for pk, body in known), *bodies.items()):
            with suppress(BrokenText):  # it is told when the text is read
                lately.add(_unpacked(pk, body, BaseText))


def _missing(every: Iterable[bytes]) -> set[int]:
    """The keys of the bases of packed texts that were not read lately."""
    found = set()
    for packed in every:
        with suppress(BrokenText):
            if (named := reference(packed)) is not None and lately.get(named) is None:
                found.add(named.pk)
    return found


@dataclass(frozen=True)
class NewBase:
    """A text that is to be a base, and how it is packed: alone, or told by its root."""

    text: str
    body: bytes


def make(wanted: Sequence[NewBase], model: type[Model] = BaseText) -> list[Base]:
    """New bases, written by one statement."""
    made = model._default_manager.bulk_create([model(body=each.body) for each in wanted])
    bases = [
        Base(row.pk, each.text.encode(errors="surrogatepass"), len(each.body), reference(each.body))
        for row, each in zip(made, wanted, strict=True)
    ]
    for base in bases:
        lately.add(base)
    return bases

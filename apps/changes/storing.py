"""Packing the texts of new historical rows: each is told by its row's base until that costs more than a new base.

Must not know which models are tracked.
"""

from collections.abc import Iterable
from typing import Any

from . import bases
from .models import BaseText
from .packing import SHORTEST, Base, BrokenText, pack_alone, pack_told, reference
from .texts import HistoricText, Packed, as_kept, kept_bytes

ROW = 64
"""Bytes that a base takes beside its text, about: its row and its place in the index."""
Kept = dict[tuple[int, str], bytes]
"""Packed texts by the key of the row and the name of the column."""


def packed_columns(history: Any) -> list[str]:
    """The names of the columns of a history whose texts are packed."""
    return [field.attname for field in history._meta.concrete_fields if isinstance(field, HistoricText)]


def is_long(text: str) -> bool:
    """Whether a text is worth telling by another; a shorter one is kept as it is, whatever came before it."""
    return len(text) >= SHORTEST or len(text.encode(errors="surrogatepass")) >= SHORTEST


def kept_texts(rows: Any, history: Any) -> Kept:
    """The texts of historical rows as they are kept: one query."""
    names = packed_columns(history)
    columns = {f"kept_{name}": as_kept(name) for name in names}
    found = rows.order_by().annotate(**columns).values_list("id", *columns)
    return {(key, name): kept_bytes(value) for key, *values in found for name, value in zip(names, values, strict=True)}


def pack(rows: Iterable[Any], history: Any, before: Kept) -> None:
    """Pack the texts of historical rows that are not written yet; `before` are the texts of those that they supersede.

    A text that is as it was is kept in the same bytes. One statement writes all bases that are made.
    """
    wanted: list[tuple[Any, str, bases.NewBase]] = []
    for row in rows:
        for name in packed_columns(history):
            packed = told(getattr(row, name), before.get((row.id, name), b""))
            if isinstance(packed, bytes):
                setattr(row, name, Packed(packed))
            else:
                wanted.append((row, name, packed))
    if wanted:
        for (row, name, new), base in zip(wanted, bases.make([new for *_, new in wanted]), strict=True):
            setattr(row, name, Packed(pack_told(new.text, base, 0)[0]))


def tell(text: str, before: bytes, model: Any = BaseText) -> bytes:
    """A text packed, after the one `before` it in its row's history; by a base that is made for it if need be."""
    if isinstance(packed := told(text, before, model), bytes):
        return packed
    (base,) = bases.make([packed], model)
    return pack_told(text, base, 0)[0]


def told(text: str, before: bytes, model: Any = BaseText) -> bytes | bases.NewBase:
    """A text packed, after the one `before` it in its row's history; or the base that is to be made for it."""
    if not is_long(text):
        return pack_alone(text)
    try:
        if before and bases.read(before, model) == text:
            return before
        if (known := reference(before)) is not None:
            return _told_by(text, bases.base_of(known, model), known.spent, model)
    except BrokenText:
        pass  # what cannot be read harms no text that comes after it
    return bases.NewBase(text, pack_alone(text))


def _told_by(text: str, base: Base, spent: int, model: Any) -> bytes | bases.NewBase:
    """A text told by a base on which so much was spent, or by a new one where that is due.

    A new base is told by the root of the former, until that has cost as much as another root. A text that has little
    in common with the root is another at once.
    """
    packed, now = pack_told(text, base, spent)
    root = base if base.root is None else bases.base_of(base.root, model)
    if 2 * (now - spent) > root.size + ROW:
        return bases.NewBase(text, pack_alone(text))
    if now <= (now - spent if base.root is None else base.size) + ROW:
        return packed
    body, spent_on_root = pack_told(text, root, 0 if base.root is None else base.root.spent)
    return bases.NewBase(text, body if spent_on_root <= root.size + ROW else pack_alone(text))

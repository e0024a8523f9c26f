"""How much a changeset wrote, and of what: counted as it is written, and kept in few bytes beside the changeset.

It is no part of the seals: whoever doubts it counts anew. Must not know which models are tracked.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from .diff import word_pieces

PATIENCE = 0.3
"""Seconds for the words of all texts of one changeset; of texts that come after them, all but both ends is counted."""
MOST = 12
"""How many sorts of changes are told apart; the rest are told by the rows' own sort alone."""
SMALL, LARGE = 20, 500
"""Characters, added and removed together: up to how many a changeset is small, and from how many on it is large."""
ADDED, REMOVED, CHANGED = "+", "-", "~"
OPS = {ADDED: "added", REMOVED: "removed", CHANGED: "changed"}


@dataclass(frozen=True)
class Done:
    """What a changeset did to so many rows of a sort: `op` is "added", "removed" or "changed", with these fields."""

    sort: str
    op: str
    fields: tuple[str, ...] = ()
    many: int = 1


@dataclass
class Measure:
    """Characters that were added and removed, and the rows by their sort, what was done to them, and their fields."""

    added: int = 0
    removed: int = 0
    rows: Counter[tuple[str, str, tuple[str, ...]]] = field(default_factory=Counter)
    _spent: float = 0

    def count(self, sort: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
        """Count a row in, by the values of the fields that editors write; None where it did not stand."""
        old, new = before or {}, after or {}
        names = tuple(name for name in {**old, **new} if old.get(name) != new.get(name))
        for name in names:
            self.compare(_text(old.get(name)), _text(new.get(name)))
        op = ADDED if before is None else REMOVED if after is None else CHANGED
        if op != CHANGED or names:
            self.rows[sort, op, names if op == CHANGED else ()] += 1

    def compare(self, before: str, after: str) -> None:
        """Count what differs between two texts, by word."""
        if not (before and after):
            self.added, self.removed = self.added + len(after), self.removed + len(before)
            return
        since = monotonic()
        for piece in word_pieces(*_middles(before, after), patience=PATIENCE - self._spent):
            self.added += len(piece.text) if piece.op == "ins" else 0
            self.removed += len(piece.text) if piece.op == "del" else 0
        self._spent += monotonic() - since

    @property
    def did(self) -> str:
        """The rows in few bytes: `body~seat,text membership+2`, read back by `read`."""
        told = Counter(dict(list(self.rows.items())[:MOST]))
        for (sort, op, _), many in list(self.rows.items())[MOST:]:
            told[sort, op, ()] += many
        return " ".join(
            f"{sort}{op}{','.join(fields)}{f'*{many}' * (many > 1)}" for (sort, op, fields), many in told.items()
        )

    @property
    def extent(self) -> int:
        """Whether it is small (1), middling (2) or large (3)."""
        return extent_of(self.added + self.removed)

    def act(self, entries: Collection[str]) -> str:
        """The sort of act, where the rows tell more than the changeset's tag: of sorts of rows, those of `entries`."""
        of = [(op, fields) for sort, op, fields in self.rows if sort in entries]
        if any(op == REMOVED for op, _ in of):
            return "delete"
        if any(op == ADDED for op, _ in of):
            return "new"
        return "rename" if any({"title", "slug"} & {*fields} for _, fields in of) else ""

    def told(self, entries: Collection[str]) -> dict[str, Any]:
        """The columns of a changeset that tell of it."""
        return {
            "added": self.added,
            "removed": self.removed,
            "extent": self.extent,
            "did": self.did,
            "act": self.act(entries),
        }


def extent_of(characters: int) -> int:
    """The class of a size: small (1), middling (2) or large (3)."""
    return 1 if characters <= SMALL else 3 if characters >= LARGE else 2


def read(did: str) -> Iterator[Done]:
    """What `did` tells, in its order. A part that is none is left out."""
    for part in did.split():
        words, _, many = part.partition("*")
        place = next((place for place, letter in enumerate(words) if letter in OPS), 0)
        if place:
            fields = tuple(name for name in words[place + 1 :].split(",") if name)
            yield Done(words[:place], OPS[words[place]], fields, int(many) if many.isdecimal() else 1)


def values_of(row: Any, fields: Iterable[Any]) -> dict[str, Any]:
    """The values of a row's fields that say something: not empty ones, nor what every new row has."""
    found: dict[str, Any] = {}
    for each in fields:
        value = getattr(row, each.attname)
        if value not in ("", None) and value != each.get_default():
            found[each.name] = EntryKey(value) if each.is_relation else value
    return found


@dataclass(frozen=True)
class EntryKey:
    """Which entry a row names: it can differ, and is no text."""

    value: Any

    def __str__(self) -> str:
        return ""


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _middles(before: str, after: str) -> tuple[str, str]:
    """Two texts without the whole lines that both begin and both end with."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old, new = old[first:], new[first:]
    ends = zip(reversed(old), reversed(new), strict=False)
    last = next((n for n, (a, b) in enumerate(ends) if a != b), min(len(old), len(new)))
    return "".join(old[: len(old) - last]), "".join(new[: len(new) - last])

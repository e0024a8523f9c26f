"""What rows mention that they did not before, and what they do no more. Must not query."""

from collections.abc import Iterable, Sized
from typing import Any

from ..access import Row
from ..claims import Claim
from ..rendered import prose_field
from .mentions import Mention, mentions

FEW = 20
"""Rows of which single mentions are forgotten; of more, all are, and are kept anew."""


def are_many(rows: Sized) -> bool:
    """Whether there are so many that all that each mentions is forgotten."""
    return len(rows) > FEW


def mentioned_anew(saved: Iterable[tuple[Row, Row | None]]) -> list[tuple[Row, list[Mention], list[Mention]]]:
    """Rows that mention something else than before, or elsewhere: each with what it does no more, and what it does now.

    Most edits change a passage, and leave the dozens of others as they are.
    """
    found: list[tuple[Row, list[Mention], list[Mention]]] = []
    saved_anew = [(row, before) for row, before in saved if _says_anew(row, before)]
    for row, before in saved_anew:
        then, now = _said(before), mentions(row)
        if before is not None and home_of(row) == home_of(before):
            known, kept = set(then), set(now)
            then, now = [each for each in then if each not in kept], [each for each in now if each not in known]
        if then or now:
            found.append((row, then, now))
    if are_many(found):  # one statement forgets all that many rows mention
        return [(row, _said(before), mentions(row)) for row, before in saved_anew]
    return found


def _said(before: Row | None) -> list[Mention]:
    return mentions(before) if before is not None else []


def home_of(row: Any) -> int:
    """The key of the entry where a row is read: itself, or what stands at the first end of a claim."""
    key: int = getattr(row, f"{row.spec.ends[0].field}_id") if isinstance(row, Claim) else row.pk
    return key


def _says_anew(row: Any, before: Any) -> bool:
    """Whether a row may mention something else than before, or have another place."""
    if before is None or home_of(row) != home_of(before):
        return True
    return any(getattr(row, name) != getattr(before, name) for name in ("cites", prose_field(type(row)), "rendered"))

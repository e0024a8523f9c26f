"""Long lists by parts, for databases limit how many values one query may name."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 500
"""Values in one query."""


def batches(items: Sequence[T], size: int = AT_ONCE) -> list[Sequence[T]]:
    """The items in their order, in parts of `size`, of which the last may be shorter; nothing for none."""
    return [items[start : start + size] for start in range(0, len(items), size)]

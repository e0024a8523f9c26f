"""What a page may depend on that is of entries, as tokens: written by the door, noted by what reads. Must not query."""

from collections.abc import Iterable
from urllib.parse import quote

from .entry import Entry


def all_of(*keys: int) -> set[str]:
    """Something of these entries: themselves, or a claim at one of whose ends they stand."""
    return {f"e{key}" for key in keys}


def itself(*keys: int) -> set[str]:
    """The entry's own row: what a link shows, and its facts."""
    return {f"h{key}" for key in keys}


def confirmed(*keys: int) -> set[str]:
    """What confirmations say of the entry's lists."""
    return {f"c{key}" for key in keys}


def referred(*keys: int) -> set[str]:
    """What names the entry: in facts, in prose, as a source."""
    return {f"r{key}" for key in keys}


def named(names: Iterable[str]) -> set[str]:
    """Which entries have or had a name (a slug)."""
    return {f"n{quote(name)}" for name in names}


def of_kind(*kinds: type[Entry]) -> set[str]:
    """The rows of the entries of a kind, all of them."""
    return {f"k:{kind.spec.name}" for kind in kinds}

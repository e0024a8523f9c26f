"""Which entry a name means: those that are called so come first, those that once were last. Must not query."""

from collections.abc import Iterable

from ..entry import Entry, name_slug

CALLED, ALSO_CALLED, ONCE_CALLED = range(3)
"""By its slug or title; by another name; by a name that it no longer has."""


def closeness(entry: Entry, name: str) -> int:
    """How an entry, one that has or had the name (a slug), is called by it."""
    if name in (entry.slug, name_slug(entry.title)):
        return CALLED
    return ALSO_CALLED if f"|{name}|" in entry.names else ONCE_CALLED


def meant(name: str, kind: str, called: Iterable[Entry]) -> list[Entry]:
    """Those that a name means, among the entries that have or had it; more than one where it is ambiguous.

    `kind` is empty for any. The order is that of their kinds and titles.
    """
    of_kind = [entry for entry in called if kind in ("", entry.kind)]
    if len(of_kind) < 2:
        return of_kind
    nearest = min(closeness(entry, name) for entry in of_kind)
    found = [entry for entry in of_kind if closeness(entry, name) == nearest]
    return sorted(found, key=lambda entry: (entry.kind, entry.title, entry.pk))

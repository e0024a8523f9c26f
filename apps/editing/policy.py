"""Who may publish an edit of which entry. Must not know forms or pages."""

from collections.abc import Iterable
from typing import Any

from apps.entries.entry import Entry, Protection

REVIEW = "entries.review_entry"
"""The permission of those who publish edits of entries that are protected as "reviewed"."""


def is_reviewer(user: Any) -> bool:
    """Whether the user publishes edits of any entry, and decides which ones are protected."""
    return bool(user.has_perm(REVIEW))


def is_closed_to(user: Any, entry: Entry) -> bool:
    """Whether the entry is protected from edits of this user."""
    return entry.protection == Protection.REVIEWED and not is_reviewer(user)


def closed_among(user: Any, keys: Iterable[int]) -> dict[int, Entry]:
    """Those of the entries with these keys that are protected from the user: a claim is an edit of all its ends."""
    if is_reviewer(user):
        return {}
    return {entry.pk: entry for entry in Entry.objects.filter(pk__in=set(keys), protection=Protection.REVIEWED)}

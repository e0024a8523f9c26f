"""Telling of what changes pages without a changeset: an account renamed, an index made anew, a history resealed.

Must not know what changed.
"""

from django.db import transaction

from .news import EVERYTHING, tell
from .recording import hold_commit_lock


@transaction.atomic
def announce(*tokens: str) -> None:
    """Tell news that are no changeset's, in the transaction that makes the change; of everything unless tokens say."""
    hold_commit_lock()
    tell(tokens or (EVERYTHING,))

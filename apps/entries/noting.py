"""What a page depends on that reads claims, and what it need not: rows of the past. Must not query."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from apps.changes.models import Changeset
from apps.fresh.depending import note

from .access import SYSTEM
from .claims import ids_at
from .entry import Touch
from .kinds import CLAIMS, KINDS
from .tokens import confirmed


def note_confirmations(world: Any, claims: Iterable[Any]) -> None:
    """Have the page depend on what confirms claims that were read: confirmations of a list of an entry at their ends.

    That it depends on those entries' own rows is noted where they are fetched, as they are for every claim.
    """
    if world.at is None:
        note(
            *(token for claim in claims if claim.spec.confirmed for token in confirmed(*ids_at(claim.spec.ends, claim)))
        )


@cache
def past_tables() -> frozenset[str]:
    """The tables of what stood: it is there for ever, and so are changesets, and which entries they touched."""
    kept = (Touch._meta.db_table, Changeset._meta.db_table)
    return frozenset([*kept, *(SYSTEM.past(model).model._meta.db_table for model in (*KINDS, *CLAIMS))])

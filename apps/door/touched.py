"""What an edit touches of what pages depend on, as tokens; names and mentions are told where those are kept up.

Must not know who keeps pages.
"""

from typing import Any

from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.entries.kinds import Confirmation
from apps.entries.tokens import all_of, confirmed, itself, of_kind, referred

from .merging import Row
from .preparing import Prepared


def touched_tokens(edit: Prepared) -> set[str]:
    """The tokens of an edit, once new entries have their keys."""
    tokens = all_of(*edit.touched)
    gone: list[Row] = [*edit.entries_gone, *edit.claims_gone]
    rows: list[tuple[Row | None, Row | None]] = [*edit.changes, *((None, row) for row in gone)]
    for row, before in rows:
        for each in (row, before):
            if isinstance(each, Entry):
                tokens |= itself(each.pk) | of_kind(type(each))
            elif isinstance(each, Confirmation):
                tokens |= confirmed(each.entry_id)
        tokens |= referred(*(_keys(row) ^ _keys(before)))
    return tokens


def _keys(row: Any) -> set[int]:
    """The keys of the entries that an entry's facts name."""
    if not isinstance(row, Entry):
        return set()
    return {key for field in entry_keys(type(row)) if (key := getattr(row, field.attname)) is not None}

"""What confirmations say of the lists of an entry that was read: complete as of when. Must not query, nor know HTML."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import Confirmation


def held_true(claims: Iterable[Any]) -> list[Any]:
    """The confirmations among some claims that count, that of the latest day first."""
    found = (each for each in claims if isinstance(each, Confirmation) and each.rank != Rank.DEPRECATED)
    return sorted(found, key=lambda each: (each.start_latest, each.pk or 0), reverse=True)


def last_whole(confirmations: Iterable[Any], entry: Entry, listed: str) -> Any:
    """The last of these, by their day, that an entry's list was complete; None for none."""
    of_list = (each for each in confirmations if (each.entry_id, each.listed, each.only_id) == (entry.pk, listed, None))
    return next(iter(of_list), None)


def confirm_listed(confirmations: list[Any], entry: Entry, listed: str, entries: Iterable[Any]) -> None:
    """Have the entries of a list know up to when their being in it, and so their existence, is confirmed."""
    own = [each for each in confirmations if (each.entry_id, each.listed) == (entry.pk, listed)]
    for each in entries:
        begun = (one for one in own if one.only_id in (None, each.pk) and one.start_latest >= each.start_earliest)
        if (last := next(begun, None)) is not None:
            each.as_of, each.as_of_earliest, each.as_of_latest = last.as_of, last.start_earliest, last.start_latest


def speaks_of(confirmation: Any, day: date) -> bool:
    """Whether the day is, or can be, that of a confirmation: then who is not on the list was not in it."""
    return bool(confirmation.start_earliest <= day <= confirmation.start_latest)

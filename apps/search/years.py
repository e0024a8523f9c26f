"""The years by which the search narrows what it finds. Must not know entries."""

from collections.abc import Iterator

from apps.dates.edtf import BEGINNING, FOREVER, InvalidDate, parse

LONGEST_SPAN = 10
"""Years; a date that can lie in more of them is in none."""


def years_of(edtf: str) -> Iterator[int]:
    """The years in which a date can lie, unless they are many."""
    for part in edtf.split("/"):
        try:
            date = parse(part, interval=False) if part not in ("", "..") else None
        except InvalidDate:
            continue
        known = date is not None and date.earliest != BEGINNING and date.latest != FOREVER
        if date and known and date.latest.year - date.earliest.year < LONGEST_SPAN:
            yield from range(date.earliest.year, date.latest.year + 1)

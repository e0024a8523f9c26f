"""The information box of an entry: its facts, and what follows from claims on the day.

Must not know single kinds, nor HTML.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from apps.entries.boxes import FromClaims
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.field_values import Value, read_value, read_values
from apps.entries.kinds import STOOD_TO
from apps.facts.claim_lists import ClaimList
from apps.facts.entry_data import EntryData
from apps.facts.status_table import read_parties
from apps.language.said import capital

MOST_NAMED = 12
"""Entries that a row names before it counts the rest."""
MOST_ROWS = 8
"""Rows that follow from one list, such as one for each office of a state."""
SURE = ("certain", "assumed")

Held = dict[int, tuple[Entry, str]]
"""Entries by key, each with how sure it is."""


@dataclass(frozen=True)
class BoxRow:
    """A row: the name of the fact or of the list, a heading, and a value, or entries with how sure each is.

    `assumed`: all that is sure is assumed; then it is said once. `count` says how many there are, where that matters;
    `more` are not named; `anchor` is the list on the page.
    """

    name: str
    label: str
    value: Value | None = None
    named: list[tuple[Entry, str]] = field(default_factory=list)
    assumed: bool = False
    count: str = ""
    more: int = 0
    anchor: str = ""


def read_box(sheet: EntryData) -> list[BoxRow]:
    """The rows that the kind declares, then the facts that it does not name. No queries."""
    spec = sheet.entry.spec
    told = {each for each in spec.box if isinstance(each, str)}
    rows: list[BoxRow] = []
    for each in (*spec.box, *(name for name in spec.facts if name not in told)):
        if isinstance(each, FromClaims):
            rows += _from_claims(sheet, each)
        else:
            rows += (BoxRow(value.name, value.label, value) for value in read_values(sheet.entry, (each,)))
    return rows


def _from_claims(sheet: EntryData, row: FromClaims) -> list[BoxRow]:
    """What a list tells of the day. Nothing of one that is too long to have been read whole."""
    found: list[BoxRow] = []
    for listing in sheet.lists:
        if listing.end.listed == row.listed and listing.claims and not listing.cut:
            found += _rows(sheet, listing, row.by)
    return found[:MOST_ROWS]


def _rows(sheet: EntryData, listing: ClaimList, by: str) -> Iterator[BoxRow]:
    stands: Any = listing.model.spec.stands
    if stands and stands.subject == listing.end.field and listing.model is STOOD_TO.get(type(sheet.entry)):
        held = _by_status(sheet, listing, stands)
        for status in stands.statuses:
            if status in held:
                label = stands.headings.get(status) or stands.statuses[status]
                yield _row(listing, capital(label), held[status], counted=True)
        return
    other = next((end.field for end in listing.model.spec.ends if end is not listing.end), "")
    told: dict[str, Held] = {}
    for claim in _holding(listing.claims):
        label = str(read_value(claim, by).shown) if by else ""
        _keep(told.setdefault(label, {}), getattr(claim, other), claim.certainty)
    for label, entries in told.items():
        yield _row(listing, capital(label or listing.end.heading), entries)


def _by_status(sheet: EntryData, listing: ClaimList, stands: Any) -> dict[str, Held]:
    """Who stands how to the entry on the day: derived from acts, or as claims say."""
    found: dict[str, Held] = {}
    if stands.derived:
        for party in read_parties(sheet):
            _keep(found.setdefault(party.status, {}), party.party, party.certainty)
    else:
        for claim in _holding(listing.claims):
            _keep(found.setdefault(getattr(claim, stands.fact), {}), getattr(claim, stands.party), claim.certainty)
    return found


def _holding(claims: Iterable[Any]) -> Iterator[Any]:
    return (claim for claim in claims if claim.certainty and claim.rank != Rank.DEPRECATED)


def _keep(held: Held, entry: Entry | None, certainty: Any) -> None:
    """Note an entry; of two claims that name it, the surer counts."""
    if entry is not None and (entry.pk not in held or held[entry.pk][1] == "possible"):
        held[entry.pk] = (entry, str(certainty))


def _row(listing: ClaimList, label: str, held: Held, *, counted: bool = False) -> BoxRow:
    sure = [each for each in held.values() if each[1] in SURE]
    assumed = bool(sure) and all(certainty == "assumed" for _, certainty in sure)
    count = _count(len(sure), len(held)) if counted else ""
    named = [(entry, "" if assumed and certainty == "assumed" else certainty) for entry, certainty in held.values()]
    more = max(len(named) - MOST_NAMED, 0)
    name = listing.end.listed
    return BoxRow(name, label, None, named[:MOST_NAMED], assumed, count, more, listing.section)


def _count(sure: int, every: int) -> str:
    if sure == every:
        return str(sure)
    return gettext("%(sure)d, possibly %(every)d") % {"sure": sure, "every": every}

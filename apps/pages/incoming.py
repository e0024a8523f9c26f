"""The entries whose facts name one, as its page lists them. Must not know single kinds, nor HTML."""

from dataclasses import dataclass

from apps.entries.entry import Entry
from apps.entries.keyset import Counted
from apps.entries.kinds import KINDS
from apps.facts.claim_lists import FIRST
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.prose import Prose
from apps.language.said import capital

from .claim_tables import section_address
from .whole_lists import WholeList, read_whole, shown_confirmation


@dataclass(frozen=True)
class IncomingList:
    """The entries whose facts name one: the relation's name, a heading, the entries; what is told of the list.

    `total` and `rest` as of a Table.
    """

    name: str
    heading: str
    entries: list[Entry]
    whole: WholeList | None = None
    total: Counted | None = None
    rest: str = ""


def read_incoming(sheet: EntryData) -> list[tuple[str, str, list[Entry]]]:
    """The entries whose facts name this one: the relation's name, a heading, the entries, undated last."""
    return [
        (name, heading_of(sheet.entry, name), sorted(found, key=lambda each: not each.when))  # type: ignore[attr-defined]  # a stub has it
        for name, found in sheet.incoming.items()
        if found or shown_confirmation(sheet, name) is not None
    ]


def read_incoming_lists(sheet: EntryData, references: References, prose: Prose) -> list[IncomingList]:
    """The same, with what is told of each list."""
    found = []
    for name, heading, entries in read_incoming(sheet):
        total = sheet.further.get(name) or (Counted(len(entries)) if len(entries) > FIRST else None)
        rest = section_address(sheet, name) if total else ""
        whole = read_whole(sheet, name, references, prose)
        found.append(IncomingList(name, heading, entries[:FIRST], whole, total, rest))
    return found


def heading_of(entry: Entry, name: str) -> str:
    """The heading of the list of those that name the entry in a fact, by the list's name."""
    many = next((str(kind.spec.many) for kind in KINDS if kind.spec.plural == name), name)
    return str(entry.spec.listed.get(name, capital(many)))

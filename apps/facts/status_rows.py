"""What the table of how parties stand to a document is made of: its rows, dates and notes. Must not know HTML."""

from collections import defaultdict
from dataclasses import dataclass, field

from apps.entries.entry import Entry
from apps.entries.treaty_law import Status
from apps.wikitext.citations import Citation
from apps.wikitext.links import Mark

from .treaty_status import PartyStatus


@dataclass(frozen=True)
class TableDate:
    """A date in a cell, as EDTF; the UN's mark beside it; what was done; "possible" or "coming", if it is that."""

    date: str
    mark: str = ""
    act: str = ""
    doubt: str = ""


@dataclass
class TableNote:
    """A note below the table: what a party did or stated, when (EDTF), in which words, and what says so.

    `label` says what it is, or did; `cites` are the citations of its claim, for `marks`.
    """

    party: Entry
    label: str
    date: str
    doubt: str
    text: str
    cites: str
    number: int = 0
    marks: list[Mark] = field(default_factory=list)


@dataclass
class PartyRow:
    """One party: its dates by column, its notes, how it stands on the day, and what says so."""

    party: Entry
    cells: dict[str, list[TableDate]] = field(default_factory=lambda: defaultdict(list))
    notes: list[TableNote] = field(default_factory=list)
    held: list[PartyStatus] = field(default_factory=list)
    cites: list[Citation] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    @property
    def left(self) -> bool:
        """Whether it has left for sure: then the United Nations print its name in brackets."""
        return bool(self.held) and {each.status for each in self.held} <= {Status.WITHDRAWN, Status.EXCLUDED}

    @property
    def confirmed(self) -> str:
        """Up to when it is confirmed how it stands, as EDTF; empty where that is a date that its row or notes tell."""
        told = {each.date for dates in self.cells.values() for each in dates} | {note.date for note in self.notes}
        return next((each.confirmed for each in self.held if each.confirmed not in told), "")


@dataclass(frozen=True)
class StatusTable:
    """The table: the headings of its columns, by their names; its rows, by title; the sentences above it.

    `folds` are the claim lists of which it is made: their names, each with the end at which the entry stands; `total`
    is how many parties there are, shown or not.
    """

    columns: dict[str, str]
    rows: list[PartyRow]
    said: list[str]
    folds: list[str]
    total: int

    @property
    def notes(self) -> list[TableNote]:
        """Every note, by number."""
        return [note for row in self.rows for note in row.notes]

    @property
    def doubts(self) -> int:
        """How many standings are possible only."""
        return sum(each.certainty == "possible" for row in self.rows for each in row.held)

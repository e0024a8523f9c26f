"""The tables of participants that the United Nations print for a treaty, as rows; must not know how wiki rows are read.

The tables lie beside the repository, not in it: whoever has only a clone tests without them.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from deploy.needs import UN_TREATIES

DATE = re.compile(r"(\d{1,2} \w{3} \d{4})(?: (AA|[AacdnPs]))?")


@dataclass
class Participant:
    """One row: the days of each of its columns, each with the mark beside it, empty for none."""

    name: str
    signed: list[tuple[date, str]] = field(default_factory=list)
    applied: list[tuple[date, str]] = field(default_factory=list)
    consented: list[tuple[date, str]] = field(default_factory=list)

    def __iter__(self):
        return iter((*self.signed, *self.applied, *self.consented))


def read_table(name):
    """The rows of a table. Skips the test where the tables are not at hand; fails on a cell that it cannot read."""
    if not UN_TREATIES.exists():
        pytest.skip("the tables do not lie beside this repository (../shared/data/un-treaties)")
    with (UN_TREATIES / "treaties" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    found = []
    for participant, *cells in rows:
        row = Participant(participant)
        for head, cell in zip(heads[1:], cells, strict=True):
            if cell.strip():
                column(row, head).append(read_cell(cell))
        found.append(row)
    return found


def column(row, head):
    """The list of a participant's days that a column's heading means."""
    if head.startswith("Signature"):
        return row.signed
    return row.applied if head.startswith("Provisional application") else row.consented


def read_cell(cell):
    """The day and the mark of a cell."""
    told = DATE.fullmatch(cell.strip())
    assert told, f"“{cell}” is no day with a mark"
    return datetime.strptime(told[1], "%d %b %Y").date(), told[2] or ""  # noqa: DTZ007  # a day has no time zone

"""The chapters that stand first and last in the print version of a kind that has more to tell than facts and claims.

Must not know single kinds, nor HTML.
"""

from collections.abc import Iterator
from typing import Any

from apps.entries.kinds import STOOD_TO
from apps.facts.cited_by import read_resting
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References

from ..extras import read_parties
from .chapters import Chapter, Standing


def opening(sheet: EntryData, references: References) -> Iterator[Chapter]:
    """Who stands how to the entry on the World's day, as its page derives it."""
    if "parties" in sheet.entry.spec.extras:
        rows = [Standing(each, references.marks_of(each.cites)) for each in read_parties(sheet)]
        stands: Any = STOOD_TO[type(sheet.entry)].spec.stands
        if rows:
            yield Chapter(stands.called.capitalize(), standings=rows)


def closing(sheet: EntryData) -> Iterator[Chapter]:
    """What rests on it."""
    if "resting" in sheet.entry.spec.extras:
        yield Chapter("Records that cite this source", resting=read_resting(sheet.world, sheet.entry))

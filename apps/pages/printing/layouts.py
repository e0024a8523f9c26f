"""The chapters that stand first and last in the print version of a kind that has more to tell than facts and claims.

Must not know single kinds, nor HTML.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from apps.entries.kinds import STOOD_TO
from apps.facts.cited_by import read_resting
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.status_table import read_status_table

from ..yearly import usual_heading
from .chapters import Chapter


def opening(sheet: EntryData, references: References) -> Iterator[Chapter]:
    """Who did what about the entry, and stands how to it on the World's day, as its page has it."""
    if "parties" in sheet.entry.spec.extras and (found := read_status_table(sheet, references)):
        spec: Any = STOOD_TO[type(sheet.entry)].spec
        yield Chapter(usual_heading(spec.stands), status_table=found, derived_from=spec.many)


def closing(sheet: EntryData) -> Iterator[Chapter]:
    """What rests on it."""
    if "resting" in sheet.entry.spec.extras:
        found = read_resting(sheet.world, sheet.entry)
        yield Chapter(gettext("Records that cite this source"), resting=found.groups, resting_total=found.total)

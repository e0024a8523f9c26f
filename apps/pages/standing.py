"""Who stands to an entry as is usual on the day. Must not know single kinds, nor who is told."""

from collections.abc import Iterator
from typing import Any

from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.kinds import STOOD_TO
from apps.facts.certainty import confirmed_date
from apps.facts.entry_data import EntryData
from apps.facts.status_table import read_parties

SURE = ("certain", "assumed")


def who_stands(sheet: EntryData) -> Iterator[tuple[Entry, str]]:
    """The members of a body, the parties to a document; not who only possibly is one. Of whom it is only assumed, with
    the date (EDTF) up to which it is confirmed.
    """
    model = STOOD_TO.get(type(sheet.entry))
    if model is None:
        return
    stands: Any = model.spec.stands
    if stands.derived:
        for each in read_parties(sheet):
            if each.status == stands.usual and each.certainty in SURE:
                yield each.party, each.confirmed if each.certainty == "assumed" else ""
        return
    for claim in sheet.recorded(model.spec.end(stands.subject).listed):
        right = isinstance(claim, model) and getattr(claim, stands.fact) == stands.usual
        if right and claim.certainty in SURE and claim.rank != Rank.DEPRECATED:
            yield getattr(claim, stands.party), confirmed_date(claim) if claim.certainty == "assumed" else ""

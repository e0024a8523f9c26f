"""What the picture of an entry says, from what is known of it. Must not know single kinds, nor how it is drawn."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.entries.entry import Entry
from apps.entries.field_values import read_values
from apps.entries.kinds import STOOD_TO
from apps.facts.certainty import as_last_confirmed
from apps.facts.entry_data import EntryData
from apps.language.said import said

from ..standing import who_stands
from .drawing import Card

MOST_NAMES, MOST_FACTS = 40, 3


def card_of(sheet: EntryData, moment: str, day: str) -> Card:
    """The card of an entry; `moment` is a sentence, empty for now, and `day` the one of which the strip tells."""
    entry = sheet.entry
    kind = capfirst(str(entry.spec.one))
    if sort := getattr(entry, "get_type_display", str)():
        kind = f"{kind} · {sort}"
    standing = list(who_stands(sheet))
    names = tuple(dict.fromkeys(each.name for each, __ in standing))
    heading = ""
    if names:
        since = as_last_confirmed(filter(None, (confirmed for __, confirmed in standing)))
        pattern = _("%(who)s, %(confirmed)s") if since else _("%(who)s on %(day)s")
        heading = pattern % {"who": _called(entry), "day": day, "confirmed": since}
    facts = [f"{each.label}: {each.shown}" for each in read_values(entry, entry.spec.columns) if each.form != "entry"]
    return Card(
        kind=kind,
        title=entry.name,
        summary=entry.summary,
        facts=tuple(facts[:MOST_FACTS]),
        heading=heading,
        names=names[:MOST_NAMES],
        moment=moment,
    )


def site_card() -> Card:
    """The card of pages that are about no entry."""
    return Card(
        kind="",
        title="cstowiki",
        summary=_("A structured wiki for international organisations: dated claims, each with its source."),
    )


def _called(entry: Entry) -> str:
    stands: Any = STOOD_TO[type(entry)].spec.stands
    return capfirst(said(stands.called))

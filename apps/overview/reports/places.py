"""Where prose and citations mention something, as a report tells it. Must not know why it is told."""

from collections.abc import Iterable

from django.utils.translation import gettext

from apps.entries.kinds import CLAIMS
from apps.facts.backlinks import Backlink
from apps.facts.prose import TEXT
from apps.revisions.summaries import other_ends

from .report import Cell, LinkedWords, in_a_line
from .shown import Shown

MOST = 8
"""How many places a row names; of others it says how many there are."""

CLAIM = {model.spec.plural: model for model in CLAIMS}


def places_of(uses: Iterable[Backlink]) -> list[Backlink]:
    """The rows in which something is mentioned: the first mention in each, those in entries first."""
    first = {(use.claim, use.row): use for use in reversed(list(uses))}
    return sorted(first.values(), key=lambda use: (use.claim, use.home, use.row))


def want_places(shown: Shown, places: list[Backlink]) -> None:
    """Ask for what telling the first of them needs."""
    for place in places[:MOST]:
        want_place(shown, place.home, place.claim, place.row)


def tell_places(shown: Shown, places: list[Backlink]) -> list[LinkedWords]:
    """The first of them, in a line, and how many more there are."""
    told = [cell for place in places[:MOST] if (cell := _tell(shown, place))]
    more = len(places) - MOST
    return in_a_line([*told, *([[LinkedWords(gettext("%(count)s more") % {"count": more})]] if more > 0 else [])])


def homes_of(shown: Shown, places: list[Backlink]) -> tuple[object, ...]:
    """The entries in whose forms the first of them are written, each once."""
    homes = (shown.entry(place.home) for place in places[:MOST])
    return tuple(dict.fromkeys(home for home in homes if home is not None))


def _tell(shown: Shown, place: Backlink) -> Cell:
    mention = place.mention
    in_facts = mention.field == "cites"
    where = tell_place(shown, place.home, place.claim, place.row, "" if in_facts else mention.heading)
    about = [gettext("facts")] if in_facts and not place.claim else []
    about += [mention.locator] if mention.locator else []
    return [*where, LinkedWords(f" ({', '.join(about)})")] if where and about else where


def want_place(shown: Shown, home: int, claim: str, row: int) -> None:
    """Ask for a place: the entry `home` or, with the plural of a `claim`, the claim of the key `row`."""
    shown.want_entries([home])
    if claim:
        shown.want_row(CLAIM[claim], row)


def tell_place(shown: Shown, home: int, claim: str, row: int, heading: str = "") -> list[LinkedWords]:
    """A place, which leads to where it is read; nothing where the reader may not see it."""
    entry = shown.entry(home)
    if entry is None:
        return []
    if not claim:
        return [LinkedWords(entry.name, entry.get_absolute_url() + (f"#{TEXT}-{heading}" if heading else ""))]
    read = shown.row(CLAIM[claim], row)
    if read is None:
        return []
    return [
        LinkedWords(entry.name, entry.get_absolute_url()),
        LinkedWords(f", {read.spec.one} {other_ends(read, entry)}"),
    ]

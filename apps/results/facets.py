"""How what was found is spread over kinds, entries of those that are facets, and decades. Must not know HTML."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from apps.databases import connection_for_reading
from apps.entries.entry import Entry
from apps.entries.kinds import KIND
from apps.entries.speaking import speaking
from apps.entries.world import World
from apps.language.said import capital
from apps.search.filters import DECADE_MARK, FACETS, KIND_MARK
from apps.search.models import Indexed

from .search import SearchResult

MOST_SHOWN = 8
MOST_ASKED = 20
"""Entries of which it is asked what they are called, and whether they may be read: those with the most finds."""


@dataclass(frozen=True)
class Facet:
    """One value: what it is called, the filter that narrows to it, and how many of the finds it has."""

    label: str
    filter: str
    count: int


def facets(finding: SearchResult) -> dict[str, list[Facet]]:
    """By kind, by body and the like, and by decade: a query over the finds that are counted, and one for each facet."""
    if not finding.keys:
        return {}
    counts: Counter[str] = Counter()
    for marks in _marks(finding.keys):
        counts.update(marks.split())

    def of(letter: str) -> list[tuple[str, int]]:
        return sorted((mark[1:], n) for mark, n in counts.items() if mark[0] == letter)

    kinds = ((kind, n) for kind, n in of(KIND_MARK) if kind in KIND)
    found = {
        gettext("Kind"): [Facet(capital(KIND[kind].spec.many), f"kind:{kind}", n) for kind, n in kinds],
        **{
            capital(model.spec.one): _entries(finding, name, {int(key): n for key, n in of(model.spec.facet)})
            for name, model in FACETS.items()
        },
        gettext("Decade"): [Facet(_decade(decade), f"year:{decade}X", n) for decade, n in of(DECADE_MARK)],
    }
    found[gettext("Kind")].sort(key=lambda facet: (-facet.count, facet.label))
    return {name: facets for name, facets in found.items() if facets}


def _decade(decade: str) -> str:
    return pgettext("a decade alone", "%(year)ss") % {"year": f"{int(decade)}0"}


def _marks(keys: list[int]) -> Iterable[str]:
    """The marks of a thousand entries: the ORM would take longer over the thousand parameters than the database."""
    reading = connection_for_reading()
    table = reading.ops.quote_name(Indexed._meta.db_table)
    with reading.cursor() as cursor:
        cursor.execute(f"SELECT marks FROM {table} WHERE entry_id IN ({', '.join(map(str, keys))})")  # noqa: S608
        return [marks for (marks,) in cursor.fetchall()]


def _entries(finding: SearchResult, kind: str, counts: dict[int, int]) -> list[Facet]:
    most = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_ASKED]
    rows = finding.viewer.rows(Entry).filter(pk__in=most).only("slug", "title", "spoken")
    entries = speaking(World(finding.viewer), rows)
    found = [Facet(entry.name, f"{kind}:{entry.slug}", counts[entry.pk]) for entry in entries]
    return sorted(found, key=lambda facet: (-facet.count, facet.label))[:MOST_SHOWN]

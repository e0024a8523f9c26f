"""What a report is, and what it finds. Must not know single reports, nor requests and HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.entries.attach import Named
from apps.entries.claims import Claim, Rank
from apps.entries.entry import Entry
from apps.entries.relations import when
from apps.entries.values import read_value, words
from apps.entries.world import World

MOST = 200
"""How many findings a page shows."""

CONTRADICTIONS = "Contradictions in time"
"""The group of the reports on dates that cannot be true together."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements that clash: all that a claim says or, with `edtf`, a single date, called by `said`."""

    row: Any = None
    said: str = ""
    edtf: str = ""

    @property
    def label(self) -> str:
        """What is said, without its dates: “membership (observer)”, “established”."""
        if self.row is None:
            return self.said
        dates = getattr(self.row, "dates", ())
        facts = (read_value(self.row, name) for name in self.row.spec.facts if name not in dates)
        told = ", ".join(str(fact.shown) for fact in facts if fact)
        return f"{self.row.spec.name} ({told})" if told else self.row.spec.name

    @property
    def when(self) -> tuple[str, str]:
        """Its dates in words and as EDTF; a claim that an entry dates must have its ends attached."""
        return when(self.row) if self.row is not None else (words(self.edtf), self.edtf)


@dataclass(frozen=True, slots=True)
class Finding:
    """Two statements that cannot both be true, and the rows that make them.

    It is mended in the first row, if that is an entry, and in the entries at the first row's foreign keys `keys`.
    """

    rows: tuple[Any, ...]
    one: Side
    other: Side
    keys: tuple[str, ...] = ()

    @property
    def holders(self) -> list[Any]:
        """The entries whose forms hold what clashes."""
        first = self.rows[0]
        own = [first] if isinstance(first, Entry) else []
        return own + [getattr(first, key) for key in self.keys]

    @property
    def entries(self) -> list[Any]:
        """All entries concerned, each once; of a claim, the two that it ties."""
        ends = [getattr(row, end.field) for row in self.rows if isinstance(row, Claim) for end in row.spec.ends[:2]]
        return list(dict.fromkeys(ends + self.holders))

    @property
    def whole(self) -> bool:
        """Whether the reader may see every entry that it names."""
        return None not in self.entries


@dataclass(frozen=True)
class Report:
    """A question put to the whole wiki, the same at any `at`.

    `says` tells what is reported, `spares` what is let pass, and `mend` what would mend it; `columns` head the two
    sides of a finding. `find` asks a fixed number of queries, and attaches no entries.
    """

    slug: str
    group: str
    name: str
    says: str
    mend: str
    columns: tuple[str, str]
    find: Callable[[World], list[Finding]]
    spares: str = ""


def read_report(report: Report, world: World) -> tuple[int, list[Finding]]:
    """How much is found, and the first of it, with the entries attached in one query."""
    found = report.find(world)
    shown = found[:MOST]
    named = Named()
    named.want(row for finding in shown for row in finding.rows)
    named.fetch(world)
    return len(found), [finding for finding in shown if finding.whole]


def held_true(world: World, claim: type[Claim]) -> QuerySet[Any]:
    """The claims that count: deprecated ones are recorded, and not held to be true."""
    return world.rows(claim).exclude(rank=Rank.DEPRECATED)

"""Two statements that clash, as a report tells them. Must not know single rules."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.entries.claims import Claim, Rank
from apps.entries.entry import Entry
from apps.entries.field_values import read_value, words
from apps.entries.world import World
from apps.language.said import capital
from apps.pages.claim_tables import when

from .report import LinkedWords, ReportRow, links
from .shown import Shown


@dataclass(frozen=True, slots=True)
class ConflictingFact:
    """One of two statements that clash: all that a claim says or, with `edtf`, a single date, called by `said`."""

    row: Any = None
    said: str = ""
    edtf: str = ""

    def in_words(self) -> list[LinkedWords]:
        """What is said, then its dates; a claim that an entry dates must have its ends attached."""
        said = self.said if self.row is None else statement(self.row)
        dates, exact = (words(self.edtf), self.edtf) if self.row is None else when(self.row)
        said = capital(said)
        return [LinkedWords(f"{said}: "), LinkedWords(dates, exact=exact)] if dates else [LinkedWords(said)]


def statement(claim: Any) -> str:
    """What a claim says, without its ends and dates: “membership (observer)”."""
    dates = getattr(claim, "dates", ())
    facts = (read_value(claim, name) for name in claim.spec.facts if name not in dates)
    told = ", ".join(str(fact.shown) for fact in facts if fact)
    return f"{claim.spec.one} ({told})" if told else str(claim.spec.one)


@dataclass(frozen=True, slots=True)
class ContradictionFound:
    """Two statements that cannot both be true, and the rows that make them.

    It is mended in the first row, if that is an entry, and in the entries at the first row's foreign keys `keys`.
    """

    rows: tuple[Any, ...]
    one: ConflictingFact
    other: ConflictingFact
    keys: tuple[str, ...] = ()

    def want(self, shown: Shown) -> None:
        """The entries at the foreign keys of its rows."""
        shown.named.want(self.rows)

    def as_row(self, shown: Shown) -> ReportRow | None:
        """All entries concerned, each once, of a claim the two that it ties; then both sides."""
        first = self.rows[0]
        holders = [*([first] if isinstance(first, Entry) else []), *(getattr(first, key) for key in self.keys)]
        ends = [each for row in self.rows if isinstance(row, Claim) for each in _tied(row)]
        entries = list(dict.fromkeys(ends + holders))
        if None in entries:
            return None
        return ReportRow((links(entries), self.one.in_words(), self.other.in_words()), tuple(holders))


def _tied(claim: Any) -> list[Any]:
    """The entries at the first two ends of a claim, as far as it names one; None for one that is not to be read."""
    named = [end.field for end in claim.spec.ends[:2] if getattr(claim, f"{end.field}_id") is not None]
    return [getattr(claim, field) for field in named]


def held_true(world: World, claim: type[Claim]) -> QuerySet[Any]:
    """The claims that count: deprecated ones are recorded, and not held to be true."""
    return world.rows(claim).exclude(rank=Rank.DEPRECATED)

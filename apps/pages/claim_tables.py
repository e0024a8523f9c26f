"""Claims as tables: who, what, when, how sure, and why not surer. Must not know single claims, nor HTML."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext

from apps.dates.edtf import BEGINNING, FOREVER, parse
from apps.dates.period import last_known
from apps.dates.period import words as period_words
from apps.entries.addresses import within
from apps.entries.claims import Rank
from apps.entries.entry import Entry
from apps.entries.field_values import Value, label, read_value, words
from apps.entries.keyset import Counted
from apps.entries.validity import Lasting, bounds_of
from apps.entries.world import World
from apps.facts.certainty import confirmed_date
from apps.facts.claim_lists import FIRST, ClaimList
from apps.facts.entry_data import EntryData
from apps.facts.footnotes import References
from apps.facts.prose import Prose
from apps.facts.sourcing import only_secondary
from apps.wikitext.links import Mark

from .disagreeing import disagreements
from .whole_lists import WholeList, read_whole, shown_confirmation


@dataclass(frozen=True)
class Account:
    """What one of several sources that disagree says: what, as far as they differ in it, when, and of which rank."""

    said: str
    when: str
    dates: str
    rank: str
    marks: list[Mark]


@dataclass
class TableRow:
    """One claim as a reader meets it.

    `when` is its dates in words and `dates` the same as EDTF; `state` is "", "assumed", "possible", "ended", "coming"
    or "deprecated"; `why` says what makes it possible only; `confirmed` is the date, as EDTF, up to which it is
    confirmed; `note` is HTML. `goes_on` names the entry in the list, as `kind:slug`, if it can be confirmed.
    `wants_source` says that it should name a source.
    `one_source` is that on which alone it rests, if that is secondary;
    `accounts` are those of sources that disagree on it, this one first.
    """

    claim: Any
    when: str
    dates: str
    state: str
    why: str
    confirmed: str = ""
    values: list[Value] = field(default_factory=list)
    note: str = ""
    marks: list[Mark] = field(default_factory=list)
    wants_source: bool = False
    goes_on: str = ""
    one_source: Entry | None = None
    accounts: list[Account] = field(default_factory=list)


@dataclass
class Table:
    """The claims of one list: its anchor, its heading, the labels of its columns, and its rows.

    `listed` is the list's name, by which its rows are named.
    `dated` and `cited` say whether it has columns for dates and sources; `whole` is what is told of the list itself.
    Where it shows the first claims only, `total` says how many there are, and `rest` is where the others are.
    """

    id: str
    heading: str
    columns: list[str]
    dated: bool
    cited: bool
    rows: list[TableRow]
    whole: WholeList | None = None
    total: Counted | None = None
    rest: str = ""
    listed: str = ""


def read_tables(sheet: EntryData, references: References, prose: Prose, *, but: Collection[str] = ()) -> list[Table]:
    """The tables of every list that holds a claim, or is confirmed to hold none; not those named in `but`."""
    told = (listing for listing in sheet.lists if listing.section not in but and is_told(listing, sheet))
    return [read_table(listing, sheet, references, prose) for listing in told]


def is_told(listing: ClaimList, sheet: EntryData) -> bool:
    """Whether there is something to tell of a list."""
    return bool(listing.claims) or shown_confirmation(sheet, listing.end.listed) is not None


def read_table(
    listing: ClaimList, sheet: EntryData, references: References, prose: Prose, *, most: int = FIRST
) -> Table:
    """The table of the first claims of a list: another end, the facts, further ends; empty columns are left out."""
    shown = listing.claims[:most]
    total = listing.cut or (Counted(len(listing.claims)) if len(shown) < len(listing.claims) else None)
    model, spec, end = listing.model, listing.model.spec, listing.end
    dates: tuple[str, ...] = model.dates if issubclass(model, Lasting) else ()
    others = [other.field for other in spec.ends if other is not end]
    facts = [name for name in spec.facts if name not in dates]
    may_be_empty = bool(others) and model._meta.get_field(others[0]).null
    names = [*facts, *others] if may_be_empty else [*others[:1], *facts, *others[1:]]
    whole = read_whole(sheet, end.listed, references, prose) if end in spec.ends else None  # not of its parts as well
    used = [name for name in names if name == names[0] or any(read_value(claim, name) for claim in shown)]
    rows = []
    for claim in shown:
        row = read_row(claim, sheet.world)
        row.values = [read_value(claim, name) for name in used]
        row.marks = references.marks(claim.cites)
        row.wants_source = claim.wants_source
        row.note = prose.note(claim.note)
        row.one_source = only_secondary(claim.cites, sheet.named)
        row.goes_on = _named_if_it_goes_on(claim, others[0]) if whole else ""
        rows.append(row)
    _add_accounts(rows, references)
    return Table(
        id=listing.section,
        heading=end.heading,
        columns=[label(model, name) for name in used],
        dated=spec.dated_by != end.field and any(row.when for row in rows),
        cited=any(row.marks or row.wants_source for row in rows),
        rows=rows,
        whole=whole,
        total=total,
        rest=section_address(sheet, listing.section) if total and end in spec.ends else "",
        listed=end.listed,
    )


def section_address(sheet: EntryData, section: str) -> str:
    """Where a list of the entry is shown by itself, page by page."""
    return within(sheet.world, sheet.entry.get_absolute_url(), section=section) if sheet.entry.pk else ""


def _add_accounts(rows: list[TableRow], references: References) -> None:
    """Have the first of rows on which sources disagree tell all accounts."""
    by_claim = {id(row.claim): row for row in rows}
    for group in disagreements([row.claim for row in rows]):
        stands = group[0].spec.stands
        fact = stands.fact if stands is not None and len({getattr(claim, stands.fact) for claim in group}) > 1 else ""
        by_claim[id(group[0])].accounts = [
            Account(
                str(read_value(claim, fact).shown) if fact else "",
                *when(claim),
                "" if claim.rank == Rank.NORMAL else str(claim.get_rank_display()),
                references.marks(claim.cites),
            )
            for claim in group
        ]


def _named_if_it_goes_on(claim: Any, end: str) -> str:
    goes_on = claim.rank != Rank.DEPRECATED and getattr(claim, "end", "") == ".."
    entry = getattr(claim, end)
    return f"{entry.kind}:{entry.slug}" if goes_on and entry is not None else ""


def read_row(claim: Any, world: World) -> TableRow:
    """When a claim holds, and how it stands on the World's day."""
    why = why_possible(claim, world.day) if claim.certainty == "possible" else ""
    return TableRow(claim, *when(claim), state=_state(claim, world), why=why, confirmed=confirmed_date(claim))


def when(row: Any) -> tuple[str, str]:
    """When a dated row holds, in words and as EDTF; what has a single date is dated by it."""
    if not isinstance(row, Lasting):
        edtf = _dating(row)
        return words(edtf), edtf
    texts = [getattr(row, name) for name in row.dates]
    if not any(texts) and row.period.start_latest == BEGINNING:
        return "", ""  # what holds always has no dates to tell
    if len(texts) > 1:
        start, end, *attested = texts
        seen = _last_seen(row, "".join(attested))
        return period_words(start, end, seen), f"{start}/{end}" if start or end else seen
    seen = getattr(row, "attested", "")
    if seen and not texts[0]:
        return gettext("by %(date)s") % {"date": words(seen)}, seen
    return words(texts[0]), texts[0]


def _last_seen(row: Any, attested: str) -> str:
    """The later of the attestation of a row and its confirmation, where it is confirmed and goes on; as EDTF."""
    if not getattr(row, "as_of", None) or row.end_latest < FOREVER:
        return attested
    return max(attested, row.as_of, key=lambda text: last_known(parse(text)) if text else BEGINNING)


def _dating(claim: Any) -> str:
    """The date of the end that says when the claim holds."""
    return getattr(getattr(claim, claim.spec.dated_by), "when", "") or ""


def _state(claim: Any, world: World) -> str:
    if claim.rank == Rank.DEPRECATED:
        return "deprecated"
    if claim.certainty is None:
        return "coming" if isinstance(claim, Lasting) and world.day < claim.start_earliest else "ended"
    return "" if claim.certainty == "certain" else str(claim.certainty)


def why_possible(row: Any, day: date) -> str:
    """What the dates of a row leave open about the day, in sentences."""
    if not isinstance(row, Lasting):
        dating = _dating(row)
        if not dating:
            return gettext("When it was is not known.")
        return gettext("The source says only “%(date)s”.") % {"date": words(dating)}
    start, end = (*(getattr(row, name) for name in row.dates), "")[:2]
    period = bounds_of(row)
    found = []
    if day < period.start_latest:
        found.append(
            gettext("For its beginning, the source says only “%(date)s”.") % {"date": words(start)}
            if start
            else gettext("When it began is not known.")
        )
    if day > period.end_earliest:
        found.append(
            gettext("For its end, the source says only “%(date)s”.") % {"date": words(end)}
            if end
            else gettext("Whether it had ended by then is not known.")
        )
    return " ".join(found or [gettext("Whether it was suspended on that day is not known.")])

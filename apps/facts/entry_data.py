"""An entry with all that is known of it at a World: facts, claims from either end, what names it. Must not know
HTML or JSON, which are made from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils.text import slugify
from django.utils.translation import gettext

from apps.dates.edtf import FOREVER
from apps.entries.change_days import NEVER, Turns, among, turns_of
from apps.entries.claims import Claim, Rank
from apps.entries.ends import facts_naming
from apps.entries.entry import Entry
from apps.entries.keyset import Counted, counted
from apps.entries.rendered import prose_field, skeleton_of
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.speaking import speaking
from apps.entries.specs import End
from apps.entries.spoken import lines_of
from apps.entries.stubs import NAMED, as_stub
from apps.entries.tokens import itself, referred
from apps.entries.validity import BOUNDS, Lasting, bounds_of
from apps.entries.world import World
from apps.fresh.depending import note
from apps.wikitext.citations import Citation, parse_cites
from apps.wikitext.render import HEAVIEST, as_written, weight
from apps.wikitext.skeleton import Skeleton

from .certainty import certainties
from .claim_lists import FIRST, MOST_READ, ClaimList, naming, read_lists
from .confirmations import confirm_listed, held_true
from .fact_quotes import Answers, read_answers


@dataclass
class EntryData:
    """One entry, read. `lists` are its claim lists by name, `incoming` the entries whose facts name it, by name: the
    first of very many, and `further` says how many there are.

    `turns` are the days on which something of all that is recorded here began, ended, or became sure. `skeletons` are
    the pieces of prose that are shown, by their text, and `answers` what they quote. `standings` are how parties
    stand to it, once that was worked out.
    """

    world: World
    entry: Any
    named: EntryResolver
    lists: list[ClaimList] = field(default_factory=list)
    incoming: dict[str, list[Entry]] = field(default_factory=dict)
    further: dict[str, Counted] = field(default_factory=dict)
    turns: Turns = NEVER
    skeletons: dict[str, Skeleton] = field(default_factory=dict)
    answers: Answers = field(init=False)
    standings: list[Any] | None = None

    def recorded(self, name: str) -> list[Any]:
        """The claims of the lists of that name that are recorded, whether or not they hold on the day."""
        return [claim for listing in self.lists if listing.end.listed == name for claim in listing.recorded]

    @property
    def exists(self) -> str | None:
        """Whether the entry exists on the day: "certain", "possible" or None; "certain" for what has no dates."""
        return bounds_of(self.entry).certainty(self.world.day) if isinstance(self.entry, Lasting) else "certain"


def read_entry_data(world: World, entry: Any, *, every: bool = False) -> EntryData:
    """Everything about `entry` in a fixed number of queries: one for each sort of claim, and two; of very long lists
    what comes first, in a few queries more.

    Unless `every`, what does not hold or exist on the day is left out.
    """
    sheet = EntryData(world, entry, EntryResolver())
    sheet.named.want([entry])
    for listing in read_lists(world, entry, every=every):
        sheet.named.want(listing.recorded)
        sheet.lists.append(listing)
    complete(sheet, every=every)
    return sheet


def complete(sheet: EntryData, *, every: bool, alone: bool = False) -> None:
    """Add to an entry and its claims what names them and what they name: two queries, and those of what is quoted.

    `alone` are claims of which nothing else of the entry is shown.
    """
    world, entry = sheet.world, sheet.entry
    incoming = _incoming(sheet) if entry.pk is not None and not alone else {}
    confirmations = held_true(claim for listing in sheet.lists for claim in listing.recorded)
    for name in entry.spec.confirmed:
        confirm_listed(confirmations, entry, name, incoming.get(name, ()))
    sheet.incoming = {
        name: [each for each in entries if every or (sheet.exists and bounds_of(each).certainty(world.day))]
        for name, entries in incoming.items()
    }
    sheet.named.want_sources(_citations(sheet))
    read_prose(sheet, (entry, *(claim for listing in sheet.lists for claim in listing.claims)))
    sheet.named.fetch(world)
    answer_quotes(sheet)
    for listing in sheet.lists:
        for claims in (listing.claims, listing.recorded):
            claims[:] = sorted(
                (claim for claim in claims if is_whole(claim)),
                key=lambda claim: _order(claim, type(claim)),
            )
    turns = turns_of(world.day, [entry, *_recorded(sheet), *chain(*incoming.values())])
    sheet.turns = among(turns, [each.turns for each in sheet.lists if each.cut])


def _recorded(sheet: EntryData) -> list[Any]:
    """All claims that are held to be true, whether or not they hold on the day."""
    return [claim for each in sheet.lists for claim in each.recorded if claim.rank != Rank.DEPRECATED]


def _incoming(sheet: EntryData) -> dict[str, list[Entry]]:
    """The entries whose facts name this one, by the name of the relation: children, events, documents; undated last.

    Of very many, the first; how many there are in all is said in `further`.
    """
    world, entry = sheet.world, sheet.entry
    found: dict[str, list[Entry]] = {str(key.remote_field.related_name): [] for _, key in facts_naming(type(entry))}
    if found:
        kind = type(entry)
        with world.depending(*referred(entry.pk)):
            rows = world.prepared(kind, ("naming", kind), partial(_naming, kind), entry.pk)
        for stub in speaking(world, map(as_stub, rows)):
            found[stub.listed].append(stub)
        if world.at is None:
            note(*itself(*(row["id"] for row in rows)))
    for model, key in facts_naming(type(entry)):
        listed = str(key.remote_field.related_name)
        found[listed].sort(key=lambda each: (not getattr(each, "when", ""), getattr(each, "since", FOREVER), each.name))
        if len(found[listed]) > MOST_READ:
            del found[listed][FIRST:]
            sheet.further[listed] = counted(naming(world, model, key, entry.pk)[1].rows)
    return found


def _naming(kind: type[Entry], world: World, named: int) -> QuerySet[Any]:
    """The entries whose facts name the one of the key, each under the name of the relation; of very many, the first."""
    parts = []
    for model, fact in facts_naming(kind):
        rows, stretch = naming(world, model, fact, named)
        first = stretch.rows.order_by(*(each.name for each in stretch.keys)).values_list("id")[: MOST_READ + 1]
        of_list = rows.filter(id__in=first).annotate(listed=Value(fact.remote_field.related_name, CharField()))
        parts.append(of_list.values(*NAMED, "when", "listed", "cites", *BOUNDS))
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def _order(claim: Any, model: type[Claim]) -> tuple[Any, ...]:
    dated = getattr(claim, model.spec.dated_by) if model.spec.dated_by else claim
    since = dated.since if model.spec.dated_by else dated.start_earliest
    undated = bool(model.spec.dated_by) and not dated.when
    titles = tuple(end.name for name in model.spec.ends if (end := getattr(claim, name.field)) is not None)
    return (claim.rank == Rank.DEPRECATED, undated, since, *titles[:1], claim.pk or 0)


def _citations(sheet: EntryData) -> list[Citation]:
    texts = [sheet.entry.cites, *(claim.cites for listing in sheet.lists for claim in listing.claims)]
    return [citation for text in texts for citation in parse_cites(text)]


def read_prose(sheet: EntryData, rows: Iterable[Any]) -> None:
    """Take the prose of rows as it was rendered; of the past, render it, as long as that is not too much work.

    A text that would bring more links, quoted facts and citations than a page bears is shown as it was written.
    What it names is wanted of the sheet's `named`, which is to be fetched next; then, `answer_quotes`.
    """
    spent = holes = 0
    for row in rows:
        field = prose_field(type(row))
        text = getattr(row, field)
        if not text.strip() or text in sheet.skeletons:
            continue
        spent += 0 if row.rendered else min(weight(text), HEAVIEST)
        skeleton = skeleton_of(text, row.rendered) if spent <= 2 * HEAVIEST else as_written(text)
        if holes and holes + len(skeleton.holes) > MOST_HOLES:
            skeleton = as_written(text)
        holes += len(skeleton.holes)
        sheet.skeletons[text] = skeleton
        sheet.named.want_prose(sheet.skeletons[text])


def answer_quotes(sheet: EntryData) -> None:
    """Read the answers to what the prose quotes."""
    quotes = [quote for skeleton in sheet.skeletons.values() for quote in skeleton.quotes]
    sheet.answers = read_answers(sheet.world, sheet.named, quotes)


def read_draft(world: World, entry: Any, lists: Iterable[tuple[type[Claim], End, list[Any]]]) -> EntryData:
    """An unsaved entry with unsaved claims, each valid by itself, at the ends of `lists`."""
    entry.title = entry.title or gettext("Untitled")
    entry.slug = slugify(entry.slug or entry.title) or "untitled"
    entry.kind = entry.spec.name
    entry.rendered = ""
    _set_bounds(entry)
    sheet = EntryData(world, entry, EntryResolver())
    sheet.named.want([entry])
    for model, end, claims in lists:
        for claim in claims:
            claim.rendered = ""
            claim.certainty = None
            _set_bounds(claim)
        sheet.named.want(claims)
        sheet.lists.append(ClaimList(model, end, claims, list(claims)))
    entry.spoken = lines_of(sheet.recorded("names"))
    complete(sheet, every=True)
    for listing in sheet.lists:
        for claim in listing.claims:
            setattr(claim, listing.end.field, entry)
        for claim, certainty in zip(listing.claims, certainties(listing.claims, world.day), strict=True):
            claim.certainty = certainty
    return sheet


def _set_bounds(row: Any) -> None:
    """What the columns of a dated row will hold."""
    if isinstance(row, Lasting):
        period = row.period
        for name in BOUNDS:
            setattr(row, name, getattr(period, name))


MOST_HOLES = 3_000
"""What the prose of one page, its first piece aside, links to, quotes and cites: each is filled in as it is shown."""

"""An entry with all that is known of it at a World: facts, claims from either end, what names it. Must not know
HTML or JSON, which are made from it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.db.models import CharField, Q, Value
from django.utils.text import slugify

from apps.dates.edtf import FOREVER
from apps.entries.change_days import NEVER, Turns, turns_of
from apps.entries.claims import Claim, Rank
from apps.entries.ends import ends_of, facts_naming
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.rendered import prose_field, skeleton_of
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.specs import End
from apps.entries.tokens import all_of, itself, referred
from apps.entries.validity import BOUNDS, Lasting, bounds_of
from apps.entries.world import STUB, World, as_stub, note_confirmations
from apps.fresh.depending import note
from apps.wikitext.citations import Citation, parse_cites
from apps.wikitext.render import HEAVIEST, as_written, weight
from apps.wikitext.skeleton import Skeleton

from .certainty import certainties
from .confirmations import confirm_listed, held_true
from .fact_quotes import Answers, read_answers


@dataclass
class ClaimList:
    """The claims of one sort in which the entry stands at one end, oldest first.

    `claims` are those that are shown; `recorded` are all, those that do not hold on the day included.
    """

    model: type[Claim]
    end: End
    claims: list[Any]
    recorded: list[Any] = field(default_factory=list)


@dataclass
class EntryData:
    """One entry, read. `lists` are its claim lists by name, `incoming` the entries whose facts name it, by name.

    `turns` are the days on which something of all that is recorded here began, ended, or became sure. `skeletons` are
    the pieces of prose that are shown, by their text, and `answers` what they quote.
    """

    world: World
    entry: Any
    named: EntryResolver
    lists: list[ClaimList] = field(default_factory=list)
    incoming: dict[str, list[Entry]] = field(default_factory=dict)
    turns: Turns = NEVER
    skeletons: dict[str, Skeleton] = field(default_factory=dict)
    answers: Answers = field(init=False)

    def recorded(self, name: str) -> list[Any]:
        """The claims of the lists of that name that are recorded, whether or not they hold on the day."""
        return [claim for listing in self.lists if listing.end.listed == name for claim in listing.recorded]

    @property
    def exists(self) -> str | None:
        """Whether the entry exists on the day: "certain", "possible" or None; "certain" for what has no dates."""
        return bounds_of(self.entry).certainty(self.world.day) if isinstance(self.entry, Lasting) else "certain"


def read_entry_data(world: World, entry: Any, *, every: bool = False) -> EntryData:
    """Everything about `entry` in a fixed number of queries: one for each sort of claim, and two.

    Unless `every`, what does not hold or exist on the day is left out.
    """
    kind = type(entry)
    sheet = EntryData(world, entry, EntryResolver())
    sheet.named.want([entry])
    for model in CLAIMS:
        if ends := ends_of(kind, model):
            where = Q(*((f"{end.field}_id", entry.id) for end in ends), _connector=Q.OR)
            # What does not hold on the day is read too: it says on which days the page is another.
            with world.depending(*all_of(entry.id)):
                claims = world.instances(world.claims(model, where, every=True))
            note_confirmations(world, claims)
            sheet.named.want(claims)
            for end in ends:
                own = [claim for claim in claims if getattr(claim, f"{end.field}_id") == entry.id]
                shown = [claim for claim in own if every or claim.certainty is not None]
                sheet.lists.append(ClaimList(model, end, shown, own))
    complete(sheet, every=every)
    return sheet


def complete(sheet: EntryData, *, every: bool) -> None:
    """Add to an entry and its claims what names them and what they name: two queries, and those of what is quoted."""
    world, entry = sheet.world, sheet.entry
    incoming = _incoming(world, entry) if entry.pk is not None else {}
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
    sheet.turns = turns_of(world.day, [entry, *_recorded(sheet), *chain(*incoming.values())])


def _recorded(sheet: EntryData) -> list[Any]:
    """All claims that are held to be true, whether or not they hold on the day."""
    return [claim for each in sheet.lists for claim in each.recorded if claim.rank != Rank.DEPRECATED]


def _incoming(world: World, entry: Entry) -> dict[str, list[Entry]]:
    """The entries whose facts name this one, by the name of the relation: children, events, documents."""
    found: dict[str, list[Entry]] = {str(key.remote_field.related_name): [] for _, key in facts_naming(type(entry))}
    parts = [
        world.entry_rows(model)
        .filter(**{key.attname: entry.id})
        .annotate(listed=Value(key.remote_field.related_name, CharField()))
        .values(*STUB, "when", "since", "listed", "cites", *BOUNDS)
        for model, key in facts_naming(type(entry))
    ]
    if parts:
        with world.depending(*referred(entry.id)):
            rows = list(parts[0].union(*parts[1:], all=True))
        for row in rows:
            found[row["listed"]].append(as_stub(row))
        if world.at is None:
            note(*itself(*(row["id"] for row in rows)))
    for entries in found.values():
        entries.sort(key=lambda each: (getattr(each, "since", FOREVER), each.title))
    return found


def _order(claim: Any, model: type[Claim]) -> tuple[Any, ...]:
    dated = getattr(claim, model.spec.dated_by) if model.spec.dated_by else claim
    since = dated.since if model.spec.dated_by else dated.start_earliest
    undated = bool(model.spec.dated_by) and not dated.when
    titles = tuple(end.title for name in model.spec.ends if (end := getattr(claim, name.field)) is not None)
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
    entry.title = entry.title or "Untitled"
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

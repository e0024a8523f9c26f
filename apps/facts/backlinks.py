"""Which rows link to an entry, cite it or quote facts of it, at the World's changeset. Must not know HTML.

Of the wiki as it stands, Reference knows. Of its past, it knows what was not written since; the rest is read anew.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, F, Field, Q, QuerySet, TextField, Value, When

from apps.changes.models import LATEST
from apps.changes.texts import HistoricText
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.keyset import Key, Stretch, counted, light
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.linking.mentions import Mention, mentioned, quoted
from apps.entries.linking.models import KnownName, Reference
from apps.entries.rendered import prose_field
from apps.entries.resolver import EntryResolver
from apps.entries.tokens import all_of, referred
from apps.entries.world import World
from apps.fresh.depending import note

from .claim_lists import MOST_READ
from .excerpts import quotes_in, read_excerpts

MARKS = ("[[", "[@", "{{")
"""One of these stands in prose that mentions anything."""


@dataclass(frozen=True)
class Backlink:
    """A mention of the entry in a row: in the entry of the key `home` itself or, with a `claim`, in the claim of the
    key `row`, which is read there.
    """

    home: int
    claim: str
    row: int
    mention: Mention


class Backlinks:
    """The mentions of an entry, of some sorts or of all.

    Of the present, one query finds them. Of the past, three find what may be one; `named` is to fetch who was called
    how, together with whatever else the caller asks of it, and then `settle` says what meant the entry.
    """

    def __init__(self, world: World, entry: Entry, *sorts: str, among: Collection[int] | None = None) -> None:
        """`among` are keys of references of the present: only these are read."""
        self._world, self._entry = world, entry
        self._names: set[str] = set()
        now = world.references().filter(target=entry.pk, **({} if among is None else {"id__in": among}))
        with world.depending(*referred(entry.pk)):
            found = list(self._then() if world.at is not None else read_now(now))
        if world.at is None:
            note(*all_of(*(each.home for each in found)))
        kept = [each for each in found if not sorts or each.mention.sort in sorts]
        self.found = sorted(kept, key=lambda each: (each.claim, each.home, each.row))

    def rows(self, claim: str) -> set[int]:
        """The keys of the rows of a claim that mention it; with nothing for the claim, of the entries."""
        return {each.row for each in self.found if each.claim == claim}

    def want(self, named: EntryResolver) -> None:
        """Ask for what settling needs, for the entries where the mentions are read, and for those quoted near them."""
        named.names |= self._names
        named.names.update(quoted(quote)[1] for quote in quotes_in(each.mention for each in self.found))
        named.keys |= {each.home for each in self.found}

    def settle(self, named: EntryResolver) -> list[Backlink]:
        """Those that meant the entry then, with what is quoted beside them answered."""
        answered = read_excerpts(self._world, named, (each.mention for each in self.found))
        return [replace(each, mention=answered(each.mention)) for each in self.found if self._meant(named, each)]

    def _meant(self, named: EntryResolver, each: Backlink) -> bool:
        if self._world.at is None:
            return True
        entry = named.means(each.mention.name, each.mention.kind).entry
        return entry is not None and entry.pk == self._entry.pk

    def _then(self) -> Iterator[Backlink]:
        held = KnownName.objects.filter(entry=self._entry.pk, first__lte=self._world.at)
        self._names = set(held.values_list("slug", flat=True))
        found = read_then(self._world, self._world.references().filter(name__in=self._names))
        yield from (each for each in found if each.mention.name in self._names)


def too_many(world: World, entry: Entry, *sorts: str) -> Stretch | None:
    """The references of the present to an entry, by where they stand, if they are too many to be read whole."""
    if world.at is not None:
        return None
    asked = {"sort__in": sorts} if sorts else {}
    rows = world.references().filter(target=entry.pk, **asked).order_by()
    with world.depending(*referred(entry.pk)):
        if not counted(rows, MOST_READ).more:
            return None
    return light(rows, (Key("entry_id"), Key("claim"), Key("row"), Key("id")))


def read_then(world: World, known: QuerySet[Reference]) -> Iterator[Backlink]:
    """The mentions that stood then: of rows that stand still, those `known`; of others, all."""
    unchanged: set[tuple[str, int]] = set()
    parts = [rows_to_read(world, model, known) for model in (*KINDS, *CLAIMS)]
    for row in parts[0].union(*parts[1:], all=True):
        if row["until"] == LATEST:
            unchanged.add((row["claim"], row["id"]))
            continue
        prose = row["prose"] if any(mark in row["prose"] for mark in MARKS) else ""
        for mention in mentioned(row["said"], "note" if row["claim"] else "text", prose):
            yield Backlink(row["home"], row["claim"], row["id"], mention)
    yield from (each for each in read_now(known) if (each.claim, each.row) in unchanged)


def read_now(references: QuerySet[Reference]) -> Iterator[Backlink]:
    """References as the mentions that they keep."""
    columns = ("entry_id", "claim", "row", *Mention.__slots__)
    for home, claim, row, *said in references.values_list(*columns):
        yield Backlink(home, claim, row, Mention(*said))


def rows_to_read(world: World, model: Any, known: QuerySet[Reference]) -> QuerySet[Any]:
    """The rows that stood then: of those that stand still, those that Reference knows; of others, those that say
    anything, with what they say. The database cannot look into the prose of the past.
    """
    is_claim = issubclass(model, Claim)
    place = model.spec.plural if is_claim else ""
    prose = prose_field(model)
    says = ~Q(cites="") | ~Q(**{prose: ""})
    still = Q(until=LATEST)
    rows = world.rows(model).order_by()
    rows = rows.filter(still & Q(id__in=known.filter(claim=place).values("row")) | ~still & says)
    return rows.annotate(
        claim=Value(place, TextField()),
        home=F(f"{model.spec.ends[0].field}_id" if is_claim else "id"),
        said=_unless(still, "cites", TextField()),
        prose=_unless(still, prose, HistoricText()),
    ).values("claim", "id", "home", "until", "said", "prose")


def _unless(condition: Q, column: str, field: Field) -> Case:
    """A column of texts, and an empty text where the condition is met."""
    return Case(When(condition, then=Value("", field)), default=F(column), output_field=field)

"""What rests on a source: every entry and claim that cites it. Must not know HTML."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.field_values import read_value
from apps.entries.keyset import Counted, counted, part_after
from apps.entries.kinds import CLAIMS
from apps.entries.linking.mentions import Mention
from apps.entries.linking.models import Sort
from apps.entries.resolver import EntryResolver, is_whole
from apps.entries.world import World
from apps.language.said import capital

from .backlinks import Backlinks, too_many
from .claim_lists import FIRST, MOST_READ

ENDS = max(len(model.spec.ends) for model in CLAIMS)
FACTS = max(len(model.spec.facts) for model in CLAIMS)


@dataclass(frozen=True)
class Rests:
    """One row that cites the source: the entries it is about, what it says, where in the source, its rank.

    `passages` are those of its prose that cite it.
    """

    entries: list[Entry]
    says: list[str]
    locators: list[str]
    rank: str
    passages: list[Mention]


@dataclass(frozen=True)
class Resting:
    """What rests on a source, by heading: what entries say, then each claim; empty ones left out.

    Of very many citations the first are told, and `total` says how many there are.
    """

    groups: dict[str, list[Rests]]
    total: Counted | None = None


def read_resting(world: World, source: Entry) -> Resting:
    """What rests on the source, or the first of it."""
    if (stretch := too_many(world, source, Sort.CITATION)) is None:
        found = _read(world, Backlinks(world, source, Sort.CITATION))
        number = sum(map(len, found.values()))
        if number <= MOST_READ:
            return Resting(found)
        return Resting({heading: rows[:FIRST] for heading, rows in found.items()}, Counted(number))
    first = [row.id for row in part_after([stretch], FIRST).rows]
    return Resting(_read(world, Backlinks(world, source, Sort.CITATION, among=first)), counted(stretch.rows))


def _read(world: World, links: Backlinks) -> dict[str, list[Rests]]:
    claims = _read_claims(world, links)
    named = EntryResolver()
    named.want(claims)
    links.want(named)
    named.fetch(world)
    by_row: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for link in links.settle(named):
        by_row[link.claim][link.row].append(link.mention)
    found = {gettext("Facts and texts of entries"): _entries(named, by_row.pop("", {}))} | _claims(claims, by_row)
    return {name: rows for name, rows in found.items() if rows}


def _locators(cited: list[Mention]) -> list[str]:
    """The places in the source, each once, those of facts first."""
    ordered = sorted(cited, key=lambda mention: mention.field != "cites")
    return list(dict.fromkeys(mention.locator for mention in ordered if mention.locator))


def _passages(cited: list[Mention]) -> list[Mention]:
    return [mention for mention in cited if mention.field != "cites"]


def _entries(named: EntryResolver, by_row: dict[int, list[Mention]]) -> list[Rests]:
    found = []
    for key, cited in by_row.items():
        if entry := named.by_key.get(key):
            fields = {mention.field for mention in cited}
            says = [
                words
                for field, words in (("cites", gettext("its facts")), ("text", gettext("its text")))
                if field in fields
            ]
            found.append(Rests([entry], says, _locators(cited), "", _passages(cited)))
    return sorted(found, key=lambda rests: rests.entries[0].name)


def _read_claims(world: World, links: Backlinks) -> list[Claim]:
    keys = {model: links.rows(model.spec.plural) for model in CLAIMS}
    parts = [_columns(world.rows(model).order_by().filter(id__in=own), model) for model, own in keys.items() if own]
    with world.depending():  # on the entries where they are read, as `links` noted
        return [_claim(row) for row in parts[0].union(*parts[1:], all=True)] if parts else []


def _claims(claims: list[Claim], by_row: dict[str, dict[int, list[Mention]]]) -> dict[str, list[Rests]]:
    found: dict[str, list[Rests]] = {_heading(model): [] for model in CLAIMS}
    for claim in claims:
        cited = by_row[claim.spec.plural].get(claim.pk, [])
        if cited and is_whole(claim):
            names = (end.field for end in claim.spec.ends if getattr(claim, f"{end.field}_id") is not None)
            ends = [getattr(claim, name) for name in names]
            says = [str(value.shown) for name in claim.spec.facts if (value := read_value(claim, name))]
            rests = Rests(ends, says, _locators(cited), claim.rank, _passages(cited))
            found[_heading(type(claim))].append(rests)
    for rows in found.values():
        rows.sort(key=lambda rests: [entry.name for entry in rests.entries])
    return found


def _heading(model: type[Claim]) -> str:
    return capital(model.spec.many)


def _columns(rows: QuerySet[Any], model: type[Claim]) -> QuerySet[Any]:
    """The columns that every part of the union has: which claim, its ends and its facts, each as text."""
    ends: list[Any] = [F(f"{end.field}_id") for end in model.spec.ends]
    facts: list[Any] = [Cast(name, TextField()) for name in model.spec.facts]
    ends += [Cast(Value(None), BigIntegerField())] * (ENDS - len(ends))
    facts += [Value("", TextField())] * (FACTS - len(facts))
    columns = {f"end_{n}": end for n, end in enumerate(ends)} | {f"fact_{n}": fact for n, fact in enumerate(facts)}
    annotated = rows.annotate(claim=Value(model.spec.name, TextField()), **columns)
    return annotated.values("claim", "id", "rank", *columns)


def _claim(row: dict[str, Any]) -> Claim:
    """An instance, never saved, that knows its ends, its facts and its citations."""
    model: Any = next(model for model in CLAIMS if model.spec.name == row["claim"])
    ends = {f"{end.field}_id": row[f"end_{n}"] for n, end in enumerate(model.spec.ends)}
    facts = {name: row[f"fact_{n}"] for n, name in enumerate(model.spec.facts)}
    facts = {name: model._meta.get_field(name).to_python(value) for name, value in facts.items()}
    return model(id=row["id"], rank=row["rank"], **ends, **facts)

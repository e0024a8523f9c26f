"""What rests on a source: every entry and claim that cites it, in three queries. Must not know HTML."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from apps.wikitext.citations import Citation, parse_cites
from apps.wikitext.render import extract

from .attach import Named
from .claims import Claim
from .entry import Entry
from .kinds import CLAIMS, KINDS
from .values import read_value
from .world import STUB, World, as_stub

ENDS = max(len(model.spec.ends) for model in CLAIMS)
FACTS = max(len(model.spec.facts) for model in CLAIMS)


@dataclass(frozen=True)
class Rests:
    """One row that cites the source: the entries it is about, what it says, where in the source, its rank."""

    entries: list[Entry]
    says: list[str]
    locators: list[str]
    rank: str


def read_resting(world: World, source: Entry) -> dict[str, list[Rests]]:
    """What rests on the source, by heading: what entries say, then each claim; empty ones left out."""
    found = {"Facts and prose of entries": _entries(world, source)} | _claims(world, source)
    return {name: rows for name, rows in found.items() if rows}


def _citing(source: Entry, citations: list[Citation]) -> list[str] | None:
    """The locators at which they cite the source, each once; None where they do not cite it."""
    own = [citation.locator for citation in citations if citation.source == source.slug]
    return [locator for locator in dict.fromkeys(own) if locator] if own else None


def _entries(world: World, source: Entry) -> list[Rests]:
    naming = Q(cites__contains=f"@{source.slug}") | Q(text__contains=f"@{source.slug}")
    parts = [world.rows(model).order_by().filter(naming).values(*STUB, "cites", "text") for model in KINDS]
    found = []
    for row in parts[0].union(*parts[1:], all=True):
        facts, prose = parse_cites(row["cites"]), list(extract(row["text"])[1])
        locators = _citing(source, [*facts, *prose])
        if locators is not None:
            where = {"its facts": _citing(source, facts), "its text": _citing(source, prose)}
            says = [name for name, own in where.items() if own is not None]
            found.append(Rests([as_stub(row)], says, locators, ""))
    return sorted(found, key=lambda rests: rests.entries[0].title)


def _claims(world: World, source: Entry) -> dict[str, list[Rests]]:
    naming = Q(cites__contains=f"@{source.slug}") | Q(note__contains=f"@{source.slug}")
    parts = [_columns(world.rows(model).order_by().filter(naming), model) for model in CLAIMS]
    claims: list[tuple[Claim, list[str]]] = []
    for row in parts[0].union(*parts[1:], all=True):
        claim = _claim(row)
        locators = _citing(source, [*parse_cites(claim.cites), *extract(claim.note)[1]])
        if locators is not None:
            claims.append((claim, locators))
    named = Named()
    named.want(claim for claim, _ in claims)
    named.fetch(world)
    found: dict[str, list[Rests]] = {_heading(model): [] for model in CLAIMS}
    for claim, locators in claims:
        ends = [getattr(claim, end.field) for end in claim.spec.ends if getattr(claim, f"{end.field}_id") is not None]
        if None not in ends:
            says = [str(value.shown) for name in claim.spec.facts if (value := read_value(claim, name))]
            found[_heading(type(claim))].append(Rests(ends, says, locators, claim.rank))
    for rows in found.values():
        rows.sort(key=lambda rests: [entry.title for entry in rests.entries])
    return found


def _heading(model: type[Claim]) -> str:
    return model.spec.plural.replace("-", " ").capitalize()


def _columns(rows: QuerySet[Any], model: type[Claim]) -> QuerySet[Any]:
    """The columns that every part of the union has: which claim, its ends and its facts, each as text."""
    ends: list[Any] = [F(f"{end.field}_id") for end in model.spec.ends]
    facts: list[Any] = [Cast(name, TextField()) for name in model.spec.facts]
    ends += [Cast(Value(None), BigIntegerField())] * (ENDS - len(ends))
    facts += [Value("", TextField())] * (FACTS - len(facts))
    columns = {f"end_{n}": end for n, end in enumerate(ends)} | {f"fact_{n}": fact for n, fact in enumerate(facts)}
    annotated = rows.annotate(claim=Value(model.spec.name, TextField()), **columns)
    return annotated.values("claim", "id", "cites", "note", "rank", *columns)


def _claim(row: dict[str, Any]) -> Claim:
    """An instance, never saved, that knows its ends, its facts and its citations."""
    model: Any = next(model for model in CLAIMS if model.spec.name == row["claim"])
    ends = {f"{end.field}_id": row[f"end_{n}"] for n, end in enumerate(model.spec.ends)}
    facts = {name: row[f"fact_{n}"] for n, name in enumerate(model.spec.facts)}
    facts = {name: model._meta.get_field(name).to_python(value) for name, value in facts.items()}
    return model(id=row["id"], cites=row["cites"], note=row["note"], rank=row["rank"], **ends, **facts)

"""Entries: a list of each kind, and each entry whole. Must not know single kinds: it loops over KINDS."""

from typing import Any, cast

from django.db.models import ForeignKey, Q
from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import BaseModel, Field, create_model

from apps.entries.addresses import within
from apps.entries.ends import ends_of, facts_naming
from apps.entries.entry import Entry
from apps.entries.identifiers import identifier_url
from apps.entries.keyset import Key
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.lookup import find
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.facts.entry_data import EntryData, read_entry_data
from apps.facts.footnotes import References
from apps.facts.named import other_names
from apps.facts.prose import Prose
from apps.pages.hooks import API_ROOT

from . import claims, facts
from .naming import ids_of, narrowed, narrowing_fields
from .parameters import AtMoment, OfList, WithAll, Words
from .parties import EXTRAS
from .shapes import Certainty, Citation, Identifier, Reference, Revision, Stub, answers, list_of, many

router = Router(tags=["entries"])


class Listed(Stub):
    """What an entry of every kind has."""

    revision: Revision
    exists: Certainty | None = Field(description="Whether it exists on the day; null: certainly not.")


class Whole(BaseModel):
    """What an entry of every kind adds when it is asked for by itself."""

    aliases: list[str] = Field(description="The texts of `names`, each once; deprecated ones are left out.")
    text: str = Field(description="Prose, in Markdown.")
    html: str = Field(description="The same as HTML, sanitised.")
    references: list[Reference] = Field(description="The citations to which `html` links.")
    cites: list[Citation] = Field(description="Where the entry's own facts come from.")
    identifiers: list[Identifier]
    further: dict[str, str] = Field(
        description="The lists of which only the first are here, by name, each with the address of all of it; of a "
        "list of entries, the page of it. Empty where everything is here.",
    )


COMMON = {*Listed.model_fields, *Whole.model_fields}


def fact_names(model: type[Entry]) -> dict[str, str]:
    """The names of a kind's facts in JSON; one that all entries have already takes its kind before it."""
    return {name: f"{model.spec.name}_{name}" if name in COMMON else name for name in model.spec.facts}


def shapes(model: type[Entry]) -> tuple[type[BaseModel], type[BaseModel]]:
    """The JSON of an entry in a list, and that of one by itself."""
    own: dict[str, Any] = {
        name: facts.field_shape(facts.column(model, fact)) for fact, name in fact_names(model).items()
    }
    doc = (model.__doc__ or "").splitlines()[0]
    listed = cast(type[BaseModel], create_model(model.__name__, __base__=Listed, __doc__=doc, **own))
    lists: dict[str, Any] = {}
    for claim in CLAIMS:
        for end in ends_of(model, claim):
            lists[end.listed] = (many(claims.SHAPES[claim]), Field(description=f"{end.heading}."))
    for other, key in facts_naming(model):
        lists[str(key.remote_field.related_name)] = (
            list[Stub],
            Field(description=f"The {other.spec.plural} that name it as {key.verbose_name}."),
        )
    lists |= {name: (extra.shape, Field(description=extra.words)) for name, extra in EXTRAS.get(model, {}).items()}
    whole = create_model(
        f"{model.__name__}Whole", __base__=(Whole, listed), __doc__=f"{doc} With all its claims.", **lists
    )
    return listed, whole


def asking(model: type[Entry]) -> type[BaseModel]:
    """The parameters of a list of entries."""
    fields: dict[str, Any] = {
        "q": (
            Words | None,
            Field(None, description="Only those with these words in title, other names or summary."),
        ),
        **narrowing_fields(model, model.spec.filters),
    }
    bases = (OfList, WithAll, AtMoment)
    return cast(type[BaseModel], create_model(f"{model.__name__}Asking", __base__=bases, **fields))


class OneAsking(WithAll, AtMoment):
    """The parameters of one entry."""


def add_kind(model: type[Entry]) -> None:
    """Serves the list and the entries of a kind under its plural."""
    spec = model.spec
    listed, whole = shapes(model)
    asked_model = asking(model)

    @router.get(
        f"/{spec.plural}",
        operation_id=f"list_{spec.plural}",
        summary=f"List {spec.plural}",
        description="By title. With `on`, those that certainly do not exist on the day are left out, unless `all`.",
        response=answers(list_of(listed, f"{model.__name__}List")),
        exclude_unset=True,
    )
    def entries(request: HttpRequest, asked: Query[asked_model]) -> dict[str, Any]:  # type: ignore[valid-type]  # made from the spec
        return read_entries(request, model, asked)

    @router.get(
        f"/{spec.plural}/{{slug}}",
        operation_id=f"get_{spec.name}",
        summary=f"Get one {spec.name}",
        description="With its claims that hold on the day, from either end; with `all`, every one that is recorded. "
        "Another name or a former slug is a 301 to the entry's address.",
        response=answers(whole) | {301: None},
    )
    def entry(request: HttpRequest, slug: Path[str], asked: Query[OneAsking]) -> dict[str, Any]:
        world = asked.world(request)
        sheet = read_entry_data(world, find(world, model, slug), every=asked.every)
        own = {name: extra.read(sheet, asked.every) for name, extra in EXTRAS.get(model, {}).items()}
        return told_whole(request, sheet, every=asked.every) | own


def read_entries(request: HttpRequest, model: type[Entry], asked: Any) -> dict[str, Any]:
    """The part of the list that is asked for. Raises UnknownMoment, Missing and NotAccepted."""
    world: World = asked.world(request)
    where = narrowed(model, model.spec.filters, asked)
    for name in model.spec.filters:
        field = facts.column(model, name)
        if isinstance(field, ForeignKey) and (slug := getattr(asked, name)):
            where &= Q(**{f"{field.attname}__in": ids_of([cast(Any, field.remote_field.model)], world, name, slug)})
    if asked.q:
        where &= Q(title__icontains=asked.q) | Q(called__icontains=asked.q) | Q(summary__icontains=asked.q)
    if world.at is None:
        where &= Q(kind=model.spec.name)  # true of each, and what the index by title begins with
    rows = world.entries(model, every=asked.every or world.on is None).filter(where)
    answer: dict[str, Any] = asked.part(request, rows, Key("title"), Key("id"))
    found = world.instances(answer["results"])
    named = EntryResolver()
    named.want(found)
    named.fetch(world)
    answer["results"] = [entry_json(request, world, entry) for entry in found]
    return answer


def told_stub(request: HttpRequest, entry: Entry) -> dict[str, Any]:
    """An entry as a link."""
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "title": entry.title,
        "summary": entry.summary,
        "url": request.build_absolute_uri(entry.get_absolute_url()),
    }


def entry_json(request: HttpRequest, world: World, entry: Any) -> dict[str, Any]:
    """An entry, the entries that its facts name attached, as JSON."""
    return {
        **told_stub(request, entry),
        "revision": {"number": entry.revision, "at": entry.revised},
        "exists": EntryData(world, entry, EntryResolver()).exists,
        **{name: facts.value(entry, fact) for fact, name in fact_names(type(entry)).items()},
    }


def told_whole(request: HttpRequest, sheet: EntryData, *, every: bool) -> dict[str, Any]:
    """An entry with all that is known of it, as JSON."""
    entry = sheet.entry
    references = References(sheet.named)
    html = Prose(sheet, references).text()
    found = entry_json(request, sheet.world, entry) | {
        "aliases": [name.text for name in other_names(sheet)],
        "text": entry.text,
        "html": str(html),
        "references": [
            {
                "number": each.number,
                "id": each.id,
                "source": each.citation.source,
                "locator": each.citation.locator,
            }
            for each in references
        ],
        "cites": facts.citations(entry.cites),
        "identifiers": [
            {"scheme": scheme, "value": value, "url": identifier_url(scheme, value) or None}
            for scheme, value in entry.known_as
        ],
    }
    found["further"] = further(request, sheet, every=every)
    for listing in sheet.lists:
        found.setdefault(listing.end.listed, []).extend(claims.claim_json(claim) for claim in listing.claims)
    for name, entries in sheet.incoming.items():
        found[name] = [told_stub(request, each) for each in entries]
    return found


def further(request: HttpRequest, sheet: EntryData, *, every: bool) -> dict[str, str]:
    """Where the lists are whole that are not."""
    entry, world = sheet.entry, sheet.world
    found = {}
    for listing in sheet.lists:
        if listing.cut:
            named = {listing.end.field: f"{entry.kind}:{entry.slug}", "all": "true" if every else ""}
            found[listing.end.listed] = within(world, f"{API_ROOT()}{listing.model.spec.plural}", **named)
            for name in EXTRAS.get(type(entry), {}):
                found[name] = within(world, f"{API_ROOT()}{entry.spec.plural}/{entry.slug}/{name}")
    found |= {name: within(world, entry.get_absolute_url(), section=name) for name in sheet.further}
    return {name: request.build_absolute_uri(address) for name, address in found.items()}


for _model in KINDS:
    add_kind(_model)

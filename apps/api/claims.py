"""Claims: a list of each sort, narrowed by who and what. Must not know single claims: it loops over CLAIMS."""

from collections.abc import Mapping
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field, create_model

from apps.entries.claims import Claim
from apps.entries.keyset import Key
from apps.entries.kinds import CLAIMS
from apps.entries.resolver import EntryResolver
from apps.entries.specs import Stands
from apps.entries.validity import is_lasting
from apps.entries.world import World
from apps.facts.certainty import confirmed_date

from . import facts
from .naming import ids_named, narrowed, narrowing_fields
from .parameters import AtMoment, OfList, WithAll, Words
from .shapes import Certainty, Citation, answers, list_of

router = Router(tags=["claims"])


def shape(model: type[Claim]) -> type[BaseModel]:
    """The JSON of one claim: its ends, its facts, and what all claims have."""
    fields: dict[str, Any] = {"id": (int, Field(description="The claim's own number, kept through edits."))}
    for end in model.spec.ends:
        key = facts.column(model, end.field)
        fields[end.field] = facts.field_shape(key)
        if facts.any_kind(key):
            kind: Any = str | None if key.null else str
            fields[f"{end.field}_kind"] = (kind, Field(description=f"The kind of the {key.verbose_name}."))
    for name in model.spec.facts:
        fields[name] = facts.field_shape(facts.column(model, name))
    if _marks(model):
        fields["mark"] = (str, Field(description="The mark that the United Nations print beside its date, or none."))
    if dated := _dating(model):
        end_name, date_name = dated
        fields[date_name] = (
            str,
            Field(description=f"The {end_name}'s own date. EDTF.", examples=["2009-06-14"]),
        )
    for name in ("attested", "rank"):
        fields[name] = facts.field_shape(facts.column(model, name))
    fields |= {
        "note": (str, Field(description="Markdown.")),
        "cites": (list[Citation], ...),
        "certainty": (Certainty | None, Field(description="Null for what is shown only because of `all`.")),
        "confirmed": (str, Field(description="Up to when it is confirmed. EDTF; empty: never.", examples=["2009"])),
    }
    return cast(type[BaseModel], create_model(model.__name__, __doc__=(model.__doc__ or "").splitlines()[0], **fields))


def _marks(model: type[Claim]) -> Mapping[str, str]:
    """The marks of acts, of claims that are acts."""
    return model.spec.stands.marks if model.spec.stands else {}


def _dating(model: type[Claim]) -> tuple[str, str] | None:
    """Of a claim that is dated by an entry at one of its ends: that end, and the name of the entry's date."""
    end = model.spec.dated_by
    return (end, facts.column(model, end).remote_field.model.dates[0]) if end else None


def claim_json(claim: Any) -> dict[str, Any]:
    """A claim, its entries attached, as JSON."""
    model = type(claim)
    found: dict[str, Any] = {"id": claim.pk}
    for end in model.spec.ends:
        found[end.field] = facts.value(claim, end.field)
        if facts.any_kind(facts.column(model, end.field)):
            found[f"{end.field}_kind"] = getattr(getattr(claim, end.field), "kind", None)
    found |= {name: facts.value(claim, name) for name in (*model.spec.facts, "attested", "rank", "note", "certainty")}
    if marks := _marks(model):
        found["mark"] = marks.get(getattr(claim, cast(Stands, model.spec.stands).fact), "")
    if dated := _dating(model):
        end_name, date_name = dated
        found[date_name] = getattr(claim, end_name).when
    found["confirmed"] = confirmed_date(claim)
    found["cites"] = facts.citations(claim.cites)
    return found


SHAPES: dict[type[Claim], type[BaseModel]] = {model: shape(model) for model in CLAIMS}


def asking(model: type[Claim]) -> type[BaseModel]:
    """The parameters of a list of claims: each end, each fact that can be told apart, and how sure."""
    fields: dict[str, Any] = {}
    for end in model.spec.ends:
        word = facts.kind_word(facts.column(model, end.field))
        fields[end.field] = (
            Words | None,
            Field(None, description=f"Only those of this {word}: a slug, or kind:slug."),
        )
    fields |= narrowing_fields(model, (*model.spec.facts, "rank"))
    fields["certainty"] = (
        Certainty | None,
        Field(None, description="Only those that hold so surely on the day."),
    )
    return cast(
        type[BaseModel],
        create_model(f"{model.__name__}Asking", __base__=(OfList, WithAll, AtMoment), **fields),
    )


def add_list(model: type[Claim]) -> None:
    """Serves the claims of one sort under their plural."""
    spec = model.spec
    words = spec.plural.replace("-", " ")
    response = answers(list_of(SHAPES[model], f"{model.__name__}List"))
    asked_model = asking(model)

    @router.get(
        f"/{spec.plural}",
        operation_id=f"list_{words.replace(' ', '_')}",
        summary=f"List {words}",
        description=f"The {words} that hold on the day, oldest first; with `all`, every one that is recorded.",
        response=response,
        exclude_unset=True,
    )
    def claims(request: HttpRequest, asked: Query[asked_model]) -> dict[str, Any]:  # type: ignore[valid-type]  # made from the spec
        return read_claims(request, model, asked)


def read_claims(request: HttpRequest, model: type[Claim], asked: Any) -> dict[str, Any]:
    """The part of the list that is asked for. Raises UnknownMoment, Missing and ValueError."""
    world = asked.world(request)
    where = Q()
    for end in model.spec.ends:
        if name := getattr(asked, end.field):
            where &= Q(**{f"{end.field}_id__in": ids_named(world, model, end, name)})
    where &= narrowed(model, (*model.spec.facts, "rank"), asked)
    rows = world.claims(model, where, every=asked.every)
    if asked.certainty:
        rows = rows.filter(certainty=asked.certainty)
    first = (Key("start_earliest"),) if is_lasting(model) else ()
    answer: dict[str, Any] = asked.part(request, rows, *first, Key("id"))
    answer["results"] = attached(world, model, answer["results"])
    return answer


def attached(world: World, model: type[Claim], rows: list[Any]) -> list[dict[str, Any]]:
    """Rows as JSON, with the entries that they name, in one query more."""
    claims = world.instances(rows)
    named = EntryResolver()
    named.want(claims)
    named.fetch(world)
    return [claim_json(claim) for claim in claims]


for _model in CLAIMS:
    add_list(_model)

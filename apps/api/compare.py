"""Two revisions of an entry set against each other, and one changeset whole. Must not know pages."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from apps.changes.diff import DiffLine
from apps.changes.models import LATEST, Changeset
from apps.entries.kinds import KINDS
from apps.entries.world import World
from apps.revisions.comparison import FieldChange, RowChange, compare_rows
from apps.revisions.deltas import deltas_of
from apps.revisions.edited import name_of, named
from apps.revisions.revision import PART, compare
from apps.revisions.subject import find_subject
from apps.revisions.summaries import in_a_sentence, of_comparison
from apps.revisions.whole import MOST

from .changes import told_changes
from .parameters import NO_PLACE, AtMoment, NotAccepted, Words
from .shapes import Change, answers

router = Router(tags=["changes"])

BY_PLURAL = {model.spec.plural: model for model in KINDS}
Plural: Any = Literal[tuple(BY_PLURAL)]
Number = Annotated[int, Field(ge=0, le=LATEST)]
Op = Literal["added", "removed", "changed"]


class RevisionsAsking(AtMoment):
    """The parameters of what is about single changesets: none later than `at` is known."""


class ComparisonAsking(RevisionsAsking):
    """The parameters of a comparison."""

    after: Words | None = Field(None, description="The claim after which to go on, from the `next` of a part before.")


class Piece(BaseModel):
    """Words in a row that were kept, removed or added."""

    op: Literal["same", "del", "ins"]
    text: str


class Line(BaseModel):
    """A line of a text: what was kept, removed and added in it. A fold stands for lines that did not change."""

    kind: Literal["same", "changed", "removed", "added", "fold"]
    pieces: list[Piece]
    folded: int = Field(description="How many unchanged lines a fold stands for.")


class FieldChanged(BaseModel):
    """A field that differs: values as they are stored, entries by their slugs."""

    field: str = Field(examples=["start"])
    label: str = Field(examples=["Start"])
    before: str = Field(description="Empty: unknown or none.", examples=["1999"])
    after: str = Field(examples=["1999-04-02"])
    note: str = Field(description="What became of a date: `more exact`, `less exact` or nothing.")
    rows: list[Line] | None = Field(description="Of a text, the lines that differ, by word; null for other fields.")


class ClaimEnd(BaseModel):
    """An entry at an end of a claim."""

    end: str = Field(description="Which end.", examples=["member"])
    kind: str
    slug: str
    title: str


class ClaimChanged(BaseModel):
    """A claim that was added, removed or changed."""

    claim: str = Field(description="What sort of claim.", examples=["membership"])
    op: Op
    id: int = Field(description="The claim's own number, kept through edits.")
    ends: list[ClaimEnd]
    fields: list[FieldChanged]


class EntryChanged(BaseModel):
    """An entry whose own facts were added, removed or changed."""

    kind: str
    slug: str
    title: str
    op: Op
    fields: list[FieldChanged]


class Comparison(BaseModel):
    """What differs between an entry at changeset `a` and at changeset `b`, its claims included."""

    kind: str
    slug: str
    a: int
    b: int
    stood: list[bool] = Field(description="Whether the entry stood at `a`, and at `b`.")
    sentence: str = Field(
        description="All of it, counted; of thousands of claims, that they are so many. Empty: nothing differs.",
        examples=["3 facts changed"],
    )
    facts: list[FieldChanged]
    claims: list[ClaimChanged] = Field(description=f"Of many, {PART} at a time.")
    next: str | None = Field(description="The address of the same with the next claims.")


class WholeChange(Change):
    """A changeset with everything that it did."""

    sentence: str = Field(description="All of it, counted.")
    facts: list[EntryChanged] = Field(description="What it did to entries themselves.")
    claims: list[ClaimChanged]


@router.get(
    "/compare/{plural}/{slug}/{a}/{b}",
    operation_id="compare",
    summary="Compare two revisions",
    description="What differs between an entry as changeset `a` left it and as changeset `b` did: facts, claims, and "
    f"texts by word. Of more than {PART} claims, so many are told at once, and `next` leads on. Entries that were "
    "deleted can be compared too. A former slug is a 301 to the entry's address.",
    response=answers(Comparison) | {301: None},
)
def comparison(
    request: HttpRequest,
    plural: Path[Plural],
    slug: Path[str],
    a: Path[Number],
    b: Path[Number],
    asked: Query[ComparisonAsking],
) -> dict[str, Any]:
    """The comparison. Raises UnknownMoment, Moved, Missing, NotAccepted and Http404."""
    world = asked.world(request)
    try:
        after = named(asked.after) if asked.after else None
    except ValueError as error:
        raise NotAccepted(NO_PLACE) from error
    entry = find_subject(world, BY_PLURAL[plural], slug).entry
    _require(world, a, b)
    found = compare(World(world.viewer), type(entry), entry.pk, a, b, after)
    query = request.GET.copy()
    query["after"] = name_of(found.after)
    return {
        "kind": entry.kind,
        "slug": entry.slug,
        "a": a,
        "b": b,
        "stood": list(found.stood),
        "sentence": of_comparison(found),
        "facts": told_fields(found.facts.fields) if found.facts else [],
        "claims": [told_claim(change) for change in found.claims],
        "next": request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if found.after else None,
    }


@router.get(
    "/changes/{number}",
    operation_id="get_change",
    summary="Get one change",
    description="A changeset with everything that it did, across all its entries. "
    f"Texts are compared by word where it wrote no more than {MOST} rows.",
    response=answers(WholeChange),
)
def change(request: HttpRequest, number: Path[Number], asked: Query[RevisionsAsking]) -> dict[str, Any]:
    """One changeset. Raises UnknownMoment and Http404."""
    world = asked.world(request)
    _require(world, number)
    row = Changeset.objects.select_related("user").filter(number=number).first()
    if row is None:
        raise Http404(f"There is no changeset {number}.")
    deltas = deltas_of(world.viewer, [number])[number]
    before, after = World(world.viewer, at=number - 1), World(world.viewer, at=number)
    found = compare_rows(deltas, before, after, by_word=len(deltas) <= MOST)
    (told,) = told_changes(request, world, [row])
    return told | {
        "sentence": in_a_sentence(found),
        "facts": [_told_entry(each) for each in found if each.claim is None],
        "claims": [told_claim(each) for each in found if each.claim is not None],
    }


def _require(world: World, *numbers: int) -> None:
    """Raises Http404 unless there were, at the moment asked for, changesets up to all these numbers."""
    last = world.at if world.at is not None else Changeset.objects.values_list("number", flat=True).first() or 0
    for number in numbers:
        if number > last:
            raise Http404(f"There is no changeset {number}: the latest is {last}.")


def told_claim(change: RowChange) -> dict[str, Any]:
    """The change of a claim as JSON."""
    claim = change.claim
    named = [(end.field, getattr(claim, end.field)) for end in claim.spec.ends]
    return {
        "claim": claim.spec.name,
        "op": change.op,
        "id": claim.pk,
        "ends": [
            {"end": name, "kind": entry.kind, "slug": entry.slug, "title": entry.title}
            for name, entry in named
            if entry is not None
        ],
        "fields": told_fields(change.fields),
    }


def _told_entry(change: RowChange) -> dict[str, Any]:
    entry = change.delta.row
    about = {"kind": entry.spec.name, "slug": entry.slug, "title": entry.title}
    return about | {"op": change.op, "fields": told_fields(change.fields)}


def told_fields(fields: Iterable[FieldChange]) -> list[dict[str, Any]]:
    """Changes of fields as JSON."""
    return [
        {
            "field": each.name,
            "label": each.label,
            "before": each.before.raw,
            "after": each.after.raw,
            "note": each.note,
            "rows": [_told_line(row) for row in each.rows] if each.rows else None,
        }
        for each in fields
    ]


def _told_line(row: DiffLine) -> dict[str, Any]:
    pieces = [{"op": piece.op, "text": piece.text} for piece in row.inline]
    return {"kind": row.kind, "pieces": pieces, "folded": row.folded}

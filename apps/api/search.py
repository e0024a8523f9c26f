"""Finding entries of all kinds by what they are called and what is said of them. Must not know how they are found."""

from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from apps.entries.kinds import KINDS
from apps.entries.moments import UnknownMoment
from apps.results.search import Found, SearchResult, find, part
from apps.revisions.history import latest_number
from apps.search.query import LONGEST, MOST_TERMS, without

from .parameters import AtMoment, OfList
from .shapes import answers, list_of

router = Router(tags=["search"])

if TYPE_CHECKING:
    Kind = str
else:
    Kind = Literal[tuple(model.spec.name for model in KINDS)]


class SearchAsking(OfList, AtMoment):
    """The parameters of a search."""

    q: str | None = Field(
        None,
        description="The line, as on the page /search/: words, “phrases in quotation marks”, -exclusions, and the "
        "filters kind:, body: and year:, such as year:2007 or year:200X. Whatever it holds, it is read.",
        examples=["rapid reaction", "kind:event year:200X summit"],
    )
    kind: Kind | None = Field(None, description="Only entries of this kind, whatever the line says of kinds.")


class Hit(BaseModel):
    """An entry that was found."""

    kind: str = Field(examples=["body"])
    slug: str = Field(examples=["csto"])
    title: str
    snippet: str = Field(description="The passage that answers, as plain text; else the summary.")
    score: float = Field(description="From 1, for the best, towards 0; it says the order and nothing else.")
    url: str = Field(description="The page for readers.")


class HitList(list_of(Hit, "Hits")):  # type: ignore[misc]  # made from the item
    """What was found, the best first. `count` stops at 1,000: further finds are neither counted nor listed."""

    corrected: str | None = Field(
        description="The words that were looked for in place of those of the line, which nothing was found for."
    )
    notes: list[str] = Field(description="Sentences on how the line was read where it was not answered as it stands.")


@router.get(
    "/search",
    operation_id="search",
    summary="Find entries",
    description="The best first: who is called so, then titles and other names, facts and statements, prose. It finds "
    "in the wiki as it stands and among entries of all times, so an `at` other than now is a 400, and `on` changes "
    "nothing. Where nothing is found, misspelt words are corrected, and at last some of the words are enough.",
    response=answers(HitList),
    exclude_unset=True,
)
def search(request: HttpRequest, asked: Query[SearchAsking]) -> dict[str, Any]:
    """The part of what is found that is asked for. Raises UnknownMoment."""
    world = asked.world(request)
    if world.at is not None and world.at != latest_number():
        raise UnknownMoment(
            f"at={world.at} cannot be searched: search knows the wiki as it stands now. Leave at out for that."
        )
    line = asked.q or ""
    if asked.kind:  # before the words, the last of which may be but begun
        line = f"kind:{asked.kind} {without(line, 'kind')}"
    finding = find(world.viewer, line)
    answer = asked.answer(request, [None] * finding.count)
    found = part(finding, asked.offset, asked.limit)
    return answer | {
        "results": [hit_json(request, each) for each in found],
        "corrected": finding.corrected or None,
        "notes": notes(finding),
    }


def hit_json(request: HttpRequest, found: Found) -> dict[str, Any]:
    """A find as JSON."""
    return {
        "kind": found.entry.kind,
        "slug": found.entry.slug,
        "title": found.entry.title,
        "snippet": "".join(piece.text for piece in found.snippet),
        "score": found.score,
        "url": request.build_absolute_uri(found.entry.get_absolute_url()),
    }


def notes(finding: SearchResult) -> list[str]:
    """Sentences on how a line was read where it was not answered as it stands."""
    said = list(finding.refused)
    if finding.asked.is_empty:
        said.append("There is nothing to search for: write at least one word to find, or a filter.")
    if finding.asked.cut:
        said.append(f"Only the first {LONGEST} characters were used, and no more than {MOST_TERMS} words of them.")
    if finding.near == "corrected":
        said.append(f"Nothing has “{finding.asked.plain}”: these have “{finding.corrected}”.")
    if finding.near == "some":
        said.append(f"Nothing has all of “{finding.asked.plain}”: these have some of “{finding.query.plain}”.")
    return said

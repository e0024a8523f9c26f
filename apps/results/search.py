"""Finding entries: the one question that pages, the API, the admin and the editor put. Must not know requests or HTML.

Who is called what was typed comes first; then titles and names, then facts and claims, then prose. What has nothing is
asked again as it was meant: misspelt words corrected; and at last, with some of the words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.entries.speaking import speaking
from apps.entries.world import World
from apps.language.said import in_english
from apps.search.document import read_said, shaded
from apps.search.filters import of_kinds, wanted_marks
from apps.search.index import indexed
from apps.search.models import Indexed, Words
from apps.search.query import Query, read
from apps.search.rows import WordsQuerySet

from .meanings import meanings
from .ranking import first_keys
from .snippets import SnippetPiece, best, marked

PAGE = 20


@dataclass(frozen=True)
class Found:
    """One find: the entry, its title marked, another name that was found, and the passage that answers."""

    entry: Entry
    title: list[SnippetPiece]
    name: str
    snippet: list[SnippetPiece]
    score: float


@dataclass
class SearchResult:
    """What a line finds. `query` is the one that was answered, `asked` the one that was written.

    `keys` are those that are counted and listed, the best first; `more` says that there are others. `near` says how the
    one query differs from the other: "" not at all, "corrected", or "some" where the finds have some of the words only.
    `refused` are sentences about filters that name nothing, `marks` what the others ask for.
    """

    viewer: Viewer
    asked: Query
    query: Query
    marks: list[list[str]]
    refused: list[str]
    near: str = ""
    keys: list[int] = field(default_factory=list)
    more: bool = False

    @property
    def count(self) -> int:
        """How many were found, as far as they are counted."""
        return len(self.keys)

    @property
    def corrected(self) -> str:
        """The words that were looked for in place of those that were written."""
        return self.query.plain if self.near == "corrected" else ""

    def rows(self) -> WordsQuerySet:
        """The rows of words of all that was found, counted or not."""
        return Words.objects.matching(self.viewer, self.query, self.marks)


def find(viewer: Viewer, line: str, kinds: Iterable[str] = ()) -> SearchResult:
    """What a line finds among the entries that the viewer may read, of these kinds if any are named.

    Three queries where the line is answered as it stands; a few more for each other meaning that is tried.
    """
    asked = read(line)
    marks, refused = wanted_marks(viewer, asked.filters)
    if kinds:
        marks.append(of_kinds(kinds))
    finding = SearchResult(viewer, asked, asked, marks, refused)
    if asked.is_empty or refused:
        return finding
    for query, near in meanings(viewer, asked):
        keys, more = first_keys(viewer, query, marks)
        if keys:
            finding.query, finding.near, finding.keys, finding.more = query, near, keys, more
            break
    return finding


def finds(finding: SearchResult, number: int = 1, size: int = PAGE) -> list[Found]:
    """One page of what was found, the best first."""
    return part(finding, (number - 1) * size, size)


def part(finding: SearchResult, start: int, size: int) -> list[Found]:
    """So many of what was found, after the first `start`, as far as they are counted."""
    keys = finding.keys[start : start + size] if size > 0 else []
    rows = finding.viewer.rows(Entry).filter(pk__in=keys).select_related("indexed").defer("text", "rendered")
    entries = {entry.pk: entry for entry in speaking(World(finding.viewer), rows)}
    said = {entry.pk: getattr(entry, "indexed", None) for entry in rows}
    if shades := shaded(finding.viewer) & entries.keys():
        with in_english():
            said |= {each.entry.pk: indexed(each) for each in read_said(finding.viewer, shades)}
    return [
        _found(entries[key], said[key], finding.query, 1 / (start + place))
        for place, key in enumerate(keys, 1)
        if key in entries
    ]


def _found(entry: Entry, said: Indexed | None, query: Query, score: float) -> Found:
    title = marked(entry.name, query)
    name = ""
    if not any(piece.found for piece in title):
        others = (entry.title, *entry.other_names)
        name = next((other for other in others if any(piece.found for piece in marked(other, query))), "")
    passage: list[SnippetPiece] = []
    unseen = "" if said is None or name or any(piece.found for piece in title) else said.names
    for text in (said.facts, said.claims, said.prose, unseen) if said else ():
        if passage := best(text.split("\n"), query):
            break
    return Found(entry, title, name, passage or [SnippetPiece(entry.summary, False)], round(score, 4))

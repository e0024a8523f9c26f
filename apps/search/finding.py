"""Finding entries: the one question that pages, the API, the admin and the editor put. Must not know requests or HTML.

Who is called what was typed comes first; then titles and names, then facts and claims, then prose. What has nothing is
asked again as it was meant: misspelt words corrected; and at last, with some of the words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from apps.entries.entry import Entry, name_slug, readable_by
from apps.entries.kinds import KIND, KINDS, Body
from apps.entries.linking.meaning import ONCE_CALLED, closeness
from apps.entries.linking.models import Name

from .asking import Query, Term, read
from .models import Indexed, Tie, Year
from .rows import Words, WordsQuerySet
from .snippets import Piece, best, marked
from .spelling import corrected, is_known
from .weighing import weighed

PAGE = 20
WEIGHED = 60
"""The first finds, which are put in order once more by what a reader sees of them; later ones stay as they come."""
MOST_COUNTED = 1000
"""Finds that are counted and sorted into facets."""


_YEAR = re.compile(r"\d{3}[\dx]", re.ASCII)


@dataclass(frozen=True)
class Found:
    """One find: the entry, its title marked, another name that was found, and the passage that answers."""

    entry: Entry
    title: list[Piece]
    name: str
    snippet: list[Piece]
    score: float


@dataclass
class Finding:
    """What a line finds. `query` is the one that was answered, `asked` the one that was written.

    `keys` are those that are counted, in no order; `count` is exact up to MOST_COUNTED. `near` says how the one query
    differs from the other: "" not at all, "corrected", or "some" where the finds have some of the words only. `refused`
    are sentences about filters that name nothing.
    """

    user: Any
    asked: Query
    query: Query
    rows: WordsQuerySet
    near: str = ""
    refused: list[str] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    count: int = 0
    more: bool = False

    @property
    def corrected(self) -> str:
        """The words that were looked for in place of those that were written."""
        return self.query.plain if self.near == "corrected" else ""


def find(user: Any, line: str, among: Q | None = None) -> Finding:
    """What a line finds among the entries that the user may read; five queries or so, whatever it says.

    `among` narrows the rows of words further.
    """
    asked = read(line)
    base, refused = rows_for(user, asked, among)
    finding = Finding(user, asked, asked, Words.objects.none(), refused=refused)
    if asked.is_empty or refused:
        return finding
    for query, near in _meanings(asked):
        rows = base.matching(query)
        keys = list(rows.order_by().values_list("entry", flat=True)[: MOST_COUNTED + 1])
        if keys:
            finding.query, finding.near, finding.rows, finding.keys = query, near, base, keys[:MOST_COUNTED]
            finding.count, finding.more = len(finding.keys), len(keys) > MOST_COUNTED
            return finding
    return finding


def rows_for(user: Any, query: Query, among: Q | None = None) -> tuple[WordsQuerySet, list[str]]:
    """The rows of words that a query's filters leave the user; and a sentence for each filter that names nothing."""
    where, refused = _filters(user, query.filters)
    return Words.objects.filter(where, among or Q(), readable_by(user, "entry__")), refused


def _meanings(asked: Query) -> Iterable[tuple[Query, str]]:
    """The queries that a query may mean, one after the other until one finds something."""
    yield asked, ""
    if len(asked.wanted) > 1 and asked.open:
        yield replace(asked, begun=True), ""
    if (meant := correct(asked)) != asked:
        yield meant, "corrected"
    if len(asked.wanted) > 1:
        yield replace(meant, any=True), "some"


def correct(query: Query) -> Query:
    """The query with each word that nothing is written with put as a known one, where one is near."""
    terms: list[Term] = []
    last = query.wanted[-1] if query.open and query.wanted else None
    for term in query.terms:
        said = term.words
        if not term.excluded:
            said = tuple(_known(word, begins=term is last) for word in term.words)
        terms.append(replace(term, words=said))
    return replace(query, terms=tuple(terms)) if tuple(terms) != query.terms else query


def _known(word: str, *, begins: bool) -> str:
    if word.isdigit() or is_known(word, begins=begins):
        return word
    return corrected(word, begins=begins) or word


def finds(finding: Finding, number: int = 1, size: int = PAGE) -> list[Found]:
    """One page of what was found, the best first."""
    return part(finding, (number - 1) * size, size)


def part(finding: Finding, start: int, size: int) -> list[Found]:
    """So many of what was found, after the first `start`, as far as they are counted."""
    size = min(size, finding.count - start)
    if size <= 0:
        return []
    keys = best_keys(finding, start + size)[start : start + size]
    entries = {entry.pk: entry for entry in Entry.objects.filter(pk__in=keys).defer("text", "rendered")}
    said = {each.entry_id: each for each in Indexed.objects.filter(pk__in=keys)}
    return [
        _found(entries[key], said.get(key), finding.query, 1 / (start + place))
        for place, key in enumerate(keys, 1)
        if key in entries
    ]


def best_keys(finding: Finding, most: int) -> list[int]:
    """The keys of the first `most` finds, in their order."""
    query = finding.query
    if not query.wanted:
        return list(finding.rows.ranked(query).values_list("entry", flat=True)[:most])
    called = _called(finding)
    first = [*called, *finding.rows.ranked(query, names_only=True).values_list("entry", flat=True)[:WEIGHED]]
    if len(first) < WEIGHED or most > WEIGHED:
        first += finding.rows.ranked(query).values_list("entry", flat=True)[: max(most, WEIGHED)]
    keys = list(dict.fromkeys(first))
    return [*weighed(keys[:WEIGHED], query), *keys[WEIGHED:]][:most]


def _called(finding: Finding) -> list[int]:
    """Those whose title, slug or alias is just what was typed."""
    name = name_slug(finding.query.line if not finding.near and not finding.query.filters else finding.query.plain)
    if not name or finding.query.any:
        return []
    keys = Name.objects.filter(slug=name).values("entry")
    entries = Entry.objects.filter(pk__in=keys).only("kind", "slug", "title", "names").order_by("title", "pk")
    close = [entry.pk for entry in entries[:WEIGHED] if closeness(entry, name) != ONCE_CALLED]
    if finding.more and close:
        known = set(finding.rows.filter(entry__in=close).values_list("entry", flat=True))
    else:
        known = set(finding.keys)
    return [key for key in close if key in known]


def _found(entry: Entry, said: Indexed | None, query: Query, score: float) -> Found:
    title = marked(entry.title, query)
    name = ""
    if not any(piece.found for piece in title):
        name = next((other for other in entry.other_names if any(piece.found for piece in marked(other, query))), "")
    passage: list[Piece] = []
    unseen = "" if said is None or name or any(piece.found for piece in title) else said.names
    for text in (said.facts, said.claims, said.prose, unseen) if said else ():
        if passage := best(text.split("\n"), query):
            break
    return Found(entry, title, name, passage or [Piece(entry.summary, False)], round(score, 4))


def _filters(user: Any, filters: dict[str, str]) -> tuple[Q, list[str]]:
    """The filters of a query as a condition on rows of words; and a sentence for each that names nothing."""
    where, refused = Q(), []
    if kind := filters.get("kind"):
        names = {name for name, model in KIND.items() if kind in (name, model.spec.plural)}
        where &= Q(entry__kind__in=names)
        if not names:
            refused.append(f"There is no kind “{kind}”: the kinds are {', '.join(model.spec.name for model in KINDS)}.")
    if body := filters.get("body"):
        keys = list(bodies_called(user, body))
        where &= Q(entry__in=Tie.objects.filter(body__in=keys).values("entry"))
        if not keys:
            refused.append(f"There is no body “{body}”.")
    if year := filters.get("year"):
        if _YEAR.fullmatch(year):
            first = int(year.replace("x", "0"))
            years = Year.objects.filter(year__gte=first, year__lte=first + (9 if "x" in year else 0))
            where &= Q(entry__in=years.values("entry"))
        else:
            refused.append(f"“{year}” is no year: write four digits, such as 2007, or 200X for a decade.")
    return where, refused


def bodies_called(user: Any, name: str) -> Iterable[int]:
    """The keys of the bodies of that name."""
    called = Name.objects.filter(slug=name_slug(name)).values("entry")
    found = Entry.objects.visible_to(user).filter(kind=Body.spec.name, pk__in=called)
    return found.values_list("pk", flat=True)

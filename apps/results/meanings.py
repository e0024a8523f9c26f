"""What a query may mean besides what it says. Must not know entries, nor how words are kept."""

from collections.abc import Iterable
from dataclasses import replace

from apps.entries.access import Viewer
from apps.search.models import Names, Words
from apps.search.query import Query, Term

from .spelling import corrected, known


def meanings(viewer: Viewer, asked: Query) -> Iterable[tuple[Query, str]]:
    """The queries that a query may mean, likeliest first, each with how it differs: see SearchResult.near."""
    yield asked, ""
    if asked.wanted and not (asked.open and len(asked.wanted) == 1):
        yield replace(asked, begun=True), ""
    if (meant := correct(viewer, asked)) != asked:
        yield meant, "corrected"
    if len(asked.wanted) > 1:
        yield replace(meant, any=True), "some"


def correct(viewer: Viewer, query: Query) -> Query:
    """The query with each word that nothing is written with put as a known one, where one is near.

    No word is put there that stands only in what the viewer may not read.
    """
    said = [word for term in query.wanted for word in term.words if not word.isdigit()]
    open_word = query.wanted[-1].words[-1] if query.open and query.wanted else ""
    unknown = set(said) - known(said, begun=open_word)
    if not unknown:
        return query
    meant = {word: corrected(word, begins=word == open_word) or word for word in unknown}
    if viewer.hidden:
        meant = {word: other for word, other in meant.items() if _is_read(viewer, other)}
    terms = tuple(
        term if term.excluded else replace(term, words=tuple(meant.get(word, word) for word in term.words))
        for term in query.terms
    )
    return replace(query, terms=terms) if terms != query.terms else query


def _is_read(viewer: Viewer, word: str) -> bool:
    query = Query(word, (Term((word,)),))
    return any(rows.matching(viewer, query).exists() for rows in (Words.objects, Names.objects))

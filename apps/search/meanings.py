"""What a query may mean besides what it says. Must not know entries, nor how words are kept."""

from collections.abc import Iterable
from dataclasses import replace

from .asking import Query
from .spelling import corrected, known


def meanings(asked: Query) -> Iterable[tuple[Query, str]]:
    """The queries that a query may mean, likeliest first, each with how it differs: see Finding.near."""
    yield asked, ""
    if asked.wanted and not (asked.open and len(asked.wanted) == 1):
        yield replace(asked, begun=True), ""
    if (meant := correct(asked)) != asked:
        yield meant, "corrected"
    if len(asked.wanted) > 1:
        yield replace(meant, any=True), "some"


def correct(query: Query) -> Query:
    """The query with each word that nothing is written with put as a known one, where one is near."""
    said = [word for term in query.wanted for word in term.words if not word.isdigit()]
    open_word = query.wanted[-1].words[-1] if query.open and query.wanted else ""
    unknown = set(said) - known(said, begun=open_word)
    if not unknown:
        return query
    meant = {word: corrected(word, begins=word == open_word) or word for word in unknown}
    terms = tuple(
        term if term.excluded else replace(term, words=tuple(meant.get(word, word) for word in term.words))
        for term in query.terms
    )
    return replace(query, terms=terms) if terms != query.terms else query

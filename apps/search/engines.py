"""How each database keeps and asks words: SQLite in an FTS5 table, PostgreSQL in `tsvector` columns under GIN indexes.

Both hold each word and its stem, told apart, so that phrases are matched by words and all else by stems too. Must not
know entries, nor Django's models.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from .asking import Query, Term
from .words import stem

TABLE = "search_words"
FIELDS = ("title", "names", "facts", "claims", "prose")
"""What a find counts by, most first."""
WEIGHTS = {"title": "A", "names": "B", "facts": "C", "claims": "C", "prose": "D"}
"""PostgreSQL knows four."""
MOST_WORDS = 16_000
"""Words of one entry that are kept: PostgreSQL numbers no more. A longer text is found by its first ones."""


@dataclass(frozen=True)
class Row:
    """The words of one entry, by field of FIELDS."""

    key: int
    words: dict[str, list[str]]


def is_postgres() -> bool:
    """Whether the database is PostgreSQL; else it is SQLite."""
    return bool(connection.vendor == "postgresql")


_COLUMNS = ", ".join([*FIELDS, *(f"{name}_stems" for name in FIELDS)])
_RANK = "bm25(12.0, 8.0, 2.0, 1.5, 1.0, 9.0, 6.0, 1.5, 1.1, 0.8)"

CREATE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5({_COLUMNS}, tokenize = 'unicode61')",
        f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('rank', '{_RANK}')",  # noqa: S608
        "CREATE VIRTUAL TABLE search_spellings USING fts5(word, tokenize = 'trigram', detail = none)",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {TABLE} tsvector NOT NULL, named tsvector NOT NULL)",
        f"CREATE INDEX search_words_all ON {TABLE} USING gin ({TABLE})",
        f"CREATE INDEX search_words_named ON {TABLE} USING gin (named)",
        "CREATE INDEX search_word_spelling ON search_word USING gin (word gin_trgm_ops)",
    ),
}
"""What the migration makes, by vendor."""


def write(rows: Sequence[Row]) -> None:
    """Keep the words of these entries in place of what was kept of them."""
    forget(row.key for row in rows)
    with connection.cursor() as cursor:
        if is_postgres():
            sql = f"INSERT INTO {TABLE} (rowid, {TABLE}, named) VALUES (%s, %s::tsvector, %s::tsvector)"  # noqa: S608
            cursor.executemany(sql, [(row.key, _vector(row, FIELDS), _vector(row, FIELDS[:2])) for row in rows])
        else:
            marks = ", ".join(["%s"] * (1 + 2 * len(FIELDS)))
            sql = f"INSERT INTO {TABLE} (rowid, {_COLUMNS}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(sql, [_columns(row) for row in rows])


def forget(keys: Iterable[int]) -> None:
    """Keep nothing of these entries."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key in keys])  # noqa: S608


def clear() -> None:
    """Keep nothing at all."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        if not is_postgres():
            cursor.execute("DELETE FROM search_spellings")


def asked(query: Query, *, names_only: bool = False) -> str:
    """A query in the database's own language; it must want something."""
    wanted, excluded = query.wanted, [term for term in query.terms if term.excluded]
    last = wanted[-1] if query.open else None
    write_term = _ts_term if is_postgres() else (_fts_names if names_only else _fts_term)
    between = {(True, False): " & ", (True, True): " | ", (False, False): " AND ", (False, True): " OR "}
    terms = (write_term(term, begins=term is last or query.begun) for term in wanted)
    told = between[is_postgres(), query.any].join(terms)
    for term in excluded:
        told = f"({told}) & !({_ts_term(term)})" if is_postgres() else f"({told}) NOT ({_fts_term(term)})"
    return told


# FTS5: https://www.sqlite.org/fts5.html, “Full-text Query Syntax”


def _columns(row: Row) -> list[Any]:
    kept = {name: row.words[name][:MOST_WORDS] for name in FIELDS}
    raw = [" ".join(kept[name]) for name in FIELDS]
    return [row.key, *raw, *(" ".join(map(stem, kept[name])) for name in FIELDS)]


def _fts_term(term: Term, *, begins: bool = False, among: Sequence[str] = FIELDS) -> str:
    raw = f"{{{' '.join(among)}}} : " + _fts_string(" ".join(term.words)) + (" *" if begins else "")
    if term.phrase:
        return f"({raw})"
    stems = f"{{{' '.join(f'{name}_stems' for name in among)}}} : " + _fts_string(stem(term.words[0]))
    return f"(({raw}) OR ({stems}))"


def _fts_names(term: Term, *, begins: bool = False) -> str:
    return _fts_term(term, begins=begins, among=FIELDS[:2])


def _fts_string(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


# PostgreSQL: https://www.postgresql.org/docs/current/datatype-textsearch.html


def _vector(row: Row, fields: Sequence[str]) -> str:
    """A tsvector's text: each word with its places and weights, and its stem, marked, at the same places."""
    places: dict[str, list[str]] = {}
    place = 0
    for name in fields:
        for word in row.words[name]:
            place += 1
            if place >= MOST_WORDS:
                break
            for lexeme in (word, f"~{stem(word)}"):
                places.setdefault(lexeme, []).append(f"{place}{WEIGHTS[name]}")
        place += 1  # no phrase runs from one field into the next
    return " ".join(f"{_ts_string(lexeme)}:{','.join(found[:255])}" for lexeme, found in places.items())


def _ts_term(term: Term, *, begins: bool = False) -> str:
    if term.phrase:
        return "(" + " <-> ".join(map(_ts_string, term.words)) + ")"
    word = term.words[0]
    return f"({_ts_string(word)}{':*' if begins else ''} | {_ts_string('~' + stem(word))})"


def _ts_string(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"

"""How each database keeps and asks words: SQLite in an FTS5 table, PostgreSQL in `tsvector` columns under GIN indexes.

Both hold each word and its stem, told apart, so that phrases are matched by words and all else by stems too. Must not
know entries, nor Django's models.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db import connection
from django.db.models import Q

from .words import stem

LAST = "\U0010ffff"
"""Sorts after all that can be written."""


def beginning(column: str, text: str) -> Q:
    """Where a column begins with a text, case and all: PostgreSQL's LIKE has an index for it, SQLite's has none."""
    if is_postgres():
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + LAST})


if TYPE_CHECKING:  # what can be asked depends on the kinds, which are not there when the app is made
    from .query import Query, Term

WORDS, NAMES = "search_words", "search_names"
"""The tables: of all words of an entry, and of those of its names alone, which are asked first and must be quick."""
FIELDS = ("title", "names", "facts", "claims", "prose")
"""What a find counts by, most first."""
NAMED = FIELDS[:2]
WEIGHTS = {"title": "A", "names": "B", "facts": "C", "claims": "C", "prose": "D"}
"""PostgreSQL knows four."""
MOST_WORDS = 16_000
"""Words of one entry that are kept: PostgreSQL numbers no more. A longer text is found by its first ones."""

Marks = Sequence[Sequence[str]]
"""What an entry must be marked with: at least one of each. A mark is a letter and what it says: see `marks`."""


@dataclass(frozen=True)
class IndexRow:
    """The words of one entry, by field of FIELDS, and its marks; `renamed` unless its names and marks are as kept."""

    key: int
    words: dict[str, list[str]]
    marks: Sequence[str] = ()
    renamed: bool = True


def is_postgres() -> bool:
    """Whether the database is PostgreSQL; else it is SQLite."""
    return bool(connection.vendor == "postgresql")


def _columns(fields: Sequence[str]) -> str:
    return ", ".join(["marks", *fields, *(f"{name}_stems" for name in fields)])


def _ranked_by(table: str, function: str) -> str:
    return f"INSERT INTO {table} ({table}, rank) VALUES ('rank', '{function}')"  # noqa: S608


_POSTGRES = (
    "CREATE TABLE {0} (rowid bigint PRIMARY KEY, {0} tsvector NOT NULL) WITH (toast_tuple_target = 8160)",
    "ALTER TABLE {0} ALTER {0} SET STORAGE EXTERNAL",
    "CREATE INDEX {0}_found ON {0} USING gin ({0}) WITH (fastupdate = off)",
)
"""Phrases are looked for in the rows themselves: short ones are kept where they are, none is packed."""

CREATE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5({_columns(FIELDS)}, tokenize = 'unicode61', prefix = '2 3')",
        f"CREATE VIRTUAL TABLE {NAMES} USING fts5({_columns(NAMED)}, tokenize = 'unicode61', prefix = '1 2 3')",
        _ranked_by(WORDS, "bm25(0.0, 12.0, 8.0, 2.0, 1.5, 1.0, 12.0, 8.0, 2.0, 1.5, 1.0)"),
        _ranked_by(NAMES, "bm25(0.0, 12.0, 8.0, 12.0, 8.0)"),
        "CREATE VIRTUAL TABLE search_spellings USING fts5(word, tokenize = 'trigram', detail = none)",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        *(statement.format(table) for table in (WORDS, NAMES) for statement in _POSTGRES),
        "CREATE INDEX search_word_spelling ON search_word USING gin (word gin_trgm_ops)",
    ),
}
"""What the migration makes, by vendor."""
TABLES = {"sqlite": (WORDS, NAMES, "search_spellings"), "postgresql": (WORDS, NAMES)}
"""The tables that it makes, by vendor."""


def write(rows: Sequence[IndexRow]) -> None:
    """Keep the words of these entries, in place of those that are kept."""
    for table, fields in ((WORDS, FIELDS), (NAMES, NAMED)):
        some = [row for row in rows if table == WORDS or row.renamed]
        with connection.cursor() as cursor:
            if some and is_postgres():
                sql = (
                    f"INSERT INTO {table} (rowid, {table}) VALUES (%s, %s::tsvector) "  # noqa: S608
                    f"ON CONFLICT (rowid) DO UPDATE SET {table} = excluded.{table}"
                )
                cursor.executemany(sql, [(row.key, _vector(row, fields)) for row in some])
            elif some:
                marks = ", ".join(["%s"] * (2 + 2 * len(fields)))
                sql = f"INSERT OR REPLACE INTO {table} (rowid, {_columns(fields)}) VALUES ({marks})"  # noqa: S608
                cursor.executemany(sql, [_values(row, fields) for row in some])


def forget(keys: Iterable[int]) -> None:
    """Keep nothing of these entries."""
    every = [(key,) for key in keys]
    with connection.cursor() as cursor:
        for table in (WORDS, NAMES):
            cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", every)  # noqa: S608


def clear() -> None:
    """Keep nothing at all."""
    with connection.cursor() as cursor:
        for table in TABLES[connection.vendor]:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def asked(query: "Query", marks: Marks = (), fields: Sequence[str] = FIELDS) -> str:
    """A query in the database's own language, for a table of these fields.

    Something must be wanted, of words or of marks. A phrase is never only begun.
    """
    wanted, excluded = query.wanted, [term for term in query.terms if term.excluded]
    last = wanted[-1] if query.open else None
    language = _TSQUERY if is_postgres() else _FTS5
    terms = [language.term(term, fields, begins=term is last or query.begun) for term in wanted]
    told = [(language.any if query.any else language.all).join(terms)] if terms else []
    told = [*told, *(language.marked(some) for some in marks)]
    without = [language.term(term, fields) for term in excluded]
    return language.minus.join([language.all.join(f"({each})" for each in told), *without])


@dataclass(frozen=True)
class _Language:
    """How one database writes a query: what joins its parts, a term in some fields, and one mark of several."""

    all: str
    any: str
    minus: str
    term: Callable[..., str]
    marked: Callable[[Sequence[str]], str]


# FTS5: https://www.sqlite.org/fts5.html, “Full-text Query Syntax”


def _values(row: IndexRow, fields: Sequence[str]) -> list[Any]:
    kept = {name: row.words[name][:MOST_WORDS] for name in fields}
    raw = [" ".join(kept[name]) for name in fields]
    return [row.key, " ".join(row.marks), *raw, *(" ".join(map(stem, kept[name])) for name in fields)]


def _fts_term(term: "Term", fields: Sequence[str], *, begins: bool = False) -> str:
    raw = f"{{{' '.join(fields)}}} : " + _fts_string(" ".join(term.words))
    if term.phrase:
        return f"({raw})"
    stems = f"{{{' '.join(f'{name}_stems' for name in fields)}}} : " + _fts_string(stem(term.words[0]))
    return f"(({raw} *) OR ({stems}))" if begins else f"({stems})"


def _fts_marked(some: Sequence[str]) -> str:
    return "{marks} : (" + " OR ".join(map(_fts_string, some)) + ")"


def _fts_string(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


# PostgreSQL: https://www.postgresql.org/docs/current/datatype-textsearch.html


def _vector(row: IndexRow, fields: Sequence[str]) -> str:
    """A tsvector's text: each word with its places and weights, and if it is another, its stem, marked, at the same;
    and each pair of words that stand together.
    """
    places: dict[str, list[str]] = {f"={mark}": [] for mark in row.marks}
    place = 0
    for name in fields:
        kept = row.words[name][: max(0, MOST_WORDS - 1 - place)]
        for word in kept:
            place += 1
            for lexeme in (word, *_marked_stem(word)):
                places.setdefault(lexeme, []).append(f"{place}{WEIGHTS[name]}")
        for pair in pairwise(kept):
            places.setdefault(_pair(*pair), [])
        place += 1  # no phrase runs from one field into the next
    told = ((_ts_string(lexeme), ",".join(found[:255])) for lexeme, found in places.items())
    return " ".join(f"{lexeme}:{found}" if found else lexeme for lexeme, found in told)


def _marked_stem(word: str) -> tuple[str, ...]:
    return (f"~{stem(word)}",) if stem(word) != word else ()


def _pair(word: str, following: str) -> str:
    """What stands for two words together: the index has few rows for it, where each of the two may be in a third.

    One of 65,536 names, so that there are not as many as pairs: PostgreSQL looks for the phrase itself in those rows.
    """
    return f"+{crc32(f'{word} {following}'.encode()) & 0xFFFF:x}"


def _ts_term(term: "Term", fields: Sequence[str], *, begins: bool = False) -> str:
    if term.phrase:
        pairs = [_ts_string(_pair(*pair)) for pair in pairwise(term.words)]
        return f"({' & '.join([*pairs, ' <-> '.join(map(_ts_string, term.words))])})"
    word, stemmed = term.words[0], stem(term.words[0])
    forms = [_ts_string(stemmed), _ts_string(f"~{stemmed}"), *([f"{_ts_string(word)}:*"] if begins else [])]
    return f"({' | '.join(forms)})"


def _ts_marked(some: Sequence[str]) -> str:
    return " | ".join(_ts_string(f"={mark}") for mark in some)


def _ts_string(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


_FTS5 = _Language(" AND ", " OR ", " NOT ", _fts_term, _fts_marked)
_TSQUERY = _Language(" & ", " | ", " & !", _ts_term, _ts_marked)

"""Every question of the search is answered by an index, on both databases: none reads through a table."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.access import Viewer
from apps.entries.models import Body
from apps.results.autocomplete import alike_keys, begun, link_names
from apps.results.facets import facets
from apps.results.ranking import MOST, first_keys, named_keys, weighed
from apps.results.search import find, finds
from apps.results.spelling import alike, known
from apps.search.backends import asked as asked_for
from apps.search.backends import is_postgres
from apps.search.filters import entries_called
from apps.search.models import Words
from apps.search.query import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

MATCH = r"search_{}.* VIRTUAL TABLE INDEX \d+:=?M"
KEY = r"SEARCH {} USING INTEGER PRIMARY KEY \(rowid=\?\)"
INDEXED = r"SEARCH search_indexed USING INDEX sqlite_autoindex_search_indexed_1 \(entry_id=\?\)"
PLANS = {
    "names with the words": (
        lambda: named_keys(Viewer(), read("collective secur"), []),
        "search_names",
        MATCH.format("names"),
        r"Bitmap Index Scan on search_names_found",
    ),
    "names with the words, of one kind": (
        lambda: named_keys(Viewer(), read("collective secur"), [["kbody"]]),
        "search_names",
        MATCH.format("names"),
        r"Bitmap Index Scan on search_names_found",
    ),
    "those of them that have what is excluded elsewhere": (
        lambda: first_keys(Viewer(), read("collective -treaty"), []),
        'search_words" WHERE .*search_words"."rowid" IN',
        r"SCAN search_words VIRTUAL TABLE INDEX \d+:=M",
        r"Index .*search_words_pkey|Bitmap Index Scan on search_words_",
    ),
    "names that are the words, or begin with them": (
        lambda: named_keys(Viewer(), read("co"), []),
        "entries_knownname",
        r"SEARCH entries_knownname USING INDEX entries_knownname_slug_\w+ \(slug>\? AND slug<\?\)",
        r"Scan (using|on) entries_knownname_slug_\w+_like",
    ),
    "all words, ranked": (
        lambda: first_keys(Viewer(), read("collective secur"), []),
        "search_words",
        MATCH.format("words"),
        r"Bitmap Index Scan on search_words_found",
    ),
    "a phrase": (
        lambda: first_keys(Viewer(), read('"collective security"'), []),
        "search_words",
        MATCH.format("words"),
        r"Bitmap Index Scan on search_words_found",
    ),
    "filters alone": (
        lambda: find(Viewer(), "kind:event year:2007"),
        "search_words",
        MATCH.format("words"),
        r"Bitmap Index Scan on search_words_found",
    ),
    "the first finds as they are called": (
        lambda: first_keys(Viewer(), read("collective secur"), []),
        "entries_entry",
        KEY.format("entries_entry"),
        r"Index .*entries_entry_pkey",
    ),
    "the facts of the first finds": (
        lambda: weighed(Viewer(), FOUND.keys, read("observer")),
        "entries_entry.*search_indexed",
        INDEXED,
        r"Index .*search_indexed_pkey",
    ),
    "a page of finds": (
        lambda: finds(FOUND),
        "entries_entry",
        KEY.format("entries_entry"),
        r"Index .*entries_entry_pkey",
    ),
    "their passages": (
        lambda: finds(FOUND),
        "entries_entry.*search_indexed",
        INDEXED,
        r"Index .*search_indexed_pkey",
    ),
    "marks, for facets": (
        lambda: facets(FOUND),
        "search_indexed",
        INDEXED,
        r"Index .*search_indexed_pkey",
    ),
    "bodies, for facets": (
        lambda: facets(FOUND),
        "entries_entry",
        KEY.format("entries_entry"),
        r"Index .*entries_entry_pkey",
    ),
    "bodies of a name": (
        lambda: list(entries_called(Viewer(), Body, "csto")),
        "entries_knownname",
        r"SEARCH .*USING (COVERING )?INDEX entries_knownname_slug_\w+ \(slug=\?\)",
        r"Scan (using|on) entries_knownname_slug_",
    ),
    "known words": (
        lambda: known(["treaty", "secur"]),
        "search_word",
        r"SEARCH search_word USING (COVERING )?INDEX sqlite_autoindex_search_word_1 \(word=\?\)",
        r"Scan (using|on) search_word_(word_|spelling)",
    ),
    "a word that is begun": (
        lambda: known([], begun="secu"),
        r"search_word",
        r"SEARCH search_word USING (COVERING )?INDEX sqlite_autoindex_search_word_1 \(word>\? AND word<\?\)",
        r"Scan (using|on) search_word_word_\w+_like",
    ),
    "words like a misspelt one": (
        lambda: alike("kazahstan"),
        "search_word",
        r"search_spellings VIRTUAL TABLE INDEX \d+:=?M[\s\S]*SEARCH search_word USING INDEX sqlite_autoindex",
        r"Bitmap Index Scan on search_word_spelling",
    ),
    "names like another": (
        lambda: alike_keys(Viewer(), "kazahstan"),
        "search_names",
        MATCH.format("names"),
        r"Bitmap Index Scan on search_names_found",
    ),
    "what begins so, as one types": (
        lambda: begun(Viewer(), "c", ["state"]),
        "search_names",
        MATCH.format("names"),
        r"Bitmap Index Scan on search_names_found",
    ),
    "whose name else it is": (
        lambda: link_names(Viewer(), begun(Viewer(), "csto", [])),
        "entries_knownname",
        r"SEARCH .*USING (COVERING )?INDEX entries_knownname_slug_\w+ \(slug=\?\)",
        r"Scan (using|on) entries_knownname_slug_",
    ),
}
FOUND = None


def as_if_large():
    """PostgreSQL knows how many rows there are, and reads none of its tables from end to end."""
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE entries_entry, entries_knownname, search_indexed, search_word, search_words, search_names"
            )
            cursor.execute("SET LOCAL enable_seqscan = off")


def explained(sql: str) -> str:
    """The plan of a query, as the database tells it."""
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN " if is_postgres() else "EXPLAIN QUERY PLAN ") + sql)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.parametrize("what", PLANS)
def test_the_plan_uses_its_index(what, monkeypatch):
    ask, table, on_sqlite, on_postgres = PLANS[what]
    monkeypatch.setitem(globals(), "FOUND", find(Viewer(), "collective security"))
    monkeypatch.setattr("apps.results.ranking.WEIGHED", 2)  # so that names are asked for their beginnings
    with CaptureQueriesContext(connection) as asked:
        ask()
    of_table = [each["sql"] for each in asked.captured_queries if re.search(rf'FROM "?{table}', each["sql"])]
    assert of_table, [each["sql"] for each in asked.captured_queries]
    as_if_large()
    plans = [explained(sql) for sql in of_table]
    assert any(re.search(on_postgres if is_postgres() else on_sqlite, plan) for plan in plans), plans


@pytest.mark.parametrize(
    "line",
    ["collective security", "kazahstan", "kind:event summit", 'body:csto year:200X "security"', "bel -treaty", "co"],
)
def test_no_question_reads_through_a_table(line):
    with CaptureQueriesContext(connection) as asked:
        finding = find(Viewer(), line)
        assert finding.count
        assert finds(finding)
        assert facets(finding)
    as_if_large()
    for each in asked.captured_queries:
        plan = explained(each["sql"])
        through = re.findall(
            r"Seq Scan on \w+" if is_postgres() else r"SCAN (?!.*VIRTUAL TABLE INDEX \d+:=?M|\(subquery)\S+.*", plan
        )
        assert not through, (each["sql"], plan)


def test_what_is_read_is_bounded():
    """However many there are: no list of finds is asked for without a limit, and none is sorted by the database."""
    with CaptureQueriesContext(connection) as asked:
        first_keys(Viewer(), read("collective security"), [])
    ranked = [
        each["sql"] for each in asked.captured_queries if "search_words" in each["sql"] or "search_names" in each["sql"]
    ]
    assert len(ranked) == 2
    for sql in ranked:
        assert sql.endswith(f"LIMIT {MOST + 1}")
        assert "ORDER BY" not in sql


@pytest.mark.postgres  # SQLite always asks its index
def test_a_phrase_is_expected_in_few_of_the_rows_that_have_its_words():
    """Else PostgreSQL reads every row for one, in the hope of a thousand finds among the first."""
    as_if_large()

    def expected(told: str) -> int:
        return int(re.search(r"rows=(\d+)", Words.objects.filter(words__matches=told).values("entry").explain())[1])

    assert expected(asked_for(read('"collective security"'))) <= 0.7 * expected("'collective' <-> 'security'")

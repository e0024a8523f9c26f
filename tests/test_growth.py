"""Nothing grows without bound: among 5,000 entries no page is long, and no question reads through a table."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.entries.kinds import CLAIMS, KIND, KINDS
from apps.overview.reports import REPORTS
from apps.search.backends import is_postgres
from tests.databases import databases, empty
from tests.gate_addresses import WALK, filled
from tests.growing import grow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("grown")]

ENTRIES, CLAIMS_OF_A_STATE, MEMBERS = 5_000, 5_000, 1_000
LONGEST = 300_000
"""Bytes of a page."""
LARGE = 700
"""Rows of a table that nobody is to read through; of a smaller one a page may ask for nearly all by their keys."""

FORMS = (
    *("admin/", "new/", "sign-", "api/v1/<path:rest>", "api/v1/openapi.json", "timegate/", "cite/"),
    *("<kind:model>/", "<str:plural>/", "changes/<int:number>/undo/", "users/<path:name>/rollback/"),
)
"""Patterns of what is not read, or says nothing of entries: how they begin."""
SENT_WHOLE = ("format=csv", "sitemap")
"""What is no page: a whole list as a file, and a sitemap, which has as many addresses as its protocol lets it."""


@pytest.fixture(scope="module")
def grown(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A wiki of 5,000 entries, for a module; a copy of it is kept as that of the article is."""
    with django_db_blocker.unblock():
        databases.bring("grown", make)
        yield
        empty()


def make() -> None:
    grow(ENTRIES, CLAIMS_OF_A_STATE, MEMBERS)
    call_command("refresh_reports", verbosity=0)


def hub(kind: str):
    return KIND[kind].objects.get(slug=f"plain-{kind}")


def addresses(patterns: list[str]) -> list[str]:
    """Every address of these patterns, at the hubs."""
    hubs = [hub(kind) for kind in KIND]
    pages = [f"{each.spec.plural}/{each.slug}" for each in hubs]
    state = hub("state")
    rows = []
    for model in CLAIMS:
        ends = [end.field for end in model.spec.ends]
        if row := model.objects.filter(**{ends[0]: state.pk}).order_by("pk").last():
            rows.append(f"states/plain-state/history/claims/{model.spec.plural}/{row.pk}")
    values = {
        "report": [each.slug for each in REPORTS],
        "find": ["plain", "state", "place 0001"],
        "number": [Changeset.objects.latest().number],
        "kind": [model.spec.plural for model in KINDS],
        "claim": [model.spec.plural for model in CLAIMS],
        "page": pages,
        "some": ["states/plain-state", "bodies/plain-body", "sources/plain-source", "states/state-7"],
        "row": rows,
    }
    return filled([WALK[pattern] for pattern in patterns], values)


READ = [pattern for pattern in WALK if not pattern.startswith(FORMS)]


def as_if_large() -> None:
    """PostgreSQL reads none of its tables from end to end where it need not."""
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if cursor.fetchone()[0] > LARGE:
                found.add(table)
    return found


TOP = "- "
"""What begins a line of SQLite's that tells of the whole statement and of no part of it."""


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN " if is_postgres() else "EXPLAIN QUERY PLAN ") + sql)
        return "\n".join(("" if is_postgres() or row[1] else TOP) + str(row[-1]) for row in cursor.fetchall())


def read_through(sql: str, plan: str, large: set[str]) -> set[str]:
    """The large tables that a statement reads from end to end; not those of which it takes the first rows."""
    if is_postgres():
        of_the_first = re.findall(r"Limit .*\n\s+->  Seq Scan on (\w+)", plan)
        return set(re.findall(r"Seq Scan on (\w+)", plan)) & large - set(of_the_first)
    if "LIMIT" in sql and f"{TOP}USE TEMP B-TREE FOR ORDER BY" not in plan:
        return set()
    found = set()
    for name, index in re.findall(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?(?! VIRTUAL)", plan):
        tables = set(re.findall(rf'"(\w+)" (?:AS )?"?{name}"?[ )]', sql)) or {name}
        found |= {table_of(index)} if index else tables if tables <= large else set()
    return found & large


def table_of(index: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name FROM sqlite_master WHERE name = %s", [index])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("pattern", READ)
def test_a_page_is_short_and_its_questions_are_answered_by_indexes(client, pattern) -> None:
    large, long, through = large_tables(), {}, {}
    known: set[str] = set()
    for address in addresses([pattern]):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            assert response.status_code < 500, address
            size = len(response.getvalue())
        if size > LONGEST and not any(part in address for part in SENT_WHOLE):
            long[address] = size
        as_if_large()
        for sql in (each["sql"] for each in asked.captured_queries if each["sql"].startswith(("SELECT", "WITH"))):
            shape = re.sub(r"\d+|'[^']*'", "?", sql)
            if shape not in known and len(sql) < 100_000:
                known.add(shape)
                plan = plan_of(sql)
                if tables := read_through(sql, plan, large):
                    through[address] = f"{sorted(tables)}: {sql[:600]}\n{plan}"
    assert long == {}
    assert through == {}, "\n\n".join(f"{address}: {plan}" for address, plan in through.items())


def test_what_is_not_walked_is_there() -> None:
    assert all(any(pattern.startswith(form) for pattern in WALK) for form in FORMS)

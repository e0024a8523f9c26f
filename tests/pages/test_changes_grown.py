"""Among very many changesets a page of the list costs what it cost among few: its questions follow an index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.entries import models
from apps.entries.entry import Touch
from apps.search.backends import is_postgres
from tests import factories
from tests.test_growth import as_if_large, large_tables, plan_of, read_through

pytestmark = pytest.mark.django_db

MANY = 3_000


@pytest.fixture
def grown(editor):
    """A state, and after it many changesets of every sort, of which few are renames, and few are large; each touched
    one topic.
    """
    factories.state()
    topic = factories.make(models.Topic, "Topic")
    last = Changeset.objects.latest()
    rows = [
        Changeset(
            number=last.number + n, created=last.created, user=editor, summary=f"Edit {n}", digest=f"{n:064}",
            act="rename" if n % 1000 == 1 else "", added=n, removed=0, extent=3 if n % 1000 == 2 else 1,
            did="topic~text",
        )
        for n in range(1, MANY + 1)
    ]  # fmt: skip
    Changeset.objects.bulk_create(rows)
    Touch.objects.bulk_create(Touch(entry_id=topic.pk, changeset=row) for row in rows)
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("user=edna", "by_user"),
        ("tag=rename", "by_act"),
        ("tag=undo", "by_tag"),
        ("size=large", "by_extent"),
        ("size=large&before=2000", "by_extent"),
    ],
)
def test_what_is_rare_is_found_by_an_index_in_the_order_that_is_shown(client, grown, query, index) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/changes/?{query}").status_code == 200
    (sql,) = (each["sql"] for each in asked if "LIMIT 26" in each["sql"] and "did" in each["sql"])
    as_if_large()
    plan = plan_of(sql)
    assert index in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


def test_the_changes_of_a_rare_kind_are_found_by_its_touches(client, grown) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/changes/?kind=state").content.decode().count("<li data-number=") == 1
    as_if_large()
    large = large_tables()
    for sql in (each["sql"] for each in asked if "entries_touch" in each["sql"]):
        assert "EXISTS" not in sql, sql
        assert not read_through(sql, plan_of(sql), large), sql


def test_what_takes_back_is_found_by_what_it_takes_back(client, grown) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/changes/")
    (sql,) = (each["sql"] for each in asked if '"reverts_id" IN' in each["sql"])
    as_if_large()
    assert "reverts_id" in plan_of(sql).partition("(")[0], plan_of(sql)


def test_a_page_asks_no_more_and_reads_no_text(client, grown) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/changes/?after=10").content.decode()
    assert page.count("<li data-number=") == 25
    assert len(page) < 60_000
    assert len(asked) <= 8
    assert not any("historical" in each["sql"] for each in asked)

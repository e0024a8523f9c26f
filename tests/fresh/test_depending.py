"""What is noted of a page as it is read: tables by default, tokens where the code knows better."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection

from apps.changes.models import Changeset
from apps.entries.models import State
from apps.fresh.depending import _look, collecting, depending, note, noted_so_far, tables_in, tables_written

pytestmark = pytest.mark.django_db

STATES = {"t:entries_state", "t:entries_entry"}


def read(model):
    return list(model.objects.all())


def test_what_is_read_is_noted_by_its_tables():
    with collecting() as noted:
        read(State)
    assert noted.tokens == STATES


def test_what_is_read_outside_is_not():
    with collecting() as noted:
        rows = State.objects.all()
    list(rows)
    assert noted.tokens == set()
    assert noted_so_far() == set()


def test_code_that_knows_better_says_on_what_it_depends():
    with collecting() as noted:
        with depending("e1"):
            read(State)
        read(Changeset)
        note("e2")
    assert noted.tokens == {"e1", "e2", "t:changes_changeset"}


def test_what_is_covered_are_the_tables_that_are_named_alone():
    with collecting() as noted, depending("k:state", tables=["entries_state", "entries_entry"]):
        read(State)
        read(Changeset)
        with depending("e1"):
            read(get_user_model())
    assert noted.tokens == {"k:state", "t:changes_changeset", "e1"}


def test_a_cover_within_one_of_all_tables_takes_nothing_away():
    with collecting() as noted, depending("e1"), depending("e2", tables=["entries_state"]):
        read(Changeset)
    assert noted.tokens == {"e1", "e2"}


def test_it_ends_with_an_error_too():
    with collecting() as noted:
        with pytest.raises(ZeroDivisionError), depending("e1"):
            1 / 0  # noqa: B018
        read(State)
    assert noted.tokens == {"e1", *STATES}


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('SELECT 1 FROM "a" INNER JOIN "b" ON 1 LEFT OUTER JOIN c d ON 1', {"a", "b", "c"}),
        ('SELECT * FROM (SELECT 1 FROM "a" U0 WHERE EXISTS(SELECT 1 FROM b)) x', {"a", "b"}),
        ('SELECT 1 FROM "entries_state", "entries_body"', {"entries_state", "entries_body"}),
        ('SELECT 1 FROM "a", "auth_user_groups"', {"a", "auth_user_groups"}),
        ("select 1 from search_words where search_words match %s", {"search_words"}),
    ],
)
def test_every_table_that_a_statement_reads_is_seen(sql, tables):
    assert tables_in(sql) >= tables


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('INSERT INTO "a" ("x") SELECT 1 FROM "b"', {"a"}),
        ('INSERT INTO "a" (x) VALUES (%s) ON CONFLICT(x) DO UPDATE SET x = 1', {"a"}),
        ("INSERT OR REPLACE INTO search_words (rowid) VALUES (%s)", {"search_words"}),
        ("INSERT OR IGNORE INTO a (x) VALUES (1)", {"a"}),
        ('UPDATE "a" SET "x" = (SELECT 1 FROM b)', {"a"}),
        ('DELETE FROM "a" WHERE x', {"a"}),
        ("update a set x = 1", {"a"}),
        ("replace into a values (1)", {"a"}),
        ("truncate table only a", {"a"}),
        ("TRUNCATE a", {"a"}),
        ('SELECT 1 FROM "a" FOR UPDATE', set()),
    ],
)
def test_every_table_that_a_statement_writes_is_seen(sql, tables):
    assert tables_written(sql) == tables


def test_statements_of_django_and_our_own_are_seen_alike():
    with collecting() as noted, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
    assert noted.tokens == {"t:search_words"}


def test_a_page_holds_until_the_day_is_over_everywhere_where_it_is_told():
    for now, until in (
        ("2026-05-03T00:00:00Z", datetime(2026, 5, 4, tzinfo=UTC)),
        ("2026-05-03T23:59:59.9Z", datetime(2026, 5, 4, tzinfo=UTC)),
    ):
        with time_machine.travel(now, tick=False), collecting() as noted:
            pass
        assert noted.until == until


def test_what_is_read_from_another_database_than_is_written_to_may_lag():
    for alias, lags in (("default", False), ("replica", True)):
        with collecting() as noted:
            read = _look(
                lambda *asked: asked, "SELECT 1 FROM a", (), False, {"connection": SimpleNamespace(alias=alias)}
            )
        assert (noted.elsewhere, noted.tokens) == (lags, {"t:a"})
        assert read[:3] == ("SELECT 1 FROM a", (), False)


def test_what_is_noted_so_far_is_told_and_cannot_be_changed_by_that():
    with collecting() as noted, depending("e1"):
        noted_so_far().add("e2")
        assert noted_so_far() == {"e1"}
    assert noted.tokens == {"e1"}


def test_what_is_noted_after_a_page_is_none_of_it():
    with collecting() as noted:
        note("e1")
    note("e2")
    with depending("e3"):
        assert noted_so_far() == set()
    assert noted.tokens == {"e1"}


def test_one_page_within_another_is_noted_by_itself():
    with collecting() as outer, depending("e1"):
        with collecting() as inner:
            read(State)
        read(Changeset)
    assert (outer.tokens, inner.tokens) == ({"e1"}, STATES)


def test_not_too_many_statements_are_remembered(monkeypatch):
    monkeypatch.setattr("apps.fresh.depending.MOST_TEXTS", 3)
    monkeypatch.setattr("apps.fresh.depending._known", known := {})
    sizes = []
    for name in "abcde":
        assert tables_in(f"JOIN {name}") == {name}
        sizes.append(len(known))
    assert sizes == [1, 2, 3, 1, 2]

"""Nobody publishes between the plan of a reversal and its being carried out."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset
from apps.door import reversal
from apps.editing.admin import deleting
from apps.entries.models import State
from tests import factories
from tests.editing.forms_of_admin import address


@pytest.fixture
def vandal(db):
    return get_user_model().objects.create(username="vandal")


@pytest.fixture
def belarus(vandal):
    """A state that was made in #1 and changed in #2."""
    belarus = factories.state(summary="one")
    belarus.summary = "two"
    factories.save(belarus, user=vandal)
    return belarus


def undo():
    return reversal.undo(Changeset.objects.get(number=2), user=None)


def restore():
    return reversal.restore(State.objects.get(), 1, user=None)


def roll_back():
    return reversal.roll_back(get_user_model().objects.get(username="vandal"), 1, user=None)


def spy(monkeypatch, module, name, seen):
    """Notes when a function is called, and how deep in transactions."""
    original = getattr(module, name)

    def noted(*args, **kwargs):
        seen.append((name, len(connection.savepoint_ids)))
        return original(*args, **kwargs)

    monkeypatch.setattr(module, name, noted)


@pytest.mark.parametrize(("act", "plan"), [(undo, "plan_undo"), (restore, "plan_restore"), (roll_back, "plan_undo")])
def test_the_lock_is_held_in_a_transaction_before_anything_is_planned(belarus, monkeypatch, act, plan):
    seen, depth = [], len(connection.savepoint_ids)
    for name in ("hold_commit_lock", plan, "publish"):
        spy(monkeypatch, reversal, name, seen)
    act()
    assert seen == [(name, depth + 1) for name in ("hold_commit_lock", plan, "publish")]
    belarus.refresh_from_db()
    assert belarus.summary == "one"


def assert_locked_before_rows_are_read(queries):
    """No row, and no history of one, is read before the transaction begins and, on PostgreSQL, has its lock."""
    said = [query["sql"] for query in queries]
    first = next(place for place, sql in enumerate(said) if 'FROM "entries_' in sql)
    begun = [place for place, sql in enumerate(said[:first]) if sql.startswith("SAVEPOINT")]
    assert begun
    if connection.vendor == "postgresql":
        assert any("pg_advisory_xact_lock" in sql for sql in said[begun[0] : first])


@pytest.mark.parametrize("act", [undo, roll_back])
def test_no_row_is_read_before_the_lock_is_held(belarus, act):
    with CaptureQueriesContext(connection) as queries:
        act()
    assert_locked_before_rows_are_read(queries)


def test_a_restoration_reads_nothing_before_the_lock_is_held(belarus):
    with CaptureQueriesContext(connection) as queries:
        reversal.restore(belarus, 1, user=None)
    assert_locked_before_rows_are_read(queries)


def test_a_deletion_in_the_admin_looks_for_what_came_between_under_the_lock(client, reviewer, belarus, monkeypatch):
    client.force_login(reviewer)
    seen, depth = [], len(connection.savepoint_ids)
    for name in ("hold_commit_lock", "latest_changeset", "publish"):
        spy(monkeypatch, deleting, name, seen)
    client.post(address(belarus, "delete"), {"edit_summary": "Gone", "base": "2"})
    held = ("hold_commit_lock", depth + 1)
    assert seen[seen.index(held) :] == [held, ("latest_changeset", depth + 1), ("publish", depth + 1)]
    assert not State.objects.exists()

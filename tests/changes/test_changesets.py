"""What a changeset says of its act, in which order it is made, and what the database refuses."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import PROTECT
from django.test.utils import CaptureQueriesContext

from apps.changes import recording as room
from apps.changes.models import LATEST, Changeset, Tag
from apps.changes.recording import recording
from apps.entries.models import State

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def write(*titles, user=None, **options):
    """A changeset with a state for each title."""
    with recording(user, "Why", **options) as opened:
        for title in titles:
            State(title=title, slug=title.lower()).save()
        assert opened.rows == len(titles)
    return Changeset.objects.latest()


def test_it_says_who_when_why_and_what_it_reverts(editor, time_machine):
    time_machine.move_to(NOON, tick=False)
    first, second = write("A"), write("B", "C", user=editor, tag=Tag.UNDO, reverts=Changeset(number=1))
    assert (first.user, first.tag, first.reverts) == (None, Tag.EDIT, None)
    assert (second.user, second.tag, second.reverts, second.summary) == (editor, Tag.UNDO, first, "Why")
    assert first.created == second.created == NOON
    assert (str(second), second.get_absolute_url()) == ("#2 Why", "/changes/2/")
    dates = State.history.filter(changeset=2).order_by("history_id").values_list("history_date", flat=True)
    assert list(dates) == [NOON, NOON + timedelta(microseconds=1)]
    assert list(Changeset.objects.all()) == [second, first]


def test_the_anonymous_are_the_system():
    assert write("A", user=AnonymousUser()).user is None


def test_what_it_turned_out_to_be_is_sealed():
    with recording(None, "Why") as opened:
        State(title="A", slug="a").save()
        opened.retag(Tag.MERGE)
    assert Changeset.objects.get().tag == Tag.MERGE


def test_each_historical_row_has_a_salt_of_its_own_and_no_derived_column():
    write("A", "B")
    salts = set(State.history.values_list("salt", flat=True))
    assert [len(salt) for salt in salts] == [32, 32]
    derived = {field.name for field in State._meta.concrete_fields if getattr(field, "derived", False)}
    assert derived
    assert not derived & {field.name for field in State.history.model._meta.fields}


def test_the_past_of_a_row_and_what_was_superseded_are_found_on_indexes():
    assert [index.fields for index in State.history.model._meta.indexes] == [
        *(["id", "changeset"], ["until"], ["changeset", "until"])
    ]


def test_no_template_writes_in_bulk():
    rows = State.objects.all()
    assert [rows.update.alters_data, rows.bulk_create.alters_data, rows.bulk_update.alters_data] == [True] * 3


@pytest.mark.parametrize(
    ("facts", "name"),
    [({"number": 0}, "from_1"), ({"summary": ""}, "has_summary"), ({"tag": "joke"}, "tag_known")],
)
def test_the_database_refuses_what_no_changeset_is(facts, name):
    said = {"number": 1, "created": NOON, "summary": "Why", "tag": Tag.EDIT, "digest": "x"} | facts
    with (
        pytest.raises(IntegrityError, match=name if connection.vendor == "postgresql" else "CHECK"),
        transaction.atomic(),
    ):
        Changeset.objects.create(**said)
    with pytest.raises(ValidationError, match=name):
        Changeset(**said).validate_constraints()


def test_neither_its_editor_nor_what_it_reverts_nor_itself_can_go():
    keys = [Changeset._meta.get_field("user"), Changeset._meta.get_field("reverts")]
    keys.append(State.history.model._meta.get_field("changeset"))
    assert [key.remote_field.on_delete for key in keys] == [PROTECT] * 3


def test_the_lock_is_held_before_the_last_number_is_read(monkeypatch):
    depth, held = len(connection.savepoint_ids), []
    with CaptureQueriesContext(connection) as queries:
        lock = lambda: held.append((len(connection.savepoint_ids) - depth, len(queries)))  # noqa: E731
        monkeypatch.setattr(room, "hold_commit_lock", lock)
        write("A")
    assert held == [(1, 1)]  # in a transaction of its own, whose beginning is all that was asked for yet


class Cursor:
    def __init__(self, done):
        self.execute = lambda sql, values: done.append((sql, values))


class Postgres:
    vendor = "postgresql"

    def __init__(self):
        self.done = []

    def cursor(self):
        return nullcontext(Cursor(self.done))


def test_on_postgresql_the_lock_is_one_of_the_transaction(monkeypatch):
    monkeypatch.setattr(room, "connection", postgres := Postgres())
    room.hold_commit_lock()
    assert postgres.done == [("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(b"csto")])]


def test_a_row_that_nothing_superseded_stands_until_the_largest_number():
    write("A")
    assert State.history.get().until == LATEST == 2**63 - 1
    assert not Changeset.objects.filter(digest="").exists()

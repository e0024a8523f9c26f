"""What the wiki said at an old change is found by an index, and not by reading all that was ever written."""

import pytest
from django.db import connection
from django.utils import timezone

from apps.changes.models import LATEST, Changeset
from apps.changes.recording import recording
from apps.entries.access import SYSTEM
from apps.entries.models import Membership, State
from apps.entries.validity import BOUNDS
from apps.entries.world import World
from tests import factories

pytestmark = pytest.mark.django_db

ENTRIES, REVISIONS = 40, 50
ROWS = ENTRIES * REVISIONS
EARLY, MIDDLE = 100, ROWS // 2


def fill():
    """States, each with a membership, that are revised in turns; each revision is a changeset."""
    now = timezone.now()
    Changeset.objects.bulk_create(Changeset(number=n, created=now, summary="x", digest="x") for n in range(1, ROWS + 1))
    said = {"history_date": now, "history_type": "~", "salt": "", "digest": ""}
    states, claims = [], []
    for number in range(1, ROWS + 1):
        key, until = number % ENTRIES, number + ENTRIES
        stood = {"changeset_id": number, "until": until if until <= ROWS else LATEST, "id": key + 1, **said}
        bounds = dict.fromkeys(BOUNDS, now.date())
        states.append(State.history.model(title=f"State {key}", slug=f"s{key}", kind="state", **bounds, **stood))
        claims.append(Membership.history.model(member_id=key + 1, body_id=1, status="member", **bounds, **stood))
    State.history.bulk_create(states, 500)
    Membership.history.bulk_create(claims, 500)
    if connection.vendor == "postgresql":  # as a server does by itself
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def index_of(model, *fields):
    """The name of the index of a model's history on some of its columns."""
    history = model.history.model
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, history._meta.db_table)
    ours = [index.name for index in history._meta.indexes if tuple(index.fields) == fields]
    columns = [history._meta.get_field(name).column for name in fields]
    return {*ours, *(name for name, each in found.items() if each["index"] and each["columns"] == columns)} & set(found)


def test_what_was_said_at_an_old_change_is_found_by_an_index():
    fill()
    (stood,) = index_of(State, "changeset", "until")
    for number in (EARLY, MIDDLE, ROWS - EARLY):
        world = World(SYSTEM, at=number)
        listed = world.rows(State)
        assert (len(listed.all()), stood in listed.explain()) == (ENTRIES, True)
        for rows, model, key in (
            (world.rows(State).filter(id=7), State, "id"),
            (world.rows(Membership).filter(member_id=7), Membership, "member"),
        ):
            assert len(rows.all()) == 1
            plan = rows.explain()
            indexes = (
                *index_of(model, key),
                *index_of(model, key, "changeset"),
                *index_of(model, "changeset", "until"),
            )
            assert [name for name in indexes if name in plan]
            assert not [name for name in index_of(model, "until") if name in plan]


def test_what_was_written_twice_by_one_changeset_stands_once():
    belarus = factories.state()
    with recording(None, "Twice"):
        for title in ("One", "Two"):
            belarus.title = title
            belarus.save()
    assert [row.title for row in World(SYSTEM, at=2).rows(State)] == ["Two"]
    assert [row.title for row in World(SYSTEM, at=1).rows(State)] == ["Belarus"]

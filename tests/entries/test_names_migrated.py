"""A wiki made before names were records has them as records after its upgrade, now and at each of its changesets."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from apps.changes.models import LATEST
from apps.entries.access import SYSTEM, Viewer
from apps.entries.models import KnownName, Name, State
from apps.entries.world import World
from tests.databases import bring_upgraded

pytestmark = pytest.mark.django_db(transaction=True)

THEN = [("entries", "0004_confirmed")]
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
STATES = [  # changeset, what was done, other names, official name
    (1, "+", "Byelorussia\n\n  White   Rus ", ""),
    (2, "~", "Byelorussia", "Republic of Belarus"),
    (3, "~", "Byelorussia\n—", "Republic of Belarus"),
    (4, "-", "Byelorussia\n—", "Republic of Belarus"),
    (5, "+", "White Rus", "Republic of Belarus"),
]


def write(apps) -> None:
    """A state that is called otherwise in each changeset, deleted and brought back, as an earlier version wrote it."""
    entry_of, past_of = apps.get_model("entries", "State"), apps.get_model("entries", "HistoricalState")
    changesets = apps.get_model("changes", "Changeset")
    for number, done, aliases, official in STATES:
        changesets.objects.create(number=number, created=FIRST + timedelta(days=number), summary="So", digest="x")
        past_of.objects.create(
            id=7, entry_ptr_id=7, kind="state", title="Belarus", slug="belarus", aliases=aliases, protection="open",
            official_name=official, names=f"|belarus|{'byelorussia|' if 'Bye' in aliases else ''}",
            changeset_id=number, until=number + 1 if number < 5 else LATEST, salt="x", digest="x",
            history_type=done, history_date=FIRST + timedelta(days=number),
        )  # fmt: skip
    *_, (_, _, aliases, official) = STATES
    entry_of.objects.create(
        id=7, kind="state", title="Belarus", slug="belarus", aliases=aliases, official_name=official,
        names="|belarus|white-rus|", protection="open",
    )  # fmt: skip
    known = apps.get_model("entries", "Name")
    for slug, first in (("belarus", 1), ("byelorussia", 1), ("white-rus", 1)):
        known.objects.create(entry_id=7, slug=slug, first=first)


@pytest.fixture
def upgraded():
    """The wiki as the present version has it."""
    bring_upgraded("names", THEN, write)


def named(at: int | None) -> list[tuple[str, str]]:
    world = World(Viewer(), at=at)
    return [(name.text, name.sort) for name in world.instances(world.claims(Name, every=True))]


def test_names_are_records_now_and_then_and_the_past_is_found_by_them(upgraded) -> None:
    byelorussia, white, republic = (
        ("Byelorussia", "common"),
        ("White Rus", "common"),
        ("Republic of Belarus", "official"),
    )
    assert [sorted(named(at)) for at in (0, 1, 2, 3, 4)] == [
        *([], sorted([byelorussia, white]), sorted([byelorussia, republic]), sorted([byelorussia, republic]), []),
    ]
    assert sorted(named(5)) == sorted(named(None)) == sorted([white, republic])
    (belarus,) = State.objects.all()
    assert belarus.other_names == ["Republic of Belarus", "White Rus"]
    assert belarus.names == "|belarus|republic-of-belarus|white-rus|"
    then = World(Viewer(), at=2).rows(State).get()
    assert (then.called, then.names) == (
        "Republic of Belarus\nByelorussia",
        "|belarus|republic-of-belarus|byelorussia|",
    )
    assert dict(KnownName.objects.values_list("slug", "first")) == {
        "belarus": 1, "byelorussia": 1, "white-rus": 1, "republic-of-belarus": 2,
    }  # fmt: skip


def test_the_rows_of_history_follow_each_other_and_have_dates_of_their_own(upgraded) -> None:
    rows = list(SYSTEM.past(Name).order_by("history_id"))
    spans = {}
    for row in rows:
        spans.setdefault((row.text, row.id), []).append((row.history_type, row.changeset_id, row.until))
    assert len(spans) == 3
    assert {text: span for (text, _), span in spans.items()} == {
        "Byelorussia": [("+", 1, 4), ("-", 4, LATEST)],
        "White Rus": [("+", 1, 2), ("-", 2, 5), ("+", 5, LATEST)],
        "Republic of Belarus": [("+", 2, 4), ("-", 4, 5), ("+", 5, LATEST)],
    }
    dates = [*(row.history_date for row in rows), *SYSTEM.past(State).values_list("history_date", flat=True)]
    assert len(set(dates)) == len(dates)
    assert all(re.fullmatch("[0-9a-f]{64}", row.digest) and len(row.salt) == 32 for row in rows)

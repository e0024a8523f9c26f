"""Parts of a long list, cut by what sorts it."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from apps.entries.keyset import (
    LARGEST,
    LONGEST,
    Counted,
    Key,
    Stretch,
    UnknownPlace,
    counted,
    counted_in_all,
    every_part,
    light,
    part_after,
    part_at,
    part_before,
    whole,
)
from apps.entries.models import Body, Event
from tests import factories

pytestmark = pytest.mark.django_db
BY_TITLE = (Key("title"), Key("id"))


def listed(*keys):
    """Events that have a date, by it; then those that have none."""
    keys = keys or (Key("start_earliest"), *BY_TITLE)
    return [Stretch(Event.objects.exclude(date=""), keys), Stretch(Event.objects.filter(date=""), BY_TITLE)]


@pytest.fixture
def events():
    """Two of one date and title, one earlier, three of no date."""
    dates = ["1999", "1999", "1992-05", "", "", ""]
    factories.save(*(Event(title=f"T{n // 2}", slug=f"e{n}", date=date) for n, date in enumerate(dates)))
    return [event.slug for event in (*Event.objects.exclude(date="").order_by("start_earliest", "title", "id"),
                                     *Event.objects.filter(date="").order_by("title", "id"))]  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 4, 6, 7])
@pytest.mark.parametrize("down", [False, True])
def test_the_parts_are_the_list_there_and_back(events, size, down) -> None:
    stretches = listed(Key("start_earliest", down), *BY_TITLE)
    whole = [row.slug for rows in every_part(stretches, 100) for row in rows]
    assert sorted(whole) == sorted(events)
    parts = list(every_part(stretches, size))
    assert [row.slug for rows in parts for row in rows] == whole
    assert [len(rows) for rows in parts[:-1]] == [size] * (len(parts) - 1)
    part = part_after(stretches, size)
    assert part.before == ""
    while part.after:
        part = part_after(stretches, size, part.after)
    seen = len(whole) - len(part.rows)
    while part.before:
        part = part_before(stretches, size, part.before)
        assert [row.slug for row in part.rows] == (whole[seen - size : seen] if seen >= size else whole[:size])
        seen = max(seen - size, 0)
    assert seen == 0


def test_no_more_is_read_than_is_shown_and_one_row_that_tells_of_more(events) -> None:
    def limits(part, *asked):
        with CaptureQueriesContext(connection) as queries:
            found = part(listed(), *asked)
        return found, [int(each["sql"].rpartition("LIMIT ")[2]) for each in queries]

    first, told = limits(part_after, 2)
    assert told == [3]
    second, told = limits(part_after, 2, first.after)
    assert told == [3, 2]
    assert limits(part_after, 2, second.after)[1] == [3]
    assert limits(part_before, 2, second.before)[1] == [3, 3]
    assert limits(part_before, 1, second.before)[1] == [2]
    last = part_after(listed(), 9, second.after)
    assert limits(part_before, 2, last.before)[1] == [3, 2]


@pytest.mark.parametrize("offset", range(8))
def test_a_part_can_be_counted_off(events, offset) -> None:
    part = part_at(listed(), 2, offset)
    assert [row.slug for row in part.rows] == events[offset : offset + 2]
    assert bool(part.after) == (offset + 2 < 6)
    if part.before:
        assert [row.slug for row in part_before(listed(), 1, part.before).rows] == events[offset - 1 : offset]


def test_the_next_part_is_found_when_its_neighbour_is_gone(events) -> None:
    part = part_after(listed(), 2)
    factories.save(deletes=[part.rows[-1]])
    assert [row.slug for row in part_after(listed(), 2, part.after).rows] == events[2:4]


def test_counting_ends_where_it_is_told(events) -> None:
    assert str(counted(Event.objects.all())) == "6"
    assert str(counted(Event.objects.all(), 6)) == "6"
    assert str(counted(Event.objects.all(), 5)) == "more than 5"


@pytest.mark.parametrize(
    ("most", "told"), [(10, "6"), (6, "6"), (5, "more than 5"), (3, "more than 3"), (2, "more than 2")]
)
def test_a_list_of_several_stretches_is_counted_no_further_either(events, most, told, monkeypatch) -> None:
    monkeypatch.setattr("apps.entries.keyset.MOST_COUNTED", most)
    assert str(counted_in_all(listed())) == told
    assert str(counted(Event.objects.all())) == told
    assert str(counted_in_all(listed()[:1])) == ("3" if most >= 3 else told)


def test_so_many_as_are_counted_are_told_in_thousands(events) -> None:
    assert str(Counted(12_000, more=True)) == "more than 12,000"
    assert str(Counted(12_000)) == "12000"


def test_rows_are_sorted_by_their_keys_alone_and_those_that_are_shown_read_whole(
    events, django_assert_num_queries
) -> None:
    keys = (Key("start_earliest"), *BY_TITLE)
    part = part_after([light(Event.objects.order_by("-id"), keys)], 2)
    assert part.rows[0]._fields == ("id", "start_earliest", "title")
    assert [row.id for row in part_after([light(Event.objects.all(), BY_TITLE[1:])], 1).rows] == [
        Event.objects.earliest("id").pk
    ]
    with django_assert_num_queries(1):
        found = whole(Event.objects.all(), part.rows)
    assert [(type(row), row.pk) for row in found] == [(Event, row.id) for row in part.rows]
    factories.save(deletes=[found[0]])
    assert whole(Event.objects.all(), part.rows) == found[1:]
    with django_assert_num_queries(0):
        assert whole(Event.objects.all(), []) == []


@pytest.mark.parametrize("key", [Key("start_earliest"), Key("start_earliest", True), Key("title"), Key("title", True)])
def test_what_sorts_alike_is_told_apart_by_the_last_key(events, key) -> None:
    every = Event.objects.order_by(f"{'-' if key.descending else ''}{key.name}", "-id")
    parts = every_part([Stretch(Event.objects.all(), (key, Key("id", True)))], 1)
    assert [row.pk for rows in parts for row in rows] == [row.pk for row in every]


def test_a_cursor_holds_numbers_that_a_database_does_and_is_no_longer_than_may_be(events) -> None:
    stretches = [Stretch(Event.objects.all(), (Key("id"),))]
    for number, is_one in ((LARGEST, True), (-LARGEST, True), (LARGEST + 1, False), (-LARGEST - 1, False)):
        cursor = urlsafe_b64encode(json.dumps([0, number]).encode()).decode()
        if is_one:
            assert len(part_after(stretches, 9, cursor).rows) == (0 if number > 0 else 6)
        else:
            with pytest.raises(UnknownPlace):
                part_after(stretches, 9, cursor)
    with pytest.raises(UnknownPlace):
        part_after(stretches, 9, urlsafe_b64encode(b'[0,"x"]').decode())
    long = urlsafe_b64encode(json.dumps([0, "x" * LONGEST]).encode()).decode()
    for cursor in (long, long[:LONGEST]):
        with pytest.raises(UnknownPlace):
            part_after([Stretch(Event.objects.all(), (Key("title"),))], 2, cursor)


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "é", "====", "W10", "WzBd", "e30", "bnVsbA", "A" * 3000),
        *("WzksIngiLDFd", "Wy0xLCJ4IiwxXQ", "WzAsIngiLDEsMV0", "WzAsMSwieCIsMV0", "WzAsIjE5OTktMDEtMDEiLCJ4IixudWxsXQ"),
        *("WzAsIjE5OTktMDEtMDEiLCJcdTAwMDAiLDFd", "WzAsIjE5OTktMDEtMDEiLCJcdWQ4MDAiLDFd", "W3RydWUsIngiLDFd"),
        "WzAsIjE5OTktMDEtMDEiLCJ4Iiw5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OV0",
    ],
)
def test_a_cursor_of_no_list_is_told(cursor) -> None:
    for part in (part_after, part_before):
        with pytest.raises(UnknownPlace):
            part(listed(), 2, cursor)


@given(cursor=st.text(max_size=60))
def test_no_cursor_breaks_anything(cursor) -> None:
    try:
        part_after([Stretch(Body.objects.all(), BY_TITLE)], 2, cursor)
    except UnknownPlace:
        return

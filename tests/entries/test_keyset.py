"""Parts of a long list, cut by what sorts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.entries.keyset import Key, Stretch, UnknownPlace, counted, every_part, part_after, part_at, part_before
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

"""Days as places on a line, and stretches of time as bars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.drawing.axis import MOST_TICKS, Axis
from apps.drawing.bars import THINNEST, bars

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
AXES = st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted).map(lambda days: Axis(*days))
PAIRS = st.lists(st.dates(), min_size=4, max_size=4).map(sorted)


@given(AXES, DAYS, DAYS)
def test_a_later_day_never_lies_left_of_an_earlier_one_and_none_outside(axis, one, other):
    first, last = sorted((one, other))
    assert axis.left <= axis.at(first) <= axis.at(last) <= axis.right
    assert axis.at(last) <= axis.end_of(last) <= axis.right


@given(AXES)
def test_ticks_are_few_in_order_and_on_the_axis(axis):
    ticks = axis.ticks()
    assert len(ticks) <= MOST_TICKS + 3
    assert [tick.day for tick in ticks] == sorted({tick.day for tick in ticks})
    assert all(axis.first <= tick.day <= axis.last for tick in ticks)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("1990-01-01", "1999-12-31", ["1990", "1992", "1994", "1996", "1998"]),
        ("1999-01-01", "1999-12-31", ["Jan 1999", "Mar", "May", "Jul", "Sep", "Nov"]),
        ("1999-05-01", "1999-05-31", ["1", "6", "11", "16", "21", "26", "31"]),
        ("1992-01-01", "2026-01-01", ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)
def test_ticks_stand_at_round_days(first, last, labels):
    axis = Axis(date.fromisoformat(first), date.fromisoformat(last))
    assert [tick.label for tick in axis.ticks()] == labels


@given(AXES, PAIRS)
def test_bars_lie_on_the_axis_touch_each_other_and_are_surest_in_the_middle(axis, days):
    drawn = bars(axis, (days[0], days[1]), (days[2], days[3]))
    assert all(axis.left <= bar.x <= bar.right <= axis.right + 0.01 for bar in drawn)
    assert all(bar.width >= THINNEST - 0.01 for bar in drawn)
    assert sum(bar.sure for bar in drawn) <= 1
    sure = [bar.sure for bar in drawn]
    assert sure in ([], [False], [True], [False, True], [True, False], [False, True, False], [False, False])


def test_what_never_held_for_sure_is_one_soft_bar():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    (bar,) = bars(axis, (date(1999, 2, 1), date(1999, 6, 30)), (date(1999, 5, 1), date(1999, 8, 31)))
    assert not bar.sure
    assert (bar.x, bar.right) == (axis.at(date(1999, 2, 1)), axis.end_of(date(1999, 8, 31)))


def test_what_goes_beyond_the_axis_fades_there():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    before, after = axis.first - timedelta(days=1), axis.last + timedelta(days=1)
    (whole,) = bars(axis, (before, before), (date.max, date.max))
    assert (whole.fades, whole.sure) == ("both", True)
    (late,) = bars(axis, (axis.first, axis.first), (after, after))
    assert late.fades == "right"
    unknown, known = bars(axis, (date.min, date(1999, 6, 1)), (date(1999, 7, 1), date(1999, 7, 1)))
    assert (unknown.fades, unknown.sure, known.sure) == ("left", False, True)


def test_what_lies_outside_is_not_drawn():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    assert bars(axis, (date(1990, 1, 1), date(1990, 1, 1)), (date(1995, 1, 1), date(1995, 1, 1))) == []

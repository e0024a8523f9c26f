"""Days as places on a line, and stretches of time as bars."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dates.period import Period
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
    drawn = bars(axis, Period(*days, confirmed=days[1]).stretches())
    assert all(axis.left <= bar.x <= bar.right <= axis.right + 0.01 for bar in drawn)
    assert all(bar.width >= THINNEST - 0.01 for bar in drawn)
    sure = [bar.certainty for bar in drawn]
    assert sure.count("certain") <= 1
    assert all(one != other for one, other in pairwise(sure))


def test_what_never_held_for_sure_is_one_soft_bar():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    (bar,) = bars(axis, Period.of("1999-02", "1999-02").stretches())
    assert bar.certainty == "possible"
    assert (bar.x, bar.right) == (axis.at(date(1999, 2, 1)), axis.end_of(date(1999, 2, 28)))


def test_what_goes_beyond_the_axis_fades_there():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    (whole,) = bars(axis, Period.of("1998-12-31", "2000-01-01").stretches())
    assert (whole.fades, whole.certainty) == ("both", "certain")
    (late,) = bars(axis, Period.of("1999-01-01", "2000-01-01").stretches())
    assert late.fades == "right"
    unknown, known = bars(axis, Period.of("", "1999-07-01", "1999-06-01").stretches())
    assert (unknown.fades, unknown.certainty, known.certainty) == ("left", "possible", "certain")


def test_what_goes_on_is_paler_after_it_was_last_confirmed():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    known, assumed = bars(axis, Period.of("1999-02-01", "..", "1999-06").stretches())
    assert (known.certainty, assumed.certainty, assumed.fades) == ("certain", "assumed", "right")
    assert (known.right, assumed.x) == (axis.end_of(date(1999, 6, 30)), axis.at(date(1999, 7, 1)))
    gone = Period.of("1999-02-01", "..", "1999-06").within(date(1999, 3, 1), date(1999, 5, 31))
    (held,) = bars(axis, gone.stretches())
    assert (held.x, held.right) == (axis.at(date(1999, 3, 1)), axis.end_of(date(1999, 5, 31)))
    assert bars(axis, gone.within(date(2000, 1, 1), date(2000, 1, 2)).stretches()) == []


def test_what_lies_outside_is_not_drawn():
    axis = Axis(date(1999, 1, 1), date(1999, 12, 31))
    assert bars(axis, Period.of("1990-01-01", "1995-01-01").stretches()) == []

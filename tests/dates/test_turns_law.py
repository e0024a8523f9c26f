"""The days on which a period turns are just those on which its answer is another than the day before."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import Contradiction, Period

DAYS = st.dates(date(1999, 1, 1), date(1999, 3, 1))
LATER = st.dates(date(1999, 2, 1), date(1999, 4, 1))
POINTS = DAYS.map(date.isoformat) | st.sampled_from(["1999-01", "1999-02", "1999-XX-XX", "1999~", "199X", ""])
ENDS = LATER.map(date.isoformat) | st.sampled_from(["1999-02", "1999-03", "1999", "..", ""])
DOOMSDAY = FOREVER - timedelta(days=1)
"""The last day of which anything can be asked: on that after it, what may begin on any day has begun."""
SEEN = st.just("") | LATER.map(date.isoformat)


@given(POINTS, ENDS, SEEN, st.booleans())
def test_it_turns_where_the_answer_changes_and_nowhere_else(start, end, seen, clipped):
    try:
        period = Period.of(start, end, seen)
    except Contradiction:
        assume(False)
    period = period.within(date(1999, 1, 10), date(1999, 4, 20)) if clipped else period
    first, last = date(1998, 12, 1), date(2000, 1, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    changed = [day for day in days if period.certainty(day) != period.certainty(day - timedelta(days=1))]
    assert [turn for turn in period.turns() if first <= turn < last] == changed


@given(POINTS, ENDS, SEEN, st.booleans())
def test_the_stretches_are_the_days_of_each_answer_one_after_the_other(start, end, seen, clipped):
    try:
        period = Period.of(start, end, seen)
    except Contradiction:
        assume(False)
    period = period.within(date(1999, 1, 10), date(1999, 4, 20)) if clipped else period
    stretches = period.stretches()
    for first, last, certainty in stretches:
        assert first <= last
        assert {period.certainty(first), period.certainty(min(last, DOOMSDAY))} == {certainty}
    for one, other in pairwise(stretches):
        assert other[0] == one[1] + timedelta(days=1)
        assert other[2] != one[2]
    if stretches:
        assert stretches[0][0] == max(period.start_earliest, period.first)
        assert stretches[-1][1] == min(period.end_latest, period.last)
    else:
        assert period.within(period.start_earliest, period.end_latest).certainty(period.first) is None


def test_what_is_unknown_or_open_turns_on_no_day():
    assert Period.of("", "").turns() == []
    assert Period.of("", "..").turns() == []
    assert Period.of("2002-10-07", "..").turns() == [date(2002, 10, 7), date(2002, 10, 8)]
    assert FOREVER not in Period.of("", "..", "2009").turns()


@pytest.mark.parametrize(
    ("dates", "turns"),
    [
        (("1999", "2005"), ["1999-01-01", "1999-12-31", "2005-01-02", "2006-01-01"]),
        (("1999", "1999"), ["1999-01-01", "2000-01-01"]),
        (("", "2005"), ["2006-01-01"]),
        (("", "2005-06-01"), ["2005-06-01", "2005-06-02"]),
        (("", "2005", "2003-06"), ["2003-06-30", "2005-01-02", "2006-01-01"]),
        (("1999-05-01", "", "2003-06"), ["1999-05-01", "2003-06-02"]),
        (("", "", "2003-06-15"), ["2003-06-15", "2003-06-16"]),
        (("9999-12-31", ".."), []),
        (("2002-10-07", "..", "2009"), ["2002-10-07", "2010-01-01"]),
    ],
)
def test_it_turns_on_the_first_and_the_last_day_of_each_of_its_dates(dates, turns):
    assert [str(day) for day in Period.of(*dates).turns()] == turns


def test_an_end_turns_on_the_day_after_the_last():
    assert Period.of("1999-01-01", "1999-01-31").turns() == [date(1999, 1, 1), date(1999, 2, 1)]


def test_outside_its_first_and_last_day_a_period_has_no_stretches():
    day = date(1999, 1, 1)
    assert Period.of("1999", "2005").within(day, day).stretches() == [(day, day, "possible")]
    for other in (date(1998, 12, 31), date(2006, 1, 1)):
        assert Period.of("1999", "2005").within(other, other).stretches() == []
    assert Period.of("", "..").stretches() == [(BEGINNING, FOREVER, "possible")]

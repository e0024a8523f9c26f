"""Dates that were stored in English words are told in the reader's language just as their EDTF is."""

import pytest
from django.utils import translation
from hypothesis import assume, example, given
from hypothesis import strategies as st

from apps.dates.edtf import InvalidDate, parse
from apps.dates.period import words
from apps.dates.retelling import retold_date, retold_period
from tests.dates.strategies import DATE_TEXTS, POINT_TEXTS
from tests.dates.test_written_laws import has_one_reading

POINTS = POINT_TEXTS.filter(has_one_reading)


@given(DATE_TEXTS.filter(lambda text: all(has_one_reading(each) for each in text.split("/"))))
def test_a_date_is_told_as_its_edtf_is(text):
    told = parse(text)
    english = told.words
    with translation.override("ru"):
        assert retold_date(english) == told.words
    assert retold_date(english) == english


@given(st.just("") | POINTS, st.sampled_from(["", ".."]) | POINTS, st.just("") | POINTS)
@example("", "..", "2009")
@example("", "", "2009-06-14")
@example("1999", "..", "2009-21")
@example("1999", "2001~", "19XX")
def test_a_period_is_told_as_its_dates_are(start, end, attested):
    try:
        english = words(start, end, attested)
    except InvalidDate:
        assume(False)
    with translation.override("ru"):
        assert retold_period(english) == words(start, end, attested)


@pytest.mark.parametrize("text", ["", "soon", "in 1999", "since soon", "member since 1999", "c. 1999", "1999 to soon"])
def test_what_is_told_otherwise_is_nothing_of_the_kind(text):
    with translation.override("ru"):
        assert (retold_date(text), retold_period(text)) == (None, None)

"""What holds of every text and every date, and agreement with another implementation."""

import re
from datetime import date
from itertools import pairwise

import edtf as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.dates.edtf import BEGINNING, FOREVER, WIDENING, FuzzyDate, InvalidDate, parse
from tests.dates.strategies import DATE_TEXTS, DAYS, POINT_TEXTS, SHAPED


def bounds(text: str) -> tuple[date, date]:
    found = parse(text)
    return found.earliest, found.latest


@given(st.text() | SHAPED, st.booleans(), st.booleans())
def test_any_text_is_a_date_or_is_refused_and_nothing_else(text, interval, open_end):
    try:
        found = parse(text, interval=interval, open_end=open_end)
    except InvalidDate:
        return
    assert isinstance(found, FuzzyDate)
    assert found.text == text.strip()
    assert found.earliest <= found.latest
    assert found.words


@given(DAYS)
def test_a_day_is_itself(day):
    assert bounds(day.isoformat()) == (day, day)


@given(DAYS)
def test_a_day_lies_in_its_month_its_year_and_its_decade(day):
    year = f"{day.year:04}"
    vaguer = [day.isoformat(), day.isoformat()[:7], year]
    if day.year >= 100:
        vaguer += [year[:3] + "X", year[:2] + "XX"]
    spans = [bounds(text) for text in vaguer]
    for (inner_first, inner_last), (outer_first, outer_last) in pairwise(spans):
        assert outer_first <= inner_first <= day <= inner_last <= outer_last


@given(POINT_TEXTS, POINT_TEXTS)
def test_a_span_has_the_outer_bounds_of_its_ends_or_is_refused(first, last):
    start, end = parse(first), parse(last)
    if end.latest < start.earliest:
        with pytest.raises(InvalidDate):
            parse(f"{first}/{last}")
    else:
        assert bounds(f"{first}/{last}") == (start.earliest, end.latest)


@given(POINT_TEXTS)
def test_an_open_or_unknown_side_has_no_bound(text):
    point = parse(text)
    assert bounds(f"{text}/..") == bounds(f"{text}/") == (point.earliest, FOREVER)
    assert bounds(f"../{text}") == bounds(f"/{text}") == (BEGINNING, point.latest)


_LAST_PART = re.compile(r"^(\d{4}-(?:\d\d-)?)(\d\d)([?~%])$")


def comparable(text: str) -> bool:
    """Leaves out where the other fails: spans of open or vague ends, qualified seasons and unspecified parts."""
    sides = text.split("/")
    if len(sides) > 1:
        return all(side.replace("-", "").isdigit() for side in sides)
    return text[-1:] not in WIDENING or ("X-" not in text and "-XX" not in text and text[4:6] != "-2")


@settings(max_examples=40)  # the other takes milliseconds
@given(DATE_TEXTS.filter(comparable))
def test_the_bounds_are_those_of_another_implementation(text):
    """A qualifier widens by the unit of the whole date; in the other's notation, it stands at the last part."""
    found, other = parse(text), oracle.parse_edtf(_LAST_PART.sub(r"\1\3\2", text))
    if found.earliest == BEGINNING or found.latest == FOREVER:  # the other goes beyond the calendar, or fails
        return
    first, last = date(*other.lower_fuzzy()[:3]), date(*other.upper_fuzzy()[:3])
    ends_short = text[-1] in WIDENING and found.precision == "month"  # it adds months to the last day of one
    assert first == found.earliest
    assert 0 <= (found.latest - last).days <= (3 if ends_short else 0)


@settings(max_examples=40)
@given(SHAPED.filter(lambda text: len(text) <= 10 and "/" not in text))
def test_single_dates_that_another_implementation_refuses_are_refused(text):
    try:
        oracle.parse_edtf(text)
    except oracle.EDTFParseException:
        if comparable(text):
            with pytest.raises(InvalidDate):
                parse(text)

"""What holds of every period."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.dates.edtf import FOREVER, InvalidDate, parse
from apps.dates.period import Contradiction, Period, words
from tests.dates import readings
from tests.dates.strategies import DATE_TEXTS, DAYS, POINT_TEXTS, SHAPED

STARTS = st.just("") | POINT_TEXTS
ENDS = st.sampled_from(["", ".."]) | POINT_TEXTS
SEEN = st.just("") | DATE_TEXTS


def period(*dates: str) -> Period | None:
    """The period, or None where the dates contradict each other."""
    try:
        return Period.of(*dates)
    except Contradiction:
        return None


@given(SHAPED, SHAPED, SHAPED)
def test_any_texts_are_a_period_or_are_refused_and_nothing_else(start, end, attested):
    for reading in (Period.of, words):
        with suppress(InvalidDate):
            assert reading(start, end, attested)


@given(STARTS, ENDS, SEEN, DAYS)
def test_the_bounds_are_in_order(start, end, attested, day):
    if found := period(start, end, attested):
        assert found.start_earliest <= found.start_latest
        assert found.end_earliest <= found.end_latest
        assert found.start_earliest <= found.end_latest


@settings(max_examples=150)
@given(readings.STARTS, readings.ENDS, readings.SEEN)
def test_a_day_is_certain_assumed_possible_or_neither_as_the_readings_of_the_texts_say(start, end, attested):
    """Certain: every reading of the dates holds the day, and the evidence reaches it. Possible: some reading does."""
    if field := readings.contradicts(start, end, attested):
        with pytest.raises(Contradiction) as refusal:
            Period.of(start, end, attested)
        assert refusal.value.field == field
        return
    found = Period.of(start, end, attested)
    every = readings.readings_of(start, end, attested)
    confirmed = readings.confirmed_of(start, end, attested)
    expected = [(day, readings.certainty_of(day, every, confirmed)) for day in readings.CALENDAR]
    assert [(day, found.certainty(day)) for day in readings.CALENDAR] == expected


@given(STARTS, ENDS, SEEN)
def test_an_attestation_moves_only_the_bounds_of_what_is_empty(start, end, attested):
    bare, found = period(start, end), period(start, end, attested)
    if bare is None or found is None:
        return
    assert (found.start_earliest, found.end_latest) == (bare.start_earliest, bare.end_latest)
    assert found.start_latest == bare.start_latest or (not start and found.start_latest < bare.start_latest)
    assert found.end_earliest == bare.end_earliest or (not end and found.end_earliest > bare.end_earliest)


@given(STARTS, ENDS, DAYS, DAYS)
def test_an_attestation_never_makes_a_day_less_than_it_was(start, end, seen, day):
    order = (None, "possible", "assumed", "certain")
    bare, found = period(start, end), period(start, end, seen.isoformat())
    if bare and found:
        assert order.index(found.certainty(day)) >= order.index(bare.certainty(day))


@given(STARTS, ENDS, DAYS)
def test_a_day_on_which_it_is_attested_is_at_least_possible(start, end, seen):
    if found := period(start, end, seen.isoformat()):
        assert found.certainty(seen)
        if not start and end in ("", ".."):
            assert found.certainty(seen) == "certain"


@given(STARTS, ENDS, SEEN, DAYS, DAYS)
def test_a_confirmation_never_makes_a_day_less_than_it_was_nor_what_is_known_wider(start, end, seen, one, other):
    order = (None, "possible", "assumed", "certain")
    if bare := period(start, end, seen):
        found = bare.confirmed_by(min(one, other), max(one, other))
        assert (found.start_earliest, found.end_latest) == (bare.start_earliest, bare.end_latest)
        for day in (one, other):
            assert order.index(found.certainty(day)) >= order.index(bare.certainty(day))
        if one == other and bare.certainty(one) and end in ("", "..") and not start:
            assert found.certainty(one) == "certain"


@given(STARTS, ENDS, SEEN, DAYS, DAYS, DAYS)
def test_nothing_holds_outside_what_it_lies_within_nor_is_certain_unconfirmed(start, end, seen, first, asked, last):
    if bare := period(start, end, seen):
        found = bare.within(first, last)
        assert found.certainty(asked) == (bare.certainty(asked) if first <= asked <= last else None)
        assert found.certainty(asked) != "certain" or asked <= found.confirmed


@given(STARTS, ENDS, DAYS)
def test_a_date_in_full_is_evidence_for_its_own_day(start, end, known):
    for dates in ((known.isoformat(), end), (start, known.isoformat())):
        if found := period(*dates):
            assert found.certainty(known) in (("certain",) if "" in dates or ".." in dates else ("certain", "possible"))


@given(POINT_TEXTS, POINT_TEXTS)
def test_a_start_and_an_end_contradict_each_other_only_if_no_reading_puts_them_in_order(start, end):
    assert (period(start, end) is None) == (parse(end).latest < parse(start).earliest)


@given(STARTS, ENDS, STARTS, ENDS)
def test_certain_overlap_is_mutual_and_shows_on_a_day_that_both_can_hold(start, end, other_start, other_end):
    one, other = period(start, end), period(other_start, other_end)
    if one and other and one.certainly_overlaps(other):
        assert other.certainly_overlaps(one)
        day = max(one.start_earliest, other.start_earliest)
        assert one.certainty(day)
        assert other.certainty(day)


@given(DATE_TEXTS)
def test_an_act_brings_what_starts_on_its_day_and_goes_on(text):
    day = parse(text)
    assert Period.since(text) == Period(day.earliest, day.latest, FOREVER, FOREVER, confirmed=FOREVER)

"""When a claim holds: the rule of docs/dates.md, day by day."""

from datetime import date, timedelta
from typing import get_args

import pytest

from apps.dates.edtf import BEGINNING, FOREVER, InvalidDate
from apps.dates.period import SUREST, Certainty, Contradiction, Period, words

DAY = timedelta(days=1)


def certainty(day: str, *dates: str) -> str | None:
    return Period.of(*dates).certainty(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("dates", "answers"),
    [
        (
            ("1992-05-15", "1999"),
            [
                ("1992-05-14", None),
                ("1992-05-15", "certain"),
                ("1999-01-01", "certain"),
                ("1999-01-02", "possible"),
                ("1999-07-01", "possible"),
                ("1999-12-31", "possible"),
                ("2000-01-01", None),
            ],
        ),
        (
            ("1993", ".."),
            [
                ("1992-12-31", None),
                ("1993-01-01", "possible"),
                ("1993-12-30", "possible"),
                ("1993-12-31", "certain"),
                ("1994-01-01", "assumed"),
                ("9999-12-31", "assumed"),
            ],
        ),
        (("2002-10-07", ""), [("2002-10-06", None), ("2002-10-07", "certain"), ("2002-10-08", "possible")]),
        (("", "2002-10-07"), [("2002-10-06", "possible"), ("2002-10-07", "certain"), ("2002-10-08", None)]),
        (("", "1999"), [("0001-01-01", "possible"), ("1999-12-31", "possible"), ("2000-01-01", None)]),
        (("", ".."), [("0001-01-01", "possible"), ("9999-12-30", "possible")]),
        (("", ""), [("0001-01-01", "possible"), ("9999-12-31", "possible")]),
        (
            ("1999-05-15", "1999-05-15"),
            [("1999-05-14", None), ("1999-05-15", "certain"), ("1999-05-16", None)],
        ),
        (("1999", "1999"), [("1998-12-31", None), ("1999-07-01", "possible"), ("2000-01-01", None)]),
    ],
)
def test_a_claim_is_certain_between_the_inner_bounds_and_possible_between_the_outer(dates, answers):
    assert [(day, certainty(day, *dates)) for day, _ in answers] == answers


@pytest.mark.parametrize(
    ("dates", "answers"),
    [
        # only an attestation: certain on its day
        (
            ("", "", "2009-06-14"),
            [("2009-06-13", "possible"), ("2009-06-14", "certain"), ("2009-06-15", "possible")],
        ),
        (("", "", "2009"), [("2009-07-01", "possible")]),
        # an open end: certain from the attestation on
        (
            ("", "..", "2009-06-14"),
            [("2009-06-13", "possible"), ("2009-06-14", "certain"), ("2009-06-15", "assumed")],
        ),
        # an end that is unknown is no earlier
        (
            ("1993", "", "2009-06-14"),
            [("2009-06-14", "certain"), ("2009-06-15", "possible"), ("1992-12-31", None)],
        ),
        # a start that is unknown is no later
        (
            ("", "2005", "2004-06-01"),
            [("2004-05-31", "possible"), ("2004-06-01", "certain"), ("2005-06-01", "possible")],
        ),
        # a vague attestation: the start is no later than its last day, the end no earlier than its first
        (
            ("", "..", "2009"),
            [
                ("2009-01-01", "possible"),
                ("2009-12-30", "possible"),
                ("2009-12-31", "certain"),
                ("2010-01-01", "assumed"),
            ],
        ),
        (
            ("1993", "", "2009"),
            [("2008-12-31", "certain"), ("2009-01-01", "certain"), ("2009-01-02", "possible")],
        ),
        (("", "", "2009"), [("2009-01-01", "possible"), ("2009-07-01", "possible"), ("2009-12-31", "possible")]),
        (
            ("", "2012", "2008/2009"),
            [
                ("2008-01-01", "possible"),
                ("2009-12-30", "possible"),
                ("2009-12-31", "certain"),
                ("2012-01-01", "certain"),
            ],
        ),
        # what is known is not narrowed
        (("1999", "2005", "1999-03-01"), [("1999-06-01", "possible"), ("1999-12-31", "certain")]),
        (("1999", "2005", "2005-12-01"), [("2005-06-01", "possible"), ("2005-01-01", "certain")]),
    ],
)
def test_an_attestation_bounds_what_is_empty_and_only_that(dates, answers):
    assert [(day, certainty(day, *dates)) for day, _ in answers] == answers


def test_what_is_unknown_has_the_first_and_the_last_day_as_bounds():
    assert Period.of("", "") == Period(BEGINNING, FOREVER, BEGINNING, FOREVER, confirmed=BEGINNING)
    assert Period.of("", "..") == Period(BEGINNING, FOREVER, FOREVER, FOREVER, confirmed=BEGINNING)
    assert Period.of(" ", " ", " ") == Period.of("", "")


@pytest.mark.parametrize(
    ("dates", "field", "message"),
    [
        (("2002", "1999"), "end", "The end (1999) is before the start (2002)."),
        (("1999-05-15", "1999-05-14"), "end", "The end (14 May 1999) is before the start (15 May 1999)."),
        (("2002", "", "2001"), "attested", "It is attested (2001) before the start (2002)."),
        (("2002", "..", "1999/2001"), "attested", "It is attested (1999 to 2001) before the start (2002)."),
        (("", "1999", "2000"), "attested", "It is attested (2000) after the end (1999)."),
    ],
)
def test_dates_that_cannot_be_true_together_are_refused_at_one_field(dates, field, message):
    with pytest.raises(Contradiction) as refusal:
        Period.of(*dates)
    assert (refusal.value.field, str(refusal.value)) == (field, message)


@pytest.mark.parametrize(
    "dates",
    [
        ("1999", "1999"),
        ("1999-05-15", "1999"),
        ("2000", "1999~"),
        ("1999", "1999-05-15"),
        ("1999-12", "199X"),
        ("2002", "", "2002"),
        ("2002", "..", "2001/2003"),
        ("", "1999-05", "1999"),
    ],
)
def test_dates_that_may_be_true_together_are_kept(dates):
    assert Period.of(*dates).certainty(date(1900, 1, 1)) in (None, "possible")


@pytest.mark.parametrize("dates", [("1999/2005", ""), ("", "1999/.."), ("..", ""), ("May", ""), ("", "", "..")])
def test_a_start_and_an_end_are_single_dates(dates):
    with pytest.raises(InvalidDate) as refusal:
        Period.of(*dates)
    assert not isinstance(refusal.value, Contradiction)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1999", (date(1999, 1, 1), date(1999, 12, 31))),
        ("2006-06-22/2006-06-23", (date(2006, 6, 22), date(2006, 6, 23))),
        ("", (BEGINNING, FOREVER)),
    ],
)
def test_what_an_act_brings_holds_from_its_day_on(text, bounds):
    assert Period.since(text) == Period(*bounds, FOREVER, FOREVER)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (("1992-05-15", "1999-04-02"), ("1999-04-02", ".."), True),
        (("1992-05-15", "1999-04-02"), ("1999-04-03", ".."), False),
        (("1992", "1999"), ("1999", ".."), False),
        (("1999", "1999"), ("1990", "2010"), True),
        (("1999", "1999"), ("1999", "1999"), False),
        (("2002", ""), ("2003", ""), False),
        (("2002-05-01", ""), ("2002-05-01", ""), True),
        (("2002", "", "2009"), ("2003", "2005"), True),
        (("", ""), ("1999", "2005"), False),
    ],
)
def test_periods_overlap_certainly_where_no_reading_keeps_them_apart(one, other, overlap):
    one, other = Period.of(*one), Period.of(*other)
    assert one.certainly_overlaps(other) is other.certainly_overlaps(one) is overlap


@pytest.mark.parametrize(
    ("dates", "phrase"),
    [
        (("2002-10-07", "..", "2009"), "since 7 October 2002, last confirmed in 2009"),
        (("2002-10-07", ".."), "since 7 October 2002"),
        (("2002", "2005"), "2002 to 2005"),
        (("2002", "2005", "2004"), "2002 to 2005, recorded in 2004"),
        (("", "1999"), "until 1999"),
        (("1993", ""), "from 1993, end not recorded"),
        (("1993~", "", "2009"), "from about 1993, end not recorded, recorded in 2009"),
        (("", "", "2009"), "recorded in 2009; neither start nor end recorded"),
        (("", ""), "dates not recorded"),
        (("", ".."), "going on when it was recorded; start not recorded"),
        (("", "..", "2009-06-14"), "recorded on 14 June 2009; neither start nor end recorded"),
    ],
)
def test_a_period_reads_as_a_phrase(dates, phrase):
    assert words(*dates) == phrase


def test_every_answer_has_its_place_among_the_sure():
    assert get_args(Certainty) == SUREST == ("certain", "assumed", "possible")

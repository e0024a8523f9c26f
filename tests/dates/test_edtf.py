"""Which texts are dates, what they bound and how they read."""

from calendar import month_name
from datetime import date

import pytest

from apps.dates.edtf import BEGINNING, FOREVER, LONGEST, InvalidDate, parse

POINTS = [
    # text, earliest, latest, precision, words
    ("1992-05-15", "1992-05-15", "1992-05-15", "day", "15 May 1992"),
    ("2002-10", "2002-10-01", "2002-10-31", "month", "October 2002"),
    ("1999", "1999-01-01", "1999-12-31", "year", "1999"),
    ("2000-02", "2000-02-01", "2000-02-29", "month", "February 2000"),
    ("1900-02", "1900-02-01", "1900-02-28", "month", "February 1900"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "day", "29 February 2000"),
    ("0001", "0001-01-01", "0001-12-31", "year", "1"),
    ("0987-01-01", "0987-01-01", "0987-01-01", "day", "1 January 987"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day", "31 December 9999"),
    ("199X", "1990-01-01", "1999-12-31", "decade", "the 1990s"),
    ("001X", "0010-01-01", "0019-12-31", "decade", "the 10s"),
    ("19XX", "1900-01-01", "1999-12-31", "century", "some time between 1900 and 1999"),
    ("1999-XX", "1999-01-01", "1999-12-31", "year", "some month in 1999"),
    ("1999-XX-XX", "1999-01-01", "1999-12-31", "year", "some day in 1999"),
    ("1999-05-XX", "1999-05-01", "1999-05-31", "month", "some day in May 1999"),
    ("2001-21", "2001-03-01", "2001-05-31", "season", "spring 2001"),
    ("2001-22", "2001-06-01", "2001-08-31", "season", "summer 2001"),
    ("2001-23", "2001-09-01", "2001-11-30", "season", "autumn 2001"),
    ("2001-24", "2001-12-01", "2001-12-31", "season", "winter 2001"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "words"), POINTS)
def test_a_date_bounds_the_days_that_it_can_name(text, earliest, latest, precision, words):
    found = parse(text)
    assert (found.text, found.earliest.isoformat(), found.latest.isoformat()) == (text, earliest, latest)
    assert (found.precision, found.words) == (precision, words)


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("1999~", "about 1999", "1998-01-01 2000-12-31"),
        ("1999?", "1999 (uncertain)", "1998-01-01 2000-12-31"),
        ("1999%", "about 1999 (uncertain)", "1997-01-01 2001-12-31"),
        ("1992-05-15~", "about 15 May 1992", "1992-05-14 1992-05-16"),
        ("1992-03-01%", "about 1 March 1992 (uncertain)", "1992-02-28 1992-03-03"),
        ("199X~", "about the 1990s", "1980-01-01 2009-12-31"),
        ("19XX~", "some time between 1900 and 1999 (approximate)", "1800-01-01 2099-12-31"),
        ("1999-XX~", "some month in 1999 (approximate)", "1998-01-01 2000-12-31"),
        ("1999-XX-XX~", "some day in 1999 (approximate)", "1998-01-01 2000-12-31"),
        ("1999-05-XX%", "some day in May 1999 (approximate) (uncertain)", "1999-03-01 1999-07-31"),
        ("2001-21~", "about spring 2001", "2000-12-01 2001-08-31"),
        ("2001-24?", "winter 2001 (uncertain)", "2001-09-01 2002-03-31"),
        ("2002-01~", "about January 2002", "2001-12-01 2002-02-28"),
        ("0001~", "about 1", "0001-01-01 0002-12-31"),
        ("9999-12~", "about December 9999", "9999-11-01 9999-12-31"),
        ("9999-12-31%", "about 31 December 9999 (uncertain)", "9999-12-29 9999-12-31"),
    ],
)
def test_a_qualifier_is_said_and_widens_by_units_of_the_date(text, words, bounds):
    found = parse(text)
    assert found.words == words
    assert f"{found.earliest} {found.latest}" == bounds


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "words"),
    [
        ("2006-06-23/2009", date(2006, 6, 23), date(2009, 12, 31), "23 June 2006 to 2009"),
        ("2006-06-22/2006-06-23", date(2006, 6, 22), date(2006, 6, 23), "22 June 2006 to 23 June 2006"),
        ("2006-06-23/..", date(2006, 6, 23), FOREVER, "since 23 June 2006"),
        ("2009/", date(2009, 1, 1), FOREVER, "from 2009, end unknown"),
        ("../2009", BEGINNING, date(2009, 12, 31), "until 2009"),
        ("/2009", BEGINNING, date(2009, 12, 31), "until 2009, start unknown"),
        ("1999~/199X", date(1998, 1, 1), date(1999, 12, 31), "about 1999 to the 1990s"),
        ("2004-06/2004", date(2004, 6, 1), date(2004, 12, 31), "June 2004 to 2004"),
        ("2001-21/2003?", date(2001, 3, 1), date(2004, 12, 31), "spring 2001 to 2003 (uncertain)"),
    ],
)
def test_a_span_runs_from_its_first_day_to_its_last(text, earliest, latest, words):
    found = parse(text)
    assert (found.earliest, found.latest, found.words) == (earliest, latest, words)
    assert found.precision == "interval"


REFUSED = {
    "is missing": ["", "   "],
    "time of day": ["2004-01-01T10:10:10Z", "2004-01-01T10:10", "2004-01-01 10:10"],
    "out of range": [
        *("0000", "0000-01-01", "000X", "00XX", "20000", "20000-01"),
        *("-0044", "-44", "+1999", "Y20000", "Y-17E7"),
    ],
    "names no month": ["1999-00", "1999-13", "1999-20", "1999-25", "1999-41", "1999-99-01"],
    "names no day": ["1999-02-29", "1900-02-29", "1999-04-31", "1999-05-00", "1999-05-32"],
    "day in a season": ["2001-21-01", "2001-24-XX"],
    "day without a month": ["1999-XX-05"],
    "has X where none can be": ["1XXX", "XXXX", "X999", "19X9", "199X-05", "19XX-XX", "1XXX?"],
    "ends before it starts": ["2004/2003", "1999-05-15/1999-05-14", "200X/199X"],
    "no date at all": ["/", "../..", "../", "/.."],
    "no date has": ["1999–05", "١٩٩٩", "1999−05−15", "１９９９", "1999…", "c. 1999\u200b9"],
    "too long": ["1" * 65, "1999/" * 100],
    "only be an end": ["..", " .. "],
    "cannot be read": [
        *("15 May 1992", "15.05.1992", "1992/05/15", "19990515", "99", "199", "199x", "1999-5", "1999-05-1"),
        *("1999-", "1999-05-", "1999--05", "?1999", "~1999", "1999~~", "1999?~", "2004-06~-11"),
        *(
            "[1667,1668]",
            "{1960,1961-12}",
            "1950S2",
            "2001-0X",
            "1999/2000/2001",
            "1999..2005",
            "1992-05-15/5",
        ),
        *("about 1999", "Yesterday", "unknown", "-", "1999\n2000", "1999\x00", "<b>1999</b>"),
    ],
}


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in REFUSED.items() for text in texts])
def test_anything_else_is_refused_with_the_reason(reason, text):
    with pytest.raises(InvalidDate, match=reason) as refusal:
        parse(text)
    message = str(refusal.value)
    assert message.endswith(".")
    assert message.isprintable()
    assert len(message) < 200


ACCEPTED = "write 1999, 1999-05, 1999-05-15, 199X or 1999-21 (spring), then ~ if it is about or ? if it is uncertain."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("May 1999", f"“May 1999” cannot be read as a date: {ACCEPTED}"),
        ("", f"A date is missing: {ACCEPTED}"),
        ("..", "“..” (it goes on) can only be an end; write a date here, such as 1999-05-15."),
        ("1999-02-29", "“1999-02-29” names no day: February 1999 has the days 01 to 28."),
        ("1999-13", "“1999-13” names no month: months are 01 to 12, and 21 to 24 are spring to winter."),
        ("0987-XX-05", "“0987-XX-05” has a day without a month: write 0987 or 0987-XX-XX."),
        ("0987-21-05", "“0987-21-05” has a day in a season: write the season alone, 0987-21."),
        ("20000", "“20000” is out of range: years run from 0001 to 9999, with four digits and no sign."),
        ("0000", "“0000” is out of range: years run from 0001 to 9999."),
        (
            "1999-05-15T10",
            "“1999-05-15T10” has a time of day; dates here are whole days, such as 1999-05-15.",
        ),
        (
            "1X99",
            "“1X99” has X where none can be: it ends a lone year (199X, 19XX), or is a month or a day (1999-XX).",
        ),
        ("/..", "“/..” names no date at all: give a start or an end, as in 1999/.. or /1999."),
        ("2004/2003", "“2004/2003” ends before it starts: write the earlier date first."),
        ("1999–05", "“1999–05” has characters that no date has: use 0 to 9 and the plain hyphen."),
    ],
)
def test_a_refusal_names_what_was_written_and_what_is_accepted(text, message):
    with pytest.raises(InvalidDate) as refusal:
        parse(text)
    assert str(refusal.value) == message


def test_a_text_is_too_long_beyond_the_length_of_the_column_and_is_quoted_by_its_beginning():
    with pytest.raises(InvalidDate, match=f"^“{'1' * LONGEST}” cannot be read as a date"):
        parse("1" * LONGEST)
    with pytest.raises(InvalidDate, match=f"^“{'1' * 20}…” is too long for a date: write 1999,"):
        parse("1" * (LONGEST + 1))


def test_a_refusal_shows_what_cannot_be_printed():
    with pytest.raises(InvalidDate, match=r"^“1999�” cannot be read"):
        parse("1999\x00")


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_called_by_its_name(number):
    assert parse(f"1999-{number:02}").words == f"{month_name[number]} 1999"


def test_white_space_around_a_date_does_not_count():
    assert parse("  1999-05\t\n") == parse("1999-05")


def test_a_span_is_refused_where_one_date_is_wanted():
    with pytest.raises(
        InvalidDate, match=r"^“1999/2005” is a span of time; write a single date here, such as 1999-05-15"
    ):
        parse("1999/2005", interval=False)
    assert parse("1999", interval=False) == parse("1999")


def test_an_open_end_is_a_date_only_where_it_can_be():
    open_end = parse("..", open_end=True)
    assert (open_end.earliest, open_end.latest, open_end.words) == (FOREVER, FOREVER, "still going on")
    with pytest.raises(InvalidDate):
        parse("..")

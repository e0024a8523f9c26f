"""What people write in English, read as EDTF."""

import pytest

from apps.dates.edtf import InvalidDate
from apps.dates.written import LONGEST_WRITTEN, edtf_of

SPAN, END, BEGINS = {"interval": True}, {"open_end": True}, {"begins": True}

POINTS = {
    "March 2012": "2012-03",
    "march of 2012": "2012-03",
    "2012 March": "2012-03",
    "Sept. 2004": "2004-09",
    "SEP 2004.": "2004-09",
    "15 May 1992": "1992-05-15",
    "  15th\u00a0of   may,  1992 ": "1992-05-15",
    "the 15th of May 1992": "1992-05-15",
    "on 1st Jan. 1992": "1992-01-01",
    "May 15, 1992": "1992-05-15",
    "May 15th 1992": "1992-05-15",
    "1992 May 5": "1992-05-05",
    "15-May-1992": "1992-05-15",
    "15.05.1992": "1992-05-15",
    "5.6.1999": "1999-06-05",
    "15/05/1992": "1992-05-15",
    "05/15/1992": "1992-05-15",
    "05/05/1999": "1999-05-05",
    "1992/5/15": "1992-05-15",
    "1992-5-15": "1992-05-15",
    "1992–05–15": "1992-05-15",
    "1992‑05‑15": "1992-05-15",
    "5/1992": "1992-05",
    "1992-5": "1992-05",
    "in 1999": "1999",
    "about 1999": "1999~",
    "c. 1999": "1999~",
    "c1999": "1999~",
    "circa May 1999": "1999-05~",
    "1999 (approximate)": "1999~",
    "~ 1999": "1999~",
    "1999 (uncertain)": "1999?",
    "perhaps 1999": "1999?",
    "probably May 1999": "1999-05?",
    "March 2012?": "2012-03?",
    "probably about 1999": "1999%",
    "about 1999 (uncertain)": "1999%",
    "1990s": "199X",
    "about the 1990's": "199X~",
    "spring 2001": "2001-21",
    "Fall of 2001": "2001-23",
    "some day in May 1999": "1999-05-XX",
    "some day in 1999": "1999-XX-XX",
    "some month in 1999": "1999-XX",
    "sometime in May 1999": "1999-05",
    "some time between 1900 and 1999": "19XX",
    "between 1990 and 1999": "199X",
    "199x": "199X",
    "1999-05-xx~": "1999-05-XX~",
    "unknown": "",
    "Not recorded.": "",
    "": "",
}

SPANS = {
    "1999 to 2005": "1999/2005",
    "from May 1999 until 2005": "1999-05/2005",
    "1999-2005": "1999/2005",
    "1999–2005": "1999/2005",
    "May 1999 - June 2000": "1999-05/2000-06",
    "between 1998 and 2000": "1998/2000",
    "22–23 June 2006": "2006-06-22/2006-06-23",
    "June 22-23, 2006": "2006-06-22/2006-06-23",
    "22 June to 3 July 2006": "2006-06-22/2006-07-03",
    "22 to 23 June 2006": "2006-06-22/2006-06-23",
    "June to August 2006": "2006-06/2006-08",
    "since 1999": "1999/..",
    "from 1999 onwards": "1999/..",
    "2006 to the present": "2006/..",
    "2006–present": "2006/..",
    "until 2011": "../2011",
    "from 1999": "1999/",
    "until 2009, start unknown": "/2009",
    "20th century": "1901/2000",
    "1999-05": "1999-05",
    "May 1999": "1999-05",
}


@pytest.mark.parametrize(("text", "meant"), POINTS.items())
def test_a_single_date_is_read_in_every_field(text, meant):
    assert [edtf_of(text, **field) for field in ({}, SPAN, END, BEGINS)] == [meant] * 4


@pytest.mark.parametrize(("text", "meant"), SPANS.items())
def test_a_span_is_read_where_a_field_takes_spans(text, meant):
    assert edtf_of(text, **SPAN) == meant


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        (END, "until 2011", "2011"),
        (END, "to 15 May 2011", "2011-05-15"),
        (END, "still so", ".."),
        (END, "Ongoing", ".."),
        (END, "until now", ".."),
        (END, "..", ".."),
        (BEGINS, "since 1999", "1999"),
        (BEGINS, "from about 1999", "1999~"),
        (BEGINS, "from 1999 on", "1999"),
    ],
)
def test_a_start_and_an_end_may_say_which_they_are(field, text, meant):
    assert edtf_of(text, **field) == meant


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ({}, "05/06/1999", "5 June 1999 to some and 6 May 1999 to others"),
        (SPAN, "5-6-1999", "5 June 1999 to some and 6 May 1999 to others"),
        ({}, "1900s", "190X for 1900 to 1909, or 19XX for 1900 to 1999"),
        ({}, "20th century", "1901 to 2000, which no single date says: write 19XX"),
        (SPAN, "1999–05", "can be a month or years"),
        ({}, "15 May 92", "four digits"),
        ({}, "5.6.92", "four digits"),
        ({}, "5/6/92", "four digits"),
        ({}, "May 15", "four digits"),
        ({}, "late 2004", "has no first and last day"),
        (SPAN, "before 1999", "has no first and last day"),
        (SPAN, "winter 1999–2000", "lies in two years"),
        ({}, "winter 1999/2000", "lies in two years"),
        ({}, "30 February 1999", "February 1999 has the days 01 to 28"),
        ({}, "00.05.1999", "names no day"),
        ({}, "0/5/1999", "names no day"),
        ({}, "May 0, 1999", "names no day"),
        ({}, "1999-13", "names no month"),
        ({}, "1999-05-15T10:00", "time of day"),
        ({}, "19999", "out of range"),
        ({}, "1 May 0000", "out of range"),
        ({}, "some day in about 1999", "cannot be read as a date"),
        ({}, "99", "cannot be read as a date"),
        ({}, "Mai 1999", "such as"),
        ({}, "١٥ May 1999", "such as"),
        ({}, "still so", "such as"),
        ({}, "1999/2005", "span of time"),
        ({}, "1999 to 2005", "span of time"),
        ({}, "since 1999", "span of time"),
        ({}, "until 2011", "span of time"),
        (END, "since 2011", "span of time"),
        (BEGINS, "until 1999", "span of time"),
        (END, "1999 to 2005", "span of time"),
        (SPAN, "2005 to 1999", "ends before it starts"),
        ({}, "x" * (LONGEST_WRITTEN + 1), "too long"),
    ],
)
def test_what_can_mean_two_things_or_cannot_be_said_is_refused_with_one_sentence(field, text, said):
    with pytest.raises(InvalidDate) as refusal:
        edtf_of(text, **field)
    sentence = str(refusal.value)
    assert said.replace("such as", "write it as in March 2012") in sentence
    assert sentence.startswith("“")
    assert sentence.endswith(".")

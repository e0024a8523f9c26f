"""Laws of what people write: EDTF is left alone, its words read back, and nothing else ever happens than a refusal."""

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import assume, example, given
from hypothesis import strategies as st

from apps.dates.edtf import InvalidDate, parse
from apps.dates.written import edtf_of
from tests.dates.strategies import DATE_TEXTS, POINT_TEXTS, SHAPED

WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "the",
                "of",
                "in",
                "on",
                "to",
                "from",
                "until",
                "since",
                "between",
                "and",
                "some",
                "day",
                "month",
                "time",
            ),
            *("about", "c.", "perhaps", "(uncertain)", "?", "early", "winter", "spring", "May", "Sept.", "June,"),
            *("1999", "2005", "0", "15", "22-23", "5th", "1990s", "1900s", "20th", "century", "present", "–", "-", "/"),
            *("..", "05/06/1999", "1.2.1999", "199X", "1999-05", "onwards", "unknown", "²", "١٩٩٩"),
            *(
                "с",
                "по",
                "до",
                "в",
                "около",
                "мая",
                "июнь",
                "года",
                "гг.",
                "летом",
                "1990-е",
                "XX",
                "век",
                "один из дней",
            ),
        ]
    ),
    max_size=9,
).map(" ".join)
FIELDS = st.fixed_dictionaries({name: st.booleans() for name in ("interval", "open_end", "begins")})


def has_one_reading(text):
    """Whether the words of a point are not those of another: years have four digits, and 1900s is no century."""
    return text >= "1" and not text.startswith(tuple(f"{century}0X" for century in range(10, 100)))


@given(DATE_TEXTS, FIELDS)
def test_edtf_is_left_alone(text, field):
    assert edtf_of(text, **{**field, "interval": True}) == text


languages = pytest.mark.parametrize("code", [code for code, name in settings.LANGUAGES])
CASES = st.sampled_from(["", "since", "until", "in"])


def said(date, code, case=""):
    """Its words in a language; what reads them knows nothing of that."""
    with translation.override(code):
        return date.worded(case)


@languages
@given(POINT_TEXTS.filter(has_one_reading), FIELDS, CASES)
@example("19XX%", {}, "")
@example("1999-XX-XX?", {}, "")
@example("2001-24~", {}, "in")
def test_the_words_of_a_date_read_back_as_what_they_say(code, text, field, case):
    told = parse(text)
    again = parse(edtf_of(said(told, code, case), **field))
    assert (again.earliest, again.latest, again.words) == (told.earliest, told.latest, told.words)


@languages
@given(
    POINT_TEXTS.filter(has_one_reading) | st.just(".."),
    POINT_TEXTS.filter(has_one_reading) | st.sampled_from(["..", ""]),
)
def test_the_words_of_a_span_read_back_as_what_they_say(code, first, last):
    text = f"{first}/{last}"
    try:
        told = parse(text)
    except InvalidDate:
        assume(False)
    assert edtf_of(said(told, code), interval=True) == edtf_of(text, interval=True)


@given(SHAPED | WORDS | st.text(max_size=30), FIELDS)
@example("between 000 and 099", {})
@example("between 0000 and 0009", {})
@example("İ век", {"interval": True})
@example("Auguſt 1999", {})
def test_whatever_is_written_is_read_as_a_date_or_refused(text, field):
    try:
        meant = edtf_of(text, **field)
    except InvalidDate:
        return
    assert edtf_of(meant, **field) == meant
    if meant:
        parse(meant, interval=field.get("interval", False), open_end=field.get("open_end", False))

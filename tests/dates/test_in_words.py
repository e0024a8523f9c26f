"""Dates in words, in the grammar of the language that is spoken: after no preposition, in, since and until."""

import pytest
from django.utils import translation

from apps.dates.edtf import parse
from apps.dates.in_words import shortened
from apps.dates.period import dated, words

IN_RUSSIAN = {
    "1999": ("1999", "в 1999 году", "1999 года", "1999 год"),
    "1999~": ("примерно 1999", "примерно в 1999 году", "примерно 1999 года", "примерно 1999 год"),
    "1999?": (
        *("1999 (под вопросом)", "в 1999 году (под вопросом)"),
        *("1999 года (под вопросом)", "1999 год (под вопросом)"),
    ),
    "199X": ("1990-е", "в 1990-х", "1990-х", "1990-е"),
    "199X~": ("примерно 1990-е", "примерно в 1990-х", "примерно 1990-х", "примерно 1990-е"),
    "1999-05": ("май 1999", "в мае 1999", "мая 1999", "май 1999"),
    "1999-05~": ("примерно май 1999", "примерно в мае 1999", "примерно мая 1999", "примерно май 1999"),
    "2001-21": ("весна 2001", "весной 2001", "весны 2001", "весну 2001"),
    "2001-22": ("лето 2001", "летом 2001", "лета 2001", "лето 2001"),
    "2001-23": ("осень 2001", "осенью 2001", "осени 2001", "осень 2001"),
    "2001-24~": ("примерно зима 2001", "примерно зимой 2001", "примерно зимы 2001", "примерно зиму 2001"),
}
"""A date alone, told when, since and until."""
ALIKE = {
    "1999-05-15": ("15 мая 1999", "15 мая 1999"),
    "1999-05-15~": ("примерно 15 мая 1999", "примерно 15 мая 1999"),
    "19XX": ("между 1900 и 1999 годами", "между 1900 и 1999 годами"),
    "19XX~": ("между 1900 и 1999 годами (примерно)", "между 1900 и 1999 годами (примерно)"),
    "1999-XX": ("один из месяцев 1999 года", "в один из месяцев 1999 года"),
    "1999-XX~": ("один из месяцев 1999 года (примерно)", "в один из месяцев 1999 года (примерно)"),
    "1999-XX-XX%": (
        *("один из дней 1999 года (примерно) (под вопросом)", "в один из дней 1999 года (примерно) (под вопросом)"),
    ),
    "1999-05-XX": ("один из дней в мае 1999", "в один из дней в мае 1999"),
    "1999/2001": ("1999 — 2001", "в период 1999 — 2001"),
    "/1999": ("по 1999 год, начало неизвестно", "по 1999 год, начало неизвестно"),
}
"""What is said alike after any word; and told when."""


@pytest.mark.parametrize(("text", "told"), IN_RUSSIAN.items(), ids=IN_RUSSIAN)
def test_a_date_is_inflected_as_what_stands_before_it_asks(text, told):
    with translation.override("ru"):
        date = parse(text)
        assert (date.words, dated(date), date.worded("since"), date.worded("until")) == told


@pytest.mark.parametrize(("text", "told"), ALIKE.items(), ids=ALIKE)
def test_what_has_words_of_its_own_is_said_alike_everywhere(text, told):
    with translation.override("ru"):
        date = parse(text)
        assert (date.words, dated(date)) == told
        assert {date.worded(case) for case in ("in", "since", "until")} == {date.words}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1999", "in 1999"),
        ("1999~", "about 1999"),
        ("1999-05", "in May 1999"),
        ("1999-05-15", "on 15 May 1999"),
        ("199X", "in the 1990s"),
        ("19XX", "some time between 1900 and 1999"),
        ("2001-21", "in spring 2001"),
        ("2001-24~", "about winter 2001"),
        ("1999/2001", "within 1999 to 2001"),
        ("1999-05/2001", "within May 1999 to 2001"),
        ("/1999", "until 1999, start unknown"),
    ],
)
def test_it_is_told_when_something_was(text, told):
    assert dated(parse(text)) == told


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("1999", ".."), "с 1999 года"),
        (("1999", "2001"), "1999 — 2001"),
        (("1999", ""), "с 1999 года, конец не указан"),
        (("", "199X"), "по 1990-е"),
        (("2001-21", ".."), "с весны 2001"),
        (("1999", "..", "2009"), "с 1999 года, последнее подтверждение в 2009 году"),
        (("1999", "2009", "2004-22"), "1999 — 2009, засвидетельствовано летом 2004"),
        (("", "", "1999-05-15"), "засвидетельствовано 15 мая 1999; ни начало, ни конец не указаны"),
    ],
)
def test_a_period_is_told_in_russian(dates, told):
    with translation.override("ru"):
        assert words(*dates) == told


def test_months_are_shortened_in_whatever_form_they_stand():
    assert shortened("22 September 2006 to May 2007") == "22 Sep 2006 to May 2007"
    with translation.override("ru"):
        assert shortened("22 сентября 2006 — сентябрь 2007") == "22 сен. 2006 — сен. 2007"

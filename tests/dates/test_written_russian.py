"""What people write in Russian, read as EDTF, whatever language the interface speaks."""

import pytest
from django.utils import translation

from apps.dates.edtf import InvalidDate
from apps.dates.written import edtf_of

SPAN, END, BEGINS = {"interval": True}, {"open_end": True}, {"begins": True}

POINTS = {
    "15 мая 1992": "1992-05-15",
    "15 МАЯ 1992 г.": "1992-05-15",
    "  15-го\u00a0мая,  1992 года ": "1992-05-15",
    "1992 мая 5": "1992-05-05",
    "1992 года 15 мая": "1992-05-15",
    "1-Янв.-1992": "1992-01-01",
    "май 1992": "1992-05",
    "в мае 1992 года": "1992-05",
    "1992 май": "1992-05",
    "сент. 2004": "2004-09",
    "1999 год": "1999",
    "1999г.": "1999",
    "в 1999-м": "1999",
    "около 1999": "1999~",
    "ок.1999 г.": "1999~",
    "примерно в мае 1999": "1999-05~",
    "1999 г. (примерно)": "1999~",
    "возможно, 1999": "1999?",
    "май 1999 (под вопросом)": "1999-05?",
    "вероятно, около 1999": "1999%",
    "1990-е": "199X",
    "в 1990-х годах": "199X",
    "около 1990‑х": "199X~",
    "весна 1992": "1992-21",
    "летом 2001 года": "2001-22",
    "один из дней в мае 1999": "1999-05-XX",
    "один из дней 1999 года": "1999-XX-XX",
    "один из месяцев 1999 года": "1999-XX",
    "в течение 1999 года": "1999",
    "между 1900 и 1999 годами": "19XX",
    "неизвестно": "",
    "Не указано.": "",
}

SPANS = {
    "с 1999 по 2005": "1999/2005",
    "с мая 1999 до 2005 года": "1999-05/2005",
    "1999–2005 гг.": "1999/2005",
    "в 1999-2005 годах": "1999/2005",
    "май 1999 — июнь 2000": "1999-05/2000-06",
    "между маем 1998 и июнем 2000": "1998-05/2000-06",
    "22–23 июня 2006 года": "2006-06-22/2006-06-23",
    "с 22 по 23 июня 2006 года": "2006-06-22/2006-06-23",
    "с 22 июня по 3 июля 2006": "2006-06-22/2006-07-03",
    "с мая по июнь 1999 г.": "1999-05/1999-06",
    "с 1999": "1999/..",
    "начиная с мая 1999": "1999-05/..",
    "с 1999 по настоящее время": "1999/..",
    "с 1999 по н. в.": "1999/..",
    "2006 — сейчас": "2006/..",
    "по 2011": "../2011",
    "до 2011 года": "../2011",
    "с 1999, конец неизвестен": "1999/",
    "по 2009, начало неизвестно": "/2009",
    "XX век": "1901/2000",
    "в ХIХ в.": "1801/1900",
    "20-й век": "1901/2000",
    "май 1999": "1999-05",
}


@pytest.fixture(params=["en-gb", "ru"], autouse=True)
def interface(request):
    with translation.override(request.param):
        yield


@pytest.mark.parametrize(("text", "meant"), POINTS.items())
def test_a_single_date_is_read_in_every_field(text, meant):
    assert [edtf_of(text, **field) for field in ({}, SPAN, END, BEGINS)] == [meant] * 4


@pytest.mark.parametrize(("text", "meant"), SPANS.items())
def test_a_span_is_read_where_a_field_takes_spans(text, meant):
    assert edtf_of(text, **SPAN) == meant


@pytest.mark.parametrize(
    ("field", "text", "meant"),
    [
        (END, "до 2011", "2011"),
        (END, "по 15 мая 2011", "2011-05-15"),
        (END, "всё ещё так", ".."),
        (END, "По настоящее время", ".."),
        (BEGINS, "с 1999 года", "1999"),
        (BEGINS, "с примерно 1999", "1999~"),
    ],
)
def test_a_start_and_an_end_may_say_which_they_are(field, text, meant):
    assert edtf_of(text, **field) == meant


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ({}, "1900-е"),
        ({}, "XX век"),
        ({}, "15 мая 92"),
        ({}, "зимой 92"),
        ({}, "май 15"),
        ({}, "в начале 1999"),
        ({}, "после 1999"),
        (SPAN, "зимой 1999–2000 гг."),
        ({}, "30 февраля 1999"),
        ({}, "0 мая 1999"),
        ({}, "с 1999 по 2005"),
        ({}, "с 1999"),
        (END, "с 2011"),
        (BEGINS, "по 1999"),
        (SPAN, "с 2005 по 1999"),
        ({}, "всё ещё так"),
        ({}, "маю 1999"),
    ],
)
def test_what_can_mean_two_things_or_cannot_be_said_is_refused(field, text):
    with pytest.raises(InvalidDate):
        edtf_of(text, **field)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ({}, "в начале 1999", "У «в начале 1999» нет ни первого, ни последнего дня"),
        ({}, "30 февраля 1999", "февраль 1999 — это дни от 01 до 28"),
        ({}, "30 February 1999", "февраль 1999 — это дни от 01 до 28"),
        (SPAN, "с мая 1992 по мухой", "«мухой» не читается как дата: пишите, например, март 2012"),
        (SPAN, "since foo", "«foo» не читается как дата"),
        ({}, "05/06/1999", "5 июня 1999, для других — 6 мая 1999"),
    ],
)
def test_the_reason_is_told_in_the_readers_language_of_what_was_understood(field, text, sentence):
    with translation.override("ru"), pytest.raises(InvalidDate) as refusal:
        edtf_of(text, **field)
    assert sentence in str(refusal.value)

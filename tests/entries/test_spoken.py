"""Which name an entry has in the language of a reader, on which day: the rule, and the lines that it reads."""

from datetime import date

import pytest
from django.utils import translation

from apps.entries.models import Name
from apps.entries.spoken import line_of, lines_of, name_in_readers_language, without

TODAY = None


def told(*names, on=TODAY, language="ru"):
    """What an entry of these names is called: each a text, and facts beside it."""
    rows = []
    for key, (text, facts) in enumerate(names, 1):
        row = Name(pk=key, text=text, **({"language": "ru"} | facts))
        for bound in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
            setattr(row, bound, getattr(row.period, bound))
        rows.append(row)
    with translation.override(language):
        return name_in_readers_language(lines_of(rows), on and date.fromisoformat(on))


def called(text, **facts):
    return text, facts


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        ([called("Беларусь")], "Беларусь"),
        ([called("Беларусь", language="be")], ""),
        ([called("Belarus", language="en")], ""),
        ([called("Belarus", language="")], ""),
        ([called("Беларусь", rank="deprecated")], ""),
        ([called("Belarus", language="ru-Latn"), called("Беларусь")], "Беларусь"),
        ([called("РБ", sort="abbreviation"), called("Bielarus", sort="transliteration")], ""),
        ([called("БССР", sort="former")], ""),
        ([called("Республика", sort="official"), called("Беларусь", sort="short")], "Беларусь"),
        ([called("Беларусь", sort="short"), called("Белоруссия", sort="common")], "Белоруссия"),
        ([called("Республика", sort="official"), called("РБ", sort="abbreviation")], "Республика"),
        ([called("Республика", sort="official"), called("Белоруссия", sort="common")], "Белоруссия"),
        ([called("Первое"), called("Второе")], "Первое"),
        ([called("a|b /c")], "a|b /c"),
    ],
)
def test_of_names_without_dates_the_best_sort_in_the_readers_language_is_shown(names, expected):
    assert told(*names) == expected
    assert told(*names, on="1950-01-01") == expected


def test_in_the_language_of_titles_there_is_the_title():
    assert told(called("Беларусь"), called("White Rus", language="en"), language="en-gb") == ""


KYRGYZSTAN = [
    called("Киргизская ССР", sort="former", start="1936", end="1990-12-14"),
    called("Киргизия", end="1993-05-04"),
    called("Кыргызстан", start="1993-05-05", end=".."),
]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (TODAY, "Кыргызстан"),
        ("2005-01-01", "Кыргызстан"),
        ("1993-05-05", "Кыргызстан"),
        ("1993-05-04", "Киргизия"),
        ("1990-12-15", "Киргизия"),
        ("1990-12-14", "Киргизская ССР"),
        ("1937-01-01", "Киргизская ССР"),
        ("1936-06-01", "Киргизия"),  # it may have been the former one already
    ],
)
def test_a_name_with_dates_is_that_of_its_days_and_a_former_one_comes_first_on_them(on, expected):
    assert told(*KYRGYZSTAN, on=on) == expected
    assert told(*reversed(KYRGYZSTAN), on=on) == expected


def test_a_former_name_is_shown_on_no_day_that_was_not_asked_for():
    names = called("СССР", sort="former", start="1922", end=".."), called("Союз")
    assert told(*names) == "Союз"
    assert told(*names, on="1950-01-01") == "СССР"


def test_of_two_that_may_be_that_of_the_day_the_one_is_shown_that_began_last():
    names = called("Старое", start="1980", end="1991"), called("Новое", start="1991", end="..")
    assert told(*names, on="1991-06-01") == "Новое"
    assert told(*names, on="1990-12-31") == "Старое"
    assert told(*names, on="1992-01-01") == "Новое"


def test_what_had_no_name_on_the_day_has_the_last_that_it_had():
    names = called("Старое", start="1950", end="1960"), called("Новое", start="1961", end="1970")
    for on in (TODAY, "1940-01-01", "1999-01-01"):
        assert told(*names, on=on) == "Новое"


def test_a_line_has_one_name_whatever_its_text_and_hidden_ones_are_left_out():
    name = Name(pk=7, text="Бела\x85русь ", language="ru")
    for bound in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
        setattr(name, bound, getattr(name.period, bound))
    assert line_of(name) == "ru|common|7||Бела русь"
    lines = f"{line_of(name)}\nru|short|77||Ru"
    assert without(lines, [7]) == "ru|short|77||Ru"
    assert without(lines, [77]) == line_of(name)
    assert without("", [7]) == ""

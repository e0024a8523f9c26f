"""In which language an answer is asked for."""

import pytest

from apps.language.answering import tag_of
from apps.language.asked import AskedLanguage, asked_for, of_tag, short

ENGLISH, RUSSIAN = "en-gb", "ru"


def asked(address="/states/", cookies="", accepted=""):
    path, _, query = address.partition("?")
    return asked_for(path, query, cookies, accepted)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", ENGLISH),
        ("ru", RUSSIAN),
        ("RU-ru", RUSSIAN),
        ("ru-RU,ru;q=0.9,en;q=0.8", RUSSIAN),
        ("en-US,en;q=0.9,ru;q=0.8", ENGLISH),
        ("de,fr;q=0.8", ENGLISH),
        ("de,ru;q=0.2", RUSSIAN),
        ("en;q=0.3,ru;q=0.7", RUSSIAN),
        ("ru;q=0,en;q=0.1", ENGLISH),
        ("ru;q=0", ENGLISH),
        ("*", ENGLISH),
        ("rus", ENGLISH),
        ("\x00;;;,,", ENGLISH),
        ("ru," * 10_000, RUSSIAN),
    ],
)
def test_the_browser_suggests(accepted, code):
    assert asked(accepted=accepted) == AskedLanguage(code)


@pytest.mark.parametrize("cookies", ["lang=ru", "theme=dark; lang=ru", "a=b;lang=ru; c=d", "lang=ru-RU"])
def test_the_reader_s_choice_wins_over_the_browser(cookies):
    assert asked(cookies=cookies, accepted="en") == AskedLanguage(RUSSIAN, chosen=True)
    assert asked(cookies=cookies, accepted="ru") == AskedLanguage(RUSSIAN)


@pytest.mark.parametrize("cookies", ["lang=xx", "lang=", "slang=ru", "lang=../../etc", "a=lang=ru", "lang=ru!"])
def test_a_choice_that_is_none_is_passed_over(cookies):
    assert asked(cookies=cookies) == AskedLanguage(ENGLISH)


def test_the_address_wins_over_all_and_is_the_same_for_everybody():
    for address in ("/states/?lang=ru", "/states/?on=2001&lang=ru", "/states/?lang=RU&x=y"):
        assert asked(address, "lang=en", "en") == AskedLanguage(RUSSIAN, varies=False)
    assert asked("/states/?lang=en", "lang=ru", "ru") == AskedLanguage(ENGLISH, varies=False)
    for address in ("/states/?lang=xx", "/states/?slang=en", "/states/?lang=", "/states/?q=lang=en"):
        assert asked(address, accepted="ru") == AskedLanguage(RUSSIAN)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/states",
        "/states/?format=csv",
        "/states/belarus/cite/?on=2001&format=csl-json",
        "/robots.txt",
        "/healthz",
    ],
)
def test_what_programs_read_is_in_english(address):
    assert asked(address, "lang=ru", "ru") == AskedLanguage(ENGLISH, varies=False)


def test_a_print_version_is_in_the_reader_s_language():
    assert asked("/states/belarus/print/?format=pdf", accepted="ru").code == RUSSIAN


def test_a_tag_is_read_by_its_language():
    assert [of_tag(tag) for tag in ("ru", "ru-by", "en", "en-us", "en-gb", "de")] == [
        RUSSIAN,
        RUSSIAN,
        *[ENGLISH] * 3,
        None,
    ]
    assert [short(code) for code in (ENGLISH, RUSSIAN)] == ["en", "ru"]
    assert [tag_of(code) for code in (ENGLISH, RUSSIAN, "zh-hans", "pt-br")] == ["en-GB", "ru", "zh-Hans", "pt-BR"]

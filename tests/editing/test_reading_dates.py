"""How a date is read, as the forms' script asks it."""

import pytest

ADDRESS = "/read-date/"


@pytest.mark.parametrize(
    ("q", "takes", "told"),
    [
        ("March 2012", "", {"edtf": "2012-03", "words": "March 2012"}),
        (" c. 1999 ", "", {"edtf": "1999~", "words": "about 1999"}),
        ("1999 to 2005", "interval", {"edtf": "1999/2005", "words": "1999 to 2005"}),
        ("until 2011", "open_end", {"edtf": "2011", "words": "2011"}),
        ("ongoing", "open_end", {"edtf": "..", "words": "still going on"}),
        ("since 1999", "begins", {"edtf": "1999", "words": "1999"}),
        ("", "", {"edtf": "", "words": "not recorded"}),
        ("unknown", "interval open_end", {"edtf": "", "words": "not recorded"}),
        ("около мая 1999", "", {"edtf": "1999-05~", "words": "about May 1999"}),
    ],
)
def test_it_says_the_edtf_and_the_words(client, q, takes, told):
    answer = client.get(ADDRESS, {"q": q, "takes": takes})
    assert (answer.status_code, answer.json()) == (200, told)
    assert "max-age" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("q", "told"),
    [
        ("about May 1999", {"edtf": "1999-05~", "words": "примерно май 1999"}),
        ("с мая по июнь 1999", {"edtf": "1999-05/1999-06", "words": "май 1999 — июнь 1999"}),
        ("", {"edtf": "", "words": "не указано"}),
    ],
)
def test_the_words_are_in_the_language_of_the_page_that_asks(client, q, told):
    assert client.get(ADDRESS, {"q": q, "takes": "interval", "lang": "ru"}).json() == told


@pytest.mark.parametrize("q", ["05/06/1999", "<b>", "\0", "9" * 5000, "1999 to 2005"])
def test_it_says_in_a_sentence_why_not(client, q):
    answer = client.get(ADDRESS, {"q": q})
    assert answer.status_code == 200
    assert list(answer.json()) == ["why_not"]
    assert answer.json()["why_not"].endswith(".")
    assert len(answer.json()["why_not"]) < 300


def test_what_no_field_takes_is_a_400_that_says_what_is_accepted(client):
    answer = client.get(ADDRESS, {"q": "1999", "takes": "all"})
    assert answer.status_code == 400
    assert "interval" in answer.json()["detail"]


def test_it_is_only_read(client):
    assert client.post(ADDRESS, {"q": "1999"}).status_code == 405

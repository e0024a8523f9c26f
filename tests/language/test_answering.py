"""A page is answered in the reader's language, says which it is, and is kept for each language."""

import pytest
from django.conf import settings
from django.utils import translation

from apps.language.answering import tag_of
from apps.language.asked import asked_for
from tests import factories
from tests.kept.visiting import Reader

pytestmark = pytest.mark.django_db

PAGE = "/states/belarus/"
ENGLISH, RUSSIAN = b'<html lang="en-GB">', b'<html lang="ru">'


@pytest.fixture
def reader():
    factories.state("Belarus", text="The republic. " * 100)
    return Reader()


def language(answer):
    return answer.body.partition(b"<html ")[2].partition(b">")[0], answer.headers["content-language"]


def test_a_page_says_its_language_and_that_others_get_another(reader):
    english, russian = reader.get(PAGE), reader.get(PAGE, accept_language="ru")
    assert language(english) == (b'lang="en-GB"', "en-GB")
    assert language(russian) == (b'lang="ru"', "ru")
    assert english.headers["vary"] == russian.headers["vary"] == "Accept-Encoding, Accept-Language"
    assert english.headers["etag"] != russian.headers["etag"]


def test_one_page_is_kept_for_each_language_however_it_is_asked_for(reader):
    reader.get(PAGE)
    reader.get(PAGE, accept_language="ru")
    for asked in ({"accept_language": "en-US,en;q=0.7"}, {"accept_language": "ru-RU, en;q=0.1"}, {"cookie": "lang=ru"}):
        assert reader.is_kept(PAGE, **asked)
    assert language(reader.get(PAGE, cookie="lang=ru", accept_language="en"))[1] == "ru"
    assert language(reader.get(PAGE, cookie="lang=en", accept_language="ru"))[1] == "en-GB"
    assert len(reader.front.store) == 2


def test_what_a_reader_chose_against_the_browser_is_theirs_alone(reader):
    for each in (reader.get, reader.bare):
        own = {"cookie": "lang=ru", "accept_language": "en"}
        assert each(PAGE, **own).headers["cache-control"].startswith("private")
        assert each(PAGE, cookie="lang=ru", accept_language="ru").headers["cache-control"].startswith("public")
        assert each(f"{PAGE}?lang=ru", **own).headers["cache-control"].startswith("public")
    assert reader.get(PAGE, accept_language="ru").headers["cache-control"].startswith("public")


def test_who_has_a_page_in_one_language_is_sent_it_in_another(reader):
    etag = reader.get(PAGE).headers["etag"]
    assert reader.get(PAGE, if_none_match=etag, cookie="lang=ru").status == "200 OK"
    assert reader.get(PAGE, if_none_match=etag).status == "304 Not Modified"


def test_an_address_that_names_its_language_is_the_same_for_everybody(reader):
    answer = reader.get(f"{PAGE}?lang=ru", accept_language="en")
    assert language(answer)[1] == "ru"
    assert "Accept-Language" not in answer.headers["vary"]


@pytest.mark.parametrize(
    "address", ["/api/v1/states/belarus", "/states/?format=csv", "/states/belarus/cite/?format=bibtex"]
)
def test_what_programs_read_does_not_vary(reader, address):
    russian = reader.bare(address, accept_language="ru")
    assert russian.body == reader.bare(address).body
    assert "content-language" not in russian.headers
    assert "Accept-Language" not in russian.headers.get("vary", "")


@pytest.mark.parametrize("address", ["/nowhere/", "/states/?on=never"])
def test_errors_are_told_in_the_reader_s_language(client, address):
    answer = client.get(address, headers={"accept-language": "ru"})
    assert answer.status_code in (400, 404)
    assert RUSSIAN in answer.content


def test_the_chooser_sets_a_cookie_and_comes_back_to_the_page(client):
    factories.state("Belarus")
    page = client.get(f"{PAGE}?lang=en&on=2001-07-01").content.decode()
    assert '<input type="hidden" name="next" value="/states/belarus/?on=2001-07-01">' in page
    assert '<button type="submit" name="language" value="ru" lang="ru">Русский</button>' in page
    answer = client.post("/language/", {"language": "ru", "next": "/states/belarus/?on=2001-07-01"})
    assert (answer.status_code, answer["Location"]) == (302, "/states/belarus/?on=2001-07-01")
    assert answer.cookies["lang"].value == "ru"
    assert RUSSIAN in client.get(PAGE).content
    assert ENGLISH in client.get(f"{PAGE}?lang=en").content


@pytest.mark.parametrize("language", ["xx", "", "../ru", "ru'; drop"])
def test_a_language_that_there_is_not_is_not_chosen(client, language):
    answer = client.post("/language/", {"language": language, "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert "lang" not in answer.cookies


def test_the_language_of_one_request_is_gone_with_it(client):
    client.get("/about/", headers={"accept-language": "ru"})
    assert translation.get_language() == settings.LANGUAGE_CODE


def test_every_language_that_is_offered_has_a_page(client):
    for code, name in settings.LANGUAGES:
        page = client.get(f"/about/?lang={code}").content.decode()
        tag = tag_of(asked_for("/", f"lang={code}", "", "").code)
        assert f'aria-current="true" lang="{tag}">{name}<' in page

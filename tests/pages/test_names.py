"""An entry's page says how it is called, in which language, since when, and on which source; and how on another day."""

import re

import pytest

from apps.entries.models import Name, State
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus() -> State:
    """A state of many names, of which one was another's before."""
    factories.source("Paper")
    state = factories.state()
    factories.save(
        Name(
            entry=state,
            text="Byelorussian SSR",
            language="en",
            sort="former",
            start="1922",
            end="1991-09-18",
            cites="@paper, p. 1",
        ),
        Name(entry=state, text="Republic of Belarus", language="en", sort="official", start="1991-09-19", end=".."),
        Name(entry=state, text="Беларусь", language="be", sort="short"),
        Name(entry=state, text="بلاروس", language="fa"),
        Name(entry=state, text="Not so", rank="deprecated"),
    )
    return state


def head(client, query: str = "", tail: str = "") -> str:
    page = client.get(f"/states/belarus/{tail}{query}").content.decode()
    return re.search(r"<h1>.*?(?=</header>)", page, re.DOTALL)[0]


def test_its_names_stand_in_a_table_with_languages_in_words_dates_and_sources(client, belarus) -> None:
    page = text_of(client.get("/states/belarus/"))
    table = page[page.index("Name Sort Language") :]
    for said in (
        "Name Sort Language When Sources",
        "Byelorussian SSR former English 1922 to 18 September 1991",
        "Беларусь short Belarusian",
        "بلاروس common Persian",
        "Not so common",
    ):
        assert said in table


def test_names_in_other_languages_are_marked_up_and_turned_where_they_are_written_so(client, belarus) -> None:
    for part in (head(client), head(client, tail="print/")):
        assert '<span class="alias" lang="be">Беларусь</span>' in part
        assert '<span class="alias" lang="fa" dir="rtl">بلاروس</span>' in part
        assert "Not so" not in part
        assert part.startswith("<h1>Belarus</h1>")


def test_a_former_name_heads_the_page_of_its_day_with_todays_title_beside_it(client, belarus) -> None:
    for tail in ("", "print/"):
        part = head(client, "?on=1950-01-01", tail)
        name = '<span class="alias" lang="en">Byelorussian SSR</span>'
        assert part.startswith(f'<h1>{name} <span class="today">today Belarus</span></h1>')
        assert "Known then as" not in part
        assert "Republic of Belarus" not in part


def test_an_official_name_is_told_as_that_of_its_day(client, belarus) -> None:
    part = head(client, "?on=2005-01-01")
    assert part.startswith("<h1>Belarus</h1>")
    assert 'Known then as <span class="alias" lang="en">Republic of Belarus</span></p>' in part
    assert "Byelorussian" not in part


def test_a_name_that_may_have_been_that_of_the_day_says_so_and_heads_nothing(client) -> None:
    factories.name(factories.state(), "Byelorussia", sort="former", end="1991", start="1990")
    part = head(client, "?on=1991-06-01")
    assert part.startswith("<h1>Belarus</h1>")
    assert 'Known then as <span class="tag doubt">possibly</span> <span class="alias">Byelorussia</span>' in part


def test_hostile_names_are_text(client) -> None:
    evil = "<script>alert(1)</script> x"
    factories.name(factories.state(), evil, sort="former", start="1990", end="..", note="So.")
    for query in ("", "?on=2000-01-01"):
        page = client.get(f"/states/belarus/{query}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; x" in page


def test_a_name_of_the_past_is_shown_as_it_was_recorded(client) -> None:
    name = factories.name(factories.state(), "White Rus")
    name.text = "Belaya Rus"
    factories.save(name)
    assert "White Rus" in head(client, "?at=2")
    assert "Belaya Rus" in head(client)
    assert client.get("/states/belaya-rus/")["Location"] == "/states/belarus/"
    assert client.get("/states/white-rus/?at=2")["Location"] == "/states/belarus/?at=2"
    assert client.get("/states/white-rus/").status_code == 404


def test_the_history_names_the_record(client) -> None:
    belarus = factories.state()
    name = factories.name(belarus, "White Rus")
    assert "+ name “White Rus”" in text_of(client.get("/states/belarus/history/"))
    page = text_of(client.get(f"/states/belarus/history/claims/names/{name.pk}/"))
    assert "Name “White Rus” of Belarus" in page
    assert "Name" in text_of(client.get("/changes/2/"))


def test_a_page_in_russian_is_headed_by_the_russian_name(client):
    body = factories.body("Collective Security Treaty Organization", slug="csto")
    factories.name(body, "Организация Договора о коллективной безопасности", language="ru", sort="official")
    factories.name(body, "ОДКБ", language="ru", sort="abbreviation")
    factories.name(body, "Ҷамъият", language="tg", sort="official")
    russian = client.get("/bodies/csto/?lang=ru").content.decode()
    heading = russian.partition("<h1>")[2].partition("</h1>")[0]
    assert '<span class="alias" lang="ru">Организация Договора о коллективной безопасности</span>' in heading
    assert '<span class="today" lang="en">Collective Security Treaty Organization</span>' in heading
    aliases = russian.partition("</h1>")[2].partition('<p class="aliases">')[2].partition("</p>")[0]
    assert "ОДКБ" in aliases
    assert "Организация Договора" not in aliases
    english = client.get("/bodies/csto/?lang=en").content.decode()
    assert english.partition("<h1>")[2].partition("</h1>")[0] == "Collective Security Treaty Organization"

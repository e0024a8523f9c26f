"""A reader of Russian meets entries by their Russian names: which, where, in which order; and machines do not."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.models import Name
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

BELARUS, CSTO, TREATY = "Белоруссия", "Организация", "Договор"


@pytest.fixture(autouse=True)
def wiki():
    """A body, a document and two states that stand to them; what has a name in Russian is told by its title."""
    factories.source("Paper")
    belarus = factories.state(iso_code="BY", summary="In a line.", text="See [[Treaty]] and [[CSTO|the body]].")
    armenia = factories.state("Armenia", iso_code="AM", text="Of [[belarus]], [[Belarus]] and [[Nobody]].")
    csto = factories.body(established="1992", text='{{members of="csto"}}')
    part = factories.body("Council", parent=csto)
    treaty = factories.document(concluded="1992", organisation=csto)
    summit = factories.event(date="1993", organisation=csto)
    person = factories.person()
    factories.member(belarus, csto, start="1993", end="..", cites="@paper")
    factories.member(armenia, csto, start="1992", end="..")
    factories.act(belarus, treaty, "signature", "1993")
    named = {belarus: BELARUS, csto: CSTO, treaty: TREATY, summit: "Встреча", person: "Николай Бордюжа", part: "Совет"}
    factories.save(*(Name(entry=entry, text=text, language="ru") for entry, text in named.items()))
    return named


def russian(client, address):
    """What a page says in Russian."""
    sign = "&" if "?" in address else "?"
    return text_of(client.get(f"{address}{sign}lang=ru"))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", (CSTO, BELARUS, "Совет", "Встреча", TREATY)),
        ("/states/", (BELARUS,)),
        ("/bodies/", (CSTO, "Совет")),
        ("/documents/", (TREATY, CSTO)),
        ("/states/belarus/", (BELARUS, CSTO, TREATY)),
        ("/bodies/csto/", (BELARUS, "Совет", TREATY, "Встреча")),
        ("/documents/treaty/", (BELARUS, CSTO)),
        ("/events/summit/", ("Встреча", CSTO)),
        ("/bodies/csto/?on=1999-01-01", (BELARUS, CSTO)),
        ("/bodies/csto/?section=members-body", (BELARUS, CSTO)),
        ("/bodies/csto/?section=children", ("Совет", CSTO)),
        ("/bodies/csto/print/", (BELARUS, "Совет", TREATY)),
        ("/bodies/csto/card/", (CSTO,)),
        ("/bodies/csto/links/", (CSTO, "Совет")),
        ("/bodies/csto/history/", (CSTO, BELARUS)),
        ("/timeline/", (CSTO, BELARUS, "Встреча")),
        ("/map/?body=csto", (BELARUS, CSTO)),
        ("/structure/", (CSTO, "Совет")),
        ("/participation/", (BELARUS, CSTO, TREATY)),
        ("/participation/compare/?from=1991-01-01&to=2003-01-01", (BELARUS, CSTO)),
        ("/search/?q=belarus", (BELARUS,)),
        ("/search/?q=Белоруссия", (BELARUS,)),
        ("/search/suggest/?q=belar", (BELARUS,)),
        ("/changes/", (BELARUS, CSTO)),
        ("/changes/12/", (BELARUS, CSTO)),
        ("/reports/uncited-facts/", (CSTO,)),
        ("/sources/paper/", (BELARUS, CSTO)),
    ],
)
def test_a_page_names_entries_in_the_language_of_its_reader(client, address, said):
    page = russian(client, address)
    assert [name for name in said if name not in page] == []


def test_the_head_of_a_page_does_so_too(client):
    page = client.get("/states/belarus/?lang=ru").content.decode()
    assert f"<title>{BELARUS} – cstowiki</title>" in page
    assert f'<meta property="og:title" content="{BELARUS}">' in page
    assert f'<meta property="og:image:alt" content="{BELARUS}">' in page
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert (told["name"], BELARUS in told["alternateName"]) == ("Belarus", True)


def test_the_picture_of_a_page_does_so_too(client, monkeypatch):
    monkeypatch.setattr("apps.pages.views.card_pictures.as_png", lambda card: card.text.encode())
    assert CSTO in client.get("/bodies/csto/card.png?lang=ru").content.decode()
    assert BELARUS in client.get("/bodies/csto/card.png?lang=ru").content.decode()


def test_a_link_without_words_of_its_own_shows_the_name_and_words_stay_as_they_were_typed(client):
    assert f"See {TREATY} and the body ." in russian(client, "/states/belarus/")
    assert f"Of {BELARUS} , {BELARUS} and Nobody ." in russian(client, "/states/armenia/")
    assert "Of Belarus , Belarus and Nobody ." in text_of(client.get("/states/armenia/?lang=en"))


def test_it_is_named_as_on_the_day_and_as_the_wiki_had_it(client, wiki):
    belarus, union = next(iter(wiki)), factories.body("Union")
    factories.save(Name(entry=belarus, text="БССР", language="ru", sort="former", start="1922", end="1991-09-18"))
    factories.member(belarus, union, start="1980", end="..")
    members = "/bodies/union/?section=members-body"
    assert "БССР" in russian(client, f"{members}&on=1985-01-01")
    assert "БССР" not in russian(client, f"{members}&on=1995-01-01")
    assert BELARUS in russian(client, f"{members}&on=1995-01-01")
    assert "БССР" not in russian(client, members)
    heading = client.get("/states/belarus/?on=1985-01-01&lang=ru").content.decode()
    assert '<h1><span class="alias" lang="ru">БССР</span> <span class="today" lang="en">Belarus</span></h1>' in heading
    assert "Belarus" in russian(client, "/bodies/csto/?at=9")
    assert BELARUS not in russian(client, "/bodies/csto/?at=9")


def listed(client, address):
    """The slugs of the states that a table lists, in its order."""
    return re.findall(r'<th scope="row"><a href="/states/([a-z]+)/', client.get(address).content.decode())


@pytest.mark.parametrize("address", ["/states/?", "/participation/?"])
def test_what_is_listed_as_a_whole_is_in_the_order_of_the_names_shown(client, address):
    factories.name(factories.state("Aland"), "Яланд", language="ru")
    assert listed(client, f"{address}lang=ru") == ["armenia", "belarus", "aland"]
    assert listed(client, f"{address}lang=en") == ["aland", "armenia", "belarus"]


def test_a_list_of_several_pages_is_in_the_order_of_titles_and_loses_nothing(client, monkeypatch):
    monkeypatch.setattr("apps.pages.views.lists.PAGE", 2)
    for title, name in (("Aland", "Я"), ("Zealand", "А")):
        factories.name(factories.state(title), name, language="ru")
    found, query = [], "?lang=ru"
    while query:
        found += listed(client, f"/states/{query}")
        later = re.search(r'<a rel="next" href="([^"]*)"', client.get(f"/states/{query}").content.decode())
        query = unescape(later[1]) if later else ""
    assert found == ["aland", "armenia", "belarus", "zealand"]


@pytest.mark.parametrize(
    "address",
    [
        *("/api/v1/states", "/api/v1/states/belarus", "/api/v1/bodies/csto", "/api/v1/search?q=belarus"),
        *("/states/?format=csv", "/participation/?format=csv", "/documents/treaty/?format=csv"),
        *("/search/suggest/?q=belar&format=json", "/states/belarus/cite/?format=bibtex"),
    ],
)
def test_what_programs_read_stays_in_english(client, address):
    client.cookies["lang"] = "ru"
    told = client.get(address).content.decode()
    assert "Belarus" in told
    assert BELARUS not in re.sub(r'"(names|aliases)": ?\[[^]]*\]', "", told)


@pytest.mark.parametrize(
    "address",
    [
        *("/states/?", "/bodies/csto/?", "/bodies/csto/?on=1999-01-01", "/bodies/csto/?at=8", "/states/?at=8"),
        *("/participation/?", "/map/?body=csto", "/timeline/?", "/?", "/changes/?", "/search/?q=belarus"),
    ],
)
def test_a_page_asks_no_more_in_russian(client, address):
    asked = {}
    for language in ("en", "ru", "en", "ru"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{address}&lang={language}")
        asked[language] = len(queries)
    assert asked["ru"] == asked["en"] > 0

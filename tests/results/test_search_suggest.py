"""What is offered under the search box, and in the boxes of browsers that were told of it."""

from xml.etree import ElementTree as ET

import pytest

from apps.entries.entry import Entry
from apps.results.autocomplete import OFFERED
from tests import factories
from tests.hiding import hide
from tests.search.hostile import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    factories.body("Collective Security Treaty Organization", slug="csto", names=["ОДКБ"], summary="The <b>CSTO</b>.")
    factories.document("Treaty of Belavezha")
    factories.state("Belarus", text="Collective farms.")
    factories.state("Kazakhstan")


def offered(client, q, **query):
    """The answer for browsers."""
    response = client.get("/search/suggest/", {"q": q, "format": "json", **query})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/x-suggestions+json"
    return response.json()


def test_options_are_links_to_entries_whose_names_begin_so(client, entries):
    page = client.get("/search/suggest/", {"q": "bel"}).content.decode()
    assert page.index('href="/states/belarus/"') < page.index('href="/documents/treaty-of-belavezha/"')
    assert page.count('role="option"') == 2
    assert 'id="seek-1"' in page
    assert "<html" not in page


def test_browsers_get_the_line_titles_summaries_and_addresses(client, entries):
    assert offered(client, "odkb") == [
        "odkb",
        ["Collective Security Treaty Organization"],
        ["The <b>CSTO</b>."],
        ["http://testserver/bodies/csto/"],
    ]
    assert offered(client, "") == ["", [], [], []]


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("collective", ["Collective Security Treaty Organization"]),
        ("security coll", ["Collective Security Treaty Organization"]),
        ("одк", ["Collective Security Treaty Organization"]),
        ("kazahs", ["Kazakhstan"]),
        ("kind:state bel", ["Belarus"]),
        ("belarus -treaty", ["Belarus"]),
        ("farms", []),
        ("kind:planet bel", []),
    ],
)
def test_names_count_and_what_is_written_does_not(client, entries, line, titles):
    assert offered(client, line)[1] == titles


def test_at_most_so_many_are_offered_and_the_very_name_first(client):
    for number in range(70):
        factories.state(f"Zebra {number:02}")
    factories.body("Of the zebra and other beasts", names=["Zebra"])
    titles = offered(client, "zebra")[1]
    assert len(titles) == OFFERED
    assert titles[0] == "Of the zebra and other beasts"
    assert "Zebra 07" not in offered(client, "zebra -07")[1]


def test_a_summary_does_not_become_a_tag(client, entries):
    assert "The &lt;b&gt;CSTO&lt;/b&gt;." in client.get("/search/suggest/", {"q": "csto"}).content.decode()


def test_the_day_stays_in_the_links(client, entries):
    page = client.get("/search/suggest/", {"q": "bel", "on": "1999-07-01", "at": "1"}).content.decode()
    assert 'href="/states/belarus/?on=1999-07-01"' in page
    assert client.get("/search/suggest/", {"q": "bel", "on": "1999"}).status_code == 400


def test_only_what_the_reader_may_see_is_offered(client, entries, monkeypatch):
    hide(monkeypatch, entries=[Entry.objects.get(title="Belarus")])
    assert offered(client, "bel")[1] == ["Treaty of Belavezha"]


def test_nobody_keeps_the_answer_and_nothing_is_posted(client, entries):
    response = client.get("/search/suggest/", {"q": "bel"})
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert client.post("/search/suggest/").status_code == 405


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_whatever_is_typed_is_answered(client, entries, line):
    assert len(offered(client, line)) == 4
    response = client.get("/search/suggest/", {"q": line})
    assert response.status_code == 200
    assert "<script" not in response.content.decode()
    response = client.get("/suggest/", {"for": "link", "q": line})
    assert response.status_code == 200


def test_it_asks_the_database_a_few_times(client, entries, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_num_queries(2):
        offered(client, "bel")
    with django_assert_max_num_queries(8):
        offered(client, "kazahs")
    with django_assert_num_queries(0):
        offered(client, "")


def test_the_description_says_where_to_ask(client):
    response = client.get("/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(response.content)  # noqa: S314  # our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    assert len(root.find(f"{space}ShortName").text) <= 16
    assert {url.get("type"): url.get("template") for url in root.iter(f"{space}Url")} == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/x-suggestions+json": "http://testserver/search/suggest/?format=json&q={searchTerms}",
        "application/opensearchdescription+xml": "http://testserver/opensearch.xml",
    }
    assert client.post("/opensearch.xml").status_code == 405

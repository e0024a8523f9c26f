"""The page of what a line finds: results, how they can be narrowed, and what is said where there are none."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries import models
from apps.entries.entry import Entry
from apps.results import ranking
from apps.results.views.search import PAGE, counted
from tests import factories
from tests.answers import text_of
from tests.hiding import hide
from tests.search.hostile import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    """A body, a state that belongs to it, and events of two decades."""
    csto = factories.body(
        "Collective Security Treaty Organization",
        slug="csto",
        names=["ОДКБ", "Tashkent Pact"],
        established="2002",
        summary="A regional organisation.",
        text="It holds <b>conclaves</b> & keeps rapid reaction forces.",
    )
    factories.member(factories.state("Kazakhstan"), csto, start="2002")
    for year in (1999, 2006, 2007):
        factories.event(f"Summit of {year}", date=str(year), organisation=csto)


def found(client, q, **query):
    """The page of a line, which is answered."""
    response = client.get("/search/", {"q": q, **query})
    assert response.status_code == 200
    return response


def titles(response):
    return [each.entry.title for each, _ in response.context["finds"]]


def addresses(response, label):
    """Where the links of that text lead, their ampersands unescaped."""
    links = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', response.content.decode(), re.DOTALL)
    words = [(" ".join(re.sub("<[^>]*>", " ", inside).split()), address) for address, inside in links]
    return [address.replace("&amp;", "&") for text, address in words if text.startswith(label)]


def test_what_is_found_is_shown_with_its_words_marked(client, entries):
    page = found(client, "tashkent").content.decode()
    assert '<a href="/bodies/csto/">Collective Security Treaty Organization</a>' in page
    assert "Also known as <mark>Tashkent</mark> Pact" in page
    page = found(client, "security rapid").content.decode()
    assert "Collective <mark>Security</mark> Treaty Organization" in page
    assert "keeps <mark>rapid</mark> reaction forces" in page
    assert "1 entry found" in page


def test_nothing_that_an_entry_holds_becomes_a_tag(client, entries):
    factories.make(models.Topic, "A <script>alert(1)</script> topic", slug="script")
    page = found(client, "alert").content.decode()
    assert "&lt;script&gt;<mark>alert</mark>" in page
    assert "<script>alert" not in page
    assert "<b>" not in found(client, "conclaves").content.decode()


def test_facets_put_their_filter_into_the_line_and_take_it_off_again(client, entries):
    response = found(client, "summ")
    assert "Events 3" in text_of(response)
    assert addresses(response, "Events 3") == ["/search/?q=kind%3Aevent+summ"]
    assert addresses(response, "2000s 2") == ["/search/?q=year%3A200X+summ"]
    (address,) = addresses(response, "Collective Security Treaty Organization 3")
    assert address == "/search/?q=body%3Acsto+summ"
    response = client.get(addresses(response, "2000s 2")[0])
    assert titles(response) == ["Summit of 2006", "Summit of 2007"]
    assert "aria-current" in response.content.decode()
    assert addresses(response, "2000s, remove this filter") == ["/search/?q=summ"]
    assert addresses(response, "Remove filter year: 200x") == ["/search/?q=summ"]


def test_another_value_of_a_filter_takes_the_place_of_the_first(client, entries):
    response = found(client, 'year:2006 body:"tashkent pact" summit')
    assert titles(response) == ["Summit of 2006"]
    assert addresses(response, "2000s") == ["/search/?q=year%3A200X+body%3A%22tashkent+pact%22+summit"]


def test_the_count_stops_at_a_thousand_and_says_so(client, entries, monkeypatch):
    assert "3 entries found" in text_of(found(client, "summit"))
    monkeypatch.setattr(ranking, "MOST", 2)
    response = found(client, "summit")
    assert "2+ entries found" in text_of(response)
    finding = response.context["finding"]
    finding.keys = [*range(1000)]
    assert counted(finding) == "1\N{NARROW NO-BREAK SPACE}000+"


def test_pages_follow_each_other_and_no_others_are_there(client):
    for number in range(PAGE + 3):
        factories.state(f"Zebra {number:02}")
    first, second = found(client, "zebra"), found(client, "zebra", page=2)
    assert sorted(titles(first) + titles(second)) == [f"Zebra {number:02}" for number in range(PAGE + 3)]
    assert addresses(first, "Next") == ["?q=zebra&page=2"]
    assert addresses(second, "Previous") == ["?q=zebra&page=1"]
    assert 'start="21"' in second.content.decode()
    for number in ("3", "0", "-1", "x", "٣", "9" * 5000):
        response = client.get("/search/", {"q": "zebra", "page": number})
        assert response.status_code == 400
        assert "it has pages 1 to 2" in text_of(response)


def test_a_misspelt_word_is_corrected_and_said_to_be(client, entries):
    response = found(client, "Kazahstan kind:state")
    assert titles(response) == ["Kazakhstan"]
    assert "No entry has “Kazahstan”. Showing what was found for “kazakhstan” ." in text_of(response)


def test_some_of_the_words_are_better_than_nothing(client, entries):
    response = found(client, "kazakhstan glaciers")
    assert titles(response)[0] == "Kazakhstan"
    assert "No entry has all the words of “kazakhstan glaciers”. These have some of them." in text_of(response)


def test_a_page_for_nothing_explains_what_can_be_written(client):
    for query in ({}, {"q": ""}, {"q": " \0 "}):
        response = client.get("/search/", query)
        assert "Write a few words." in text_of(response)
        assert '<details class="search-help" open>' in response.content.decode()
    assert "contains nothing to search for" in text_of(found(client, "-belarus"))


def test_a_filter_that_names_nothing_is_told(client, entries):
    assert "There is no kind “planet”: the kinds are state, body" in text_of(found(client, "summit kind:planet"))


def test_nothing_found_says_what_can_be_done(client, entries, editor):
    page = text_of(found(client, "zzzqqq xqxqxq"))
    assert "No entry has “zzzqqq xqxqxq”" in page
    assert "Use fewer words" in page
    assert "Write the entry" not in page
    client.force_login(editor)
    response = found(client, 'kind:state "zzzqqq xqxqxq"')
    assert addresses(response, "Write the entry") == ["/new/?title=zzzqqq+xqxqxq"]
    assert addresses(response, "kind: state") == ["/search/?q=%22zzzqqq+xqxqxq%22"]
    assert client.get("/new/?title=zzzqqq+xqxqxq").status_code == 200


def test_the_day_stays_in_the_links_and_narrows_nothing(client, entries):
    response = found(client, "summit", on="2000-01-01")
    assert len(titles(response)) == 3
    assert "Search finds entries of all times; the links lead to them as they stood on 1 January 2000." in text_of(
        response
    )
    assert addresses(response, "Summit of 2007") == ["/events/summit-of-2007/?on=2000-01-01"]
    assert addresses(response, "Events 3") == ["/search/?on=2000-01-01&q=kind%3Aevent+summit"]
    assert '<input type="hidden" name="on" value="2000-01-01">' in response.content.decode()


def test_another_state_of_the_wiki_is_refused_and_the_present_is_found(client, entries):
    response = found(client, "summit", at=1)
    assert len(titles(response)) == 3
    assert "Search uses the wiki as it is now, not as of change 1." in text_of(response)
    page = re.sub(r'<form class="languages".*?</form>', "", response.content.decode(), flags=re.DOTALL)
    assert "at=1" not in page
    assert "before its first change" in text_of(found(client, "summit", at=0))


@pytest.mark.parametrize("query", [{"at": 99}, {"at": "soon"}, {"on": "1999"}])
def test_a_moment_that_cannot_be_is_a_400(client, query):
    assert client.get("/search/", {"q": "summit", **query}).status_code == 400


def test_no_crawler_keeps_the_page_and_nothing_is_posted(client, entries):
    for query in ({}, {"q": "summit"}, {"q": "zzzqqq"}, {"q": "summit", "on": "2000-01-01"}):
        assert client.get("/search/", query).content.decode().count('name="robots" content="noindex"') == 1
    assert client.post("/search/", {"q": "summit"}).status_code == 405
    assert client.head("/search/", {"q": "summit"}).status_code == 200


def test_what_a_reader_may_not_see_is_neither_found_nor_counted(client, entries, monkeypatch):
    hide(monkeypatch, entries=[Entry.objects.get(title="Summit of 2007")])
    response = found(client, "summit")
    assert titles(response) == ["Summit of 1999", "Summit of 2006"]
    assert "2 entries found" in text_of(response)
    assert "2000s 1" in text_of(response)
    assert "Summit of 2007" not in response.content.decode()


def test_every_reading_page_has_the_box_and_says_where_browsers_learn_to_search(client, entries):
    for address in ("/", "/bodies/csto/", "/map/", "/changes/", "/about/", "/no/such/page/", "/states/?on=x"):
        page = client.get(address).content.decode()
        assert page.count('id="seek"') == 1, address
        assert 'role="search" aria-label="Search the wiki"' in page
        assert '<link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml"' in page
    page = client.get("/bodies/csto/?on=1999-07-01&at=1").content.decode()
    form = page[page.index('<form class="seek"') : page.index("</form>")]
    assert 'name="on" value="1999-07-01"' in form
    assert 'name="at" value="1"' in form


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_whatever_is_written_is_answered(client, entries, line):
    page = found(client, line).content.decode()
    assert "<script>alert" not in page
    assert ("entries found" in page) or ("entry found" in page) or ('class="empty"' in page)


def test_a_long_line_is_read_so_far_and_said_to_be(client, entries):
    assert "Only its first 300 characters were used" in text_of(found(client, "summit " * 100))


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ({"q": "summit"}, 6),
        ({"q": "summit", "page": 2}, 6),
        ({"q": "kind:event body:csto year:200X summit"}, 7),
        ({"q": "Kazahstan"}, 11),
        ({"q": "Kazahstan sumit"}, 16),
        ({"q": "summit -moscow"}, 7),
        ({"q": ""}, 0),
        ({"q": "zzzqqq"}, 5),
    ],
)
def test_it_asks_the_database_a_few_times_however_much_is_found(client, entries, editor, query, most):
    asked = []
    for _ in range(2):
        for number in range(30):
            factories.state(f"Zebra {len(asked)} {number}", text="A summit of zebras.")
        with CaptureQueriesContext(connection) as queries:
            found(client, **query)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= most
    client.force_login(editor)
    with CaptureQueriesContext(connection) as queries:
        found(client, **query)
    assert len(queries) <= most + 4  # the session, the user, and what they may do where nothing is found

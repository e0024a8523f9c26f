"""The pages about all entries at once in a large wiki: how large they grow, what they ask, what they leave out."""

import re
from pathlib import Path
from zlib import crc32

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.access import Viewer
from apps.entries.models import Body, Event
from apps.entries.world import World
from apps.overview import windows
from apps.overview.levels import NODES, TOPS
from tests.answers import text_of
from tests.databases import databases, empty
from tests.overview.crowd import crowd

pytestmark = pytest.mark.django_db

LARGEST = 300_000
"""Bytes of a page."""
PAGES = [
    *("/", "/timeline/", "/timeline/?span=195X", "/timeline/?span=1950", "/timeline/?span=1950-05"),
    *("/timeline/?body=csto", "/timeline/?kind=participation", "/timeline/?kind=state", "/map/", "/map/?body=body-3"),
    *("/structure/", "/structure/?body=csto", "/structure/?body=body-1", "/structure/?body=csto&page=2"),
    *(
        "/participation/",
        "/participation/?rows=3&page=2",
        "/participation/compare/",
        "/participation/compare/?from=1950-01-01&to=1990-01-01",
    ),
]
MADE_BY = f"{crc32(Path(__file__).with_name('crowd.py').read_bytes()):x}"
"""By what the wiki is made: a copy that is kept is that of the same."""
MOST = 26
"""Queries of a page."""


@pytest.fixture(scope="module", autouse=True)
def large(django_db_setup, django_db_blocker):
    """A wiki of some thousand rows, for a module."""
    with django_db_blocker.unblock():
        databases.bring(f"crowd-{MADE_BY}", lambda: crowd(states=320))
        yield
        empty()


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_larger_or_asks_more_than_it_may(address, client):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    assert len(response.content) <= LARGEST
    assert len(asked) <= MOST


@pytest.mark.sqlite  # the plan is read as SQLite writes it
@pytest.mark.parametrize("address", ["/timeline/", "/timeline/?span=1950", "/structure/", "/structure/?body=csto"])
def test_what_grows_is_found_by_an_index(address, client):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    scanned = set()
    for query in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            scanned |= {
                step for *_, step in cursor.fetchall() if re.fullmatch(r"SCAN entries_(event|membership)", step)
            }
    assert scanned == set()


def test_the_timeline_shows_what_began_first_and_counts_the_rest_by_decade(client):
    page = client.get("/timeline/").content.decode()
    assert page.count('class="lane"') <= windows.ROOM
    assert "There is more than a page has room for" in text_of(client.get("/timeline/"))
    counted = re.findall(r"span=(\d{3}X)\".*?class=\"count\">(\d+)<", page.split('id="densities"')[1], re.DOTALL)
    assert len(counted) == 11
    assert sum(int(many) for _, many in counted) > 2000


def test_a_year_of_the_timeline_shows_what_began_in_it_before_what_went_on(client):
    page = client.get("/timeline/?span=1950&kind=event").content.decode()
    events = set(re.findall(r'href="/events/(event-\d+)/"', page))
    began = {event.slug for event in World(Viewer()).rows(Event).filter(start_earliest__year=1950)}
    assert began <= events


def test_densities_add_up_to_those_of_the_spans_within(client):
    def counts(query: str) -> dict[str, int]:
        page = client.get(f"/timeline/?kind=event{query}").content.decode().split('id="densities"')[1]
        items = re.findall(r"<li>(.*?)</li>", page.split("</ol>")[0], re.DOTALL)
        words = [re.findall(r"<span>(.*?)</span>.*?>(\d+)<", item, re.DOTALL)[0] for item in items]
        return {word: int(many) for word, many in words}

    whole = counts("")
    assert sum(whole.values()) == 900
    by_body = counts("&body=csto")
    assert 0 < sum(by_body.values()) < 900
    assert by_body.keys() <= whole.keys()


def test_the_structure_opens_what_there_is_room_for_and_leads_to_the_rest(client):
    page = client.get("/structure/").content.decode()
    listed = page.split('id="list"')[1].split("</section>")[0]
    assert listed.count("<li>") <= TOPS + NODES
    left_out = re.findall(r'href="/structure/\?body=([\w-]+)">(\d+) more answer', listed)
    assert left_out
    for slug, many in left_out:
        assert Body.objects.get(slug=slug).children.count() == int(many)
    page = client.get(f"/structure/?body={left_out[0][0]}").content.decode()
    first = Body.objects.filter(parent__slug=left_out[0][0]).order_by("title").first()
    assert f'href="/bodies/{first.slug}/"' in page


def test_every_body_is_on_some_page_of_the_structure_or_led_to(client):
    seen: set[str] = set()
    waiting, asked = ["/structure/"], set()
    while waiting:
        address = waiting.pop()
        asked.add(address)
        page = client.get(address).content.decode()
        listed = page.split('id="list"')[1].split("</section>")[0]
        seen |= set(re.findall(r'href="/bodies/([\w-]+)/"', listed))
        found = re.findall(r'href="(/structure/\?body=[\w-]+)"', listed)
        query = address.partition("?")[2]
        kept = "&".join(part for part in query.split("&") if part and not part.startswith("page="))
        found += [
            "/structure/?" + "&".join(filter(None, [kept, f"page={number}"]))
            for number in re.findall(r'rel="next" href="\?[^"]*page=(\d+)', page)
        ]
        waiting += [each for each in found if each not in asked]
    assert seen == set(Body.objects.values_list("slug", flat=True))


def test_the_map_has_the_states_that_it_can_draw_and_says_how_many_others_there_are(client):
    response = client.get("/map/")
    page = response.content.decode()
    assert 'data-state="state-0"' in page
    assert "1 to 100 of 320 states are in the table" in text_of(response)
    assert "0 other states have no status" in text_of(response)
    last = client.get("/map/?page=4").content.decode().split('id="statuses"')[1]
    assert last.count('<th scope="row">') == 20
    assert client.get("/map/?page=5").status_code == 400
    assert "308 other states have no status that is recorded" in text_of(client.get("/map/?document=document-5"))


def test_the_matrix_says_which_part_it_shows_and_its_csv_has_all(client):
    told = text_of(client.get("/participation/"))
    assert re.search(r"columns 1 to 12 of \d+ , and parties 1 to 40 of \d+", told.replace(",", " ,").replace("  ", " "))
    response = client.get("/participation/?format=csv")
    assert response.streaming
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) > 2000
    assert len(set(lines)) == len(lines)


def test_the_home_page_and_a_body_say_how_many_more_there_are(client):
    told = text_of(client.get("/"))
    assert "340 more, on the page of the" in told
    assert "The first 40 are shown" in told
    assert "The first 50 of 400. Show all, page by page" in text_of(client.get("/bodies/csto/"))


def test_a_select_of_too_many_is_a_line_in_which_a_name_is_typed(client):
    page = client.get("/structure/?body=Body 00003 of the many").content.decode()
    assert '<input id="structure-body" name="body" type="text" value="body-3"' in page
    assert "<select" not in page.split('class="filters"')[1].split("</form>")[0]

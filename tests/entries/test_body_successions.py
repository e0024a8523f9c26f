"""Bodies that came after each other: in the boxes, lists and histories of both, from the day on which it happened."""

import pytest

from apps.door.preparing import Refused
from apps.entries import models
from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def league():
    """A body that another replaced on a day."""
    league = factories.body("League", established="1920-01-10", dissolved="1946-04-20")
    nations = factories.body("Nations", established="1945-10-24", dissolved="..")
    factories.source("Treaty Series")
    factories.succeed(league, nations, "replacement", "1946-04-20", cites="@treaty-series, p. 1")
    return league


def box(client, address):
    html = client.get(address).content.decode()
    return words_of("<aside" + html.split('<aside class="infobox"')[1].split("</aside>")[0])


def test_each_names_the_other_in_its_box_from_that_day_on(client, league):
    assert "Predecessors League" in box(client, "/bodies/nations/")
    assert "Successors Nations" in box(client, "/bodies/league/")
    assert "Successors" not in box(client, "/bodies/league/?on=1946-04-19")
    assert "Predecessors League" in box(client, "/bodies/nations/?on=1946-04-20")


def test_the_list_of_each_tells_how_with_its_source(client, league):
    page = client.get("/bodies/nations/").content.decode()
    table = words_of(page.split('<section id="predecessors-successor"')[1].split("</section>")[0])
    assert "Predecessors 1 " in table
    assert "League replacement 20 April 1946 [1]" in table


def test_it_is_in_the_history_of_both_and_in_what_two_revisions_differ_by(client, league):
    latest = models.BodySuccession.history.get().changeset_id
    for slug in ("league", "nations"):
        assert f'href="/changes/{latest}/"' in client.get(f"/bodies/{slug}/history/").content.decode()
    page = words_of(client.get(f"/bodies/nations/compare/{latest - 1}/{latest}/").content.decode())
    assert "Successions of bodies" in page
    assert "League" in page


def test_the_api_lists_it_at_each_end(client, league):
    answer = client.get("/api/v1/bodies/nations").json()
    assert [(each["predecessor"], each["type"]) for each in answer["predecessors"]] == [("league", "replacement")]
    assert answer["successors"] == []
    assert client.get("/api/v1/body-successions?on=1946-04-19").json()["count"] == 0


def test_no_body_comes_after_itself_nor_twice_in_the_same_way(league):
    with pytest.raises(Refused, match="cannot be its own successor"):
        factories.succeed(league, league, "division")
    nations = models.Body.objects.get(slug="nations")
    with pytest.raises(Refused, match="recorded already: same bodies, type and date"):
        factories.succeed(league, nations, "replacement", "1946-04-20")

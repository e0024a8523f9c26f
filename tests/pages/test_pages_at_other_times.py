"""What `on` and `at` do to a page: the sentence, the links, the robots, and what was and was not yet."""

from datetime import UTC, datetime

import pytest
import time_machine

from apps.entries.kinds import KINDS
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    with time_machine.travel(datetime(2026, 5, 3, 12, tzinfo=UTC), tick=False):
        belarus = factories.state("Belarus", summary="As first written.")
    belarus.summary = "As written later."
    factories.save(belarus)
    return belarus


def test_the_present_says_nothing_of_time(client, belarus) -> None:
    page = client.get("/states/belarus/").content.decode()
    assert "As it stood" not in page
    assert "noindex" not in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("on=1999-04-02", "As it stood on 2 April 1999."),
        ("at=1", "As recorded here on 3 May 2026 (changeset 1)."),
        ("on=1999-04-02&at=1", "As it stood on 2 April 1999, as recorded here on 3 May 2026 (changeset 1)."),
    ],
)
def test_another_time_says_so_in_a_sentence_and_asks_robots_to_stay_away(client, belarus, query, sentence) -> None:
    page = client.get(f"/states/belarus/?{query}").content.decode()
    assert sentence in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="http://testserver/states/belarus/">' in page
    assert '<a href="/states/belarus/">Back to now</a>' in page


def test_at_shows_what_was_said_then(client, belarus) -> None:
    assert "As first written." in client.get("/states/belarus/?at=1").content.decode()
    assert "As first written." in client.get("/states/belarus/?at=2026-05-03").content.decode()
    assert "As written later." in client.get("/states/belarus/?at=2").content.decode()
    assert "As written later." in client.get("/states/belarus/").content.decode()


def test_links_stay_in_the_world_that_was_asked_for(client, belarus) -> None:
    factories.member(belarus, factories.body("CSTO"), start="2002", end="..")
    page = client.get("/states/belarus/?on=2005-01-01&at=4").content.decode()
    assert 'href="/bodies/csto/?on=2005-01-01&amp;at=4"' in page
    assert 'href="/?on=2005-01-01&amp;at=4"' in page
    assert 'href="/api/v1/states/belarus?on=2005-01-01&amp;at=4"' in page


def test_a_body_that_did_not_exist_yet_says_so(client) -> None:
    factories.body("CSTO", established="2002-10-07", dissolved="..")
    assert "On 1 July 1999, CSTO did not exist (since 7 October 2002)." in text_of(
        client.get("/bodies/csto/?on=1999-07-01")
    )
    assert "did not exist" not in text_of(client.get("/bodies/csto/?on=2002-10-07"))


def test_what_is_only_possible_says_so_and_why(client) -> None:
    factories.member(factories.state("Georgia"), factories.body("CSTO"), start="1994", end="1999")
    page = text_of(client.get("/bodies/csto/?on=1999-07-01"))
    assert "possibly For its end, the source says only “1999”." in page
    page = text_of(client.get("/bodies/csto/?on=1996-07-01"))
    assert "Georgia: member 1994 to 1999" in page
    assert "for its end" not in page.lower()


def test_before_the_entry_was_recorded_the_page_is_a_404_that_explains(client, belarus) -> None:
    response = client.get("/states/belarus/?at=0")
    assert response.status_code == 404
    assert "Not recorded yet" in text_of(response)
    assert 'href="/states/belarus/"' in response.content.decode()


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_can_be_read_at_another_time(client, model) -> None:
    factories.make(model, "Some thing")
    response = client.get(f"/{model.spec.plural}/some-thing/?on=1999-07-01&at=1")
    assert response.status_code == 200
    assert "as recorded here" in text_of(response)

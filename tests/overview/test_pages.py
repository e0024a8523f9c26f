"""The ladder of every page about all entries at once: works, anonymous, wrong verb, bad and hostile input, queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries import models
from apps.overview import windows
from tests import factories

pytestmark = pytest.mark.django_db

PAGES = ["/", "/timeline/", "/map/", "/structure/", "/participation/", "/participation/compare/"]
HOSTILE = "<script>alert(1)</script>"
MOST = 24
"""Two of them find out what the account may do, so that only that is offered."""


@pytest.fixture
def scene():
    """A union with a member, a treaty with a party, and a function that gives them so many more."""
    union = factories.body("Union", slug="csto", established="1999", dissolved="..")
    treaty = factories.document("Treaty", concluded="1992-05-15", organisation=union)

    def add(first: int, last: int) -> None:
        rows = []
        for n in range(first, last):
            state = models.State(title=f"State {n}", slug=f"state-{n}")
            body = models.Body(title=f"Body {n}", slug=f"body-{n}", parent=union, established=f"{2000 + n}")
            event = models.Event(title=f"Event {n}", slug=f"event-{n}", date=f"{1995 + n}", organisation=union)
            person = models.Person(title=f"Person {n}", slug=f"person-{n}")
            rows += [
                *(state, body, event, person),
                models.Membership(member=state, body=union, start="2000", end=".."),
                models.Membership(member=state, body=body, start="2000", end=".."),
                models.TreatyAction(party=state, document=treaty, action="signature", date="1992"),
                models.Participation(party=state, event=event),
                models.Tenure(person=person, institution=body, office="Chair", start="2001"),
                models.Deployment(force=body, location=state, start="2001"),
            ]
        factories.save(*rows)

    return add


@pytest.mark.parametrize("address", PAGES)
def test_it_answers_anonymous_readers_before_there_is_anything(address, client):
    expected = 404 if address == "/map/" else 200
    assert client.get(address).status_code == expected
    assert client.get(address, {"at": "0"}).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_it_is_for_reading_only(address, client, scene):
    scene(0, 1)
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("query", [{"on": "1999"}, {"on": HOSTILE}, {"at": "999"}, {"at": "-1"}, {"on": "0000-01-01"}])
def test_a_malformed_moment_is_a_400(address, query, client):
    response = client.get(address, query)
    assert response.status_code == 400
    assert HOSTILE.encode() not in response.content


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        ("/timeline/", {"kind": HOSTILE}, 400),
        ("/timeline/", {"type": "nonsense"}, 400),
        ("/timeline/", {"body": "nowhere"}, 404),
        ("/timeline/", {"state": "a\0b"}, 404),
        ("/timeline/", {"span": "yesterday"}, 400),
        ("/timeline/", {"span": "1999-05-15"}, 400),
        ("/timeline/", {"span": "1999~"}, 400),
        ("/map/", {"body": HOSTILE}, 404),
        ("/map/", {"document": "csto"}, 404),
        ("/structure/", {"body": "nowhere"}, 404),
        ("/participation/", {"of": "people"}, 400),
        ("/participation/", {"format": "xml"}, 400),
        ("/participation/", {"page": "7"}, 400),
        ("/participation/", {"page": "9" * 5000}, 400),
        ("/participation/", {"state": "nowhere"}, 404),
    ],
)
def test_what_is_not_known_is_refused_with_a_sentence(address, query, status, client, scene):
    scene(0, 1)
    response = client.get(address, query)
    assert response.status_code == status
    assert HOSTILE.encode() not in response.content


def test_hostile_titles_are_text_everywhere(client):
    union = factories.body(HOSTILE, slug="csto", established="1999")
    child = factories.body(f"Part {HOSTILE}", slug="part", parent=union)
    state = factories.state(HOSTILE, slug="state", iso_code="BY")
    factories.member(state, union, start="1999", end="..")
    factories.member(child, union, start="1999", end="..")
    factories.act(state, factories.document(HOSTILE, slug="treaty"), "signature", "1999")
    for address in PAGES:
        content = client.get(address, {"from": "1990-01-01", "to": "2020-01-01"}).content.decode()
        assert HOSTILE not in content, address
        assert "&lt;script&gt;" in content, address


def test_each_asks_the_database_as_often_for_twenty_entries_as_for_five(client, scene, editor, monkeypatch):
    monkeypatch.setattr(windows, "ROOM", 1000)  # beyond its room, a timeline asks once more, for densities
    client.force_login(editor)
    counts = {}
    scene(0, 5)
    for more in ((5, 20), None):
        for address in (*PAGES, "/participation/compare/?from=1990-01-01&to=2020-01-01"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address, {"on": "2005-01-01"} if "?" not in address else None).status_code == 200
            counts.setdefault(address, []).append(len(asked))
        if more:
            scene(*more)
    assert {address: many for address, (few, many) in counts.items() if many > few} == {}
    assert max(few for few, _ in counts.values()) <= MOST


@pytest.mark.parametrize("address", PAGES)
def test_links_stay_in_the_world_that_is_shown(address, client, scene):
    scene(0, 2)
    content = client.get(address, {"on": "2005-01-01", "at": "3"}).content.decode()
    main = content.split("<main")[1].split("</main")[0]
    entries = [part.split('"')[0] for part in main.split('href="/states/')[1:]]
    assert all("on=2005-01-01&amp;at=3" in each for each in entries)
    assert "As it stood on 1 January 2005" in content

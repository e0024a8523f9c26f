"""Comparisons of revisions between which many claims were edited: a part at a time, each once; a page and as JSON."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.door.publish import publish
from apps.entries.access import SYSTEM
from apps.entries.models import Document, Membership, State, TreatyAction
from apps.entries.world import World
from apps.revisions import edited, revision
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus(monkeypatch):
    """Made in #1, with seven memberships in #9, and three acts in #11; parts are of four claims."""
    monkeypatch.setattr(revision, "PART", 4)
    belarus = factories.state()
    bodies = [factories.body(f"Body {n}") for n in range(7)]
    factories.save(*(Membership(member=belarus, body=body, start=f"199{n}") for n, body in enumerate(bodies)))
    treaty = factories.make(Document, "Treaty")
    factories.save(
        *(TreatyAction(party=belarus, document=treaty, action="signature", date=f"199{n}") for n in range(3))
    )
    return belarus


def claims_of(client, address):
    found = []
    while address:
        answer = client.get(address).json()
        assert len(answer["claims"]) <= 4
        found += [(claim["claim"], claim["id"], claim["op"]) for claim in answer["claims"]]
        address = answer["next"]
    return found


@pytest.mark.parametrize("counted", [1_000, 5])
@pytest.mark.parametrize("pair", ["1/11", "11/1", "0/11", "11/0", "9/11", "8/9"])
def test_parts_tell_each_claim_once(client, belarus, monkeypatch, counted, pair) -> None:
    monkeypatch.setattr(revision, "COUNTED", counted)
    found = claims_of(client, f"/api/v1/compare/states/belarus/{pair}")
    a, b = map(int, pair.split("/"))
    stood = [{(type(row)._meta.model_name, row.pk) for row in rows(number)} for number in (a, b)]
    assert len(found) == len(set(found)) == len(stood[0] ^ stood[1])
    assert {op for *_, op in found} == {"added" if a < b else "removed"}


def rows(number):
    found = revision.rows_of(World(SYSTEM, at=number), State, State.objects.get().pk)
    return [row for (model, _), row in found.items() if model is not State]


def test_claims_that_went_with_their_entry_are_told_too(client, belarus) -> None:
    publish([], [State.objects.get()], user=None, summary="Delete it")
    assert {op for *_, op in claims_of(client, "/api/v1/compare/states/belarus/11/12")} == {"removed"}
    assert len(claims_of(client, "/api/v1/compare/states/belarus/11/12")) == 10


def test_a_page_shows_a_part_and_leads_to_the_others(client, belarus) -> None:
    page = client.get("/states/belarus/compare/1/11/")
    assert "7 memberships added, 3 treaty actions added." in text_of(page)
    told = []
    while found := re.search(r'<a rel="next" href="(\?after=[^"]+)">', page.content.decode()):
        told += re.findall(r'class="claim-change (\w+)"', page.content.decode())
        page = client.get(f"/states/belarus/compare/1/11/{found[1]}")
    told += re.findall(r'class="claim-change (\w+)"', page.content.decode())
    assert told == ["added"] * 10
    assert ">First</a>" in page.content.decode()


def test_of_thousands_it_is_only_said_that_they_are_more(client, belarus, monkeypatch) -> None:
    monkeypatch.setattr(revision, "COUNTED", 5)
    belarus.iso_code = "BY"
    factories.save(belarus)
    found = client.get("/api/v1/compare/states/belarus/1/12").json()
    assert found["sentence"] == "1 fact changed, more than 1,000 claims edited"
    assert "1 fact changed, more than 1,000 claims edited." in text_of(client.get("/states/belarus/compare/1/12/"))


def test_what_nobody_edited_between_the_two_is_not_read(client, belarus, monkeypatch) -> None:
    read = []
    monkeypatch.setattr(edited.Sides, "_rows", lambda self, world, model, keys: read.append((model, keys)) or {})
    assert client.get("/api/v1/compare/states/belarus/9/10").json()["claims"] == []
    assert client.get("/states/belarus/compare/9/10/").status_code == 200
    assert read == []


@pytest.mark.parametrize(
    "place", ["memberships", "bodies:1", "memberships:x", "memberships:-1", f"memberships:{10**20}"]
)
def test_a_place_that_is_none_is_refused(client, belarus, place) -> None:
    assert client.get(f"/states/belarus/compare/1/11/?after={place}").status_code == 400
    assert client.get(f"/api/v1/compare/states/belarus/1/11?after={place}").status_code == 422


def test_a_part_is_found_by_few_questions(client, belarus, monkeypatch) -> None:
    def questions(counted):
        monkeypatch.setattr(revision, "COUNTED", counted)
        with CaptureQueriesContext(connection) as asked:
            client.get("/api/v1/compare/states/belarus/1/11?after=memberships:2")
        return len(asked)

    questions(5), questions(1_000)
    assert questions(1_000) <= 22
    assert questions(5) <= 28

"""Memento (RFC 7089): what archives' tools are told of a page at each changeset, and how they find it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from apps.entries import models
from apps.entries.kinds import KINDS
from apps.pages.views import memento
from tests import factories

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 3, 12, 0, 0, 900_000, tzinfo=UTC)
SITE = "http://testserver"
LINK = re.compile(r'<([^>]*)>((?:; [a-z]+="[^"]*")*)')


def links(text):
    """The links of a header or a TimeMap, as (address, attributes)."""
    found = [(address, dict(re.findall(r'; ([a-z]+)="([^"]*)"', rest))) for address, rest in LINK.findall(text)]
    assert re.fullmatch(rf"{LINK.pattern}(?:,\s{LINK.pattern})*\s?", text), text
    return found


def related(text, word):
    """The addresses of the links with this relation."""
    return [address for address, said in links(text) if word in said["rel"].split()]


@pytest.fixture
def belarus():
    """A state that changesets 1, 3, 5 and 6 touched, an hour apart but for the last two, half a second apart."""
    with time_machine.travel(START, tick=False) as clock:
        belarus = factories.state("Belarus", names=["Byelorussia"])
        for title in ("Armenia", "Georgia"):
            clock.shift(timedelta(hours=1))
            factories.state(title)
            clock.shift(timedelta(hours=1))
            belarus.summary = f"After {title}."
            factories.save(belarus)
        clock.shift(timedelta(milliseconds=50))
        belarus.summary = "At once."
        factories.save(belarus)
    return belarus


def test_a_page_as_it_stands_says_where_its_mementos_are_found(client, belarus):
    response = client.get("/states/belarus/?on=1999-07-01")
    assert related(response["Link"], "original") == [f"{SITE}/states/belarus/?on=1999-07-01"]
    assert related(response["Link"], "timegate") == [f"{SITE}/timegate/{SITE}/states/belarus/?on=1999-07-01"]
    assert related(response["Link"], "timemap") == [f"{SITE}/timemap/{SITE}/states/belarus/?on=1999-07-01"]
    assert 'rel="timemap"; type="application/link-format"' in response["Link"]
    assert "Memento-Datetime" not in response.headers


@pytest.mark.parametrize("address", ["/states/belarus/?at=3", "/states/belarus/history/3/"])
def test_a_page_at_a_changeset_is_a_memento(client, belarus, address):
    response = client.get(address)
    assert response["Memento-Datetime"] == "Sun, 03 May 2026 14:00:00 GMT"
    assert related(response["Link"], "original") == [f"{SITE}/states/belarus/"]
    assert related(response["Link"], "memento") == [f"{SITE}/states/belarus/?at=3"]
    assert 'rel="memento"; datetime="Sun, 03 May 2026 14:00:00 GMT"' in response["Link"]


def test_before_the_first_changeset_there_is_no_memento(client, belarus):
    response = client.get("/states/?at=0")
    assert "Memento-Datetime" not in response.headers
    assert related(response["Link"], "memento") == []


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_can_be_browsed_by_time(client, model):
    factories.make(model, "Some thing")
    (gate,) = related(client.get(f"/{model.spec.plural}/some-thing/")["Link"], "timegate")
    shown = client.get(gate, follow=True)
    assert shown.redirect_chain == [(f"{SITE}/{model.spec.plural}/some-thing/?at=1", 302)]
    assert "Memento-Datetime" in shown.headers


@pytest.mark.parametrize("address", ["/states/belarus/", "/states/?sort=-title", "/", "/changes/?tag=edit"])
def test_a_memento_is_found_by_its_own_datetime(client, belarus, address):
    timemap = client.get(f"/timemap/{SITE}{address}").content.decode()
    found = [(place, said) for place, said in links(timemap) if "memento" in said["rel"]]
    assert found
    numbers = {place: int(place.rpartition("at=")[2]) for place, _ in found}
    for place, said in found:
        response = client.get(f"/timegate/{SITE}{address}", headers={"accept-datetime": said["datetime"]})
        # of mementos within a second, the datetime means the last
        same = [other for other, also in found if also["datetime"] == said["datetime"]]
        assert response["Location"] == max(same, key=numbers.get)
        if place == response["Location"]:
            assert client.get(place)["Memento-Datetime"] == said["datetime"]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (None, 6),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),
        ("Sat, 01 Jan 0001 00:00:00 GMT", 1),
        ("Sun, 03 May 2026 11:59:59 GMT", 1),
        ("Sun, 03 May 2026 12:00:00 GMT", 1),
        ("Sun, 03 May 2026 13:59:59 GMT", 1),
        ("Sun, 03 May 2026 14:00:00 GMT", 3),
        ("Sun, 03 May 2026 15:30:00 GMT", 3),
        ("Sun, 03 May 2026 16:00:00 GMT", 6),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 6),
    ],
)
def test_a_timegate_leads_to_the_last_that_touched_the_entry_up_to_the_second(client, belarus, asked, number):
    response = client.get("/timegate//states/belarus/", headers={"accept-datetime": asked} if asked else {})
    assert (response.status_code, response["Location"]) == (302, f"{SITE}/states/belarus/?at={number}")
    assert "accept-datetime" in response["Vary"].lower()
    assert related(response["Link"], "original") == [f"{SITE}/states/belarus/"]
    assert related(response["Link"], "timemap") == [f"{SITE}/timemap/{SITE}/states/belarus/"]
    assert related(response["Link"], "first") == [f"{SITE}/states/belarus/?at=1"]
    assert related(response["Link"], "last") == [f"{SITE}/states/belarus/?at=6"]
    assert f"{SITE}/states/belarus/?at={number}" in related(response["Link"], "memento")


@pytest.mark.parametrize(
    "asked",
    [
        *("yesterday", "2026-05-03", "Sun, 03 May 2026 14:00:00", "Sun, 03 May 2026 14:00:00 +0200"),
        *("Mon, 30 Feb 2026 14:00:00 GMT", "Sun, 03 May 2026 25:00:00 GMT", "Sun, 3 May 2026 14:00:00 GMT"),
        *("Sat, 01 Jan 0000 00:00:00 GMT", "Sunday, 03-May-26 14:00:00 GMT", "<script>"),
    ],
)
def test_a_datetime_that_says_no_instant_is_refused_with_what_is_accepted(client, belarus, asked):
    response = client.get("/timegate//states/belarus/", headers={"accept-datetime": asked})
    assert response.status_code == 400
    assert "write a date in GMT, such as Sun, 03 May 2026 14:30:00 GMT" in response.content.decode()
    assert "accept-datetime" in response["Vary"].lower()


def test_a_timemap_lists_exactly_the_touches_of_an_entry(client, belarus):
    response = client.get("/timemap//states/belarus/")
    assert response["Content-Type"] == "application/link-format"
    text = response.content.decode()
    touched = sorted(models.Touch.objects.filter(entry=belarus).values_list("changeset_id", flat=True))
    assert touched == [1, 3, 5, 6]
    assert related(text, "memento") == [f"{SITE}/states/belarus/?at={number}" for number in touched]
    assert related(text, "first") == [f"{SITE}/states/belarus/?at=1"]
    assert related(text, "last") == [f"{SITE}/states/belarus/?at=6"]
    assert related(text, "original") == [f"{SITE}/states/belarus/"]
    assert related(text, "timegate") == [f"{SITE}/timegate/{SITE}/states/belarus/"]
    own = f"{SITE}/timemap/{SITE}/states/belarus/"
    span = {"from": "Sun, 03 May 2026 12:00:00 GMT", "until": "Sun, 03 May 2026 16:00:00 GMT"}
    assert (own, {"rel": "self", "type": "application/link-format", **span}) in links(text)
    assert client.get("/timemap//states/belarus/", headers={"accept": "text/html"}).content.decode() == text


def test_a_timemap_of_another_page_lists_every_changeset(client, belarus):
    text = client.get("/timemap//states/?sort=-title&on=1999-07-01&at=2").content.decode()
    assert related(text, "original") == [f"{SITE}/states/?sort=-title&on=1999-07-01"]
    assert related(text, "memento") == [f"{SITE}/states/?sort=-title&on=1999-07-01&at={n}" for n in range(1, 7)]


@pytest.mark.parametrize(("address", "first"), [("/changes/4/", 4), ("/states/belarus/compare/1/4/", 5)])
def test_a_page_about_changesets_is_not_there_before_them(client, belarus, address, first):
    places = related(client.get(f"/timemap/{address}").content.decode(), "memento")
    assert places[0] == f"{SITE}{address}?at={first}"
    assert {client.get(place).status_code for place in places} == {200}


def test_a_long_timemap_comes_in_parts(client, belarus, monkeypatch):
    monkeypatch.setattr(memento, "PART", 2)
    newest = client.get("/timemap//states/belarus/?on=1999-07-01").content.decode()
    assert [place[-1] for place in related(newest, "memento")] == ["5", "6"]
    assert related(newest, "first") == []
    (older,) = related(newest, "timemap")
    assert older == f"{SITE}/timemap/before/5/{SITE}/states/belarus/?on=1999-07-01"
    oldest = client.get(older).content.decode()
    assert [place[-1] for place in related(oldest, "memento")] == ["1", "3"]
    assert related(oldest, "self") == [older]
    assert related(oldest, "first")
    assert related(oldest, "last") == []
    assert related(oldest, "timemap") == [f"{SITE}/timemap/{SITE}/states/belarus/?on=1999-07-01"]
    assert related(client.get(f"/timemap/before/{10**30}//states/belarus/").content.decode(), "memento")
    assert related(client.get("/timemap/before/1//states/belarus/").content.decode(), "memento") == []


def test_an_entry_that_was_renamed_is_found_under_its_former_address(client, belarus):
    belarus.slug = "republic-of-belarus"
    factories.save(belarus)
    places = related(client.get("/timemap//states/republic-of-belarus/").content.decode(), "memento")
    assert len(places) == 5
    assert client.get(places[0]).status_code == 301
    assert client.get(places[0], follow=True)["Memento-Datetime"] == "Sun, 03 May 2026 12:00:00 GMT"


def test_an_entry_that_was_deleted_is_found_as_it_was(client, belarus):
    factories.save(deletes=[belarus])
    assert client.get("/timegate//states/belarus/")["Location"] == f"{SITE}/states/belarus/?at=6"
    places = related(client.get("/timemap//states/belarus/").content.decode(), "memento")
    assert {client.get(place).status_code for place in places} == {200}


@pytest.mark.parametrize("name", ["timegate", "timemap"])
def test_a_wiki_without_changesets_has_no_mementos(client, name):
    response = client.get(f"/{name}//states/")
    assert response.status_code == 404
    assert "Nothing is recorded of this page yet." in response.content.decode()


@pytest.mark.parametrize("address", ["/timegate//states/belarus/", "/timemap//states/belarus/", "/timegate//states/"])
def test_queries_do_not_grow_with_the_history(client, belarus, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(address, headers={"accept-datetime": "Sun, 03 May 2026 15:30:00 GMT"})

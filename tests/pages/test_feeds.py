"""Atom feeds that a feed reader accepts (RFC 4287): of all changes, a kind, an entry, an editor."""

import xml.etree.ElementTree as ET

import pytest
from django.utils.html import escape

from apps.door.publish import publish
from apps.entries import models
from tests import factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, address: str) -> ET.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 - our own XML


def texts(node: ET.Element, name: str) -> list[str]:
    return [each.text or "" for each in node.iter(ATOM + name)]


@pytest.fixture
def scene(editor):
    belarus, csto = factories.state(), factories.body()
    factories.save(models.Membership(member=belarus, body=csto), user=editor, summary="It <joined> & stayed")
    return belarus, csto


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("/changes/feed/", [3, 2, 1]),
        ("/changes/feed/?kind=body", [3, 2]),
        ("/changes/feed/?entry=state:belarus", [3, 1]),
        ("/changes/feed/?user=edith", [3]),
        ("/changes/feed/?tag=merge", []),
        ("/changes/feed/?at=2", [2, 1]),
        ("/bodies/csto/feed/", [3, 2]),
        ("/states/belarus/feed/?at=2", [1]),
    ],
)
def test_a_feed_holds_its_changesets_newest_first(client, scene, address, numbers) -> None:
    feed = read(client, address)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"http://testserver/changes/{n}/" for n in numbers]


@pytest.mark.parametrize("address", ["/changes/feed/", "/changes/feed/?kind=state", "/states/belarus/feed/"])
def test_a_feed_has_what_atom_demands(client, scene, address) -> None:
    feed = read(client, address)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == f"http://testserver{address}"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver{address}"
    assert links["alternate"].startswith("http://testserver/")
    for entry in feed.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "author"):
            assert entry.find(ATOM + name) is not None, name
        assert entry.findtext(f"{ATOM}author/{ATOM}name") in ("edith", "the system")
        assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/")
    assert feed.findtext(f"{ATOM}updated") == max(texts(entry, "updated")[0] for entry in feed.findall(f"{ATOM}entry"))


def test_an_entry_of_a_feed_says_what_changed_and_leads_to_it(client, scene) -> None:
    entry = read(client, "/bodies/csto/feed/").find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "#3 It <joined> & stayed"
    assert entry.findtext(f"{ATOM}summary") == "+ membership Belarus"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/bodies/csto/compare/2/3/"
    assert read(client, "/changes/feed/").find(f"{ATOM}entry").findtext(f"{ATOM}summary") == "Belarus, CSTO"


def test_an_unchanged_feed_is_the_same_to_the_byte(client, scene) -> None:
    for address in ("/changes/feed/", "/changes/feed/?tag=merge", "/bodies/csto/feed/"):
        assert client.get(address).content == client.get(address).content


def test_letters_that_xml_cannot_hold_break_no_feed(client, editor) -> None:
    editor.username = "ed\x07ith"
    editor.save()
    factories.save(models.Topic(title="A\x0bB", slug="ab"), user=editor, summary="Bell \x07, \ufffe and <b>&amp;")
    title = texts(read(client, "/changes/feed/"), "title")[1]
    assert title == "#1 Bell \ufffd, \ufffd and <b>&amp;"
    read(client, "/topics/ab/feed/")


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "<img src=x onerror='x'>", "A &amp; B", '"><b>'])
def test_what_a_feed_says_is_escaped_once_more_for_readers_that_take_it_for_html(client, hostile) -> None:
    state, title = factories.state(hostile, slug="hostile"), f"#3 {hostile}"
    factories.save(models.Membership(member=state, body=factories.body()), summary=hostile)
    for address, said in (
        ("/changes/feed/", escape(f"{hostile}, CSTO")),
        ("/bodies/csto/feed/", escape(f"+ membership {hostile}")),
    ):
        entry = read(client, address).find(f"{ATOM}entry")
        assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == (title, said)
        assert entry.find(f"{ATOM}title").get("type", "text") == "text"


def test_a_deleted_entry_keeps_its_feed(client, scene) -> None:
    publish([], [scene[0]], user=None, summary="Delete it")
    assert texts(read(client, "/states/belarus/feed/"), "title")[1] == "#4 Delete it"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/changes/feed/?kind=planet", 400),
        ("/changes/feed/?user=nobody", 404),
        ("/changes/feed/?entry=state:nothing", 404),
        ("/states/nothing/feed/", 404),
    ],
)
def test_what_has_no_feed_says_so(client, scene, address, status) -> None:
    assert client.get(address).status_code == status


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("/changes/", "/changes/feed/"),
        ("/changes/?kind=state&from=2020-01-01", "/changes/feed/?kind=state"),
        ("/states/belarus/", "/states/belarus/feed/"),
        ("/states/belarus/history/", "/states/belarus/feed/"),
        ("/users/edith/", "/changes/feed/?user=edith"),
    ],
)
def test_pages_name_their_feed(client, scene, address, feed) -> None:
    page = client.get(address).content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert f'href="{feed}">' in page

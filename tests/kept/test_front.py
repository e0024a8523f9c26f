"""What stands before the site: who is answered from what is kept, and with which headers."""

import gzip
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError

from apps.changes.announcing import announce
from apps.fresh.depending import collecting
from tests import factories
from tests.kept.visiting import Reader

pytestmark = pytest.mark.django_db

PAGE = "/states/belarus/"
SESSION = f"{settings.SESSION_COOKIE_NAME}=abc"


@pytest.fixture
def reader():
    factories.state("Belarus", text="The republic. " * 100)
    return Reader()


def test_a_page_is_made_once_and_then_answered_as_it_is(reader):
    first = reader.get(PAGE)
    assert reader.is_kept(PAGE)
    again = reader.get(PAGE)
    assert (again, first.said) == (first, reader.bare(PAGE).said)
    assert again.headers["content-length"] == str(len(again.body))


def test_it_says_who_may_keep_it_and_what_it_is_made_of(reader):
    headers = reader.get(PAGE).headers
    assert headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert headers["vary"] == "Accept-Encoding, Accept-Language"
    key = factories.models.State.objects.get().pk
    assert {"all", f"e{key}"} <= set(headers["surrogate-key"].split())
    assert "set-cookie" not in headers


def test_it_comes_compressed_to_those_who_take_it(reader):
    plain, packed = reader.get(PAGE), reader.get(PAGE, accept_encoding="br, gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    for unwilling in ("gzip;q=0", "gzip; q=0.0, br", "identity"):
        assert reader.get(PAGE, accept_encoding=unwilling) == plain
    assert reader.get(PAGE, accept_encoding="gzip;q=0.5") == packed


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_who_has_it_is_not_sent_it_again(reader, accepted):
    had = reader.get(PAGE, accept_encoding=accepted).headers
    assert had["etag"].startswith('"')
    asked = [{"if_none_match": had["etag"]}, {"if_none_match": f'"x", W/{had["etag"]}'}, {"if_none_match": "*"}]
    for each in (*asked, {"if_modified_since": had["last-modified"]}):
        answer = reader.get(PAGE, accept_encoding=accepted, **each)
        assert (answer.status, answer.body) == ("304 Not Modified", b"")
        assert answer.headers["etag"] == had["etag"]
        assert {"cache-control", "vary"} <= answer.headers.keys()
    for each in ({"if_none_match": '"other"'}, {"if_modified_since": "Thu, 01 Jan 2037 00:00:00 GMT"}):
        assert reader.get(PAGE, accept_encoding=accepted, **each).status == "200 OK"
    stale = {"if_none_match": '"other"', "if_modified_since": had["last-modified"]}
    assert reader.get(PAGE, accept_encoding=accepted, **stale).status == "200 OK"


def test_who_has_it_is_told_so_by_a_worker_that_has_yet_to_make_it(reader):
    etag = reader.get(PAGE).headers["etag"]
    other = Reader().get(PAGE, if_none_match=etag)
    assert (other.status, other.body) == ("304 Not Modified", b"")


def test_after_an_edit_it_is_another(reader):
    with time_machine.travel("2026-05-03T12:00:00Z", tick=False) as now:
        old = reader.get(PAGE).headers
        now.shift(5)
        state = factories.models.State.objects.get()
        state.summary = "Changed"
        factories.save(state)
        new = reader.get(PAGE, if_none_match=old["etag"], if_modified_since=old["last-modified"])
    assert new.status == "200 OK"
    assert b"Changed" in new.body
    assert parsedate_to_datetime(new.headers["last-modified"]) > parsedate_to_datetime(old["last-modified"])


def test_head_is_answered_like_get_without_the_body(reader):
    head = reader.get(PAGE, "HEAD")
    whole = reader.get(PAGE)
    assert reader.site.asked == 1
    assert (head.headers, head.body, whole.headers["content-length"]) == (whole.headers, b"", str(len(whole.body)))


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": SESSION},
        {"cookie": f"theme=dark; {SESSION}"},
        {"cookie": "messages=x"},
        {"authorization": "Basic x"},
        {"hx_request": "true"},
        {"host": "evil.example"},
        {"range": "bytes=0-1"},
    ],
)
def test_who_may_be_known_or_asks_for_more_is_answered_by_the_site(reader, headers):
    reader.get(PAGE)
    assert not reader.is_kept(PAGE, **headers)
    assert len(reader.front.store) == 1


def test_other_cookies_are_nobodys(reader):
    reader.get(PAGE)
    assert reader.is_kept(PAGE, cookie="csrftoken=abc; theme=dark")


def test_who_is_signed_in_is_told_that_it_is_private(client, editor):
    factories.state("Belarus")
    client.force_login(editor)
    answer = client.get(PAGE)
    assert answer["Cache-Control"] == "private"
    assert "Cookie" in answer["Vary"]
    assert "Surrogate-Key" not in answer


@pytest.mark.parametrize(
    "address",
    [
        "/sign-in/",
        "/search/?q=belarus",
        "/states/belarus/edit/",
        "/admin/",
        "/healthz",
        "/?on=never",
        "/changes/deleted/",
    ],
)
def test_what_is_not_for_everybody_is_not_kept(reader, address):
    reader.get(address)
    assert not reader.is_kept(address)
    assert "public" not in reader.get(address).headers.get("cache-control", "")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", "200 OK"),
        ("/states/", "200 OK"),
        ("/states/?format=csv", "200 OK"),
        ("/sitemap.xml", "200 OK"),
        ("/robots.txt", "200 OK"),
        ("/changes/feed/", "200 OK"),
        ("/api/v1/states/belarus", "200 OK"),
        ("/api/v1/states", "200 OK"),
        ("/states/nobody/", "404 Not Found"),
        ("/timegate/states/belarus/", "302 Found"),
    ],
)
def test_what_everybody_reads_is_kept(reader, address, status):
    assert reader.get(address).status == status
    assert reader.is_kept(address)


def test_other_addresses_hosts_and_moments_are_other_pages(reader):
    for headers in ({}, {"accept_datetime": "Thu, 01 Jan 2026 00:00:00 GMT"}, {"host": "localhost"}):
        assert not reader.is_kept("/timegate/states/belarus/", **headers)
    assert not reader.is_kept("/states/belarus/?on=1999-01-01")


def test_a_page_ends_with_the_day(reader, settings):
    settings.SHARED_SECONDS = 3600
    with time_machine.travel("2026-05-03T12:00:00Z", tick=False) as now:
        reader.get(PAGE)
        assert reader.get(PAGE).headers["cache-control"].endswith("s-maxage=3600")
        now.move_to("2026-05-03T23:59:00Z")
        assert reader.is_kept(PAGE)
        assert reader.get(PAGE).headers["cache-control"].endswith("s-maxage=60")
        now.move_to("2026-05-04T00:00:00Z")
        assert not reader.is_kept(PAGE)
        assert reader.is_kept(PAGE)


def test_what_is_committed_while_a_page_is_made_is_looked_at(reader, monkeypatch):
    made = reader.site.site

    def meanwhile(environ, start):
        answered = made(environ, start)
        announce("k:state")
        return answered

    reader.get("/states/")
    announce()
    monkeypatch.setattr(reader.site, "site", meanwhile)
    reader.get("/states/")
    reader.get(PAGE)
    monkeypatch.setattr(reader.site, "site", made)
    assert not reader.is_kept("/states/")
    assert reader.is_kept(PAGE)


def test_what_was_read_where_it_may_lag_is_not_kept(reader, monkeypatch):
    @contextmanager
    def elsewhere():
        with collecting() as noted:
            yield noted
        noted.elsewhere = True

    monkeypatch.setattr("apps.web.sharing.collecting", elsewhere)
    assert reader.get(PAGE).status == "200 OK"
    assert not reader.is_kept(PAGE)


def test_it_stays_within_its_bytes():
    for number in range(6):
        factories.state(f"State {number}", text="Words. " * 500)
    reader = Reader()
    reader.get("/states/state-0/")
    reader = Reader(most=reader.front.store.bytes * 7 // 2)
    for number in range(6):
        reader.get(f"/states/state-{number}/")
    store = reader.front.store
    assert len(store) == 3
    assert store.bytes == sum(page.size for page in store._pages.values()) <= store.most
    assert reader.is_kept("/states/state-5/")
    assert not reader.is_kept("/states/state-0/")


def test_the_site_answers_where_the_news_cannot_be_read(reader, monkeypatch):
    def fail():
        raise OperationalError("gone")

    reader.get(PAGE)
    monkeypatch.setattr("apps.changes.news.newest", fail)
    monkeypatch.setattr("apps.kept.freshness.connection", SimpleNamespace(close=lambda: None))
    assert not reader.is_kept(PAGE)
    assert reader.get(PAGE).status == "200 OK"

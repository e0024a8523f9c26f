"""Before any site at all: by what pages are kept, what is asked of the site, and what may be kept of its answers."""

from dataclasses import replace

import pytest
from django.conf import settings

from apps.changes.news import Told
from apps.fresh.depending import Noted
from apps.kept.front import Front, may_be_kept
from apps.kept.slots import SLOT
from tests.kept.any_site import BODY, FOREVER, Site, get, is_kept


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def front(site, monkeypatch):
    made = Front(site, 10**6)
    monkeypatch.setattr(made.freshness, "catch_up", lambda: True)
    return made


@pytest.mark.parametrize(
    "other",
    [
        {"PATH_INFO": "/b/"},
        {"QUERY_STRING": "on=1999"},
        {"HTTP_HOST": "localhost"},
        {"SCRIPT_NAME": "/wiki"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_ACCEPT_DATETIME": "Thu, 01 Jan 2026 00:00:00 GMT"},
        {"HTTP_ACCEPT_LANGUAGE": "ru"},
    ],
)
def test_all_that_an_answer_may_depend_on_tells_pages_apart(front, other):
    get(front)
    assert is_kept(front)
    assert not is_kept(front, **other)
    assert is_kept(front, **other)


@pytest.mark.parametrize(
    "asked",
    [
        *({"REQUEST_METHOD": method} for method in ("POST", "PUT", "DELETE", "OPTIONS")),
        *({"HTTP_COOKIE": f"{name}=x"} for name in (settings.SESSION_COOKIE_NAME, "messages")),
        *({f"HTTP_{name}": ""} for name in ("AUTHORIZATION", "RANGE", "HX_REQUEST", "EXPECT")),
        {"PATH_INFO": f"{settings.STATIC_URL}site.css"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": ""},
    ],
)
def test_these_are_the_sites_own_answers_whatever_it_says(front, site, asked):
    get(front)
    for _ in range(2):
        assert get(front, **asked).body == BODY
    assert len(site.asked) == 3
    assert SLOT not in site.asked[-1]
    assert len(front.store) == 1


def test_nothing_is_answered_from_memory_that_may_be_stale(front, site, monkeypatch):
    get(front)
    monkeypatch.setattr(front.freshness, "catch_up", lambda: False)
    assert not is_kept(front)
    assert SLOT not in site.asked[-1]


def test_a_host_is_looked_up_once_and_not_too_many_are_remembered(front, monkeypatch):
    looked_up = []
    monkeypatch.setattr("apps.kept.front.validate_host", lambda host, allowed: bool(looked_up.append(host)))
    for _ in range(2):
        for number in range(1_001):
            front._is_ours(f"{number}.example")
    assert len(looked_up) == 1_002
    assert looked_up[-1] == "1000.example"
    assert len(front._hosts) == 1_000


def test_a_host_with_its_port_is_known(front):
    get(front, HTTP_HOST="testserver:8000")
    assert is_kept(front, HTTP_HOST="testserver:8000")


def test_where_every_host_is_ours_what_is_no_host_is_not(front, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert front._is_ours("any.example")
    for none in ("", "a b", "testserver/"):
        assert not front._is_ours(none)


@pytest.mark.parametrize("status", ["200 OK", "301 Moved Permanently", "302 Found", "404 Not Found"])
def test_these_are_kept_and_the_sites_answer_is_closed(front, site, status):
    site.status = status
    answer = get(front)
    assert (answer.status, answer.body, site.closed) == (status, BODY, 1)
    assert is_kept(front)
    assert get(front) == answer


@pytest.mark.parametrize("status", ["500 Internal Server Error", "400 Bad Request", "410 Gone"])
def test_others_pass_as_they_are(front, site, status):
    site.status, site.error = status, ("an", "error", None)
    answer = get(front)
    assert (answer.status, answer.body, answer.error) == (status, BODY, [site.error])
    assert answer.headers == dict(site.headers)
    assert not is_kept(front)


def test_what_says_of_nothing_that_it_is_made_of_passes_as_it_is(front, site):
    site.noted = None
    answer = get(front)
    assert (answer.headers, answer.body, answer.error) == (dict(site.headers), BODY, [])
    assert not is_kept(front)


@pytest.mark.parametrize(
    ("header", "may_be"),
    [
        (("Set-Cookie", "a=b"), False),
        (("Cache-Control", "private"), False),
        (("Cache-Control", "max-age=0, no-store"), False),
        (("Vary", "Origin"), False),
        (("vary", "Accept-Encoding, Cookie"), False),
        (("Cache-Control", "public, max-age=0"), True),
        (("Vary", "Accept-Encoding, accept-datetime, Accept-Language"), True),
        (("Link", "private"), True),
    ],
)
def test_what_is_for_one_reader_is_answered_and_not_kept(front, site, header, may_be):
    site.headers = [header, ("Content-Type", "text/plain")]
    assert may_be_kept(site.headers) == may_be
    assert get(front).body == BODY
    assert is_kept(front) == may_be


def test_what_was_read_elsewhere_is_answered_and_not_kept(front, site):
    site.noted = Noted(FOREVER, {"a"}, elsewhere=True)
    assert get(front).body == BODY
    assert not is_kept(front)


def test_a_page_is_kept_by_what_it_is_made_of_from_the_news_before_it_was_made(front, site, monkeypatch):
    def meanwhile(environ, start):
        front.store.tell([Told(front.store.number + 1, "mark", frozenset({"a"}))])
        return site(environ, start)

    monkeypatch.setattr(front, "site", meanwhile)
    get(front)
    assert len(front.store) == 0
    monkeypatch.setattr(front, "site", site)
    assert not is_kept(front)
    assert is_kept(front)
    front.store.tell([Told(front.store.number + 1, "mark", frozenset({"b"}))])
    assert is_kept(front)
    front.store.tell([Told(front.store.number + 1, "mark", frozenset({"a"}))])
    assert not is_kept(front)


def test_who_makes_a_page_gets_what_who_finds_it_gets(front, site):
    tag = get(front).headers["ETag"]
    for asked, status in (
        ({"HTTP_IF_NONE_MATCH": tag}, "304 Not Modified"),
        ({"HTTP_IF_NONE_MATCH": '"x"'}, "200 OK"),
        ({"HTTP_ACCEPT_ENCODING": "gzip"}, "200 OK"),
        ({"REQUEST_METHOD": "HEAD"}, "200 OK"),
    ):
        found = get(front, **asked)
        front.store.begin([])
        made = get(front, **asked)
        assert (found.status, made.status) == (status, status)
        assert {**made.headers, "Last-Modified": ""} == {**found.headers, "Last-Modified": ""}
        assert made.body == found.body
        assert "Cache-Control" in made.headers


def test_who_chose_a_language_is_answered_in_it_and_no_cache_keeps_that_for_others(front, site):
    chosen = f"{settings.LANGUAGE_COOKIE_NAME}=ru"
    assert get(front, HTTP_ACCEPT_LANGUAGE="ru").headers["Cache-Control"].startswith("public")
    for cookie in (chosen, f"theme=dark; {chosen}"):
        assert get(front, HTTP_COOKIE=cookie).headers["Cache-Control"].startswith("private")
    same = get(front, HTTP_COOKIE=chosen, HTTP_ACCEPT_LANGUAGE="ru")
    assert same.headers["Cache-Control"].startswith("public")
    assert len(site.asked) == 1


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "gzip;q=0.5", "gzip; q=0.01", "gzip;q=1.0, br;q=0"])
def test_these_take_it_compressed(front, accepted):
    assert get(front, HTTP_ACCEPT_ENCODING=accepted).headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip ; q=0.000", "gzip;q=0 , br"])
def test_these_do_not(front, accepted):
    assert "Content-Encoding" not in get(front, HTTP_ACCEPT_ENCODING=accepted).headers


class Pages(dict):
    """A second level."""

    put = dict.__setitem__


def test_what_another_machine_made_is_answered_while_it_holds(front, site):
    front.shared = Pages()
    get(front)
    ((key, made),) = front.shared.items()
    front.store.begin([])
    assert is_kept(front)
    assert front.store.get(key, 0) is made
    front.shared[key] = replace(made, until=1.0)
    front.store.begin([])
    assert not is_kept(front)
    front.store.begin([Told(7, "mark", frozenset())])
    front.shared[key] = made
    assert not is_kept(front)


def test_what_may_not_be_kept_here_may_not_there(front, site):
    front.shared = Pages()
    site.noted = Noted(FOREVER, {"a"}, elsewhere=True)
    get(front)
    site.noted, site.headers = Noted(FOREVER, {"a"}), [("Set-Cookie", "a=b")]
    get(front)
    front.store.most, site.headers = 1, []
    get(front)
    assert front.shared == {}

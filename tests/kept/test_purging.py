"""Caches before the site are told what to drop, and told again what they did not hear."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from apps.changes import news
from apps.changes.announcing import announce
from apps.kept import purging
from apps.kept.headers import keys_of
from apps.kept.models import Purged
from tests import factories

pytestmark = pytest.mark.django_db


class Cache(BaseHTTPRequestHandler):
    """Hears what it is told to drop."""

    def do_PURGE(self):
        if not self.server.deaf:
            self.server.heard.append(set(self.headers["xkey"].split()))
        self.send_response(503 if self.server.deaf else 200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def cache(settings):
    server = HTTPServer(("127.0.0.1", 0), Cache)
    server.heard, server.deaf = [], False
    thread = Thread(target=server.serve_forever)
    thread.start()
    settings.PURGE_URLS = [f"http://127.0.0.1:{server.server_port}/"]
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_was_touched_is_dropped_once_it_is_committed(cache, django_capture_on_commit_callbacks):
    purging.purge()
    cache.heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        state = factories.state("Belarus")
        assert cache.heard == []
    (heard,) = cache.heard
    assert {f"e{state.pk}", "k:state", "nbelarus", "any"} <= heard


def test_it_is_told_once(cache):
    announce("e1")
    assert purging.purge() == 1
    assert purging.purge() == 1
    assert cache.heard == [{"e1", "any"}]


def test_what_it_did_not_hear_is_told_again(cache):
    announce("e1")
    purging.purge()
    cache.deaf = True
    announce("e2")
    assert purging.purge() == 0
    cache.deaf = False
    announce("e3")
    assert purging.purge() == 1
    assert cache.heard[1:] == [{"e2", "e3", "any"}]
    assert Purged.objects.get().number == 3


def test_everything_goes_when_everything_may_have_changed(cache):
    announce("e1")
    announce()
    purging.purge()
    assert cache.heard == [{"all"}]


def test_many_keys_come_in_parts(cache):
    keys = {f"e{number}" for number in range(10_000, 10_400)}
    for number in range(10):
        announce(*sorted(keys)[number * 40 : (number + 1) * 40], "n" + "x" * 500 + str(number))
    purging.purge()
    assert len(cache.heard) > 1
    assert keys <= set().union(*cache.heard)


def test_a_page_of_very_many_keys_goes_at_any_change():
    assert keys_of({"e1"}) == "all e1"
    assert keys_of({f"e{number}" for number in range(2_000)}) == "all any"


def test_a_command_tells_what_is_left(cache, capsys):
    announce("e1")
    call_command("purge")
    assert "1 of 1 caches know all." in capsys.readouterr().out
    cache.deaf = True
    announce("e2")
    with pytest.raises(CommandError, match="0 of 1"):
        call_command("purge")


def test_who_was_overtaken_takes_back_nothing(settings, monkeypatch):
    """Another process told more while this one was telling, and noted so."""
    settings.PURGE_URLS = ["http://cache.example/"]
    announce("e1")
    announce("e2")

    def telling(request, timeout):
        Purged.objects.update(number=9)
        return BytesIO()

    monkeypatch.setattr("urllib.request.urlopen", telling)
    assert purging.purge() == 1
    assert Purged.objects.get().number == 9


def test_each_cache_is_told_by_itself_for_as_long_as_it_may_take(settings, monkeypatch):
    settings.PURGE_URLS = ["http://one.example/", "http://two.example/"]
    asked = []

    def telling(request, timeout):
        asked.append((request.full_url, request.method, request.headers, timeout))
        if "one" in request.full_url:
            raise OSError("gone")
        return BytesIO()

    monkeypatch.setattr("urllib.request.urlopen", telling)
    announce("e1")
    assert purging.purge() == 1
    keys = {"Xkey": "any e1", "Surrogate-key": "any e1"}
    assert asked == [(url, "PURGE", keys, purging.PATIENCE) for url in settings.PURGE_URLS]
    assert purging.purge() == 1
    assert [url for url, *_ in asked[2:]] == ["http://one.example/"]
    Purged.objects.update(number=5)
    assert purging.purge() == 2


def test_keys_are_parted_where_a_request_would_be_too_long(monkeypatch):
    monkeypatch.setattr(purging, "MOST", 12)
    keys = ["abcd", "efgh", "ijk", "l" * 20, "m"]
    assert purging._parts(keys) == ["abcd efgh", "ijk", "l" * 20, "m"]
    assert purging._parts([]) == [""]


def test_from_news_that_are_forgotten_everything_is_dropped(monkeypatch):
    for token in ("e1", "e2", "e3"):
        announce(token)
    assert purging._keys_since(1) == ["any", "e2", "e3"]
    news.News.objects.filter(number=2).delete()
    assert purging._keys_since(1) == ["all"]
    assert purging._keys_since(2) == ["any", "e3"]

"""How often one may ask what costs more than a page: by account, by address, and honest behind a proxy."""

import pytest
import redis
from django.core.cache import cache

from apps.web import limits

OTHER = "203.0.113.9"


@pytest.fixture(autouse=True)
def few(settings, tmp_path):
    settings.LIMITS, settings.LIMITS_FILE = dict.fromkeys(settings.LIMITS, 2), tmp_path / "limits"


def asked(client, place="/search/?q=a", **told):
    return [client.get(place, **told).status_code for _ in range(3)]


@pytest.mark.parametrize(
    "place",
    ["/search/?q=a", "/search/suggest/?q=a", "/suggest/?for=link&q=a", "/read-date/?q=1999", "/api/v1/states"],
)
def test_an_address_that_asks_too_often_is_told_to_wait(client, db, place):
    assert asked(client, place, REMOTE_ADDR="192.0.2.1") == [200, 200, 429]
    refused = client.get(place, REMOTE_ADDR="192.0.2.1")
    assert 0 < int(refused["Retry-After"]) <= limits.STRETCH
    assert "too often" in refused.content.decode()
    assert client.get(place, REMOTE_ADDR="192.0.2.2").status_code == 200
    if place.startswith("/api/"):
        assert "wait a minute" in refused.json()["detail"]


def test_another_thing_has_a_count_of_its_own(client, db):
    asked(client, REMOTE_ADDR="192.0.2.1")
    assert client.get("/api/v1/states", REMOTE_ADDR="192.0.2.1").status_code == 200
    assert asked(client, "/states/", REMOTE_ADDR="192.0.2.1") == [200, 200, 200]


def test_an_account_is_counted_wherever_it_asks_from(client, editor):
    client.force_login(editor)
    assert [client.get("/search/?q=a", REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("place", ["/states/new/", "/admin/entries/state/add/preview/"])
def test_previews_are_limited_and_publishing_is_not(client, editor, place):
    client.force_login(editor)
    sent = {"act": "preview", "title": "Belarus"}
    answers = [client.post(place, sent, headers={"HX-Request": "true"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert client.post("/states/new/", {"act": "publish", "title": "Belarus"}).status_code != 429


def test_of_ipv6_the_network_is_counted(client, db):
    addresses = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::1", "2001:db8:0:1::1"]
    found = [client.get("/search/?q=a", REMOTE_ADDR=each).status_code for each in addresses]
    assert found == [200, 200, 429, 200]


def test_who_asks_on_this_machine_itself_is_not_counted(client, db):
    assert asked(client) == asked(client, REMOTE_ADDR="::1") == asked(client, REMOTE_ADDR="") == [200, 200, 200]


def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(client, db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = [f"{n}.{n}.{n}.{n}, {OTHER}" for n in (1, 2, 3)]  # the first is what a client says of itself
    answers = [client.get("/search/?q=a", HTTP_X_FORWARDED_FOR=each).status_code for each in told]
    assert answers == [200, 200, 429]


def test_behind_a_proxy_that_it_was_not_told_of_readers_do_not_share_a_count(client, db, caplog):
    limits._warn.cache_clear()
    assert asked(client, HTTP_X_FORWARDED_FOR=OTHER) == [200, 200, 200]
    assert "TRUSTED_PROXY_COUNT" in caplog.text


def test_with_a_cache_that_machines_share_they_count_together(client, db, settings):
    settings.CACHE_URL = "redis://elsewhere"
    assert asked(client, REMOTE_ADDR="192.0.2.1") == [200, 200, 429]
    cache.clear()
    assert client.get("/search/?q=a", REMOTE_ADDR="192.0.2.1").status_code == 200


def test_where_the_shared_cache_does_not_answer_nobody_is_kept_out(client, db, settings, monkeypatch):
    def out(*told):
        raise redis.ConnectionError

    settings.CACHE_URL = "redis://elsewhere"
    monkeypatch.setattr(cache, "incr", out, raising=False)
    assert asked(client, REMOTE_ADDR="192.0.2.1") == [200, 200, 200]


def test_what_is_not_limited_is_not_counted(client, db, settings):
    settings.LIMITS = {}
    assert asked(client, REMOTE_ADDR="192.0.2.1") == [200, 200, 200]

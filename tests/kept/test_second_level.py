"""The second level of kept pages: what is asked of its server, how long a page stays there, when nobody is asked."""

import pytest
import redis
import time_machine

from apps.kept.page import Page
from apps.kept.shared import PAUSE, Shared

NOW = 1_800_000_000.0
KEY = ("http", "testserver", "", "/states/", "", None)


class Server:
    """Remembers what it was asked; fails where it is down."""

    def __init__(self):
        self.values, self.seconds, self.asked, self.down = {}, {}, 0, False

    def _ask(self):
        self.asked += 1
        if self.down:
            raise redis.ConnectionError("gone")

    def get(self, name):
        self._ask()
        return self.values.get(name)

    def set(self, name, value, ex):
        self._ask()
        self.values[name], self.seconds[name] = value, ex


@pytest.fixture
def server():
    return Server()


def level(server, release="1"):
    shared = Shared("redis://127.0.0.1:1/0", release)
    shared._redis = server
    return shared


def page(seconds=100.0, body=b"body"):
    return Page("200 OK", [("Link", "a"), ("Link", "b")], body, frozenset({"b", "a"}), NOW + seconds, NOW, 7, "mark")


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("body", [b"", b"\n\n{}\n", bytes(range(256))])
def test_a_page_comes_back_as_it_was(server, body):
    level(server).put(KEY, page(body=body))
    assert level(server).get(KEY) == page(body=body)
    assert level(server).get((*KEY[:-1], "a day")) is None
    assert level(server, "2").get(KEY) is None


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(("holds", "stays"), [(100.0, 100), (86_400.0, 86_400), (2.5, 2), (0.5, 1), (-5.0, 1)])
def test_it_stays_as_long_as_it_holds(server, holds, stays):
    level(server).put(KEY, page(holds))
    assert list(server.seconds.values()) == [stays]


@pytest.mark.parametrize("nonsense", [b"", b"{", b'{"headers": []}\nbody', b"[]\nbody", b"\xff\xfe"])
def test_nonsense_is_passed_over(server, nonsense):
    shared = level(server)
    shared.put(KEY, page())
    server.values = dict.fromkeys(server.values, nonsense)
    assert shared.get(KEY) is None


def test_a_server_that_fails_is_left_alone_for_a_while_and_then_asked_again(server, monkeypatch):
    at = [1_000.0]
    monkeypatch.setattr("apps.kept.shared.time.monotonic", lambda: at[0])
    shared = level(server)
    shared.put(KEY, page())
    server.down = True
    assert shared.get(KEY) is None
    assert server.asked == 2
    server.down = False
    for at[0] in (1_000.0, 1_000.0 + PAUSE - 0.1):
        assert shared.get(KEY) is None
        shared.put(KEY, page())
    assert server.asked == 2
    at[0] = 1_000.0 + PAUSE
    assert shared.get(KEY) == page()
    assert server.asked == 3

"""Readers of a site that stands behind its kept pages, as servers run it, and of the bare site beside it."""

from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections

from apps.kept.front import Front

MEGABYTES = 2**20
TOLD = ("content-type", "link", "location", "memento-datetime", "surrogate-key", "cache-control", "vary")
"""The headers that say something of a page."""


@dataclass(frozen=True)
class Answer:
    """What a reader got."""

    status: str
    headers: dict
    body: bytes

    @property
    def said(self):
        """All that a page says, whoever made it and when."""
        return self.status, {name: self.headers.get(name) for name in TOLD}, self.body


class Counted:
    """The site itself; it counts how often it is asked."""

    def __init__(self):
        self.site, self.asked = WSGIHandler(), 0

    def __call__(self, environ, start):
        self.asked += 1
        return self.site(environ, start)


class Reader:
    """One worker's site: `get` through its kept pages, `made` tells whether the last answer was made for it."""

    def __init__(self, most=64 * MEGABYTES, shared=None):
        self.site = Counted()
        self.front = Front(self.site, most, shared)

    def get(self, address, method="GET", **headers):
        return ask(self.front, address, method, **headers)

    def bare(self, address, **headers):
        """The same from the site itself."""
        return ask(WSGIHandler(), address, "GET", **headers)

    def is_kept(self, address, **headers):
        """Whether the page is answered without asking the site."""
        before = self.site.asked
        self.get(address, **headers)
        return self.site.asked == before


@contextmanager
def open_connections():
    """Requests inside leave the connection open: a test's transaction ends with it."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (signals.request_started, signals.request_finished):
            signal.connect(close_old_connections)


def ask(application, address, method, **headers):
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    said = []
    with open_connections():
        answered = application(environ, lambda status, headers, *error: said.extend((status, headers)))
        body = b"".join(answered)
        getattr(answered, "close", lambda: None)()
    return Answer(said[0], {name.lower(): value for name, value in said[1]}, body)

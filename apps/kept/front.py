"""Stands before the site (WSGI): answers what it keeps, before sessions, accounts and rendering, and keeps what may be.

Must not know pages, nor what they are made of.
"""

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from apps.language.asked import AskedLanguage, asked_for

from .freshness import Freshness
from .page import Headers, Page, cache_control, is_unchanged
from .slots import SLOT, Slot
from .store import Key, Store

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

KEPT = ("200", "301", "302", "404")
PASSING = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_HX_REQUEST", "HTTP_EXPECT")
"""What asks for more than a page that is the same for everybody."""
VARYING = {"accept-encoding", "accept-datetime", "accept-language"}
"""The headers that the key of a page tells apart; a page that varies with others is not kept."""
_NO_GZIP = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")


class Front:
    """The site, with a store of pages before it."""

    def __init__(self, site: Application, most: int, shared: Any = None) -> None:
        self.site = site
        self.store = Store(most)
        self.freshness = Freshness(self.store)
        self.shared = shared
        self._hosts: dict[str, bool] = {}
        self._cookies = (settings.SESSION_COOKIE_NAME, "messages")
        self._static = settings.STATIC_URL

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """An answer that is kept, or the site's."""
        asked = asked_in(environ)
        key = self._key(environ, asked)
        if key is None or not self.freshness.catch_up():
            return self.site(environ, start)
        page = self.store.get(key, time.time())
        if page is None and self.shared is not None:
            found: Page | None = self.shared.get(key)
            if found is not None and found.until > time.time() and self.store.put(key, found):
                page = found
        if page is None:
            return self._made(key, asked, environ, start)
        return self._answer(page, asked, environ, start)

    def _key(self, environ: Environ, language: AskedLanguage) -> Key | None:
        """By what a page is kept; None for what is not answered from here."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        cookie = environ.get("HTTP_COOKIE")
        if cookie and any(name in cookie for name in self._cookies):
            return None
        path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
        if path.startswith(self._static) or any(name in environ for name in PASSING) or not self._is_ours(host):
            return None
        asked = (environ.get("QUERY_STRING", ""), environ.get("HTTP_ACCEPT_DATETIME"), language.code)
        return (environ["wsgi.url_scheme"], host, environ.get("SCRIPT_NAME", ""), path, *asked)

    def _is_ours(self, host: str) -> bool:
        """Whether the site answers to a host's name; Django refuses the others."""
        if (known := self._hosts.get(host)) is None:
            domain, _ = split_domain_port(host)
            known = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
            if len(self._hosts) < 1_000:
                self._hosts[host] = known
        return known

    def _made(self, key: Key, language: AskedLanguage, environ: Environ, start: Start) -> Iterable[bytes]:
        """What the site answers; if it may be, it is kept."""
        number, mark = self.store.number, self.store.mark  # before it is made: what is committed meanwhile is looked at
        conditions = {name: environ.get(name) for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")}
        accepts = environ.get("HTTP_ACCEPT_ENCODING")
        slot = environ[SLOT] = Slot()
        said: list[Any] = []

        def hold(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            said[:] = [status, headers, exc_info]
            return lambda body: None

        made = time.time()
        answered = self.site(environ, hold)
        status, headers, exc_info = said
        if slot.noted is None or status[:3] not in KEPT:
            start(status, headers, *([exc_info] if exc_info else []))
            return answered
        try:
            body = b"".join(answered)
        finally:
            getattr(answered, "close", lambda: None)()
        noted = slot.noted
        page = Page(status, headers, body, frozenset(noted.tokens), noted.until.timestamp(), made, number, mark)
        if not noted.elsewhere and may_be_kept(headers) and self.store.put(key, page) and self.shared is not None:
            self.shared.put(key, page)
        asked = {name: value for name, value in conditions.items() if value is not None}
        environ = environ | asked | ({"HTTP_ACCEPT_ENCODING": accepts} if accepts else {})
        return self._answer(page, language, environ, start)

    def _answer(self, page: Page, language: AskedLanguage, environ: Environ, start: Start) -> Iterable[bytes]:
        accepts = environ.get("HTTP_ACCEPT_ENCODING", "")
        variant = page.packed if "gzip" in accepts and not _NO_GZIP.search(accepts) else page.plain
        control = ("Cache-Control", cache_control(page.until, alone=language.chosen))
        none_match, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
        if (none_match or since) and is_unchanged(page, variant, none_match, since):
            start("304 Not Modified", [*variant.unchanged, control])
            return []
        start(page.status, [*variant.headers, control])
        return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []


def asked_in(environ: Environ) -> AskedLanguage:
    """The language that is asked for, as the site finds it."""
    told = environ.get
    path, query = told("PATH_INFO", ""), told("QUERY_STRING", "")
    return asked_for(path, query, told("HTTP_COOKIE", ""), told("HTTP_ACCEPT_LANGUAGE", ""))


def may_be_kept(headers: Headers) -> bool:
    """Whether the headers of an answer let it be shared."""
    for name, value in headers:
        match name.lower():
            case "set-cookie":
                return False
            case "cache-control" if "private" in value or "no-store" in value:
                return False
            case "vary" if not {each.strip().lower() for each in value.split(",")} <= VARYING:
                return False
    return True

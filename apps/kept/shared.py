"""A second level of kept pages that several machines share: Redis, or Valkey. Must not know what a page is made of.

What comes from there is looked at like a page of one's own: the news since it was made say whether it holds. Where it
does not answer, the site goes on without it.
"""

import hashlib
import json
import logging
import time
from typing import Any, cast

import redis

from .page import Page
from .store import Key

logger = logging.getLogger(__name__)

PATIENCE = 0.2
"""Seconds to wait for an answer."""
PAUSE = 5.0
"""Seconds in which nothing is asked of a server that failed."""


class Shared:
    """Pages in Redis; `release` parts those that other code made."""

    def __init__(self, url: str, release: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self._release = release
        self._again = 0.0

    def get(self, key: Key) -> Page | None:
        """The page of the key; None where there is none, or nobody answers."""
        found = cast("bytes | None", self._ask(lambda: self._redis.get(self._name(key))))
        if found is None:
            return None
        try:
            told, _, body = found.partition(b"\n")
            said = json.loads(told)
            headers = [(name, value) for name, value in said.pop("headers")]
            return Page(headers=headers, body=body, tokens=frozenset(said.pop("tokens")), **said)
        except (ValueError, TypeError, KeyError):
            logger.exception("A page in the shared cache cannot be read.")
            return None

    def put(self, key: Key, page: Page) -> None:
        """Keep a page for the others, as long as it holds at most."""
        names = ("status", "headers", "until", "made", "number", "mark")
        said: dict[str, Any] = {name: getattr(page, name) for name in names} | {"tokens": sorted(page.tokens)}
        value = json.dumps(said).encode() + b"\n" + page.body
        left = max(int(page.until - time.time()), 1)
        self._ask(lambda: self._redis.set(self._name(key), value, ex=left))

    def _name(self, key: Key) -> str:
        return f"page:{self._release}:{hashlib.sha256(repr(key).encode()).hexdigest()}"

    def _ask(self, what: Any) -> object:
        if time.monotonic() < self._again:
            return None
        try:
            return what()
        except redis.RedisError as error:
            self._again = time.monotonic() + PAUSE
            logger.warning("The shared cache does not answer: %s", error)
            return None

"""A page that is kept, as it is answered: whole, compressed, or not at all where the asker has it (RFC 9110).

Must not know where it is kept.
"""

import gzip
import time
from dataclasses import dataclass, field
from hashlib import blake2b
from http import HTTPStatus
from wsgiref.handlers import format_date_time

from django.conf import settings
from django.utils.http import parse_etags

LEAST = 200
"""Bytes of a body that is worth compressing."""
OVERHEAD, OF_A_TOKEN = 3_000, 200
"""Bytes of memory that a page takes beside its bodies, and for each of its tokens, about."""
TOLD_ANEW = {"content-length", "content-encoding", "etag", "last-modified", "date", "cache-control"}
TOLD_WITHOUT_BODY = {"etag", "last-modified", "vary", "content-location"}
"""What a 304 tells, beside how long the page may be kept."""

Headers = list[tuple[str, str]]


@dataclass
class Variant:
    """A body in one encoding, with the headers of an answer that has it, and of one that leaves it out."""

    body: bytes
    etag: str
    headers: Headers
    unchanged: Headers


@dataclass
class Page:
    """An answer: `tokens` are what it is made of, `number` and `mark` the last news before it was made, `until` and
    `made` when it ends to hold and was made (seconds since 1970).

    It names the second in which it was made, so that `Last-Modified` is another for each that was ever answered.
    """

    status: str
    headers: Headers
    body: bytes
    tokens: frozenset[str]
    until: float
    made: float
    number: int
    mark: str
    size: int = field(init=False)
    plain: Variant = field(init=False)
    packed: Variant = field(init=False)

    def __post_init__(self) -> None:
        self.headers = [(name, value) for name, value in self.headers if name.lower() not in TOLD_ANEW]
        self.modified = format_date_time(int(self.made))
        digest = blake2b(self.body + repr((self.status, sorted(self.headers))).encode(), digest_size=12).hexdigest()
        self.plain = self.packed = self._variant(self.body, f'"{digest}"', [])
        self.size = OVERHEAD + len(self.body) + OF_A_TOKEN * len(self.tokens)
        packed = gzip.compress(self.body, 6, mtime=0) if len(self.body) >= LEAST else self.body
        if len(packed) < len(self.body):
            self.packed = self._variant(packed, f'"{digest}-gzip"', [("Content-Encoding", "gzip")])
            self.size += len(packed)

    def _variant(self, body: bytes, etag: str, more: Headers) -> Variant:
        headers = [*self.headers, *more, ("ETag", etag), ("Last-Modified", self.modified)]
        unchanged = [(name, value) for name, value in headers if name.lower() in TOLD_WITHOUT_BODY]
        return Variant(body, etag, [*headers, ("Content-Length", str(len(body)))], unchanged)


def cache_control(until: float, *, alone: bool = False) -> str:
    """Kept by everybody, who asks each time whether it still holds; a cache that is purged need not, for a time.

    What only its reader chose so is kept by them `alone`.
    """
    if alone:
        return "private, max-age=0, must-revalidate"
    if not settings.SHARED_SECONDS:
        return "public, max-age=0, must-revalidate"
    shared = max(min(settings.SHARED_SECONDS, int(until - time.time())), 0)
    return f"public, max-age=0, must-revalidate, s-maxage={shared}"


def is_unchanged(page: Page, variant: Variant, none_match: str | None, since: str | None) -> bool:
    """Whether the asker has this already: by its ETag or, where none is sent, by the very second in which it was made.

    Errors and redirections are always told whole.
    """
    if not page.status.startswith(str(HTTPStatus.OK.value)):
        return False
    if none_match is not None:
        if none_match == variant.etag:
            return True
        return none_match.strip() == "*" or variant.etag in (
            each.removeprefix("W/") for each in parse_etags(none_match)
        )
    return since is not None and since == page.modified

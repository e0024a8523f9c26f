"""Pages in the memory of one process: so many bytes of them, those that were asked for last; each is dropped when
something changes that it is made of. Must not know where news come from, nor HTTP.
"""

from collections import OrderedDict, deque
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any

from apps.changes.news import EVERYTHING, KEPT, Told

from .page import Page

Key = tuple[Any, ...]

BEGINNING = Told(0, "", frozenset())
"""Before there were any news."""


class Store:
    """Pages by key, up to the news of `number`, whose mark is `mark`."""

    def __init__(self, most: int) -> None:
        self.most, self.bytes = most, 0
        self.number, self.mark = 0, ""
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._made_of: dict[str, set[Key]] = {}
        self._told: deque[Told] = deque([BEGINNING], maxlen=KEPT)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key, now: float) -> Page | None:
        """The page, unless it holds no more (`now` in seconds since 1970)."""
        if (page := self._pages.get(key)) is None:
            return None
        if page.until <= now:
            with self._lock:
                self._drop(key)
            return None
        try:
            self._pages.move_to_end(key)
        except KeyError:
            return None  # dropped in this moment
        return page

    def put(self, key: Key, page: Page) -> bool:
        """Keep a page, unless what it is made of changed since the news of its `number`; whether it is kept."""
        with self._lock:
            if not self._holds(page):
                return False
            self._drop(key)
            self._pages[key] = page
            self.bytes += page.size
            for token in page.tokens:
                self._made_of.setdefault(token, set()).add(key)
            while self.bytes > self.most:
                self._drop(next(iter(self._pages)))
            return key in self._pages

    def tell(self, news: Iterable[Told]) -> None:
        """Drop what is made of what changed. News that are known already are passed over."""
        with self._lock:
            for told in news:
                if told.number <= self.number:
                    continue
                self.number, self.mark = told.number, told.mark
                self._told.append(told)
                if EVERYTHING in told.tokens:
                    self._clear()
                for token in told.tokens:
                    for key in tuple(self._made_of.get(token, ())):
                        self._drop(key)

    def begin(self, recent: Sequence[Told]) -> None:
        """Drop every page, since what came between is not known, and begin with the news that there are."""
        with self._lock:
            self._clear()
            self._told.clear()
            self._told.extend(recent if recent and recent[0].number > 1 else (BEGINNING, *recent))
            self.number, self.mark = self._told[-1].number, self._told[-1].mark

    def _holds(self, page: Page) -> bool:
        """Whether the news of the page are known here, and none after them is of what it is made of."""
        at = next((n for n, told in enumerate(self._told) if told.number == page.number), None)
        if at is None or self._told[at].mark != page.mark:
            return False
        later = list(self._told)[at + 1 :]
        return not any(EVERYTHING in told.tokens or told.tokens & page.tokens for told in later)

    def _clear(self) -> None:
        self._pages.clear()
        self._made_of.clear()
        self.bytes = 0

    def _drop(self, key: Key) -> None:
        if (page := self._pages.pop(key, None)) is None:
            return
        self.bytes -= page.size
        for token in page.tokens:
            keys = self._made_of.get(token)
            if keys is not None:
                keys.discard(key)
                if not keys:
                    del self._made_of[token]

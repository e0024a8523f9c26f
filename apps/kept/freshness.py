"""Bringing a store up to what was committed: one cheap look for each request, one query for each act of anybody.

Must not know HTTP.
"""

import logging
from threading import Lock
from typing import Any

from django.db import DatabaseError, connection

from apps.changes import news

from .store import Store

logger = logging.getLogger(__name__)


class Freshness:
    """What one process knows of news, for its store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._seen: Any = None
        self._begun = False
        self._lock = Lock()

    def catch_up(self) -> bool:
        """Let the store hold nothing that is not so now; False where that cannot be told."""
        counter = news.counter()
        turn = counter.read() if counter is not None else None
        if turn is not None and turn == self._seen:
            return True
        try:
            with self._lock:
                self._read()
        except DatabaseError:
            logger.exception("The news cannot be read: pages are not answered from memory.")
            connection.close()
            return False
        self._seen = turn
        return True

    def _read(self) -> None:
        number, mark = self.store.number, self.store.mark
        if self._begun and news.newest() == (number, mark):
            return
        told = news.since(number, mark) if self._begun else None
        if told is None:
            self.store.begin(news.recent())
        else:
            self.store.tell(told)
        self._begun = True

"""Django's SQLite, whose transactions wait in line before they begin; reading waits for nobody.

SQLite itself lets waiting writers in at random, each after a sleep of its own: of eight, one may wait for all others,
over and over. Must not know who writes, nor what.
"""

import fcntl
import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from . import line

HAS_LINES = hasattr(fcntl, "F_OFD_SETLK")
"""Whether the system has locks that belong to an open file; where it has not, SQLite's own waiting is all there is."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn before each transaction, and ends the turn with it.

    A database in memory belongs to one process, and is not waited for.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: line.Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        name = str(self.settings_dict["NAME"])
        if HAS_LINES and not self.is_in_memory_db() and not name.startswith("file:"):
            longest = self.settings_dict["OPTIONS"].get("timeout", 5)
            try:
                self._turn = line.wait(f"{name}-line", longest)
            except line.TooLong:
                error = sqlite3.OperationalError(f"database is locked: others wrote for {longest} seconds")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY  # as SQLite says it
                raise OperationalError(*error.args) from error
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # as above
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # as above
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # as above
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.end()

"""Which database is read from now: the primary, or a replica of it; and what tells that a database is out.

Must not know any room, nor which replicas there are or how far they have come: the site says where a request reads.
Who reads past the ORM takes `connection_for_reading()`. Who keeps something of what was read, such as a page or the
newest changeset it was made at, has read both from `reads_from()`: a replica knows less than the primary.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, InternalError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

PRIMARY = DEFAULT_DB_ALIAS
"""The one database that is written to; its locks and its changesets' numbers are the ones that count."""

GAVE_UP = {"57014", "55P03", "40001", "40P01"}
"""What a server says whose connection still stands: a statement or a lock took too long, or others stood in the way."""
OUT = {"25006", "25P03"}
"""It takes no writes (any more), or ended a transaction that idled."""
OUT_CLASSES = {"08", "53", "57"}
"""Connections that failed, resources that ran short, and an operator who shuts down."""

_reads_from: ContextVar[str] = ContextVar("reads_from", default=PRIMARY)
_wrote: ContextVar[bool] = ContextVar("wrote", default=False)


class Behind(Exception):
    """What is asked about may lie beyond what the replica that was asked knows: only the primary can tell."""


class Router:
    """Django's router: whatever is written goes to the primary, whatever is read to where the request reads."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Where the request reads; what Django's cache counts, such as attempts to sign in, the primary alone knows."""
        return PRIMARY if model._meta.app_label == "django_cache" else reads_from()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """The primary."""
        _wrote.set(True)
        return PRIMARY

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        """Rows of the primary and of its replicas are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Replicas get their tables from the primary."""
        return db == PRIMARY


def reads_from() -> str:
    """The alias of the database that is read from now; within a transaction that may write, the primary."""
    return PRIMARY if connections[PRIMARY].in_atomic_block else _reads_from.get()


def is_primary() -> bool:
    """Whether what is read now is all that there is."""
    return reads_from() == PRIMARY


def connection_for_reading() -> BaseDatabaseWrapper:
    """The connection for statements that read and are written by hand."""
    return connections[reads_from()]


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    """Let what is read in here be read from this database."""
    token = _reads_from.set(alias)
    try:
        yield
    finally:
        _reads_from.reset(token)


def forget_writes() -> None:
    """From here on, `wrote` tells of new writes alone."""
    _wrote.set(False)


def wrote() -> bool:
    """Whether this thread has written since `forget_writes`, so that a replica may know less than it does."""
    return _wrote.get()


def require_known(*, newest: bool) -> None:
    """Raises Behind if what was found is the newest that the database knows, and the database is a replica.

    The primary may have a newer one, which would have been the answer.
    """
    if newest and not is_primary():
        raise Behind


def is_outage(error: BaseException | None) -> bool:
    """Whether a database was not there, ended the connection or gave up waiting: asked again, it may well answer."""
    if not isinstance(error, (OperationalError, InterfaceError, InternalError)):
        return False
    if isinstance(error.__cause__, sqlite3.Error):
        return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    state = _state(error)
    if not state:  # the server had no time to say why
        return not isinstance(error, InternalError)
    return state in GAVE_UP | OUT or state[:2] in OUT_CLASSES


def is_lost(error: BaseException) -> bool:
    """Of an outage, whether the connection is lost, so that another one may do better."""
    return not isinstance(error.__cause__, sqlite3.Error) and _state(error) not in GAVE_UP


def _state(error: BaseException) -> str:
    """The SQLSTATE that PostgreSQL gave; empty where it gave none."""
    return getattr(error.__cause__, "sqlstate", None) or ""

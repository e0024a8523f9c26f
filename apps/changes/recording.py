"""Opening a changeset, and numbering it. Must not know what is written inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from apps.fresh.depending import table, tables_written, watching

from .chain import changeset_digest
from .models import Changeset, Tag
from .news import EVERYTHING, tell

COMMIT_LOCK = 0x6373746F
"""The advisory lock (PostgreSQL) under which changesets are numbered and committed: the letters "csto"."""


class OutsideChangeset(RuntimeError):
    """A tracked row was about to be written, or written in bulk, where no changeset could record it."""


class Recording:
    """An open changeset: hands out distinct dates to its rows and counts them."""

    def __init__(self, changeset: Changeset) -> None:
        self.changeset = changeset
        self.digests: list[str] = []
        self.written: set[str] = set()
        self.touched: set[str] = set()

    @property
    def rows(self) -> int:
        """How many rows were written so far."""
        return len(self.digests)

    @property
    def before(self) -> int:
        """The number of the changeset before this one; 0 for none."""
        return self.changeset.number - 1

    @property
    def tokens(self) -> set[str]:
        """What pages may depend on that this changes: what was told, and the tables; everything where nothing was."""
        return (self.touched or {EVERYTHING}) | {table(name) for name in self.written}

    def touch(self, *tokens: str) -> None:
        """Tell what the changeset touches of what pages depend on."""
        self.touched.update(tokens)

    def look(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Note the tables that a statement writes (Django's execute_wrapper)."""
        self.written |= tables_written(sql)
        return execute(sql, params, many, context)

    def retag(self, tag: Tag) -> None:
        """Say what kind of act it turned out to be, before it is sealed."""
        self.changeset.tag = tag

    def measured(self, **told: Any) -> None:
        """Say how much was written, and of what (apps.changes.measuring); it is not sealed."""
        for name, value in told.items():
            setattr(self.changeset, name, value)

    def add(self, digest: str) -> datetime:
        """Count a row in, by its seal; its date, one microsecond apart, because `as_of` repeats rows that share one."""
        self.digests.append(digest)
        return self.changeset.created + timedelta(microseconds=len(self.digests) - 1)


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


def current() -> Recording:
    """The open recording. Raises OutsideChangeset where there is none."""
    if (recording_now := _current.get()) is None:
        raise OutsideChangeset(
            "Tracked rows are written inside `recording(user, summary)` only, so that every change has "
            "an author and a summary. Use apps.door.publish.publish()."
        )
    return recording_now


def touch(*tokens: str) -> None:
    """Tell the open recording what it touches; where none is open, what is made anew is announced as a whole."""
    if (recording_now := _current.get()) is not None:
        recording_now.touch(*tokens)


def hold_commit_lock() -> None:
    """Take the lock that makes changesets commit in the order of their numbers; it ends with the transaction.

    PostgreSQL: an advisory lock. SQLite: transactions begin IMMEDIATE (settings), so the write lock is ours already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COMMIT_LOCK])


def last_seal() -> tuple[int, str]:
    """The number of the last changeset, and its seal; 0 and nothing where there is none."""
    return Changeset.objects.order_by("-number").values_list("number", "digest").first() or (0, "")


@contextmanager
def recording(user: Any, summary: str, *, tag: Tag = Tag.EDIT, reverts: Changeset | None = None) -> Iterator[Recording]:
    """Open one changeset, in one transaction, for everything written inside.

    `user` is a user, or None for the system. The changeset is written at the end, sealed, in one statement: until then
    its number stands in rows that name it (the database looks for it at the commit), and where no row was written, it
    is not either. Recordings do not nest: one act is one changeset.
    """
    if _current.get() is not None:
        raise OutsideChangeset("A changeset is open already; one act of editing is one changeset.")
    with transaction.atomic():
        hold_commit_lock()
        number, seal = last_seal()
        row = Changeset(
            number=number + 1,
            created=timezone.now(),
            user=user if getattr(user, "is_authenticated", False) else None,
            summary=summary,
            tag=tag,
            reverts=reverts,
        )
        opened = Recording(row)
        token = _current.set(opened)
        try:
            with watching(opened.look):
                yield opened
        finally:
            _current.reset(token)
        if opened.rows:
            row.digest = changeset_digest(seal, row, opened.digests)
            row.save(force_insert=True)
            tell({*opened.tokens, table(Changeset._meta.db_table)}, row)

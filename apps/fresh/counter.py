"""Sixteen bytes that all processes of one machine share, by which a reader sees that nobody committed since: two counts
in a file that is mapped into memory. Must not know what is committed.

A writer, holding the lock under which all writers commit, raises `started` before it commits, and lets `finished` be
that number when it has. A reader trusts what it knows while both are what they were when it learned it, and equal.
docs/decisions/0019 goes through what can come between.
"""

import mmap
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

SIZE = 16
STARTED, FINISHED = 0, 1

Turn = tuple[int, int]
"""Which file it was, and how far both counts were."""


class Counter:
    """The two counts in a file, which is made where there is none."""

    def __init__(self, path: str | Path) -> None:
        self.path = os.fspath(path)
        self._open: tuple[int, Any] | None = None

    def read(self) -> Turn | None:
        """What stays the same until somebody commits; None while somebody does, or where it cannot be told."""
        try:
            inode, counts = self._mapped()
        except OSError:
            return None
        finished = counts[FINISHED]
        return (inode, finished) if counts[STARTED] == finished else None

    def start(self) -> int:
        """Say that a commit is coming; the number to finish it with. The caller holds the commit lock.

        Raises OSError where that cannot be said: then nothing may be committed, since readers would not know.
        """
        _, counts = self._mapped()
        counts[STARTED] = started = max(counts[STARTED], counts[FINISHED]) + 1
        return started

    def finish(self, started: int) -> None:
        """Say that the commit is done. One that a later writer has overtaken leaves it to that one."""
        with suppress(OSError):  # then readers go on to ask the database
            _, counts = self._mapped()
            if counts[FINISHED] < started:
                counts[FINISHED] = started

    def _mapped(self) -> tuple[int, Any]:
        """The file that is at the path now, and its counts: it may have been removed and made anew."""
        with suppress(FileNotFoundError):
            if (known := self._open) is not None and os.stat(self.path).st_ino == known[0]:
                return known
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        try:
            if os.fstat(handle).st_size < SIZE:
                os.ftruncate(handle, SIZE)
            opened = (os.fstat(handle).st_ino, memoryview(mmap.mmap(handle, SIZE)).cast("Q"))
        finally:
            os.close(handle)
        self._open = opened
        return opened

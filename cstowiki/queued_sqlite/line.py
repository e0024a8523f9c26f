"""A line in which the writers of all processes wait for their turn, first come, first served.

It is a file with the number of the next ticket, and locks on single bytes far behind it: who stands in line holds the
byte of his ticket, and it is his turn when no lower byte is held. The kernel lets go of the bytes of whoever leaves or
dies, so nothing is left behind and nobody has to judge whether another one lives. Must not know what the turn is for.
"""

import fcntl
import os
import struct
import threading
import time
from pathlib import Path

COUNTER = struct.Struct("=Q")
FIRST = 1024
"""The byte of ticket 0; the counter stands before it."""
PATIENCE = 0.0005, 0.01
"""Seconds between two looks, the shortest and the longest; within one process the one who leaves says so at once."""

_left = threading.Condition()


class TooLong(Exception):
    """It did not become one's turn in time."""


class Turn:
    """A turn that was waited for: others wait until `end` is called, or the process ends."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def end(self) -> None:
        """Let the next one have his turn; harmless when it ended already."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            _leave(handle)


def wait(path: Path | str, timeout: float) -> Turn:
    """Stand in the line of this file until it is one's turn. Raises TooLong after `timeout` seconds, out of line."""
    until = time.monotonic() + timeout
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)  # each one's own: the locks belong to what was opened
    try:
        ticket = _draw(handle)
        shortest, longest = PATIENCE
        pause = shortest
        while not _is_first(handle, ticket):
            if (left := until - time.monotonic()) <= 0:
                raise TooLong
            with _left:
                _left.wait(min(pause, left))
            pause = min(pause * 1.25, longest)
    except BaseException:
        _leave(handle)
        raise
    return Turn(handle)


def _draw(handle: int) -> int:
    """Take the next ticket, and hold its byte; nobody draws meanwhile."""
    _lock(handle, fcntl.F_OFD_SETLKW, fcntl.F_WRLCK, 0, COUNTER.size)
    try:
        ticket = int.from_bytes(os.pread(handle, COUNTER.size, 0), "little")
        os.pwrite(handle, (ticket + 1).to_bytes(COUNTER.size, "little"), 0)
        _lock(handle, fcntl.F_OFD_SETLK, fcntl.F_WRLCK, FIRST + ticket, 1)
    finally:
        _lock(handle, fcntl.F_OFD_SETLK, fcntl.F_UNLCK, 0, COUNTER.size)
    return ticket


def _is_first(handle: int, ticket: int) -> bool:
    """Whether nobody holds the byte of a lower ticket."""
    if ticket == 0:
        return True
    asked = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, FIRST, ticket, 0)
    found, *_ = _FLOCK.unpack(fcntl.fcntl(handle, fcntl.F_OFD_GETLK, asked))
    return bool(found == fcntl.F_UNLCK)


_FLOCK = struct.Struct("@hhqqi0q")
"""C's `struct flock`: sort, from where, first byte, bytes, process."""


def _lock(handle: int, how: int, sort: int, start: int, length: int) -> None:
    fcntl.fcntl(handle, how, _FLOCK.pack(sort, os.SEEK_SET, start, length, 0))


def _leave(handle: int) -> None:
    os.close(handle)
    with _left:
        _left.notify_all()

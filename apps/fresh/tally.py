"""Counts that all processes of one machine share: how often something was done within a stretch of time.

It is a file of a fixed size, mapped into memory. Must not know what is counted.

Each key has eight places that it can stand in; where all are taken, the one whose stretch began first gives way. So a
flood of keys makes the tally forget, and never grow. Whoever counts holds a lock for some microseconds.
"""

import fcntl
import mmap
import os
import struct
from hashlib import blake2b
from pathlib import Path
from threading import Lock

PLACES, CHOICES = 65_536, 8
PLACE = struct.Struct("=QII")
"""A key, when its stretch began (seconds since 1970), and how often since."""


class Tally:
    """The counts in a file, which is made where there is none."""

    def __init__(self, path: str | Path) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        size = PLACES * PLACE.size
        if os.fstat(self._file).st_size < size:
            os.ftruncate(self._file, size)
        self._map = mmap.mmap(self._file, size)
        self._lock = Lock()

    def count(self, key: str, seconds: int, now: int) -> int:
        """Count once more; how often it was in the stretch of so many seconds that `now` lies in."""
        digest = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little") | 1
        began = now - now % seconds
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                place, times = self._place(digest, began)
                PLACE.pack_into(self._map, place, digest, began, times + 1)
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        return times + 1

    def _place(self, digest: int, began: int) -> tuple[int, int]:
        """Where a key stands, or is to stand, and how often it was counted in this stretch."""
        places = [(digest + step) % PLACES * PLACE.size for step in range(CHOICES)]
        taken = []
        for place in places:
            found, since, times = PLACE.unpack_from(self._map, place)
            if found == digest:
                return place, times if since == began else 0
            taken.append((since, place))
        return min(taken)[1], 0

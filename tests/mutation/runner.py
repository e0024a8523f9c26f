"""Runs of tests, some at once, each in a process of its own and for a limited time. Must not know why they run."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import child
from .sources import Mutant

LONGER = 5
"""How many times as long a run may take as it may work: a machine can have much else to do."""


@dataclass(frozen=True)
class Ended:
    """A run that ended: the status of pytest, or negative, the signal; how many seconds it worked; what it printed."""

    status: int
    seconds: float
    output: Path


class Runs:
    """At most `most` runs at once, which print into a `folder`. Those that are left at its end are ended."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder, self._most = folder, most
        self._running: dict[int, tuple[float, Path, Callable[[Ended], None]]] = {}
        self._started = 0

    def __enter__(self) -> "Runs":
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self._running:
            _kill(pid)
            os.waitpid(pid, 0)

    def start(
        self, tests: Sequence[str], seconds: float, then: Callable[[Ended], None], mutant: Mutant | None = None
    ) -> None:
        """Run tests as soon as there is room, for so many seconds of work at most, then tell how that ended.

        Raises SyntaxError where a mutant is no Python.
        """
        code = mutant.compile() if mutant is not None else None
        self.wait(self._most - 1)
        self._started += 1
        output = self._folder / f"{self._started}.txt"
        pid = child.start(tests, output, seconds, mutant.file if mutant is not None else "", code)
        self._running[pid] = (time.monotonic() + LONGER * seconds, output, then)

    def wait(self, left: int = 0) -> None:
        """Wait until no more than so many are running."""
        while len(self._running) > left:
            time.sleep(0.01)
            for pid, (deadline, output, then) in list(self._running.items()):
                if time.monotonic() > deadline:
                    _kill(pid)
                ended, status, used = os.wait4(pid, os.WNOHANG)
                if ended:
                    del self._running[pid]
                    then(Ended(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, output))


def _kill(pid: int) -> None:
    """End a run, and what it may have started."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)

"""Runs servers as they are deployed, and says what they cost: seconds of the processor, and memory."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.dependencies import ROOT
from tests.benchmarks.browser import HOST

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


@dataclass
class Server:
    """A server that listens, its first process, and those beside it whose work is its own (a database)."""

    name: str
    port: int
    pids: list[int]

    def spent(self) -> float:
        """Seconds of the processor that it took so far, all its processes together."""
        return sum(_spent(pid) for pid in _family(self.pids))

    def memory(self) -> list[float]:
        """Megabytes that belong to each worker alone, or are its share of what is shared; the largest first."""
        workers = [pid for pid in _family(self.pids[:1]) if pid != self.pids[0]]
        return sorted((_megabytes(pid) for pid in workers), reverse=True)


@contextmanager
def gunicorn(name: str, application: str, beside: list[int], **variables: str) -> Iterator[Server]:
    """gunicorn with the site's own configuration and another application, until the end."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cstowiki.gunicorn", application]
    log = ROOT / "var" / "bench" / f"{name}-{os.getpid()}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"HOST": HOST, "PORT": str(port)} | variables
    with log.open("wb") as told:
        running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told)
        try:
            wait(running, port, log)
            yield Server(name, port, [running.pid, *beside])
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait()
    log.unlink()  # but where something failed: then it says what


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


def wait(running: subprocess.Popen, port: int, log: Path) -> None:
    """Until a server that was started takes connections. Raises RuntimeError with what it said where it does not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"{running.args} does not serve: {log.read_text()[-3000:]}")


def _family(roots: list[int]) -> list[int]:
    """These processes and all that descend from them."""
    found, new = list(roots), list(roots)
    while new:
        new = [int(child) for pid in new for child in _children(pid)]
        found += new
    return found


def _children(pid: int) -> list[str]:
    with suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [child for task in tasks for child in (task / "children").read_text().split()]
    return []


def _spent(pid: int) -> float:
    """Seconds of its threads that run, to the nanosecond; where the kernel does not tell, of all, to its tick."""
    with suppress(OSError):
        tasks = [(task / "schedstat").read_text().split() for task in Path(f"/proc/{pid}/task").iterdir()]
        return sum(int(each[0]) for each in tasks) / 1e9
    with suppress(OSError):
        after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(each) for each in after[11:13]) / TICKS
    return 0.0


def _megabytes(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0

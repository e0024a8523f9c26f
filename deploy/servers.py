"""What the throw-away servers of the tests share: another user than root, and a wait for what they say."""

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 100
"""Seconds, on a machine that is ten times slower than a quiet one; what is there earlier is seen earlier."""


def unprivileged(*wanted: str) -> dict[str, Any]:
    """Arguments for `subprocess` that leave root behind: the first of these users that there is, or nobody.

    PostgreSQL and PgBouncer refuse to run as root. Empty for anyone else.
    """
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": next((name for name in wanted if name in known), "nobody"), "extra_groups": []}


@contextmanager
def serving(command: list[str], socket: Path, log: Path, **options: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that is a child of this process, from when its socket is there; killed at the end.

    Raises OSError where it ends before, or does not come.
    """
    with log.open("ab") as said, subprocess.Popen(command, stdout=said, stderr=said, **options) as server:
        try:
            until = time.monotonic() + PATIENCE
            while not socket.exists():
                if server.poll() is not None or time.monotonic() > until:
                    raise OSError(f"{command[0]} does not serve: {log.read_text(errors='replace')[-500:]}")
                time.sleep(0.02)
            yield server
        finally:
            server.send_signal(signal.SIGCONT)
            server.kill()

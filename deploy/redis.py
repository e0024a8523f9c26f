"""Runs a throw-away Redis for the tests; it must not know what they keep in it."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.servers import serving, unprivileged


def find() -> str | None:
    """The program of a Redis, or of a Valkey; None where there is none."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


@contextmanager
def server(program: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A Redis that keeps nothing on disk, as the `CACHE_URL` of its socket, and its process; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="cstowiki-redis-") as name:
        folder = Path(name)
        if user := unprivileged("redis").get("user"):
            shutil.chown(folder, user)
        socket = folder / "socket"
        command = [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", name]
        with serving(command, socket, folder / "log", **unprivileged("redis")) as process:
            yield f"unix://{socket}", process

"""Runs a throw-away PostgreSQL for the tests; it must not know what they store."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

# A crash may cost the data of a throw-away cluster, so nothing waits for the disk. What is measured fits in memory.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c shared_buffers=512MB"


def find_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, Debian's newest or the PATH's; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("pg_ctl")
    found = debian[-1] if debian else Path(on_path) if on_path else None
    return found.resolve().parent if found and found.with_name("initdb").exists() else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster in a temporary folder, as the `DATABASE_URL` of its socket; gone at the end."""
    user = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="cstowiki-postgres-") as folder:
        if "user" in user:
            shutil.chown(folder, user["user"])
        data, log = f"{folder}/data", f"{folder}/log"

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", data, *arguments]
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True, **user)

        run("initdb", "--username=cstowiki", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "start", "--wait", "--silent", "--log", log, "--options", f"{FAST} -k {folder}")
        try:
            yield f"postgres://cstowiki@{quote(folder, safe='')}/postgres"
        finally:
            run("pg_ctl", "stop", "--silent", "--mode=immediate")


def _unprivileged() -> dict[str, Any]:
    """Arguments for `subprocess` that leave root behind, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": "postgres" if "postgres" in known else "nobody", "extra_groups": []}

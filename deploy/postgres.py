"""Runs a throw-away PostgreSQL, and replicas of it, for the tests; it must not know what they store."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from deploy.servers import unprivileged

# A crash may cost the data of a throw-away cluster, so nothing waits for the disk. What is measured fits in memory.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c shared_buffers=512MB"


class Server:
    """A server in a folder of its own, with its socket there."""

    def __init__(self, programs: Path, folder: str) -> None:
        self.programs, self.folder = programs, Path(folder)
        self.url = f"postgres://cstowiki@{quote(folder, safe='')}/postgres"

    @property
    def pid(self) -> int:
        """The process that all the others are children of."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on its data. Raises CalledProcessError."""
        command = [str(self.programs / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=True, **unprivileged("postgres"))

    def start(self, options: str = FAST) -> None:
        """Start it, and wait until it answers."""
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "--wait", "--silent", "--log", log, "--options", f"{options} -k {self.folder}")

    def stop(self) -> None:
        """End it at once, as a crash would."""
        self.run("pg_ctl", "stop", "--silent", "--mode=immediate")


def find_programs() -> Path | None:
    """The folder of PostgreSQL's server programs, Debian's newest or the PATH's; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("pg_ctl")
    found = debian[-1] if debian else Path(on_path) if on_path else None
    return found.resolve().parent if found and found.with_name("initdb").exists() else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running cluster in a temporary folder, as the `DATABASE_URL` of its socket; gone at the end."""
    with primary(programs) as server:
        yield server.url


@contextmanager
def primary(programs: Path, options: str = FAST) -> Iterator[Server]:
    """A running cluster in a temporary folder; gone at the end."""
    with _in_folder(programs) as server:
        server.run("initdb", "--username=cstowiki", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        with _running(server, options):
            yield server


@contextmanager
def replica(programs: Path, url: str, options: str = FAST) -> Iterator[Server]:
    """A running replica of the cluster at `url`, which follows what is written there; gone at the end."""
    with _in_folder(programs) as server:
        source = f"host={unquote(urlsplit(url).netloc.rpartition('@')[2])} user=cstowiki"
        server.run("pg_basebackup", "--write-recovery-conf", "--no-sync", "--checkpoint=fast", "--dbname", source)
        with _running(server, options):
            yield server


@contextmanager
def _in_folder(programs: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="cstowiki-postgres-") as folder:
        if user := unprivileged("postgres").get("user"):
            shutil.chown(folder, user)
        yield Server(programs, folder)


@contextmanager
def _running(server: Server, options: str) -> Iterator[None]:
    server.start(options)
    try:
        yield
    finally:
        server.stop()

"""Runs a throw-away PgBouncer in transaction mode for the tests; it must not know what they ask."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from deploy.postgres import Server
from deploy.servers import serving, unprivileged

PORT = 6432
CONFIG = """
[databases]
postgres = host={folder} connect_query='{connect_query}'
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {here}
auth_type = trust
auth_file = {here}/users
pool_mode = transaction
default_pool_size = 8
server_login_retry = 1
"""


def find() -> str | None:
    """The program, which Debian keeps off the PATH of users; None where there is none."""
    return shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")


class Bouncer:
    """A PgBouncer before a server, which can be killed and started anew at the same address."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.url = f"postgres://cstowiki@{quote(str(folder), safe='')}:{PORT}/postgres"

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """It, until it is killed at the end."""
        socket = self.folder / f".s.PGSQL.{PORT}"
        for left in (socket, socket.with_name(f"{socket.name}.lock")):
            left.unlink(missing_ok=True)
        command = [self.program, str(self.folder / "pgbouncer.ini")]
        with serving(command, socket, self.folder / "log", **unprivileged("postgres")) as process:
            yield process


@contextmanager
def before(program: str, server: Server, connect_query: str = "SELECT 1") -> Iterator[Bouncer]:
    """A PgBouncer to be run before `server`, which first asks this over each connection that it opens."""
    with tempfile.TemporaryDirectory(prefix="cstowiki-pgbouncer-") as name:
        folder = Path(name)
        if user := unprivileged("postgres").get("user"):
            shutil.chown(folder, user)
        (folder / "users").write_text('"cstowiki" ""\n')
        first = connect_query.replace("'", "''")
        config = CONFIG.format(folder=server.folder, here=folder, port=PORT, connect_query=first)
        (folder / "pgbouncer.ini").write_text(config)
        yield Bouncer(program, folder)

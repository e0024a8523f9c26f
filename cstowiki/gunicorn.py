"""How gunicorn serves the site; it must not know what is served."""

import gc
import os
import subprocess
import sys
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from cstowiki import environment

wsgi_app = "cstowiki.wsgi"
bind = environment.bind_address(os.environ)
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4  # below the database pool's six connections, see cstowiki.postgresql
keepalive = 5
graceful_timeout = 10
control_socket_disable = True  # nobody steers it through a socket in the home directory


_worker: list[subprocess.Popen[bytes]] = []


def when_ready(server: Arbiter) -> None:
    """Print where to go, once the address takes connections; start the worker beside it, if `WORKER` asks for one."""
    if environment.flag(os.environ, "WORKER") and not _worker:
        command = [sys.executable, "manage.py", "worker", "--with", str(os.getpid())]
        _worker.append(subprocess.Popen(command, cwd=Path(__file__).parent.parent))
    site = f"http://{bind.replace('127.0.0.1', 'localhost')}"  # browsers make passkeys for names alone
    print(
        f"\n  readers go to    {site}/\n  editors go to    {site}/sign-in/\n"
        f"  programs go to   {site}/api/v1/docs\n  Ctrl-C ends it.\n",
        flush=True,
    )


def on_exit(server: Arbiter) -> None:
    """End the worker with the site; the letter in its hand is finished."""
    for each in _worker:
        each.terminate()
        each.wait()


def post_worker_init(worker: Worker) -> None:
    """Spare the collector what was made by starting: it stays for good, and looking through it takes 100 ms."""
    gc.collect()
    gc.freeze()

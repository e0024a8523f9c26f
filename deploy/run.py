"""`make run`: from a clone to a served site, in one go; it must not know what the wiki holds."""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from deploy import dependencies
from deploy.dependencies import PYTHON, ROOT

LOCK = "requirements.txt"
STATIC_STAMP = ROOT / "var" / "static" / ".sha256"


def main() -> None:
    """Install, collect, migrate and bootstrap what is not yet so, then become the application server."""
    dependencies.end_on_sigterm()
    refuse_taken_port()
    dependencies.ensure(LOCK)
    os.environ["PYTHONUNBUFFERED"] = "1"
    collect_static()
    manage("migrate", "--no-input", "--verbosity", "0")
    manage("bootstrap")
    os.environ.setdefault("WORKER", "1")
    server = [str(PYTHON), "-m", "gunicorn", "--config", "python:cstowiki.gunicorn"]
    os.execv(PYTHON, server)  # noqa: S606 - no shell is meant: signals must reach the server itself


def refuse_taken_port() -> None:
    """End the program before the long work if another one listens where this one would."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    with suppress(OSError), socket.create_connection((host.strip("[]"), port), timeout=1):
        sys.exit(f"Something already listens on {host}:{port}. Choose another port: PORT=8001 make run")


def collect_static() -> None:
    """Hash and compress the static files into var/static/ if a source of theirs has changed.

    Files of older versions stay: a page that a reader opened before an upgrade still finds its style sheet.
    """
    digest = hashlib.sha256()
    for path in static_sources():
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    if STATIC_STAMP.exists() and STATIC_STAMP.read_text() == digest.hexdigest():
        return
    print("Collecting static files …", flush=True)
    manage("collectstatic", "--no-input", "--verbosity", "0")
    STATIC_STAMP.write_text(digest.hexdigest())


def static_sources() -> Iterator[Path]:
    """The files that decide what is collected: our own, the packages' by their lock, the settings, and the storage."""
    yield ROOT / LOCK
    yield ROOT / "cstowiki" / "settings.py"
    yield ROOT / "cstowiki" / "static_files.py"
    for folder in sorted([ROOT / "static", *ROOT.glob("apps/*/static")]):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def manage(*command: str) -> None:
    """Run one of Django's commands; end the program, with its exit status, if it fails."""
    status = subprocess.run([PYTHON, "manage.py", *command], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()

"""An edit by one process is seen by every worker of a server at the next request."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.dependencies import ROOT
from tests.kept.redis_server import free_port

PATIENCE = 200
WORKERS = 3
AT_ONCE = 2 * WORKERS
SITE = "tests.kept.named_workers:application"
EDIT = """
from apps.door.publish import publish
from apps.entries.models import State
state = State.objects.filter(slug="belarus").first() or State(slug="belarus")
state.title = {title!r}
publish([state], user=None, summary="Test")
"""


@pytest.fixture
def variables(tmp_path):
    return {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "DJANGO_SETTINGS_MODULE": "tests.settings"}


def manage(variables, *command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=os.environ | variables, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def edit(variables, title):
    manage(variables, "shell", "--no-imports", "-c", EDIT.format(title=title))


@pytest.fixture
def site(variables):
    manage(variables, "migrate", "--verbosity", "0")
    edit(variables, "First title")
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cstowiki.gunicorn", SITE]
    environ = os.environ | variables | {"PORT": str(port), "WEB_CONCURRENCY": str(WORKERS)}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + PATIENCE
            while True:
                try:
                    get(f"{address}/healthz")
                    break
                except urllib.error.URLError:
                    assert time.monotonic() < deadline
                    assert server.poll() is None
                    time.sleep(0.1)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)


def get(address):
    """What is answered, over a connection of its own, and by which worker."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - of this machine
        return answer.read().decode(), answer.headers["X-Worker"]


def seen(site, *titles):
    """Which of the titles are answered; every worker is asked, however the system shares out the connections."""
    pages, deadline = [], time.monotonic() + PATIENCE
    with ThreadPoolExecutor(AT_ONCE) as readers:
        while len({worker for _, worker in pages}) < WORKERS:
            assert time.monotonic() < deadline
            pages += readers.map(get, [f"{site}/states/belarus/"] * AT_ONCE)
    return {title for title in titles for page, _ in pages if f"<h1>{title}" in page.replace("\n", "")}


def test_an_edit_is_seen_by_every_worker_at_the_next_request(site, variables, tmp_path):
    titles = ("First title", "Second title", "Third title")
    assert seen(site, *titles) == {"First title"}
    with sqlite3.connect(
        tmp_path / "db.sqlite3", timeout=PATIENCE
    ) as database:  # of which nobody tells: what is kept stays
        database.execute("UPDATE entries_entry SET title = 'Second title'")
    database.close()
    assert seen(site, *titles) == {"First title"}
    edit(variables, "Third title")
    assert seen(site, *titles) == {"Third title"}

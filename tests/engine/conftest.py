"""A site as a large wiki has it: PgBouncer before a primary, a replica beside it, and gunicorn before them all."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
import requests

from deploy import pgbouncer, postgres, redis
from deploy.dependencies import ROOT
from deploy.servers import PATIENCE
from tests.editing.forms_of_pages import shown

SETUP = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from tests import factories
call_command("migrate", verbosity=0)
user = get_user_model().objects.create_user("edith", password="pass", is_staff=True)
user.groups.add(Group.objects.get(name="Editors"))
factories.body("CSTO", text="The first text.")
factories.state("Belarus")
"""
SESSION = """
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.get(username="edith"))
print(client.session.session_key)
"""
CONNECT_QUERY = "SET statement_timeout = '4s'; SET lock_timeout = '2s'"
"""The time-outs of the site, as docs/operations.md has PgBouncer set them."""
SMALL = f"{postgres.FAST} -c shared_buffers=64MB"


def until(true, what):
    """Wait for what is expected; what it then says."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    pytest.fail(f"{what} did not come to be")


class Machines:
    """The servers of a site, and what can be done to them."""

    def __init__(self, primary, replica, bouncer, cache=None):
        self.primary, self.replica, self.bouncer, self.cache = primary, replica, bouncer, cache
        self.bouncing = ExitStack()
        self.environ = {
            "DATABASE_URL": bouncer.url,
            "DATABASE_DIRECT_URL": primary.url,
            "DATABASE_REPLICA_URL": replica.url,
            "DATABASE_PGBOUNCER": "1",
            "DATABASE_REPLICA_TIMEOUT": "2",
            "DATABASE_REPLICA_LAG": "300",
            "WEB_CONCURRENCY": "1",
        }
        if cache:
            self.environ["CACHE_URL"] = cache[0]

    def bounce(self):
        """Kill PgBouncer, if it runs, and start it anew."""
        self.bouncing.close()
        self.bouncing.enter_context(self.bouncer.running())

    def manage(self, code):
        """What some lines print that run as a command of the site does."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        environ = os.environ | self.environ | {"DJANGO_SETTINGS_MODULE": "cstowiki.settings"}
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def psql(self, sql, server):
        """The one value of a statement, asked past the site."""
        command = [
            str(server.programs / "psql"),
            "-h",
            str(server.folder),
            "-U",
            "cstowiki",
            "-d",
            "postgres",
            "-Atc",
            sql,
        ]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    @contextmanager
    def holding(self, sql):
        """Somebody holds a lock on the primary, in here."""
        with psycopg.connect(host=str(self.primary.folder), user="cstowiki", dbname="postgres") as somebody:
            somebody.execute(sql)
            yield
            somebody.rollback()

    def pause(self):
        """Let the replica replay nothing more, while it answers."""
        self.psql("SELECT pg_wal_replay_pause()", self.replica)

    def resume(self):
        """Let it replay again, and wait until it has come as far as the primary."""
        os.kill(self.replica.pid, signal.SIGCONT)
        self.psql("SELECT pg_wal_replay_resume()", self.replica)
        here = self.psql("SELECT pg_current_wal_flush_lsn()", self.primary)
        until(
            lambda: self.psql(f"SELECT pg_last_wal_replay_lsn() >= '{here}'", self.replica) == "t",
            "what the replica follows",
        )


class Site:
    """The site that gunicorn serves, asked as browsers ask."""

    def __init__(self, machines, address, key):
        self.machines, self.address, self.key = machines, address, key

    def browser(self, *, signed_in=False):
        browser = requests.Session()
        if signed_in:
            browser.cookies.set("sessionid", self.key, domain="127.0.0.1")
        return browser

    def get(self, path, browser=None, **headers):
        """The answer to a reader, or to who has a browser open."""
        return (browser or requests).get(self.address + path, headers=headers, timeout=PATIENCE, allow_redirects=False)

    def form(self, browser, path="/bodies/csto/edit/"):
        """What the form shows, as it would be posted."""
        return shown(self.get(path, browser))

    def post(self, browser, data, path="/bodies/csto/edit/"):
        return browser.post(self.address + path, data=data, timeout=PATIENCE, allow_redirects=False)

    def write(self, text, browser=None):
        """Publish a text, over and over until it is taken as who reads the page that fails would; the browser."""
        browser = browser or self.browser(signed_in=True)
        data = {**self.form(browser), "text": text, "edit_summary": f"Say {text}"}
        answer = self.post(browser, data)
        assert answer.status_code == 302, answer.text
        return browser

    @property
    def newest(self):
        """The number of the primary's newest changeset."""
        return int(self.machines.psql("SELECT max(number) FROM changes_changeset", self.machines.primary))

    def reads_of_replica(self):
        """How many transactions the replica has ended, so that it shows who reads from it."""
        sql = "SELECT pg_stat_clear_snapshot(); SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"
        return int(self.machines.psql(sql, self.machines.replica).split()[-1])


@pytest.fixture(scope="session")
def machines():
    """The servers behind the site, with a wiki of two entries; without a Redis where there is none."""
    programs, bouncer = postgres.find_programs(), pgbouncer.find()
    if programs is None or bouncer is None:
        pytest.skip("no PostgreSQL or no PgBouncer was found")
    with ExitStack() as stack:
        primary = stack.enter_context(postgres.primary(programs, SMALL))
        cache = stack.enter_context(redis.server(program)) if (program := redis.find()) else None
        replica = stack.enter_context(postgres.replica(programs, primary.url, SMALL))
        made = Machines(primary, replica, stack.enter_context(pgbouncer.before(bouncer, primary, CONNECT_QUERY)), cache)
        stack.callback(made.bouncing.close)
        made.manage(SETUP)
        made.bounce()
        yield made


@pytest.fixture(scope="session")
def site(machines, tmp_path_factory):
    """The site, from when it answers."""
    folder = tmp_path_factory.mktemp("site")
    log = folder / "log"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    environ |= machines.environ | {"DJANGO_SETTINGS_MODULE": "tests.engine.settings", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:cstowiki.gunicorn", "--bind", "127.0.0.1:0"]
    command += ["--graceful-timeout", "1"]
    key = machines.manage(SESSION)
    with log.open("wb") as said, subprocess.Popen(command, cwd=ROOT, env=environ, stdout=said, stderr=said) as server:
        try:
            found = until(lambda: re.search(r"Listening at: (http://127.0.0.1:\d+)", log.read_text()), "gunicorn")
            made = Site(machines, found[1], key)
            until(lambda: made.get("/healthz").status_code == 200, "the site")
            yield made
        finally:
            server.terminate()
    print(log.read_text())

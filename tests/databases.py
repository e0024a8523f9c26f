"""The test database, and copies of it to go back to: migrated, and seeded from the article. Must not know any test.

A copy is a matter of milliseconds, where migrating, seeding and emptying all tables take seconds.
"""

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import setup_databases, teardown_databases

from deploy.dependencies import ROOT

OWN = ("tests/databases.py", "tests/growing.py")
MADE_BY = ("apps/**/*.py", "cstowiki/*.py", "fixtures/*.toml", "requirements-dev.txt", *OWN)
"""The files that decide what a migrated or seeded database holds: copies on disk are kept for as long as they stand."""
KEPT_IN = ROOT / "var" / "test"
DAY = 24 * 60 * 60


class Sqlite:
    """A database in memory; its copies are files under var/test/, which the next run finds again."""

    def __init__(self) -> None:
        digest = hashlib.sha256()
        for path in sorted(path for pattern in MADE_BY for path in ROOT.glob(pattern)):
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
        self.made_by = digest.hexdigest()[:16]
        self.kept: dict[str, sqlite3.Connection] = {}

    @contextmanager
    def opened(self, migrate: Callable[[], object]) -> Iterator[None]:
        """The test database in place of the site's, migrated."""
        usual = connection.settings_dict["NAME"]
        connection.close()
        tested = connection.creation._get_test_db_name()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = tested
        connection.ensure_connection()
        try:
            self.bring("migrated", migrate)
            yield
        finally:
            connection.creation.destroy_test_db(usual, verbosity=0)

    def bring(self, name: str, make: Callable[[], object]) -> None:
        """Let the database be the copy called `name`, if need be made now by `make` and kept."""
        connection.ensure_connection()  # it may be another thread's that was opened
        if name not in self.kept:
            self.kept[name] = sqlite3.connect(":memory:", check_same_thread=False)
            path = KEPT_IN / f"{name}-{self.made_by}.sqlite3"
            if not self._read(path, self.kept[name]):
                make()
                connection.connection.backup(self.kept[name])
                self._write(path, self.kept[name])
                return
        self.kept[name].backup(connection.connection)

    @staticmethod
    def wipe() -> None:
        """Leave no table."""
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(":memory:")) as nothing:
            nothing.backup(connection.connection)

    @staticmethod
    def _read(path: Path, into: sqlite3.Connection) -> bool:
        """Read a copy that an earlier run kept; whether there is one."""
        if not path.exists():
            return False
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as kept:
            kept.backup(into)
        return True

    @staticmethod
    def _write(path: Path, copy: sqlite3.Connection) -> None:
        """Keep a copy for the next run, in place of those that nobody made for a day."""
        KEPT_IN.mkdir(parents=True, exist_ok=True)
        for other in KEPT_IN.glob("*.sqlite3"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - other.stat().st_mtime > DAY:
                    other.unlink()
        fresh = path.with_suffix(f".{os.getpid()}")
        with contextlib.closing(sqlite3.connect(fresh)) as kept:
            copy.backup(kept)
        fresh.replace(path)  # whole, or not there: another process of this run makes it at the same time


class Postgres:
    """A database of the cluster that tests are given; its copies are databases beside it, for this run alone."""

    def __init__(self) -> None:
        self.kept: set[str] = set()

    @contextmanager
    def opened(self, migrate: Callable[[], object]) -> Iterator[None]:
        """The test database in place of the site's, migrated by Django as it makes it."""
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            self.bring("migrated", lambda: None)
            yield
        finally:
            connection.close()
            connection.close_pool()
            with connection._nodb_cursor() as cursor:
                for name in self.kept:
                    cursor.execute(f'DROP DATABASE "{self._copy(name)}" WITH (FORCE)')
            teardown_databases(made, verbosity=0)

    def bring(self, name: str, make: Callable[[], object]) -> None:
        """Let the database be the copy called `name`, if need be made now by `make` and kept."""
        here, copy = connection.settings_dict["NAME"], self._copy(name)
        if name not in self.kept:
            make()
            self._copied(here, copy)
            self.kept.add(name)
        else:
            self._copied(copy, here)

    def wipe(self) -> None:
        """Leave no table."""
        self._copied("template0", connection.settings_dict["NAME"])

    def _copy(self, name: str) -> str:
        return f"{connection.settings_dict['NAME']}_{name}"

    @staticmethod
    def _copied(source: str, target: str) -> None:
        """Make `target` anew as `source` is; nobody may be connected to either."""
        connection.close()
        connection.close_pool()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


databases = Sqlite() if connection.vendor == "sqlite" else Postgres()


def migrate() -> None:
    """Make the tables and what the migrations put into them."""
    call_command("migrate", verbosity=0)


def migrate_to(*targets: tuple[str, str]) -> Any:
    """Migrate up or down to these migrations, or to the newest; the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    return executor.loader.project_state(list(targets) or None).apps


def bring_former(name: str, former: Sequence[tuple[str, str]], write: Callable[[Any], object]) -> None:
    """Let the database be that of a wiki which an earlier version made, up to these migrations, and in which
    `write(apps)` wrote.
    """

    def make() -> None:
        databases.wipe()
        write(migrate_to(*former))

    databases.bring(f"{name}-former", make)


def bring_upgraded(name: str, former: Sequence[tuple[str, str]], write: Callable[[Any], object]) -> None:
    """The same wiki after its upgrade."""

    def make() -> None:
        bring_former(name, former, write)
        migrate_to()

    databases.bring(f"{name}-upgraded", make)


def empty() -> None:
    """Let the database be as the migrations leave it."""
    databases.bring("migrated", migrate)

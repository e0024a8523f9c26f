"""A database on which threads really write at the same time, and the threads."""

import contextlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """The test database; SQLite's, which is in the memory of one connection, as a file in WAL mode instead."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    settings, handle = connections.settings["default"], connection.connection
    in_memory = connection.settings_dict["NAME"]
    with contextlib.closing(sqlite3.connect(tmp_path / "db.sqlite3")) as file:
        handle.backup(file)
    settings["NAME"] = connection.settings_dict["NAME"] = str(tmp_path / "db.sqlite3")
    connection.connection = None
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = connection.settings_dict["NAME"] = in_memory
        connection.connection = handle


@pytest.fixture
def at_once(shared_database):
    """Calls `act(number)` for each number below `count`, all in threads that begin together; what each returned."""

    def run(count, act):
        begin = Barrier(count)

        def one(number):
            begin.wait()
            try:
                return act(number)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(one, range(count)))

    return run

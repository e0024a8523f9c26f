"""Readers read from a replica, whatever becomes of it; who has written reads what was written."""

import os
import signal
import threading
from email.utils import formatdate
from itertools import count

import pytest

from tests.engine.conftest import SMALL, until


@pytest.fixture(autouse=True)
def level(machines):
    """The replica replays, and has come as far as the primary, before and after."""
    machines.resume()
    yield
    machines.resume()


def read_from_replica(site, path="/bodies/csto/"):
    """An answer to a reader that came from the replica, not from what is kept of an answer before."""
    times = count()

    def asked():
        before = site.reads_of_replica()
        answer = site.get(f"{path}?time={next(times)}")
        # Statistics of a backend come in when it next ends a transaction, a second later at most.
        return answer if site.reads_of_replica() > before + 5 else None

    return until(asked, "an answer of the replica")


def test_readers_read_from_the_replica(site):
    answer = read_from_replica(site)
    assert (answer.status_code, "CSTO" in answer.text) == (200, True)


def test_a_paused_replica_answers_readers_and_who_wrote_reads_the_primary(site, machines):
    machines.pause()
    writer = site.write("Written while the replica was paused.")
    for _ in range(5):
        assert "Written while the replica was paused." in site.get("/bodies/csto/", writer).text
    assert "Written while the replica was paused." not in read_from_replica(site).text
    machines.resume()
    until(lambda: "Written while the replica was paused." in site.get("/bodies/csto/").text, "what was written")


def test_a_replica_that_lags_says_nothing_stale_at_a_moment(site, machines):
    before, now = site.newest, "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    machines.pause()
    site.write("Newer than the replica knows.")
    newest = site.newest
    assert newest == before + 1
    read_from_replica(site)
    for path in (
        f"/bodies/csto/?at={newest}",
        f"/bodies/csto/?at={machines.psql(f'SELECT {now}', machines.primary)}",
        f"/bodies/csto/history/{newest}/",
        f"/changes/{newest}/",
        f"/bodies/csto/compare/{before}/{newest}/",
        f"/api/v1/bodies/csto?at={newest}",
    ):
        answer = site.get(path)
        assert answer.status_code == 200, path
        assert "Newer than the replica knows" in answer.text or path.startswith("/changes/"), path
    gate = site.get("/timegate/bodies/csto/", **{"Accept-Datetime": formatdate(usegmt=True)})
    assert gate.headers["Location"].endswith(f"/bodies/csto/?at={newest}")
    assert site.get(f"/bodies/csto/?at={newest + 1}").status_code == 400
    assert site.get(f"/changes/{newest + 1}/").status_code == 404
    assert "Newer than the replica knows" not in site.get(f"/bodies/csto/?at={before}").text


def test_a_stopped_replica_delays_readers_but_briefly_and_is_read_from_again(site, machines):
    read_from_replica(site)
    os.kill(machines.replica.pid, signal.SIGSTOP)
    stop_backends(machines, signal.SIGSTOP)
    try:
        answers = []
        readers = [threading.Thread(target=lambda: answers.append(site.get("/bodies/csto/"))) for _ in range(4)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert [answer.status_code for answer in answers] == [200] * 4
        assert min(answer.elapsed.total_seconds() for answer in [site.get("/bodies/csto/") for _ in range(5)]) < 2
        writer = site.write("Written while the replica was stopped.")
        assert "Written while the replica was stopped." in site.get("/bodies/csto/", writer).text
    finally:
        stop_backends(machines, signal.SIGCONT)
        os.kill(machines.replica.pid, signal.SIGCONT)
    assert "Written while the replica was stopped." in read_from_replica(site).text


def test_a_replica_that_is_gone_leaves_readers_the_primary(site, machines):
    machines.replica.stop()
    try:
        for _ in range(5):
            assert site.get("/bodies/csto/").status_code == 200
    finally:
        machines.replica.start(SMALL)
    read_from_replica(site)


def stop_backends(machines, number):
    """Send a signal to the processes that answer on the replica."""
    children = f"/proc/{machines.replica.pid}/task/{machines.replica.pid}/children"
    with open(children) as found:
        for pid in found.read().split():
            os.kill(int(pid), number)

"""A reader who trusts the shared counts knows what was committed last, whoever was killed in between."""

import os
import signal
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.fresh.counter import Counter
from deploy.dependencies import ROOT

WRITERS, READERS = range(3), range(2)
STEPS = st.lists(
    st.tuples(st.sampled_from(("begin", "commit", "roll back", "finish", "die")), st.sampled_from(WRITERS))
    | st.tuples(st.sampled_from(("look", "ask")), st.sampled_from(READERS)),
    max_size=80,
)


class Machine:
    """Writers and readers of one database, each a step at a time: `committed` is what it holds."""

    def __init__(self, path):
        self.path, self.committed = path, 0
        self.holder = None  # of the lock under which all commit
        self.started, self.ended = {}, {}
        self.counters = [Counter(path) for _ in READERS]
        self.turns, self.seen = [None for _ in READERS], [None for _ in READERS]
        self.trusted = 0

    def step(self, what, who):
        getattr(self, what.replace(" ", "_"))(who)

    def begin(self, writer):
        if self.holder is None and writer not in self.ended:
            self.holder, self.started[writer] = writer, Counter(self.path).start()

    def commit(self, writer):
        if self.holder == writer:
            self.committed, self.holder = self.committed + 1, None
            self.ended[writer] = self.started.pop(writer)

    def roll_back(self, writer):
        if self.holder == writer:
            self.holder = None
            del self.started[writer]

    def finish(self, writer):
        """Long after, perhaps: others have committed since."""
        if writer in self.ended:
            Counter(self.path).finish(self.ended.pop(writer))

    def die(self, writer):
        if self.holder == writer:
            self.holder = None
        self.started.pop(writer, None)
        self.ended.pop(writer, None)

    def look(self, reader):
        self.turns[reader] = turn = self.counters[reader].read()
        if turn is not None and self.seen[reader] is not None and turn == self.seen[reader][0]:
            self.trusted += 1
            assert self.seen[reader][1] == self.committed

    def ask(self, reader):
        """The database, which is asked after the counts were looked at."""
        self.seen[reader] = (self.turns[reader], self.committed) if self.turns[reader] is not None else None


@given(STEPS)
def test_who_trusts_the_counts_is_never_behind(tmp_path_factory, steps):
    machine = Machine(tmp_path_factory.mktemp("counter") / "news")
    for what, who in steps:
        machine.step(what, who)


def test_nothing_is_asked_of_the_database_while_nobody_commits(tmp_path):
    machine = Machine(tmp_path / "news")
    for what in ("begin", "commit", "finish", "look", "ask", "look", "look"):
        machine.step(what, 0)
    assert machine.trusted == 2


@pytest.fixture
def counter(tmp_path):
    return Counter(tmp_path / "news")


def test_all_processes_share_the_counts(counter):
    before = counter.read()
    other = Counter(counter.path)
    other.finish(other.start())
    assert counter.read() not in (before, None)
    assert counter.read() == other.read()


def test_a_writer_that_is_killed_leaves_it_distrusted_until_the_next_one(counter):
    counter.finish(counter.start())
    script = (
        "import os, sys; from apps.fresh.counter import Counter; Counter(sys.argv[1]).start(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, counter.path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert counter.read() is None
    counter.finish(counter.start())
    assert counter.read() is not None


def test_a_writer_that_was_overtaken_does_not_vouch_for_the_next(counter):
    first, second = counter.start(), counter.start()
    counter.finish(first)
    assert counter.read() is None
    counter.finish(second)
    counter.finish(first)
    assert counter.read() is not None


def test_a_file_that_was_made_anew_is_another(counter):
    counter.finish(counter.start())
    before = counter.read()
    os.unlink(counter.path)
    other = Counter(counter.path)
    other.finish(other.start())
    assert counter.read() not in (before, None)
    assert counter.read() == other.read()


def test_who_cannot_read_it_asks_and_who_cannot_write_it_does_not_commit(tmp_path):
    nowhere = Counter(tmp_path / "no" / "news")
    assert nowhere.read() is None
    with pytest.raises(OSError, match="No such file"):
        nowhere.start()
    nowhere.finish(1)

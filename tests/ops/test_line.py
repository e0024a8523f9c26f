"""The line in which writers wait: first come, first served, among threads and processes, whoever dies in it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count

import pytest

from cstowiki.queued_sqlite import line
from deploy.dependencies import ROOT

LONG = 300  # seconds that a loaded machine may take
STANDS = """
import sys
from cstowiki.queued_sqlite import line
turn = line.wait(sys.argv[1], 300)
print("has it", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "db.sqlite3-line"


@contextmanager
def another_process(path):
    """A process that stands in line, and keeps its turn until it is told to end, or killed."""
    command = [sys.executable, "-c", STANDS, str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def drawn(path):
    return line.COUNTER.unpack(path.read_bytes())[0]


def until_drawn(path, number):
    """Wait until so many have stood in line, or stand there."""
    next(() for _ in count() if drawn(path) >= number)


def test_turns_are_in_the_order_in_which_they_were_asked_for(path):
    first, order = line.wait(path, LONG), []

    def stand(number):
        turn = line.wait(path, LONG)
        order.append(number)
        turn.end()

    with ThreadPoolExecutor(6) as pool:
        for number in range(6):
            pool.submit(stand, number)
            until_drawn(path, number + 2)
        assert order == []
        first.end()
    assert order == [0, 1, 2, 3, 4, 5]


def test_one_turn_is_had_at_a_time_by_threads_of_several_lines_or_one(path):
    inside, most = [], []

    def work(_):
        turn = line.wait(path, LONG)
        inside.append(1)
        most.append(len(inside))
        inside.pop()
        turn.end()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(400)))
    assert most == [1] * 400
    line.wait(path.with_name("another"), 0).end()


def test_another_process_is_waited_for_and_no_longer_than_told(path):
    with another_process(path) as other:
        assert other.stdout.readline() == "has it\n"
        with pytest.raises(line.TooLong):
            line.wait(path, 0.05)


def test_the_turn_of_a_killed_process_ends(path):
    with another_process(path) as other:
        assert other.stdout.readline() == "has it\n"
        other.kill()
        line.wait(path, LONG).end()


def test_who_is_killed_while_waiting_keeps_nobody_and_lets_nobody_past(path):
    first = line.wait(path, LONG)
    with another_process(path) as other, ThreadPoolExecutor(1) as pool:
        until_drawn(path, 2)
        behind = pool.submit(line.wait, path, LONG)
        until_drawn(path, 3)
        other.kill()
        other.wait()
        with pytest.raises(line.TooLong):
            line.wait(path, 0)
        first.end()
        behind.result().end()


def test_who_gave_up_stands_in_line_no_more(path):
    first = line.wait(path, LONG)
    with pytest.raises(line.TooLong):
        line.wait(path, 0)
    first.end()
    first.end()
    line.wait(path, 0).end()

"""Counts that processes share: none is lost, stretches end, and a flood of keys is forgotten, not kept."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from apps.fresh.tally import CHOICES, PLACES, Tally
from deploy.dependencies import ROOT

COUNTING = """
import sys
from apps.fresh.tally import Tally
tally = Tally(sys.argv[1])
for _ in range(500):
    tally.count("a", 60, 120)
"""


def test_a_key_is_counted_within_its_stretch(tmp_path):
    tally = Tally(tmp_path / "tally")
    assert [tally.count("a", 60, now) for now in (60, 61, 119)] == [1, 2, 3]
    assert tally.count("b", 60, 119) == 1
    assert tally.count("a", 60, 120) == 1


def test_another_who_opens_the_file_goes_on_counting(tmp_path):
    Tally(tmp_path / "tally").count("a", 60, 0)
    assert Tally(tmp_path / "tally").count("a", 60, 0) == 2


def test_of_processes_that_count_at_once_no_count_is_lost(tmp_path):
    path = str(tmp_path / "tally")
    counting = [subprocess.Popen([sys.executable, "-c", COUNTING, path], cwd=ROOT) for _ in range(2)]
    assert [each.wait() for each in counting] == [0, 0]
    assert Tally(path).count("a", 60, 120) == 1001


@given(st.lists(st.sampled_from("abcdef"), max_size=40))
def test_keys_do_not_count_for_each_other(tmp_path_factory, keys):
    tally = Tally(tmp_path_factory.mktemp("tally") / "tally")
    for number, key in enumerate(keys):
        assert tally.count(key, 60, 0) == keys[: number + 1].count(key)


def test_a_flood_of_keys_does_not_grow_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr("apps.fresh.tally.PLACES", 64)
    tally = Tally(tmp_path / "tally")
    for number in range(1_000):
        assert tally.count(str(number), 60, 60 * (number // 100)) == 1
    assert (tmp_path / "tally").stat().st_size == 64 * 16
    assert CHOICES < PLACES

"""The table of rooms names what is there, and what was accepted says why."""

from deploy.dependencies import ROOT

from .choosing import Accepted, in_turn, key_of
from .operators import mutants_of
from .rooms import LEFT_OUT, ROOMS, missing_paths
from .sources import Source

SOURCE = Source("a.py", "x = a < b < c == d\nif a and b and c: x = [1, 2, 3][:4]")


def test_every_file_of_the_table_is_there():
    assert missing_paths() == []


def test_no_module_is_in_two_rooms():
    modules = [module for room in ROOMS.values() for module in room]
    assert len(modules) == len(set(modules))


def test_what_is_left_out_is_there():
    for file, names in LEFT_OUT.items():
        text = (ROOT / file).read_text()
        assert {name for name in names if name not in text} == set(), file


def test_what_was_accepted_says_why():
    accepted = Accepted.read()
    assert [key for key, reason in accepted.reasons.items() if not reason.strip()] == []
    assert {file for file, _, _ in accepted.reasons} <= {module for room in ROOMS.values() for module in room}


def test_each_kind_has_its_turn():
    chosen = list(in_turn(mutants_of(SOURCE), "a seed"))
    kinds = {mutant.kind for mutant in chosen}
    assert {mutant.kind for mutant in chosen[: len(kinds)]} == kinds
    assert sorted(chosen, key=repr) == sorted(mutants_of(SOURCE), key=repr)


def test_a_seed_chooses_the_same_again_and_another_others():
    chosen = [[key_of(mutant) for mutant in in_turn(mutants_of(SOURCE), seed)] for seed in ("1", "1", "2")]
    assert chosen[0] == chosen[1] != chosen[2]


def test_accepted_mutants_are_not_tried_and_those_that_are_none_are_told():
    mutants = mutants_of(SOURCE)
    gone = ("a.py", "x = 0", "x = 1")
    elsewhere = ("b.py", "x = 0", "x = 1")
    accepted = Accepted({key_of(mutants[0]): "the same", gone: "the same", elsewhere: "the same"})
    assert accepted.left(mutants) == mutants[1:]
    assert accepted.stale(["a.py"]) == [gone]

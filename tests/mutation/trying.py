"""Trying the mutants of a room: those that its tests kill, and those that survive. Must not know the kinds."""

import sys
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

import pytest

from .choosing import Accepted, in_turn
from .operators import mutants_of
from .rooms import LEFT_OUT, Modules
from .runner import Ended, Runs
from .sources import Mutant, Source

ENOUGH = 0.9
"""The share of its mutants that a room's tests must kill."""
PATIENCE = 2
"""How many times as much work as all tests of a room do without a mutant those near one may do, and a few seconds."""
A_FEW = 10
LONGEST = 600


@dataclass
class Tally:
    """What became of a room's mutants; `unborn` are those that could not be imported, which prove nothing."""

    room: str
    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    unborn: int = 0
    stopped: bool = False

    @property
    def tried(self) -> int:
        """How many count."""
        return self.killed + len(self.survivors)

    @property
    def share(self) -> float:
        """How many of them were killed, from 0 to 1."""
        return self.killed / self.tried if self.tried else 1.0

    def add(self, mutant: Mutant, ended: Ended | None) -> None:
        """Count a mutant in; one without an end could not even be compiled."""
        if ended is None or ended.status > pytest.ExitCode.TESTS_FAILED:
            self.unborn += 1
        elif ended.status == pytest.ExitCode.OK:
            self.survivors.append(mutant)
            told = f"{mutant.file}:{mutant.line}  {mutant.kind}\n  - {mutant.before}\n  + {mutant.after}"
            print(told, flush=True)
        else:
            self.killed += 1


def mutants_in(modules: Collection[str]) -> list[Mutant]:
    """Every mutant of some modules."""
    return [mutant for name in modules for mutant in mutants_of(Source.read(name), LEFT_OUT.get(name, ()))]


def try_room(
    room: str, modules: Modules, runs: Runs, accepted: Accepted, *, count: int, seed: str, seconds: float
) -> Tally:
    """Try so many mutants of a room, for so many seconds at most. Ends the program where its tests fail without one."""
    deadline = time.monotonic() + seconds
    patience = PATIENCE * _work_of(room, modules, runs) + A_FEW
    tally = Tally(room)
    queue = in_turn(accepted.left(mutants_in(modules)), f"{seed} {room}")
    while some := list(islice(queue, count - tally.tried)):
        for mutant in some:
            if time.monotonic() > deadline:
                tally.stopped = True
                runs.wait()
                return tally
            try:
                runs.start(modules[mutant.file], patience, partial(tally.add, mutant), mutant)
            except SyntaxError:
                tally.add(mutant, None)
        runs.wait()
    return tally


def _work_of(room: str, modules: Modules, runs: Runs) -> float:
    """How many seconds of work all tests of a room are, without a mutant."""
    found: list[Ended] = []
    runs.start(list(dict.fromkeys(test for tests in modules.values() for test in tests)), LONGEST, found.append)
    runs.wait()
    if found[0].status != pytest.ExitCode.OK:
        print(found[0].output.read_text(errors="replace"))
        sys.exit(f"The tests of the room “{room}” fail without any mutant: see above.")
    print(f"{room}: the tests near it are {found[0].seconds:.0f} seconds of work", flush=True)
    return found[0].seconds

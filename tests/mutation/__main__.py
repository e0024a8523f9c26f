"""`make mutants`: whether the tests of the rooms that decide notice when a room decides otherwise.

ROOM= names one room, SEED= another choice, COUNT= how many mutants of each room, MINUTES= how long in all, PROCESSES=
how many at once.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.dependencies import end_on_sigterm

from . import child
from .choosing import Accepted
from .rooms import ROOMS, missing_paths
from .runner import Runs
from .trying import ENOUGH, Tally, try_room

SEED, COUNT, MINUTES = "1", 50, 18


def main() -> None:
    """Try mutants of each room, tell those that survive, and fail where they are too many."""
    end_on_sigterm()
    rooms = asked_rooms(os.environ.get("ROOM", ""))
    if missing := missing_paths():
        sys.exit(f"tests/mutation/rooms.py names what is not there: {', '.join(missing)}")
    seed = os.environ.get("SEED") or SEED
    count = int(os.environ.get("COUNT") or COUNT)
    deadline = time.monotonic() + 60 * float(os.environ.get("MINUTES") or MINUTES)
    accepted = Accepted.read()
    tallies: list[Tally] = []
    with TemporaryDirectory() as folder, Runs(Path(folder), int(os.environ.get("PROCESSES") or 2)) as runs:
        child.prepare(Path(folder))
        for at, room in enumerate(rooms):
            seconds = (deadline - time.monotonic()) / (len(rooms) - at)
            tallies.append(try_room(room, ROOMS[room], runs, accepted, count=count, seed=seed, seconds=seconds))
    report(tallies, accepted, seed)
    sys.exit(1 if any(tally.share < ENOUGH for tally in tallies) else 0)


def asked_rooms(asked: str) -> list[str]:
    """The rooms of this name, or all. Ends the program where there is none."""
    if asked and asked not in ROOMS:
        sys.exit(f"There is no room “{asked}”; the rooms are {', '.join(ROOMS)}.")
    return [asked] if asked else list(ROOMS)


def report(tallies: list[Tally], accepted: Accepted, seed: str) -> None:
    """Print what became of all."""
    for file, before, after in accepted.stale(file for tally in tallies for file in ROOMS[tally.room]):
        print(f"No mutation any more, so take it out of equivalents.toml: {file}\n  - {before}\n  + {after}")
    print(f"\nseed {seed}       killed   tried   share   (do not import)")
    for tally in tallies:
        told = f"{tally.room:12} {tally.killed:8} {tally.tried:7} {tally.share:7.0%} {tally.unborn:9}"
        print(told + ("   stopped for want of time" if tally.stopped else ""))


if __name__ == "__main__":
    main()

"""Which mutants are tried: as many of each kind, by a seed, and none that was accepted. Must not know the kinds."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from .sources import Mutant

ACCEPTED = Path(__file__).with_name("equivalents.toml")

Key = tuple[str, str, str]
"""What a mutant is known by, wherever it stands in its file: the file, and the lines before and after."""


def key_of(mutant: Mutant) -> Key:
    """What a mutant is known by."""
    return mutant.file, mutant.before, mutant.after


@dataclass
class Accepted:
    """Mutants that no test can kill, because nobody could tell the difference, each with the reason."""

    reasons: dict[Key, str]
    met: set[Key] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path = ACCEPTED) -> "Accepted":
        """Those of the data file. Raises KeyError where one lacks something."""
        said = tomllib.loads(path.read_text()).get("equivalent", [])
        return cls({(each["file"], each["before"], each["after"]): each["reason"] for each in said})

    def left(self, mutants: Iterable[Mutant]) -> list[Mutant]:
        """The mutants without those that were accepted."""
        left = []
        for mutant in mutants:
            if key_of(mutant) in self.reasons:
                self.met.add(key_of(mutant))
            else:
                left.append(mutant)
        return left

    def stale(self, files: Iterable[str]) -> list[Key]:
        """Those for some files that no mutant was any more, when all of these files were asked for."""
        among = set(files)
        return [key for key in self.reasons if key[0] in among and key not in self.met]


def in_turn(mutants: Iterable[Mutant], seed: str) -> Iterator[Mutant]:
    """All the mutants, in an order by chance in which each kind has its turn as long as there are some of it."""
    random = Random(seed)
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        kinds[mutant.kind].append(mutant)
    for some in kinds.values():
        random.shuffle(some)
    while left := [some for some in kinds.values() if some]:
        random.shuffle(left)
        yield from (some.pop() for some in left)

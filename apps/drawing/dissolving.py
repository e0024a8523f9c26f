"""Land of several outlines as one, by leaving out the borders between them. Must not know whose land it is."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

Ring = list[int]
"""Arcs by number, in their order; ~n is arc n backwards."""


def dissolved(rings: Iterable[Ring], ends: Callable[[int], tuple[Hashable, Hashable]]) -> list[Ring]:
    """The rings around the union of areas that do not overlap and whose common borders are common arcs.

    Such a border is run through once in each direction, and the two passages cancel. `ends` says where an arc begins
    and ends. Rings that nothing is left out of stay as they are.
    """
    rings = list(rings)
    there = {arc for ring in rings for arc in ring}
    whole, parted = [], []
    for ring in rings:
        kept = [arc for arc in ring if ~arc not in there]
        if len(kept) == len(ring):
            whole.append(ring)
        else:
            parted += kept
    return [*whole, *_chained(parted, ends)]


def _chained(arcs: list[int], ends: Callable[[int], tuple[Hashable, Hashable]]) -> list[Ring]:
    """Rings made of arcs, of which at every place as many end as begin, so that no chain stops halfway."""
    leaving: dict[Hashable, list[int]] = defaultdict(list)
    for arc in reversed(arcs):
        leaving[ends(arc)[0]].append(arc)
    found: list[Ring] = []
    for first in list(leaving):
        while leaving[first]:
            ring: Ring = []
            here = first
            while not ring or here != first:
                ring.append(leaving[here].pop())
                here = ends(ring[-1])[1]
            found.append(ring)
    return found

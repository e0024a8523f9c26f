"""Which lines of a text stand in what was made of it. Must not know what is done with them.

Lines that stand once in both are the joints (Bram Cohen's "patience diff"); between those, lines are matched from the
head. So two texts that took up the same lines are found to have done it at the same place: of blank
lines around a new paragraph it is always the first that was there before.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Match = tuple[int, int]
"""A line's place in the base and in the other text, counted from 0."""
Span = tuple[int, int]


def matching_blocks(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches that stand in both, in order: where each begins in the base and in the other, and its length (> 0)."""
    blocks: list[tuple[int, int, int]] = []
    for at, there in _matches(base, other, (0, len(base)), (0, len(other))):
        if blocks and (last := blocks[-1])[0] + last[2] == at and last[1] + last[2] == there:
            blocks[-1] = (last[0], last[1], last[2] + 1)
        else:
            blocks.append((at, there, 1))
    return blocks


def _matches(base: Sequence[str], other: Sequence[str], here: Span, there: Span) -> Iterator[Match]:
    left = [(here, there)]
    while left:
        (start, end), (to, to_end) = left.pop()
        while start < end and to < to_end and base[start] == other[to]:
            yield start, to
            start, to = start + 1, to + 1
        joints = _joints(base, other, (start, end), (to, to_end))
        if not joints:
            yield from _repeated(base, other, (start, end), (to, to_end))
            continue
        cuts = [(start, to), *joints, (end, to_end)]  # each stretch but the first begins with a joint
        left.extend(((a[0], b[0]), (a[1], b[1])) for a, b in reversed(list(pairwise(cuts))))


def _repeated(base: Sequence[str], other: Sequence[str], here: Span, there: Span) -> Iterator[Match]:
    """Of stretches without joints: the longest that both have, and so on before and after it."""
    found = SequenceMatcher(None, base[slice(*here)], other[slice(*there)], autojunk=False).get_matching_blocks()
    for at, to, size in found:
        yield from ((here[0] + at + n, there[0] + to + n) for n in range(size))


def _joints(base: Sequence[str], other: Sequence[str], here: Span, there: Span) -> list[Match]:
    """Lines that stand once in either stretch: the longest row of them that has the same order in both."""
    counts, others = Counter(base[slice(*here)]), Counter(other[slice(*there)])
    places = {other[at]: at for at in range(*there)}
    return _rising([(at, places[base[at]]) for at in range(*here) if counts[base[at]] == 1 == others[base[at]]])


def _rising(matches: list[Match]) -> list[Match]:
    """The longest row of matches, of those in the base's order, that are in the other's order too."""
    ends: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for n, (_, to) in enumerate(matches):
        pile = bisect_left(ends, to)
        before.append(piles[pile - 1] if pile else None)
        ends[pile : pile + 1] = [to]
        piles[pile : pile + 1] = [n]
    row: list[Match] = []
    at = piles[-1] if piles else None
    while at is not None:
        row.append(matches[at])
        at = before[at]
    return row[::-1]

"""Three-way merging: what two editors made of one base. Must not know what is edited.

Text is merged line by line after Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007): stretches that
stand unchanged in all three hold the texts together; between them, what only one side changed is taken from that side.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .matching import matching_blocks

_ROW = re.compile(r"\s*(?:[-*+|>]|\d+[.)])")
"""How a line of a list, a table or a quotation begins."""


@dataclass(frozen=True)
class Hunk:
    """A stretch of a text, as lines in base, mine and theirs."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def merged(self) -> tuple[str, ...] | None:
        """What both sides agree on, or the one side's that changed it; None where they clash."""
        if self.mine == self.theirs or self.theirs == self.base:
            return self.mine
        return self.theirs if self.mine == self.base else None


@dataclass(frozen=True)
class Merged:
    """A merge of one value: `clean` says whether `value` is the merge; where it is not, `value` is the editor's own."""

    value: Any
    clean: bool


def merge_value(base: Any, mine: Any, theirs: Any) -> Merged:
    """A value that cannot be divided: the side that changed it wins; a clash keeps mine, and says so."""
    if mine == theirs or theirs == base:
        return Merged(mine, clean=True)
    if mine == base:
        return Merged(theirs, clean=True)
    return Merged(mine, clean=False)


def merge_text(base: str, mine: str, theirs: str) -> Merged:
    """Prose, hunk by hunk. Where a hunk clashes nothing is merged: `value` is the editor's whole text, untouched."""
    whole = merge_value(base, mine, theirs)
    if whole.clean:
        return whole
    lines: list[str] = []
    for hunk in hunks(_lines(base), _lines(mine), _lines(theirs)):
        if (merged := hunk.merged) is None:
            return whole
        lines.extend(merged)
    return Merged("".join(lines), clean=True)


def settle_text(base: str, mine: str, theirs: str) -> tuple[str, str]:
    """Prose, hunk by hunk, whatever clashes: with mine where a hunk does, and with theirs; the same where none does."""
    kept: list[str] = []
    given: list[str] = []
    for hunk in hunks(_lines(base), _lines(mine), _lines(theirs)):
        kept.extend(hunk.mine if hunk.merged is None else hunk.merged)
        given.extend(hunk.theirs if hunk.merged is None else hunk.merged)
    return "".join(kept), "".join(given)


def keep_both(base: str, mine: str, theirs: str) -> str:
    """Prose, hunk by hunk; where one clashes, mine and then theirs: rows of a list or table follow each other, and
    paragraphs stand apart.
    """
    kept: list[str] = []
    for hunk in hunks(_lines(base), _lines(mine), _lines(theirs)):
        kept.extend(_one_after_the_other(hunk) if hunk.merged is None else hunk.merged)
    return "".join(kept)


def _one_after_the_other(hunk: Hunk) -> Iterator[str]:
    yield from hunk.mine
    if hunk.mine and hunk.theirs:
        last, first = hunk.mine[-1], hunk.theirs[0]
        yield "" if last.endswith("\n") else "\n"
        if last.strip() and first.strip() and not (_ROW.match(last) and _ROW.match(first)):
            yield "\n"
    yield from hunk.theirs


def hunks(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Hunk]:
    """The three texts cut into stretches in step: those that all share, and those between."""
    at = (0, 0, 0)
    for start, mine_start, theirs_start, size in (*_shared(base, mine, theirs), (len(base), len(mine), len(theirs), 0)):
        between = Hunk(tuple(base[at[0] : start]), tuple(mine[at[1] : mine_start]), tuple(theirs[at[2] : theirs_start]))
        if between.base or between.mine or between.theirs:
            yield between
        if size:
            same = tuple(base[start : start + size])
            yield Hunk(same, same, same)
        at = (start + size, mine_start + size, theirs_start + size)


def _shared(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of base that stand in both others: where each begins in the three, and how many lines it has."""
    ours, others = matching_blocks(base, mine), matching_blocks(base, theirs)
    left = right = 0
    while left < len(ours) and right < len(others):
        (at, to, size), (other_at, other_to, other_size) = ours[left], others[right]
        start, end = max(at, other_at), min(at + size, other_at + other_size)
        if start < end:
            yield start, to + start - at, other_to + start - other_at, end - start
        if at + size <= other_at + other_size:
            left += 1
        else:
            right += 1


def _lines(text: str) -> list[str]:
    """Lines with their ends; a last line without one is given none, so that a line added below it clashes with it."""
    return text.splitlines(keepends=True)

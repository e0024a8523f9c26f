"""A stretch of time as bars: solid where it certainly held, paler where it is assumed, soft where it possibly did.

Must not know what held.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .axis import Axis

THINNEST = 0.6
"""The width of the thinnest bar, in per cent: a single day among decades is seen still."""


@dataclass(frozen=True)
class Bar:
    """A piece of a stretch, throughout which it is as sure: "certain", "assumed" or "possible".

    `fades` says on which sides it goes on, or comes from, beyond what is known: "", "left", "right" or "both".
    """

    x: float
    width: float
    certainty: str
    fades: str = ""

    @property
    def right(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


def bars(axis: Axis, stretches: Iterable[tuple[date, date, str]]) -> list[Bar]:
    """The first and last days of stretches, with how sure they are, as far as the axis shows them.

    A first or last day that there is (`date.min`, `date.max`) stands for one that is unknown, or open.
    """
    return [_bar(axis, *stretch) for stretch in stretches if axis.holds(*stretch[:2])]


def _bar(axis: Axis, first: date, last: date, certainty: str) -> Bar:
    x, right = axis.at(first), axis.end_of(last)
    if right - x < THINNEST:
        x = min(x, axis.right - THINNEST)
        right = x + THINNEST
    left, on = first < axis.first, last > axis.last
    fades = "both" if left and on else "left" if left else "right" if on else ""
    return Bar(x, round(right - x, 2), certainty, fades)


STACK = ("possible", "assumed", "certain")
"""How sure something is, the least sure first: in a stack, the surest stands at the bottom."""


@dataclass(frozen=True)
class Stacked:
    """A piece of a bar that stands on an axis, in per cent of the width and of the height, from the top left."""

    x: float
    width: float
    y: float
    height: float
    certainty: str


def stacked(
    places: Iterable[tuple[float, float]], numbers: Iterable[tuple[int, int, int]], top: float
) -> list[Stacked]:
    """Bars between two places each, of how many are certain, assumed and possible; `top` is the full height.

    Neighbours that are as high, and as sure, are one.
    """
    found: list[Stacked] = []
    open_: dict[str, Stacked] = {}
    for (x, right), number in zip(places, numbers, strict=True):
        base, last, open_ = 0, open_, {}
        for certainty, count in zip(reversed(STACK), number, strict=True):
            if not count:
                continue
            y, height = round(100 - 100 * (base + count) / top, 2), round(100 * count / top, 2)
            base += count
            piece, before = Stacked(x, round(right - x, 2), y, height, certainty), last.get(certainty)
            if before and (before.y, before.height) == (y, height) and abs(before.x + before.width - x) < 0.02:
                found.remove(before)
                piece = Stacked(before.x, round(right - before.x, 2), y, height, certainty)
            open_[certainty] = piece
            found.append(piece)
    return found

"""A stretch of time as bars: solid where it certainly held, soft where it possibly did. Must not know what held."""

from dataclasses import dataclass
from datetime import date, timedelta

from .axis import Axis

THINNEST = 0.6
"""The width of the thinnest bar, in per cent: a single day among decades is seen still."""


@dataclass(frozen=True)
class Bar:
    """A piece of a stretch: `sure` is false where it is only possible.

    `fades` says on which sides it goes on, or comes from, beyond what is known: "", "left", "right" or "both".
    """

    x: float
    width: float
    sure: bool
    fades: str = ""

    @property
    def right(self) -> float:
        """Where it ends."""
        return round(self.x + self.width, 2)


def bars(axis: Axis, start: tuple[date, date], end: tuple[date, date]) -> list[Bar]:
    """What lasted from a day within `start` to a day within `end`, bounds included, as far as the axis shows it.

    A first or last day that there is (`date.min`, `date.max`) stands for one that is unknown, or open.
    """
    (earliest, began), (ended, latest) = start, end
    pieces = []
    if began <= ended:
        one_day = timedelta(days=1)
        if earliest < began:
            pieces.append((earliest, began - one_day, False))
        pieces.append((began, ended, True))
        if ended < latest:
            pieces.append((ended + one_day, latest, False))
    else:
        pieces.append((earliest, latest, False))
    return [_bar(axis, *piece) for piece in pieces if axis.holds(*piece[:2])]


def _bar(axis: Axis, first: date, last: date, sure: bool) -> Bar:
    x, right = axis.at(first), axis.end_of(last)
    if right - x < THINNEST:
        x = min(x, axis.right - THINNEST)
        right = x + THINNEST
    left, on = first < axis.first, last > axis.last
    fades = "both" if left and on else "left" if left else "right" if on else ""
    return Bar(x, round(right - x, 2), sure, fades)

"""Names on a map: where each is written so that none lies over another, nor over a shape that is not its own.

A name stands in its shape where there is room, else beside it with a line that leads to it; where there is no room at
all it is left out. All is in pixels of the picture. Must not know what the shapes are, nor how a page draws them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, floor, hypot, inf, pi, sin
from textwrap import wrap

from .projection import Point
from .strips import BAND, Box, Strip, cuts, meet, nearest, overlap, strips

SIZE, LINE = 15.0, 17.0
"""The height of letters, and of a line of them; the style sheet writes them so."""
EDGE = 3.0
"""Around a name, for the pale edge of its letters, and to the frame."""
REACHES = (6, 14, 24, 36, 52, 72, 96, 124, 156)
"""How far beside its shape's middle a name is tried, in that order."""
OVER = 120
"""What is to be said against a name that covers its own small shape: it stands beside it where it can."""
TURNS = 16
"""In how many directions."""
MANY = 60
"""Names; of more, those alone are written that stand in their shapes."""
WIDTHS = {
    **dict.fromkeys("iljI.,:;'|!()[]’", 0.42),
    **dict.fromkeys(" -ftr", 0.5),
    **dict.fromkeys("mwMW@%жшщюмыЖШЩЮМЫ", 1.14),
}
"""How wide letters are, as shares of the height; of those that are not here, capitals and all others."""
CAPITAL, OTHER, FULL = 0.86, 0.72, 1.05
CJK = "\u1100"


@dataclass(frozen=True)
class Outline:
    """A shape by its name: its rings, the point where there is most room in it, and the text that is to be written."""

    name: str
    text: str
    rings: tuple[tuple[Point, ...], ...]
    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """A name as it is written: its lines with their middles, the box around them, and the ends of a line that leads
    from the box to the shape; None where it stands in or over it.
    """

    name: str
    x: float
    lines: tuple[tuple[float, str], ...]
    box: Box
    leader: tuple[Point, Point] | None = None

    @property
    def line(self) -> str:
        """The leading line as SVG path data."""
        return "".join(f"{letter}{x:.1f} {y:.1f}" for letter, (x, y) in zip("ML", self.leader or (), strict=False))


def width_of(text: str) -> float:
    """How wide a text is at most, in the widest of usual sans-serif fonts."""
    return SIZE * sum(
        WIDTHS.get(letter) or (FULL if letter >= CJK else CAPITAL if letter.isupper() else OTHER) for letter in text
    )


def placed(outlines: Sequence[Outline], width: float, height: float) -> list[Label]:
    """The names of outlines that can be written, the first before all others."""
    ground = Ground(outlines, width, height)
    ground.write(outlines)
    return ground.labels


class Ground:
    """What lies where on the picture, and what has been written on it."""

    def __init__(self, outlines: Iterable[Outline], width: float, height: float) -> None:
        self.width, self.height = width, height
        self.labels: list[Label] = []
        self.strips: Mapping[int, Strip] = strips((outline.name, outline.rings) for outline in outlines)

    def write(self, outlines: Sequence[Outline]) -> None:
        """Write those of the names that have room, the first before all others."""
        beside = len(outlines) <= MANY
        for outline in outlines:
            best = min(self.inside(outline), key=lambda option: option[0], default=(inf, None))
            if best[0] > 0 and beside:
                best = min([best, *self.outside(outline)], key=lambda option: option[0])
            if best[1] is not None:
                self.labels.append(best[1])

    def inside(self, outline: Outline) -> Iterator[tuple[float, Label]]:
        """Where a name can stand in its shape, or about its middle, each with what is to be said against it."""
        for lines, across, down in layouts(outline.text):
            for x, y in self._rooms(outline, across):
                label = made(outline.name, lines, x, y, across, down)
                if self._is_free(label.box, outline.name):
                    away = hypot(x - outline.x, y - outline.y) / 10 + 2 * (len(lines) - 1)
                    over = 0 if self._within(label.box, outline.name) else OVER
                    yield (away if over or away else 0) + over, label

    def outside(self, outline: Outline) -> Iterator[tuple[float, Label]]:
        """Where it can stand beside it: of each way to write it, the nearest places."""
        for lines, across, down in layouts(outline.text):
            for reach in REACHES:
                found = list(self._around(outline, lines, across, down, reach))
                yield from found
                if found:
                    break

    def _around(
        self, outline: Outline, lines: Sequence[str], across: float, down: float, reach: float
    ) -> Iterator[tuple[float, Label]]:
        for turn in range(TURNS):
            right, below = cos(2 * pi * turn / TURNS), sin(2 * pi * turn / TURNS)
            x, y = outline.x + right * (reach + across / 2), outline.y + below * (reach + down / 2)
            label = made(outline.name, lines, x, y, across, down)
            start = outline.x, outline.y
            end = nearest(label.box, start)
            if end == start or not self._is_free(label.box, outline.name) or self._within(label.box, outline.name):
                continue
            if not self._touches(label.box, outline.name):
                label = replace(label, leader=(start, end))
            if label.leader is None or self._can_lead(label.leader):
                crossed = len(self._crossed(start, end) - {outline.name})
                yield 20 + hypot(end[0] - start[0], end[1] - start[1]) + 12 * crossed + 3 * len(lines), label

    def _rooms(self, outline: Outline, across: float) -> Iterator[Point]:
        """The middle, and the middles of what is wide enough in the shape."""
        yield outline.x, outline.y
        for band, strip in self.strips.items():
            for west, east, name in strip:
                if name == outline.name and east - west >= across:
                    yield (west + east) / 2, (band + 0.5) * BAND

    def _is_free(self, box: Box, own: str) -> bool:
        left, top, right, bottom = box
        if left < EDGE or top < EDGE or right > self.width - EDGE or bottom > self.height - EDGE:
            return False
        if any(overlap(box, other.box) or (other.leader and cuts(other.leader, box)) for other in self.labels):
            return False
        return not any(
            west < right and east > left and name != own
            for band in range(floor(top / BAND), ceil(bottom / BAND))
            for west, east, name in self.strips.get(band, ())
        )

    def _can_lead(self, leader: tuple[Point, Point]) -> bool:
        """Whether a line crosses no name, nor a line to one."""
        return not any(
            cuts(leader, other.box) or (other.leader and meet(leader, other.leader)) for other in self.labels
        )

    def _touches(self, box: Box, own: str) -> bool:
        """Whether a box lies at its own shape, so that nothing need lead there."""
        left, top, right, bottom = box
        return any(
            west <= right and east >= left and name == own
            for band in range(floor(top / BAND), ceil(bottom / BAND))
            for west, east, name in self.strips.get(band, ())
        )

    def _within(self, box: Box, own: str) -> bool:
        """Whether a box is all within its own shape."""
        left, top, right, bottom = box
        return all(
            any(west <= left and east >= right for west, east, name in self.strips.get(band, ()) if name == own)
            for band in range(floor(top / BAND), ceil(bottom / BAND))
        )

    def _crossed(self, start: Point, end: Point) -> set[str]:
        steps = max(int(hypot(end[0] - start[0], end[1] - start[1]) / BAND), 1)
        spots = (
            (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
            for step in range(steps + 1)
        )
        return {
            name for x, y in spots for west, east, name in self.strips.get(floor(y / BAND), ()) if west <= x <= east
        }


def layouts(text: str) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """The ways to write a text: in a line, or in two; each with how wide and how tall it is."""
    ways: list[tuple[str, ...]] = [(text,)]
    if " " in text:
        ways.append(tuple(wrap(text, max(len(text) * 2 // 3, *map(len, text.split())), max_lines=3)))
    for lines in dict.fromkeys(ways):
        yield lines, max(map(width_of, lines)) + 2 * EDGE, LINE * len(lines) + EDGE


def made(name: str, lines: Sequence[str], x: float, y: float, across: float, down: float) -> Label:
    """The label of lines about a middle."""
    first = y - LINE * (len(lines) - 1) / 2
    middles = tuple((round(first + LINE * place, 1), line) for place, line in enumerate(lines))
    return Label(name, round(x, 1), middles, (x - across / 2, y - down / 2, x + across / 2, y + down / 2))

"""A tree as boxes from left to right, with the lines between them. Must not know what the boxes stand for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Generic, TypeVar

T = TypeVar("T")

WIDTH, GAP = 208, 28
"""Of a box, and between the columns, in pixels: five columns are as wide as the page."""
LINE, PADDING, BETWEEN = 16, 8, 12
"""The height of a line of text, what is above and below the lines, and what is between boxes, in pixels."""
LETTERS, BROADER, LINES = 28, 24, 3
"""How many letters stand in a line, Latin ones and those of other scripts; and how many lines in a box: longer labels
are cut.
"""
BEYOND_LATIN = "\u0370"


@dataclass(frozen=True)
class Box(Generic[T]):
    """A node: its upper left corner, its size, its label by lines."""

    node: T
    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    width: int = WIDTH

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.x + self.width

    @property
    def middle(self) -> int:
        """Half its height, from the top of the picture."""
        return self.y + self.height // 2

    @property
    def baselines(self) -> list[tuple[int, str]]:
        """Each line with the height of its baseline."""
        return [(self.y + PADDING + LINE * (n + 1) - 4, line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Drawing(Generic[T]):
    """Boxes, and the lines from each to those right of it as SVG path data."""

    width: int
    height: int
    boxes: tuple[Box[T], ...]
    lines: tuple[str, ...]


def draw(roots: Sequence[T], children: Callable[[T], Sequence[T]], label: Callable[[T], str]) -> Drawing[T]:
    """The trees under each other; a node stands at the middle of its children, which stand right of it."""
    boxes: list[Box[T]] = []
    lines: list[str] = []
    foot = 0

    def place(node: T, depth: int) -> Box[T]:
        nonlocal foot
        below = [place(child, depth + 1) for child in children(node)]
        words = _lines(label(node))
        height = len(words) * LINE + 2 * PADDING
        middle = (below[0].middle + below[-1].middle) // 2 if below else foot + height // 2
        top = max(middle - height // 2, 0)
        box = Box(node, depth * (WIDTH + GAP), top, height, words)
        foot = max(foot, top + height + BETWEEN)
        boxes.append(box)
        lines.extend(_line(box, child) for child in below)
        return box

    for root in roots:
        place(root, 0)
    width = max((box.x + box.width for box in boxes), default=0)
    return Drawing(width, max(foot - BETWEEN, 0), tuple(boxes), tuple(lines))


def _lines(words: str) -> tuple[str, ...]:
    broad = any(letter >= BEYOND_LATIN and letter.isalpha() for letter in words)
    return tuple(wrap(words, BROADER if broad else LETTERS, max_lines=LINES, placeholder=" …")) or ("",)


def _line(parent: Box[T], child: Box[T]) -> str:
    start, end = parent.x + parent.width, child.x
    half = (start + end) // 2
    return f"M{start} {parent.middle}H{half}V{child.middle}H{end}"

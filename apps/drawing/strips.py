"""What lies where on a picture, strip by strip, and how boxes and lines meet. Must not know what any of it shows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import floor

from .projection import Point

BAND = 4.0
"""How tall a strip is, in pixels."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Strip = list[tuple[float, float, str]]
"""What lies in a strip: from and to, and the shape's name."""


def strips(shapes: Iterable[tuple[str, Iterable[Sequence[Point]]]]) -> dict[int, Strip]:
    """What lies in each strip: the stretches that a shape's inside and its edges take there."""
    found: dict[int, Strip] = {}
    for name, rings in shapes:
        edges: dict[int, list[tuple[float, float]]] = {}
        crossings: dict[int, list[float]] = {}
        for ring in rings:
            for (a, b), (c, d) in pairwise((*ring, ring[0])):
                for band in range(floor(min(b, d) / BAND), floor(max(b, d) / BAND) + 1):
                    edges.setdefault(band, []).append(_reach(a, b, c, d, band))
                    middle = (band + 0.5) * BAND
                    if (b > middle) != (d > middle):
                        crossings.setdefault(band, []).append(a + (middle - b) / (d - b) * (c - a))
        for band, stretches in edges.items():
            across = sorted(crossings.get(band, ()))
            stretches += zip(across[::2], across[1::2], strict=False)
            found.setdefault(band, []).extend((west, east, name) for west, east in _joined(stretches))
    return found


def _reach(a: float, b: float, c: float, d: float, band: int) -> tuple[float, float]:
    """How far an edge goes within a strip."""
    if b == d:
        return min(a, c), max(a, c)
    ends = [a + (min(max(at, min(b, d)), max(b, d)) - b) / (d - b) * (c - a) for at in (band * BAND, (band + 1) * BAND)]
    return min(ends), max(ends)


def _joined(stretches: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    last: tuple[float, float] | None = None
    for west, east in sorted(stretches):
        if last is not None and west <= last[1]:
            last = last[0], max(last[1], east)
            continue
        if last is not None:
            yield last
        last = west, east
    if last is not None:
        yield last


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def nearest(box: Box, spot: Point) -> Point:
    """The place of a box that is nearest to a spot."""
    return min(max(spot[0], box[0]), box[2]), min(max(spot[1], box[1]), box[3])


def cuts(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a line goes through a box."""
    left, top, right, bottom = box
    (a, b), (c, d) = line
    if max(a, c) <= left or min(a, c) >= right or max(b, d) <= top or min(b, d) >= bottom:
        return False
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    within = any(left < x < right and top < y < bottom for x, y in line)
    return within or any(meet(line, side) for side in pairwise(corners))


def meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two lines cross."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

"""Which part of the globe a picture shows: a projection and a frame that suit given groups of rings.

Must not know whose the groups are. All groups are seen whole, but for one that dwarfs the others: of that one the frame
shows the part that is near them, so that the others are as large as their borders and names need.
"""

from collections.abc import Iterable, Sequence
from math import hypot, radians, sin, sqrt

from .projection import Azimuthal, EqualEarth, Point, Projection, Vector, View, place, vector_area

Group = Sequence[Sequence[Point]]
"""The closed rings that count as one, such as those of a state."""
Box = tuple[float, float, float, float]
"""On the plane of a projection: west, south, east and north."""

FARTHEST = 75.0
"""Degrees; what is farther from the middle of the focus makes it a map of the world."""
STANDING = 125.0
"""Degrees of longitude from that middle; farther round the pole, states would stand on their heads."""
WIDEST, TALLEST = 2.0, 4 / 3
"""Width to height, at most and at least."""
NARROWEST = 500 / 6371
"""Radii of the globe, of 6371 km; a map of a small island shows some sea."""
SOUTH, NORTH = -58.0, 86.0
"""Degrees; the ends of a map of the world, beyond which no land is drawn."""
DWARFED = 1.5
"""How many times wider than the frame of all others that of one group alone is, if it is to be cut."""
PART = 0.62
"""The least of its own frame's width that is then shown."""
SEEN = 0.5
"""How far, of each side of the frame, it must then reach at least; what lies too far away is not cut."""


def fitted(groups: Sequence[Group], width: int, margin: float, *, whole: bool) -> View:
    """The view in which the groups are seen; `margin` as a share of the longer side; `whole` for the world."""
    cut = None if whole else _cut(groups, margin)
    projection = cut[0] if cut else EqualEarth() if whole else suited(groups)
    west, south, east, north = cut[1] if cut else _framed(_box(projection, groups), margin)
    down, scale = north - south, width / (east - west)
    if isinstance(projection, EqualEarth):
        low, high = (projection.point(0, end)[1] for end in (SOUTH, NORTH))
        if down < high - low:
            north = min(max(north, low + down), high)
    return View(projection, west, north, scale, width, round(down * scale))


def suited(groups: Sequence[Group]) -> Projection:
    """Azimuthal about the middle of the groups, or that of the world where it would turn or stretch some too much.

    A group pulls the middle by the root of its area: by its area, all but Russia would be at the edge of Asia's map.
    """
    pulls = []
    for rings in groups:
        x, y, z = _pull(rings)
        root = sqrt(hypot(x, y, z))
        pulls.append((x / root, y / root, z / root))
    middle = place(_sum(pulls))
    about, reach = Azimuthal(*middle), 2 * sin(radians(FARTHEST / 2))
    for ring in (ring for rings in groups for ring in rings):
        turned = any(abs((x - middle[0] + 180) % 360 - 180) > STANDING for x, _ in ring)
        inside = [hypot(x, y) <= reach for piece in about.rings(ring) for x, y in piece]
        if turned or not inside or not all(inside):
            return EqualEarth()
    return about


def beyond(rings: Iterable[Sequence[Point]], width: float, height: float) -> bool:
    """Whether rings that are drawn go on beyond a frame of this size."""
    return any(not (0 <= x <= width and 0 <= y <= height) for ring in rings for x, y in ring)


def _cut(groups: Sequence[Group], margin: float) -> tuple[Projection, Box] | None:
    """The frame around all groups but the largest, and of that one what is nearest its middle; None where it is not
    so large, or too far away.
    """
    sizes = [hypot(*_pull(rings)) for rings in groups]
    large = sizes.index(max(sizes))
    others = [*groups[:large], *groups[large + 1 :]]
    about = suited(others) if others else EqualEarth()
    if isinstance(about, EqualEarth) or not any(about.rings(ring) for ring in groups[large]):
        return None
    near, far = _box(about, others), _box(about, [groups[large]])
    least, most = _width(_framed(near, margin)), _width(_framed(far, margin))
    if most < DWARFED * least:
        return None
    across = max(least, PART * most)
    gap = margin * across
    west, east = _slid(near[0] - gap, near[2] + gap, across, (far[0] + far[2]) / 2)
    south, north = _slid(near[1] - gap, near[3] + gap, across / TALLEST, (far[1] + far[3]) / 2)
    seen = (min(east, far[2]) - max(west, far[0])) / across, (min(north, far[3]) - max(south, far[1])) / (north - south)
    return (about, (west, south, east, north)) if min(seen) >= SEEN else None


def _slid(low: float, high: float, length: float, towards: float) -> tuple[float, float]:
    """The stretch of a length that holds another, from low to high, and has its middle as near as it can to a place."""
    start = min(max(towards - length / 2, high - length), low)
    return start, start + length


def _box(projection: Projection, groups: Iterable[Group]) -> Box:
    drawn = [point for rings in groups for ring in rings for piece in projection.rings(ring) for point in piece]
    across, down = zip(*drawn, strict=True)
    return min(across), min(down), max(across), max(down)


def _framed(box: Box, margin: float) -> Box:
    """The box in a seemly frame, with a margin."""
    west, south, east, north = box
    gap = margin * max(east - west, north - south)
    across = max(east - west + 2 * gap, (north - south + 2 * gap) * TALLEST, NARROWEST)
    down = max(north - south + 2 * gap, across / WIDEST)
    left, low = (west + east - across) / 2, (south + north - down) / 2
    return left, low, left + across, low + down


def _width(box: Box) -> float:
    return box[2] - box[0]


def _pull(rings: Group) -> Vector:
    return _sum(vector_area(ring) for ring in rings)


def _sum(vectors: Iterable[Vector]) -> Vector:
    x, y, z = (sum(parts) for parts in zip(*vectors, strict=True))
    return x, y, z

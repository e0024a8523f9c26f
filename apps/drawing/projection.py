"""From the globe to a rectangle: two equal-area projections, and a view of what they draw. Must not know whose it is.

Places are in degrees, longitude before latitude. The plane has the radius of the globe as its unit, x to the east and
y to the north; a view has pixels, from its left top corner. A ring is closed: its first point comes again at the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Protocol

Point = tuple[float, float]
"""Longitude and latitude on the globe; x and y on the plane."""

Vector = tuple[float, float, float]
"""To the Gulf of Guinea, to the Indian Ocean and to the North Pole, from the centre of the globe."""

HORIZON = 150.0
"""Degrees from the centre; what reaches farther is stretched beyond use, and is not drawn."""

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""The polynomial of Equal Earth (Šavrič, Patterson and Jenny 2018)."""

BEYOND = 8
"""Pixels that are drawn around the frame, so that no outline is seen to end at it."""


class Projection(Protocol):
    """A way of drawing the globe on a plane on which areas stay in proportion."""

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place is drawn."""

    def rings(self, ring: Sequence[Point]) -> list[list[Point]]:
        """A closed ring of places, the first again at the end, as it is drawn: in no, one or several pieces."""


@dataclass(frozen=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection about a place, which is drawn at 0, 0 with north up."""

    longitude: float
    latitude: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place is drawn; raises ValueError beyond the horizon."""
        return self._drawn([(longitude, latitude)])[0]

    def rings(self, ring: Sequence[Point]) -> list[list[Point]]:
        """The ring, or nothing where a part of it is beyond the horizon; so it never goes around the antipode."""
        try:
            return [self._drawn(ring)]
        except ValueError:
            return []

    def _drawn(self, points: Iterable[Point]) -> list[Point]:
        middle, lowest = radians(self.longitude), cos(radians(HORIZON))
        up, across = sin(radians(self.latitude)), cos(radians(self.latitude))
        drawn = []
        for longitude, latitude in points:
            turn, height = radians(longitude) - middle, radians(latitude)
            z, level = sin(height), cos(height)
            ahead = level * cos(turn)
            if (nearness := up * z + across * ahead) < lowest:
                raise ValueError(f"{longitude}, {latitude} is beyond the horizon.")
            stretch = sqrt(2 / (1 + nearness))
            drawn.append((stretch * level * sin(turn), stretch * (across * z - up * ahead)))
        return drawn


@dataclass(frozen=True)
class EqualEarth:
    """The Equal Earth projection, for maps of the world; `longitude` is the straight meridian in the middle.

    The 11th meridian east is the usual one: the edge then passes between Siberia and Alaska, and cuts almost no land.
    """

    longitude: float = 11.0

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place is drawn."""
        return self._drawn((longitude - self.longitude + 180) % 360 - 180, latitude)

    def rings(self, ring: Sequence[Point]) -> list[list[Point]]:
        """The ring, or its pieces on both sides of the edge of the map. It must go around no pole."""
        turned = unrolled((longitude - self.longitude, latitude) for longitude, latitude in ring)
        west, east = min(x for x, _ in turned), max(x for x, _ in turned)
        pieces = []
        for turns in range(round(west / 360), round(east / 360) + 1):
            moved = [(x - 360 * turns, y) for x, y in turned]
            piece = moved if west - 360 * turns >= -180 and east - 360 * turns <= 180 else cut(moved, -180, 180)
            if piece:
                pieces.append([self._drawn(x, y) for x, y in piece])
        return pieces

    @staticmethod
    def _drawn(turn: float, latitude: float) -> Point:
        t = asin(sqrt(3) / 2 * sin(radians(latitude)))
        t2 = t * t
        t6 = t2 * t2 * t2
        slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)
        return 2 * sqrt(3) / 3 * radians(turn) * cos(t) / slope, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))


@dataclass(frozen=True)
class View:
    """A projection, and what of its plane is shown: the left and top edges, the pixels in a radius, and the size."""

    projection: Projection
    left: float
    top: float
    scale: float
    width: int
    height: int

    def rings(self, ring: Sequence[Point]) -> Iterable[list[Point]]:
        """The pieces of a ring that are in view, in pixels."""
        for drawn in self.projection.rings(ring):
            piece = [((x - self.left) * self.scale, (self.top - y) * self.scale) for x, y in drawn]
            across, down = zip(*piece, strict=True)
            if min(across) > self.width or max(across) < 0 or min(down) > self.height or max(down) < 0:
                continue
            if min(across) < -BEYOND or max(across) > self.width + BEYOND:
                piece = cut(piece, -BEYOND, self.width + BEYOND)
            if min(down) < -BEYOND or max(down) > self.height + BEYOND:
                piece = cut(piece, -BEYOND, self.height + BEYOND, axis=1)
            if piece:
                yield piece


def unrolled(points: Iterable[Point]) -> list[Point]:
    """The points with longitudes that never jump, so that they may leave the range from -180 to 180."""
    unrolled_: list[Point] = []
    for x, y in points:
        nearest = x - 360 * round((x - unrolled_[-1][0]) / 360) if unrolled_ else x
        unrolled_.append((nearest, y))
    return unrolled_


def cut(ring: Sequence[Point], least: float, most: float, axis: int = 0) -> list[Point]:
    """What of a closed ring has its x, or for axis 1 its y, between two bounds (Sutherland and Hodgman 1974).

    The pieces of one ring stay one ring, joined along the bounds.
    """
    for bound, sign in ((least, 1), (most, -1)):
        kept: list[Point] = []
        for a, b in pairwise(ring):
            before, after = sign * (a[axis] - bound), sign * (b[axis] - bound)
            if before >= 0:
                kept.append(a)
            if before < 0 < after or after < 0 < before:
                share = before / (before - after)
                kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        ring = [*kept, kept[0]] if kept else []
    return list(ring)


def vector_area(ring: Sequence[Point]) -> Vector:
    """The mean of the vectors to all places within a closed ring, times its area in squared radii of the globe.

    It is half the sum of the cross products along the ring, and points up where the ring runs clockwise.
    """
    x, y, z = 0.0, 0.0, 0.0
    for (a, b, c), (d, e, f) in pairwise(vector(*spot) for spot in ring):
        x, y, z = x + c * e - b * f, y + a * f - c * d, z + b * d - a * e
    return x / 2, y / 2, z / 2


def place(towards: Vector) -> Point:
    """The longitude and latitude to which a vector from the centre of the globe points."""
    x, y, z = towards
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def vector(longitude: float, latitude: float) -> Vector:
    """The vector of length 1 from the centre of the globe to a place."""
    turn, height = radians(longitude), radians(latitude)
    return cos(height) * cos(turn), cos(height) * sin(turn), sin(height)


def apart(one: Vector, other: Vector) -> float:
    """The angle between two vectors, in radians."""
    (a, b, c), (d, e, f) = one, other
    return atan2(hypot(b * f - c * e, c * d - a * f, a * e - b * d), a * d + b * e + c * f)

"""Maps of states, as SVG path data fitted to those in focus. Must not know why they are, nor how a page draws them.

The data file is made by `make outlines` and says its own form. Its states are ISO 3166-1 alpha-2 codes.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot, log2
from pathlib import Path

from .dissolving import Ring, dissolved
from .framing import fitted
from .projection import Point, apart, vector, vector_area

DATA = Path(__file__).with_name("outlines.json")
EARTH = 6371.0
"""Kilometres; its mean radius."""
DETAIL = 0.6
"""Squared pixels; a corner of land that spans a smaller triangle is left out."""
PLAINER, COARSEST = 2, 8
"""Levels of the data: what land around the focus is drawn plainer by, and the last that still shows a shape."""
SPECK = 2.0
"""Pixels; smaller islands are left out, unless one is the largest piece of a state in focus."""
LARGE, SMALL, NEAR = 0.17, 0.01, 1.25
"""What counts for the fit: by the share of the largest piece, and by its distance in lengths of that one's reach."""
LINES, FLAT = 24, 1.5
"""For a label: the lines that are tried, and how many times wider than tall the room for it may be."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A state in focus: its path data, and a point for a label, with the width that is free for one there, in pixels.

    The path is empty where the state is smaller than a tenth of a pixel. `rings` are what it draws.
    """

    path: str
    x: float
    y: float
    extent: float
    rings: tuple[tuple[Point, ...], ...] = ()


@dataclass(frozen=True)
class Disputed:
    """Land in view that is drawn as no state's; `note` says in one sentence why."""

    name: str
    note: str
    path: str


@dataclass(frozen=True)
class Plate:
    """A map of `width` by `height` pixels: states in focus by code, and those made of several by name; other land as
    one path; and what is disputed.
    """

    width: int
    height: int
    shapes: dict[str, Shape]
    land: str
    disputed: tuple[Disputed, ...]


@dataclass(frozen=True)
class Atlas:
    """What the data file holds: arcs in degrees with a level for each point, and rings of arcs by number."""

    finest: float
    arcs: list[tuple[str, list[Point]]]
    states: dict[str, list[Ring]]
    disputed: list[tuple[str, str, list[Ring]]]
    land: list[Ring]

    def ring(self, ring: Ring, levels: dict[int, int] | None = None) -> list[Point]:
        """The places along a ring, the first again at the end; of each arc those of a level, or all."""
        places: list[Point] = []
        for number in ring:
            arc = number if number >= 0 else ~number
            marks, points = self.arcs[arc]
            if levels and (least := levels[arc]):
                points = [point for mark, point in zip(marks, points, strict=True) if int(mark) >= least]
            points = points if number >= 0 else points[::-1]
            places += points[1:] if places else points
        return places

    def pieces(self, code: str) -> list[Ring]:
        """The rings of a state by its code, or of a disputed place by its name; none for what is neither."""
        return self.states.get(code) or next((rings for name, _, rings in self.disputed if name == code), [])

    def one(self, codes: Iterable[str]) -> list[Ring]:
        """The rings around states and disputed places together, with no border between them."""
        return dissolved((ring for code in sorted(codes) for ring in self.pieces(code)), self._ends)

    def _ends(self, number: int) -> tuple[Point, Point]:
        """Where an arc begins and ends, whichever side of the 180th meridian it was drawn from."""
        _, points = self.arcs[number if number >= 0 else ~number]
        first, last = ((round(points[end][0] % 360, 2), points[end][1]) for end in (0, -1))
        return (first, last) if number >= 0 else (last, first)


def known() -> frozenset[str]:
    """The codes of states that have an outline."""
    return frozenset(atlas().states)


def plate(
    codes: Collection[str],
    *,
    joined: Mapping[str, Collection[str]] | None = None,
    bare: Collection[str] = (),
    width: int = 1000,
    margin: float = 0.03,
) -> Plate:
    """The map of the states with these codes; `margin` is the share of its longer side that stays free around.

    Codes without an outline are left out. Where none has one, it is the whole world, with no state in focus. Of these
    codes, `bare` ones are drawn as other land. `joined` are outlines made of several, by a name that is no code; what
    they are made of, codes and names of disputed places, is not drawn by itself.
    """
    together = tuple(sorted((name, frozenset(parts)) for name, parts in (joined or {}).items()))
    focus = known().intersection(codes)
    return _plate(focus, together, focus.intersection(bare), width, margin)


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The data file, read once."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    arcs = []
    for levels, steps in data["arcs"]:
        x = y = 0
        points = []
        for east, north in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + east, y + north
            points.append((x / 100, y / 100))
        arcs.append((levels, points))
    disputed = [(each["name"], each["note"], each["rings"]) for each in data["disputed"]]
    return Atlas(data["finest"], arcs, data["states"], disputed, data["land"])


@lru_cache(maxsize=64)
def _plate(
    focus: frozenset[str],
    joined: tuple[tuple[str, frozenset[str]], ...],
    bare: frozenset[str],
    width: int,
    margin: float,
) -> Plate:
    world = atlas()
    view = fitted([_main(world, code) for code in sorted(focus or world.states)], width, margin, whole=not focus)
    parts = frozenset(part for _, pieces in joined for part in pieces)
    levels = _levels(world, focus | parts, EARTH / view.scale)

    def seen(rings: Iterable[Ring]) -> list[list[Point]]:
        return [piece for ring in rings for piece in view.rings(world.ring(ring, levels))]

    own = focus - bare - parts
    outlines = {code: seen(world.states[code]) for code in sorted(own)}
    outlines |= {name: seen(world.one(pieces)) for name, pieces in joined}
    shapes = {name: _shape(pieces) for name, pieces in outlines.items() if pieces}
    others = [ring for code, rings in world.states.items() if code not in own | parts for ring in rings]
    land = path(piece for piece in seen([*others, *world.land]) if not _speck(piece))
    disputed = ((name, note, path(seen(rings))) for name, note, rings in world.disputed if name not in parts)
    return Plate(
        width, view.height, shapes, land, tuple(Disputed(name, note, drawn) for name, note, drawn in disputed if drawn)
    )


def _main(world: Atlas, code: str) -> list[list[Point]]:
    """The pieces of a state that are large, or near and not small: no map of France is one of the Atlantic."""
    rings = [world.ring(ring) for ring in world.states[code]]
    vectors = [vector_area(ring) for ring in rings]
    size, middle, largest = max((hypot(*each), each, ring) for each, ring in zip(vectors, rings, strict=True))
    near = NEAR * max(apart(middle, vector(*point)) for point in largest)
    return [
        ring
        for ring, each in zip(rings, vectors, strict=True)
        if (share := hypot(*each) / size) >= LARGE or (share >= SMALL and apart(middle, each) <= near)
    ]


def _levels(world: Atlas, focus: frozenset[str], pixel: float) -> dict[int, int]:
    """The least level to draw of each arc, where a pixel is so many kilometres; land around a focus is plainer."""
    least = max(0, ceil(log2(DETAIL * pixel * pixel / world.finest)))
    levels = dict.fromkeys(range(len(world.arcs)), min(COARSEST, least + (PLAINER if focus else 0)))
    near = (number for code in focus for ring in world.pieces(code) for number in ring)
    return levels | {number if number >= 0 else ~number: min(COARSEST, least) for number in near}


def _shape(pieces: list[list[Point]]) -> Shape:
    largest = max(pieces, key=lambda piece: abs(_area(piece)))
    x, y, extent = _room(largest)
    rings = tuple(tuple(piece) for piece in pieces if piece is largest or not _speck(piece))
    return Shape(path(rings), round(x, 1), round(y, 1), round(extent, 1), rings)


def _room(ring: Sequence[Point]) -> tuple[float, float, float]:
    """The middle of the longest level line in a ring that is not too near an edge above or below; and its length."""
    _, down = zip(*ring, strict=True)
    best = (0.0, *ring[0], 0.0)
    for line in range(LINES):
        y = min(down) + (line + 0.5) / LINES * (max(down) - min(down))
        for west, east in _crossed(ring, y, 1):
            x = (west + east) / 2
            gap = next((min(y - high, low - y) for high, low in _crossed(ring, x, 0) if high <= y <= low), 0.0)
            best = max(best, (min(east - west, FLAT * 2 * gap), x, y, east - west))
    return best[1:]


def _crossed(ring: Sequence[Point], at: float, axis: int) -> list[Point]:
    """Where a line at a height, or for axis 0 at an x, is within a ring: from and to."""
    along = 1 - axis
    crossings = sorted(
        a[along] + (at - a[axis]) / (b[axis] - a[axis]) * (b[along] - a[along])
        for a, b in pairwise(ring)
        if (a[axis] > at) != (b[axis] > at)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def path(rings: Iterable[Sequence[Point]]) -> str:
    """Path data of closed rings: a start for each, then steps, to tenths of a pixel."""
    drawn = []
    for ring in rings:
        tenths = [(round(10 * x), round(10 * y)) for x, y in ring]
        steps = [(c - a, d - b) for (a, b), (c, d) in pairwise(tenths) if (a, b) != (c, d)]
        if len(steps) > 2:
            drawn.append(f"M{_numbers(tenths[:1])}l{_numbers(steps[:-1])}z")
    return "".join(drawn)


def _numbers(pairs: Iterable[tuple[int, int]]) -> str:
    """Tenths as numbers, with nothing between or in them that SVG does not need: 12, -3.5 and 0.4 are “12-3.5 .4”."""
    signed = (("-" if tenths < 0 else " ", f"{abs(tenths) / 10:g}") for pair in pairs for tenths in pair)
    return "".join(sign + (text[1:] if text.startswith("0.") else text) for sign, text in signed).lstrip()


def _area(ring: Sequence[Point]) -> float:
    return sum(a * d - b * c for (a, b), (c, d) in pairwise(ring)) / 2


def _speck(ring: Sequence[Point]) -> bool:
    across, down = zip(*ring, strict=True)
    return bool(max(max(across) - min(across), max(down) - min(down)) < SPECK)

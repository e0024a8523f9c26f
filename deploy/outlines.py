"""Makes the outlines of states that the site draws from Natural Earth's; must not know the maps made of them.

Run by `make outlines` as `python3 -m deploy.outlines ATLAS_JSON CODES_JSON`: `countries-50m.json` of the npm package
world-atlas, which is TopoJSON, and `codes.json` of i18n-iso-countries. Borders stay arcs, which neighbours share,
so that both sides of a border are thinned alike. Every point carries a level: how large a triangle would be lost
without it (Visvalingam and Whyatt 1993), so that a small map can leave out what it could not show.
"""

import heapq
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, log2, radians
from pathlib import Path
from typing import Any

SOURCE = "Natural Earth 1:50m Admin 0 Countries, public domain, through world-atlas 2.0.2"
CODES = "ISO 3166-1 alpha-2, through i18n-iso-countries 7.14.0"
FORM = (
    "An arc is its levels, one digit a point, and its points in hundredths of a degree, longitude and latitude in"
    " turn, each but the first as a step from the last. A ring is arcs by number; ~n is arc n backwards. A point of"
    " level n spans a triangle of at least finest * 2**n square kilometres; 9 is never left out."
)
TARGET = Path(__file__).resolve().parent.parent / "apps" / "drawing" / "outlines.json"

KM = 1.11195
"""Kilometres in a hundredth of a degree of latitude."""
FINEST = 8.0
"""Square kilometres; a point whose triangle is smaller is left out for good."""
COAST = 3
"""The least level of a point that is on one state's ring only; a border is worth more points than a coast."""
ISLAND = 100.0
"""Square kilometres; a smaller island is left out, unless it is a tenth of the largest piece of its state."""
ALWAYS = 9
ROUND = 36000

ANTARCTICA, RUSSIA = "AQ", "RU"
CRIMEA = (3200, 4400, 3700, 4650)
"""West, south, east and north, in hundredths of a degree."""
NOTES = {
    "Crimea": "United Nations General Assembly resolution 68/262 of 27 March 2014 holds it part of Ukraine;"
    " Natural Earth draws it by de facto control, as Russian.",
    "Kosovo": "It declared independence from Serbia in 2008; states differ on recognising it.",
    "N. Cyprus": "It declared independence from Cyprus in 1983; Turkey alone recognises it.",
    "Siachen Glacier": "India and Pakistan both claim it.",
    "Somaliland": "It declared independence from Somalia in 1991; few states, if any, recognise it.",
}

Point = tuple[int, int]
Arc = list[Point]
Ring = list[int]
Places = dict[str, list[Ring]]


def outlines(topology: dict[str, Any], codes: list[list[str]]) -> dict[str, Any]:
    """The content of the data file, of a TopoJSON topology and of rows with alpha-2 first and numeric codes third."""
    arcs = decoded(topology)
    states, disputed, land = sorted_out(topology, {row[2]: row[0] for row in codes}, arcs)
    uses = Counter(_number(arc) for rings in _all(states, disputed, land) for ring in rings for arc in ring)
    for rings in _all(states, disputed, land):
        largest = max(area(ring, arcs) for ring in rings)
        rings[:] = [
            ring
            for ring in rings
            if area(ring, arcs) >= min(ISLAND, largest / 10) or any(uses[_number(arc)] > 1 for arc in ring)
        ]
    places: dict[int, int] = {}
    for rings in _all(states, disputed, land):
        rings[:] = [[_renumbered(arc, places) for arc in ring] for ring in rings]
    return {
        "source": SOURCE,
        "codes": CODES,
        "form": FORM,
        "finest": FINEST,
        "arcs": [coded(*thinned(arcs[number], 0 if uses[number] > 1 else COAST)) for number in places],
        "states": states,
        "disputed": [{"name": name, "note": NOTES[name], "rings": rings} for name, rings in disputed.items()],
        "land": land["other"],
    }


def decoded(topology: dict[str, Any]) -> list[Arc]:
    """The arcs in hundredths of a degree; the longitudes of one arc never jump, so they may pass 180."""
    (wide, high), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Arc = []
        for east, north in steps:
            x, y = x + east, y + north
            point = _beside(
                arc[-1] if arc else None, (round(100 * (x * wide + left)), round(100 * (y * high + bottom)))
            )
            if not arc or point != arc[-1]:
                arc.append(point)
        arcs.append(arc)
    return arcs


def sorted_out(topology: dict[str, Any], codes: dict[str, str], arcs: list[Arc]) -> tuple[Places, Places, Places]:
    """The rings of states by code, of disputed places by name, and of land that is neither; no Antarctica."""
    states: Places = {}
    disputed: Places = {}
    other: list[Ring] = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        name, code = country["properties"]["name"], codes.get(country.get("id", ""))
        if code == RUSSIA:
            crimea = [ring for ring in rings if _within(CRIMEA, joined(ring, arcs))]
            disputed.setdefault("Crimea", []).extend(crimea)
            rings = [ring for ring in rings if ring not in crimea]
        if code and code != ANTARCTICA:
            states.setdefault(code, []).extend(rings)
        elif name in NOTES:
            disputed.setdefault(name, []).extend(rings)
        elif not code:
            other.extend(rings)
    return _in_order(states), _in_order(disputed), {"other": other}


def joined(ring: Ring, arcs: list[Arc]) -> Arc:
    """The points of a ring, the first again at the end."""
    points: Arc = []
    for number in ring:
        for point in arcs[number] if number >= 0 else reversed(arcs[~number]):
            points.append(_beside(points[-1] if points else None, point))
    return points


def area(ring: Ring, arcs: list[Arc]) -> float:
    """The area within a ring in square kilometres."""
    points = flat(joined(ring, arcs))
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairwise(points))) / 2


def flat(points: Arc) -> list[tuple[float, float]]:
    """The points in kilometres, on the sinusoidal projection about the first one's meridian: areas are true."""
    return [((x - points[0][0]) * KM * cos(radians(y / 100)), y * KM) for x, y in points]


def thinned(arc: Arc, least_level: int) -> tuple[Arc, list[int]]:
    """The points that matter, and the level of each; both ends stay, and of what lies between at least a corner."""
    points = flat(arc)
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))

    def weight(of: int) -> float:
        (a, b), (c, d), (e, f) = points[before[of]], points[of], points[after[of]]
        return abs((c - a) * (f - b) - (e - a) * (d - b)) / 2

    inner = range(1, len(arc) - 1)
    current = {point: weight(point) for point in inner}
    heap = [(size, point) for point, size in current.items()]
    heapq.heapify(heap)
    levels = dict.fromkeys(range(len(arc)), ALWAYS)
    least, lost = (2 if arc[0] == arc[-1] else 1), 0.0
    while len(current) > least:
        size, point = heapq.heappop(heap)
        if current.get(point) != size:
            continue  # an older weight of it, or it is gone
        lost = max(lost, size)
        levels[point] = min(ALWAYS - 1, int(log2(lost / FINEST))) if lost >= FINEST else -1
        del current[point]
        after[before[point]], before[after[point]] = after[point], before[point]
        for neighbour in {before[point], after[point]} & current.keys():
            current[neighbour] = weight(neighbour)
            heapq.heappush(heap, (current[neighbour], neighbour))
    kept = [point for point in range(len(arc)) if levels[point] >= least_level]
    return [arc[point] for point in kept], [levels[point] for point in kept]


def coded(arc: Arc, levels: list[int]) -> list[Any]:
    """An arc as the data file has it."""
    steps = [number for (a, b), (c, d) in pairwise(arc) for number in (c - a, d - b)]
    return ["".join(map(str, levels)), [*arc[0], *steps]]


def _beside(last: Point | None, point: Point) -> Point:
    """The point, on the side of the 180th meridian where the last one was."""
    x, y = point
    return (x, y) if last is None else (x - ROUND * round((x - last[0]) / ROUND), y)


def _within(frame: tuple[int, int, int, int], points: Arc) -> bool:
    west, south, east, north = frame
    return all(west <= x <= east and south <= y <= north for x, y in points)


def _in_order(places: Places) -> Places:
    return {name: places[name] for name in sorted(places) if places[name]}


def _all(*groups: Places) -> Iterator[list[Ring]]:
    return (rings for group in groups for rings in group.values() if rings)


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _renumbered(arc: int, places: dict[int, int]) -> int:
    place = places.setdefault(_number(arc), len(places))
    return place if arc >= 0 else ~place


def main(arguments: Iterable[str]) -> None:
    """Write the data file of the two files named."""
    atlas, codes = (json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments)
    content = json.dumps(outlines(atlas, codes), ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(content + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(content.encode()):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])

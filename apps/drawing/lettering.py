"""Names on a map in letters of a size, with numbers in place of those that have no room, and a key to the numbers.

A picture that a phone shows at a third of its width needs letters three times as large. Must not know what the shapes
are, nor how a page draws them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from .labels import MANY, SIZE, Ground, Label, Outline
from .projection import Point

LARGE = 34.0
"""The height of letters in a picture of 1000 pixels that is shown 360 wide: 12 of the screen's."""


@dataclass(frozen=True)
class Lettering:
    """The labels on a picture, and the key: the names of shapes that have a number instead, each after its number."""

    labels: tuple[Label, ...]
    key: tuple[tuple[str, str], ...] = ()


def lettered(outlines: Sequence[Outline], width: float, height: float, size: float = SIZE) -> Lettering:
    """The names of outlines in letters of a size, the first before all others, and numbers where they have no room.

    Of many outlines, or where a number has no room either, a name is left out.
    """
    share = SIZE / size
    shrunk = [_shrunk(outline, share) for outline in outlines]
    labels, numbered = _written(shrunk, width * share, height * share, frozenset())
    missing = {outline.name for outline in outlines} - {label.name for label in labels}
    if missing and len(outlines) <= MANY:
        again = _written(shrunk, width * share, height * share, frozenset(missing))
        labels, numbered = max((labels, numbered), again, key=lambda found: len(found[0]))
    numbers = {name: str(number) for number, name in enumerate(numbered, start=1)}
    return Lettering(
        tuple(_enlarged(label, 1 / share, numbers.get(label.name)) for label in labels),
        tuple((number, name) for name, number in numbers.items()),
    )


def _written(
    outlines: Sequence[Outline], width: float, height: float, first: Collection[str]
) -> tuple[list[Label], list[str]]:
    """The labels, and the names of those that have but room for a number; of these, the first before all names."""
    ground = Ground(outlines, width, height)
    number = "0" * len(str(len(outlines)))
    ground.write([replace(outline, text=number) for outline in outlines if outline.name in first])
    numbered = [label.name for label in ground.labels]
    ground.write([outline for outline in outlines if outline.name not in first])
    if len(outlines) <= MANY:
        named = {label.name for label in ground.labels}
        ground.write([replace(outline, text=number) for outline in outlines if outline.name not in named])
        numbered += [label.name for label in ground.labels if label.name not in named]
    return ground.labels, numbered


def _shrunk(outline: Outline, share: float) -> Outline:
    rings = tuple(tuple((x * share, y * share) for x, y in ring) for ring in outline.rings)
    return replace(outline, rings=rings, x=outline.x * share, y=outline.y * share)


def _enlarged(label: Label, times: float, number: str | None) -> Label:
    def spot(point: Point) -> Point:
        return point[0] * times, point[1] * times

    left, top, right, bottom = label.box
    return replace(
        label,
        x=round(label.x * times, 1),
        lines=tuple((round(y * times, 1), number or line) for y, line in label.lines),
        box=(left * times, top * times, right * times, bottom * times),
        leader=(spot(label.leader[0]), spot(label.leader[1])) if label.leader else None,
    )

"""A state on a map, and how the names of such are written on it. Must not know why they are on it, nor HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from apps.drawing.framing import beyond
from apps.drawing.labels import SIZE, Label, Outline
from apps.drawing.lettering import LARGE, Lettering, lettered
from apps.drawing.outlines import Shape
from apps.facts.treaty_status import PartyStatus
from apps.pages.chart_rows import ChartMark

SIZES = (("wide", SIZE), ("narrow", LARGE))
"""The letters of names, by how the picture is shown; the style sheet chooses."""


@dataclass(frozen=True)
class MappedState:
    """A state on the map, with its standings on the day; `mark` and `certainty` say how it is drawn, None: in no way.

    Where several are possible, the first that the claim declares colours a state, one that is certain before all.

    `shape` is None for a state whose outline is not known or that lies outside the picture.
    """

    state: Any
    standings: tuple[PartyStatus, ...]
    mark: ChartMark | None
    certainty: str
    shape: Shape | None

    def goes_beyond(self, width: int, height: int) -> bool:
        """Whether a picture of this size cuts it."""
        return self.shape is not None and beyond(self.shape.rings, width, height)


@dataclass(frozen=True)
class Written:
    """The labels for one `width` of the picture, `wide` or `narrow`, and whose the numbers among them are."""

    width: str
    labels: list[tuple[MappedState, Label]]
    key: list[tuple[str, MappedState]]


def written(drawn: Sequence[MappedState], width: int, height: int) -> list[Written]:
    """The names of places that have a shape, those that stand in some way and the roomiest before others."""
    places = {
        place.state.slug: place
        for place in sorted(drawn, key=lambda place: (not place.mark, -cast(Shape, place.shape).extent))
    }
    wanted = tuple((slug, place.state.name, cast(Shape, place.shape)) for slug, place in places.items())
    found = [(shown, _lettered(wanted, width, height, size)) for shown, size in SIZES]
    return [
        Written(
            shown,
            [(places[label.name], label) for label in each.labels],
            [(number, places[name]) for number, name in each.key],
        )
        for shown, each in found
    ]


@lru_cache(maxsize=128)
def _lettered(wanted: tuple[tuple[str, str, Shape], ...], width: int, height: int, size: float) -> Lettering:
    """Where names are written; a picture is mostly asked for again with the same ones."""
    outlines = [Outline(slug, title, shape.rings, shape.x, shape.y) for slug, title, shape in wanted]
    return lettered(outlines, width, height, size)

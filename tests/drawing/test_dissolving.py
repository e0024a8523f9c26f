"""Outlines that share borders become one: no border is left within, and nothing is lost around."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.drawing.dissolving import dissolved
from apps.drawing.former import FORMER
from apps.drawing.outlines import atlas, known, plate
from apps.drawing.projection import unrolled
from tests.drawing.test_outlines import CAPITALS, NEIGHBOURS, SIMFEROPOL, on_the_globe, parsed, within

SQUARE = 5


def area(places):
    return sum(a * d - b * c for (a, b), (c, d) in pairwise(places)) / 2


class Grid:
    """Squares of a grid, each a ring of arcs of length 1, which neighbours share."""

    def __init__(self):
        self.edges = {}

    def arc(self, start, end):
        if (end, start) in self.edges:
            return ~self.edges[end, start]
        return self.edges.setdefault((start, end), len(self.edges))

    def square(self, x, y):
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]
        return [self.arc(a, b) for a, b in pairwise(corners)]

    def ends(self, number):
        start, end = [*self.edges][number if number >= 0 else ~number]
        return (start, end) if number >= 0 else (end, start)

    def places(self, ring):
        places = [self.ends(number) for number in ring]
        assert all(a[1] == b[0] for a, b in pairwise([*places, places[0]]))
        return [places[0][0], *(end for _, end in places)]


def test_two_squares_that_share_a_side_are_one_ring_without_it():
    grid = Grid()
    left, right = grid.square(0, 0), grid.square(1, 0)
    (ring,) = dissolved([left, right], grid.ends)
    assert len(ring) == 6
    assert area(grid.places(ring)) == 2


def test_what_shares_no_side_stays_as_it_is():
    grid = Grid()
    rings = [grid.square(0, 0), grid.square(1, 1)]
    assert dissolved(rings, grid.ends) == rings


def test_an_enclave_is_filled_and_a_lake_stays():
    grid = Grid()
    around = [grid.square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    rings = dissolved(around, grid.ends)
    assert sorted(area(grid.places(ring)) for ring in rings) == [-1, 9]
    (whole,) = dissolved([*rings, grid.square(1, 1)], grid.ends)
    assert area(grid.places(whole)) == 9


@given(st.sets(st.tuples(st.integers(0, SQUARE), st.integers(0, SQUARE)), max_size=20))
def test_the_area_stays_and_no_border_is_left_within(squares):
    grid = Grid()
    rings = dissolved([grid.square(*square) for square in sorted(squares)], grid.ends)
    assert sum(area(grid.places(ring)) for ring in rings) == len(squares)
    arcs = [arc for ring in rings for arc in ring]
    assert len(arcs) == len(set(arcs))
    assert not {~arc for arc in arcs} & set(arcs)


@pytest.mark.parametrize("code", FORMER)
def test_a_former_state_is_made_of_pieces_that_there_are_and_has_no_border_within(code):
    assert all(atlas().pieces(piece) for piece in FORMER[code])
    arcs = [arc for ring in atlas().one(FORMER[code]) for arc in ring]
    assert arcs
    assert not {~arc for arc in arcs} & set(arcs)


@pytest.mark.parametrize("code", ["CSHH", "YUCS"])
def test_the_area_of_a_former_state_is_that_of_its_pieces(code):
    pieces = [ring for piece in FORMER[code] for ring in atlas().pieces(piece)]
    whole = atlas().one(FORMER[code])
    assert sum(map(area, on_the_globe(whole))) == pytest.approx(sum(map(area, on_the_globe(pieces))))
    assert len(whole) < len(pieces)


def test_the_soviet_union_is_one_piece_from_the_baltic_to_the_bering_strait():
    (mainland,) = [ring for ring in on_the_globe(atlas().one(FORMER["SUHH"])) if within(CAPITALS["RU"], [ring])]
    assert abs(mainland[0][0] - mainland[-1][0]) < 1
    assert all(within(CAPITALS[code], [mainland]) for code in NEIGHBOURS)
    assert within(SIMFEROPOL, [mainland])
    assert not within(CAPITALS["AF"], [mainland])


def test_what_is_joined_is_drawn_once_and_its_pieces_are_neither_states_nor_disputed_nor_land():
    drawn = plate(NEIGHBOURS, joined={"soviet-union": FORMER["SUHH"]})
    assert set(drawn.shapes) == {"soviet-union"}
    assert "Crimea" not in {each.name for each in drawn.disputed}
    today = plate(NEIGHBOURS)
    assert (drawn.width, drawn.height) == (today.width, today.height)
    for code in NEIGHBOURS:
        label = (today.shapes[code].x, today.shapes[code].y)
        assert within(label, parsed(drawn.shapes["soviet-union"].path))
        assert not within(label, parsed(drawn.land))


def test_what_is_bare_is_land_and_no_state():
    today, drawn = plate(NEIGHBOURS), plate(NEIGHBOURS, bare=["UA"])
    assert set(drawn.shapes) == {*NEIGHBOURS} - {"UA"}
    label = (today.shapes["UA"].x, today.shapes["UA"].y)
    assert within(label, parsed(drawn.land))
    assert not within(label, parsed(today.land))


def test_what_is_joined_out_of_view_or_of_nothing_has_no_shape():
    assert set(plate(["BR"], joined={"union": FORMER["CSHH"], "nowhere": ["ZZ"]}).shapes) == {"BR"}


def test_the_outlines_that_are_joined_reach_over_the_180th_meridian_once():
    rings = [unrolled(atlas().ring(ring)) for ring in atlas().one(FORMER["SUHH"])]
    assert all(max(x for x, _ in ring) - min(x for x, _ in ring) < 360 for ring in rings)
    assert {"RU", "AM"} <= known()

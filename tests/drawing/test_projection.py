"""Projections keep areas, place what is known, and break nothing where the globe has an edge on paper."""

from itertools import pairwise
from math import cos, hypot, isclose, pi, radians, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.drawing.projection import Azimuthal, EqualEarth, apart, cut, place, vector, vector_area

LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-89, 89)
PLACES = st.tuples(LONGITUDES, LATITUDES)


def area(ring):
    return abs(sum(a * d - b * c for (a, b), (c, d) in pairwise(ring))) / 2


def box(west, south, east, north, step=0.5):
    """A closed clockwise ring of places along two meridians and two parallels."""
    up = [south + n * (north - south) / round((north - south) / step) for n in range(round((north - south) / step))]
    along = [west + n * (east - west) / round((east - west) / step) for n in range(round((east - west) / step))]
    across, down = [west + east - x for x in along], [south + north - y for y in up]
    ring = [*((west, y) for y in up), *((x, north) for x in along)]
    ring += [*((east, y) for y in down), *((x, south) for x in across)]
    return [((x + 180) % 360 - 180, y) for x, y in [*ring, ring[0]]]


def true_area(west, south, east, north):
    return radians(east - west) * (sin(radians(north)) - sin(radians(south)))


@given(PLACES, LONGITUDES, st.floats(-85, 84))
def test_the_azimuthal_projection_keeps_the_area_of_a_small_quad(centre, west, south):
    quad = (west, south, west + 1, south + 1)
    assume(apart(vector(*centre), vector(west, south)) < radians(120))
    (drawn,) = Azimuthal(*centre).rings(box(*quad, step=0.1))
    assert isclose(area(drawn), true_area(*quad), rel_tol=1e-3)


@given(LONGITUDES, LONGITUDES, st.floats(-85, 84))
def test_equal_earth_keeps_the_area_of_a_small_quad_even_over_its_edge(middle, west, south):
    quad = (west, south, west + 1, south + 1)
    drawn = EqualEarth(middle).rings(box(*quad, step=0.1))
    assert isclose(sum(map(area, drawn)), true_area(*quad), rel_tol=5e-3)


@given(PLACES)
def test_the_centre_is_drawn_at_the_origin(centre):
    assert hypot(*Azimuthal(*centre).point(*centre)) < 1e-7


@given(PLACES, PLACES)
def test_the_azimuthal_projection_shortens_every_arc_to_its_chord(centre, spot):
    angle = apart(vector(*centre), vector(*spot))
    assume(angle < radians(149))
    assert isclose(hypot(*Azimuthal(*centre).point(*spot)), 2 * sin(angle / 2), abs_tol=1e-6)


def test_north_is_up_and_east_is_right_of_the_centre():
    x, y = Azimuthal(70, 50).point(70, 51)
    assert isclose(x, 0, abs_tol=1e-12)
    assert y > 0
    assert Azimuthal(179, 50).point(-179, 50)[0] > 0


def test_what_is_beyond_the_horizon_cannot_be_drawn():
    with pytest.raises(ValueError, match="beyond the horizon"):
        Azimuthal(70, 50).point(-110, -50)
    assert Azimuthal(70, 50).rings(box(-120, -60, -100, -40)) == []


def test_equal_earth_has_the_size_that_its_authors_give():
    edge, _ = EqualEarth().point(11 + 179.999999, 0)
    _, pole = EqualEarth().point(11, 90)
    assert isclose(edge, 2.70663, abs_tol=1e-5)
    assert isclose(pole, 1.31736, abs_tol=1e-5)


@pytest.mark.parametrize("projection", [Azimuthal(90, 60), EqualEarth()], ids=["azimuthal", "Equal Earth"])
def test_a_ring_over_the_180th_meridian_stays_in_one_piece(projection):
    (drawn,) = projection.rings(box(160, 60, 190, 70))
    assert max(hypot(c - a, d - b) for (a, b), (c, d) in pairwise(drawn)) < 0.02
    assert isclose(area(drawn), true_area(160, 60, 190, 70), rel_tol=1e-3)


def test_a_ring_over_the_edge_of_equal_earth_is_drawn_on_both_sides_of_it():
    west, east = sorted(EqualEarth().rings(box(-171, 60, -166, 61)))
    assert max(x for x, _ in west) < 0 < min(x for x, _ in east)
    assert isclose(area(east), true_area(-171, 60, -169, 61), rel_tol=0.01)
    assert isclose(area(west), true_area(-169, 60, -166, 61), rel_tol=0.01)


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=3, max_size=9), st.floats(-9, 9))
def test_the_two_sides_of_a_cut_have_the_area_of_the_whole(points, bound):
    ring = [*points, points[0]]

    def signed(ring):
        return sum(a * d - b * c for (a, b), (c, d) in pairwise(ring))

    for axis in (0, 1):
        parts = signed(cut(ring, -10, bound, axis)) + signed(cut(ring, bound, 10, axis))
        assert isclose(parts, signed(ring), abs_tol=1e-9)


@given(PLACES)
def test_a_place_comes_back_from_its_vector(spot):
    longitude, latitude = place(vector(*spot))
    assert isclose(latitude, spot[1], abs_tol=1e-9)
    assert isclose(cos(radians(longitude - spot[0])), 1, abs_tol=1e-9)


@given(LONGITUDES, st.floats(1, 80))
def test_the_vector_area_of_a_polar_cap_points_to_its_pole(start, reach):
    clockwise = [(start - n, 90 - reach) for n in range(361)]
    x, y, z = vector_area(clockwise)
    assert isclose(z, pi * sin(radians(reach)) ** 2, rel_tol=1e-3)
    assert hypot(x, y) < 1e-9

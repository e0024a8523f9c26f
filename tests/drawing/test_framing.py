"""A frame holds all that is in question, and of one state that dwarfs the others what is near them."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.drawing.framing import NORTH, SOUTH, TALLEST, WIDEST, beyond, fitted, suited
from apps.drawing.outlines import plate
from apps.drawing.projection import BEYOND, Azimuthal, EqualEarth
from tests.drawing.test_projection import LONGITUDES, box

MEMBERS = ["AM", "BY", "KG", "KZ", "RU", "TJ", "UZ"]


def drawn(view, ring):
    return [point for piece in view.rings(ring) for point in piece]


def test_near_groups_are_drawn_about_a_middle_that_the_large_one_does_not_take_alone():
    huge, small = box(60, 50, 120, 70), box(40, 38, 45, 42)
    projection = suited([[huge], [small]])
    assert isinstance(projection, Azimuthal)
    alone = suited([[huge]])
    assert isinstance(alone, Azimuthal)
    assert 45 < projection.longitude < 85
    assert isclose(alone.longitude, 90, abs_tol=0.1)


@pytest.mark.parametrize(
    "boxes",
    [
        [(-120, 30, -80, 48), (60, 30, 74, 38)],
        [(20, 55, 60, 70), (150, 60, 185, 70), (-120, 50, -60, 70)],
    ],
    ids=["far apart", "all around the pole"],
)
def test_groups_that_one_view_would_stretch_or_turn_are_on_a_map_of_the_world(boxes):
    assert suited([[box(*each)] for each in boxes]) == EqualEarth()


@given(LONGITUDES, st.floats(-60, 60), st.floats(0.5, 60), st.floats(0.5, 25), st.integers(200, 2000))
def test_a_view_holds_the_whole_focus_in_a_seemly_frame(west, south, wide, high, width):
    ring = box(west, south, west + wide, south + high)
    view = fitted([[ring]], width, 0.03, whole=False)
    (drawn,) = view.rings(ring)
    assert all(0 <= x <= width and 0 <= y <= view.height for x, y in drawn)
    assert TALLEST - 0.01 <= width / view.height <= WIDEST + 0.01


def test_a_view_leaves_out_what_is_not_in_it_and_cuts_what_is_partly():
    view = fitted([[box(10, 40, 30, 50)]], 1000, 0.03, whole=False)
    assert list(view.rings(box(100, 40, 120, 50))) == []
    (part,) = view.rings(box(20, 45, 90, 55))
    assert max(x for x, _ in part) == pytest.approx(1000 + BEYOND)


def test_a_map_of_a_tiny_place_shows_what_is_around_it():
    view = fitted([[box(10, 40, 10.01, 40.01, step=0.01)]], 1000, 0.03, whole=False)
    assert view.width / view.scale * 6371 == pytest.approx(500)


def test_a_map_of_the_world_shows_no_more_of_the_poles_than_it_must():
    view = fitted([[box(-120, 40, -70, 70)], [box(60, 40, 120, 70)]], 1000, 0.03, whole=False)
    assert view.projection == EqualEarth()
    assert view.top == EqualEarth().point(0, NORTH)[1]
    view = fitted([[box(west, -50, west + 40, -20)] for west in (-100, 0, 110)], 1000, 0.03, whole=False)
    assert view.projection == EqualEarth()
    assert view.top - view.height / view.scale == pytest.approx(EqualEarth().point(0, SOUTH)[1], abs=0.01)


def test_one_that_dwarfs_the_others_is_cut_toward_its_middle_and_they_are_seen_whole():
    huge, small, other = box(30, 50, 180, 75), box(25, 51, 32, 55), box(60, 38, 80, 48)
    view = fitted([[small], [huge], [other]], 1000, 0.05, whole=False)
    for ring in (small, other):
        assert not beyond(view.rings(ring), view.width, view.height)
    assert beyond(view.rings(huge), view.width, view.height)
    assert view.width / view.height == pytest.approx(TALLEST, abs=0.01)
    (west, *_), *_ = sorted(drawn(view, small))
    assert west < 0.1 * view.width  # what is farthest from the large one's middle is at the edge
    assert suited([[small], [other]]) == view.projection


@pytest.mark.parametrize(
    "boxes",
    [
        [(60, 50, 120, 70), (60, 30, 100, 49)],
        [(-120, 30, -70, 50), (-172, -14, -171, -13)],
        [(-120, 30, -80, 48), (60, 30, 74, 38)],
    ],
    ids=["not so large", "too far away", "on a map of the world"],
)
def test_none_is_cut_where_it_does_not_dwarf_the_others_or_is_far_from_them(boxes):
    rings = [box(*each) for each in boxes]
    view = fitted([[ring] for ring in rings], 1000, 0.05, whole=False)
    assert not any(beyond(view.rings(ring), view.width, view.height) for ring in rings)


def test_the_members_of_an_alliance_around_one_that_is_huge_fill_the_picture():
    shown = plate(MEMBERS, margin=0.05)
    others = [point for code in MEMBERS if code != "RU" for ring in shown.shapes[code].rings for point in ring]
    across, down = zip(*others, strict=True)
    assert max(across) - min(across) > 0.6 * shown.width
    assert max(down) - min(down) > 0.45 * shown.height
    assert min(shown.shapes[code].extent for code in ("AM", "BY", "TJ")) > 15
    large = [point for ring in shown.shapes["RU"].rings for point in ring]
    assert max(x for x, _ in large) > shown.width  # it goes on beyond the picture
    assert [code for code in MEMBERS if beyond(shown.shapes[code].rings, shown.width, shown.height)] == ["RU"]

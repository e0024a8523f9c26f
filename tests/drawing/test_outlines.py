"""The committed outlines are whole and small, and the maps made of them fit, read and say what is disputed."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.drawing.framing import TALLEST, WIDEST
from apps.drawing.outlines import DATA, SPECK, atlas, known, path, plate
from apps.drawing.projection import BEYOND, unrolled
from deploy import outlines as builder
from deploy.dependencies import ROOT

NEIGHBOURS = ["AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "UA", "UZ"]
CAPITALS = {
    "AF": (69.2, 34.5),
    "AM": (44.5, 40.2),
    "AZ": (49.7, 40.4),
    "BY": (27.6, 53.9),
    "GE": (44.8, 41.7),
    "KG": (74.6, 42.9),
    "KZ": (71.4, 51.2),
    "MD": (28.9, 47.0),
    "RU": (37.6, 55.8),
    "TJ": (68.8, 38.6),
    "UA": (30.5, 50.5),
    "US": (-77.0, 38.9),
    "UZ": (69.2, 41.3),
}
SIMFEROPOL = (34.1, 44.95)
WEST_OF_180, EAST_OF_180 = (175, 67), (-176 + 360, 67)
STEP = re.compile(r"-?(?:\d+(?:\.\d)?|\.\d)")


def parsed(data):
    """The closed rings of path data, as a browser reads them."""
    rings = []
    for part in re.findall(r"M([^z]*)z", data):
        start, steps = part.split("l")
        numbers = [float(number) for number in STEP.findall(steps)]
        x, y = map(float, STEP.findall(start))
        ring = [(x, y)]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + right, 1), round(y + down, 1)
            ring.append((x, y))
        rings.append([*ring, ring[0]])
    return rings


def within(point, rings):
    """Whether a point is inside the rings, holes left out."""
    x, y = point
    return (
        sum((b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a) for r in rings for (a, b), (c, d) in pairwise(r))
        % 2
    )


def on_the_globe(rings):
    return [unrolled(atlas().ring(ring)) for ring in rings]


def all_path_data(drawn):
    return drawn.land + "".join(each.path for each in [*drawn.shapes.values(), *drawn.disputed])


def test_the_data_file_names_its_source_and_its_form():
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert data["source"] == "Natural Earth 1:50m Admin 0 Countries, public domain, through world-atlas 2.0.2"
    assert list(data) == ["source", "codes", "form", "finest", "arcs", "states", "disputed", "land"]
    for levels, steps in data["arcs"]:
        assert len(steps) == 2 * len(levels)
        assert levels[0] == levels[-1] == "9"


def test_the_versions_that_are_fetched_are_those_that_the_data_file_names():
    makefile = (ROOT / "Makefile").read_text()
    for named in (builder.SOURCE, builder.CODES):
        assert named.split("through ")[1].replace(" ", "@") in makefile


def test_the_data_file_is_small():
    assert DATA.stat().st_size < 300_000


@pytest.mark.parametrize(("code", "capital"), CAPITALS.items(), ids=CAPITALS)
def test_a_state_is_where_its_capital_is_and_no_other_is_there(code, capital):
    assert [each for each, rings in atlas().states.items() if within(capital, on_the_globe(rings))] == [code]


def test_states_of_every_continent_and_size_have_an_outline():
    wanted = "AG AU BR CA CN DE EG FJ FR GB IN JP KI LI MC MV NR NZ SM TM TO TR VA VU WS ZA"
    assert set(wanted.split()) <= known()
    assert "AQ" not in known()
    assert len(known()) > 230


def test_crimea_is_disputed_and_not_in_russias_shape():
    states, disputed = atlas().states, {name: rings for name, _, rings in atlas().disputed}
    assert within(SIMFEROPOL, on_the_globe(disputed["Crimea"]))
    assert not within(SIMFEROPOL, on_the_globe(states["RU"]))
    (crimea,) = [each for each in plate(["UA"]).disputed if each.name == "Crimea"]
    assert "68/262" in crimea.note
    assert crimea.path


def test_places_without_a_code_are_disputed_each_with_a_note():
    noted = {name: note for name, note, _ in atlas().disputed}
    assert set(noted) == {"Crimea", "Kosovo", "N. Cyprus", "Siachen Glacier", "Somaliland"}
    assert all(note.endswith(".") for note in noted.values())


def test_chukotka_is_one_with_russia_over_the_180th_meridian():
    (mainland,) = [ring for ring in on_the_globe(atlas().states["RU"]) if within(CAPITALS["RU"], [ring])]
    assert within(WEST_OF_180, [mainland])
    assert within(EAST_OF_180, [mainland])
    largest = max(parsed(plate(["RU"]).shapes["RU"].path), key=len)
    assert max(abs(c - a) + abs(d - b) for (a, b), (c, d) in pairwise(largest)) < 40


@pytest.mark.parametrize(
    "codes", [NEIGHBOURS, ["US", "AF", "RU"], ["FJ", "NZ"], ["NO", "SE", "FI"], ["BR", "AR", "CL"]]
)
def test_a_plate_shows_its_focus_within_a_seemly_frame(codes):
    drawn = plate(codes)
    assert list(drawn.shapes) == sorted(codes)
    assert TALLEST - 0.01 <= drawn.width / drawn.height <= WIDEST + 0.01
    for x, y in (point for ring in parsed(all_path_data(drawn)) for point in ring):
        assert -BEYOND <= x <= drawn.width + BEYOND
        assert -BEYOND <= y <= drawn.height + BEYOND
    for code, shape in drawn.shapes.items():
        if code == "RU" and codes is NEIGHBOURS:
            continue  # it dwarfs the others, and is cut
        largest = max(parsed(shape.path), key=lambda ring: max(x for x, _ in ring) - min(x for x, _ in ring))
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in largest)


@pytest.mark.parametrize("codes", [["CL"], ["FJ"], ["KI"], ["VA"], ["ZA"], NEIGHBOURS, sorted(known())])
def test_a_label_lies_in_its_shape_with_room_to_both_sides(codes):
    for shape in plate(codes).shapes.values():
        if shape.extent > SPECK:
            rings = parsed(shape.path)
            for share in (-0.4, 0, 0.4):
                assert within((shape.x + share * shape.extent, shape.y), rings)


def test_small_states_among_large_ones_are_seen():
    shapes = plate(NEIGHBOURS).shapes
    assert shapes["UZ"].extent > 40
    assert min(shape.extent for shape in shapes.values()) > 10


@pytest.mark.parametrize(
    ("one", "other", "least"), [("AM", "AZ", 6), ("KG", "UZ", 15), ("KZ", "RU", 60), ("UA", "RU", 15)]
)
def test_neighbours_have_the_same_points_on_their_border(one, other, least):
    shapes = plate(NEIGHBOURS).shapes
    points = [{point for ring in parsed(shapes[code].path) for point in ring} for code in (one, other)]
    assert len(points[0] & points[1]) >= least


def test_the_land_around_has_the_same_points_on_the_border_of_the_focus():
    drawn = plate(["CH"])
    border = {point for ring in parsed(drawn.shapes["CH"].path) for point in ring}
    assert border <= {point for ring in parsed(drawn.land) for point in ring}


@pytest.mark.parametrize(
    "codes", [NEIGHBOURS, [], [*NEIGHBOURS, "AF", "US"]], ids=["Eurasia", "world", "three continents"]
)
def test_the_path_data_of_a_plate_leave_room_on_the_page(codes):
    assert len(all_path_data(plate(codes))) < 70_000


def test_unknown_codes_are_left_out_and_with_none_known_it_is_the_world():
    assert plate(["AM", "ZZ"]) is plate(["AM"])
    world = plate(["ZZ"])
    assert world.shapes == {}
    assert len(world.disputed) == 5
    assert parsed(world.land)


def test_a_plate_is_drawn_once_whatever_the_order_of_its_codes():
    assert plate(["AM", "KG"]) is plate(("KG", "AM"))
    assert plate(["AM"], width=500).width == 500


def test_disputed_places_out_of_view_are_left_out():
    assert plate(["BR"]).disputed == ()


def test_a_wide_map_of_the_world_has_fewer_points_than_its_data():
    assert all_path_data(plate([], width=300)).count(" ") < all_path_data(plate([], width=1000)).count(" ")


@given(
    st.lists(st.lists(st.tuples(st.integers(-99, 9999), st.integers(-99, 9999)), min_size=3, max_size=9, unique=True))
)
def test_path_data_say_the_points_they_were_made_of_to_a_tenth(rings):
    closed = [[(x / 10, y / 10) for x, y in [*ring, ring[0]]] for ring in rings]
    assert parsed(path(closed)) == closed


def test_path_data_leave_out_what_svg_does_not_need_and_nothing_else():
    square = [(10.5, 0.4), (20.5, 0.4), (20.5, -0.1), (10.0, -0.1), (10.5, 0.4)]
    assert path([square]) == "M10.5 .4l10 0 0-.5-10.5 0z"
    assert path([[(1, 1), (1.01, 1), (1, 1.01), (1, 1)]]) == ""


def tiny_topology():
    """Two states with a common border and an islet, Antarctica, land of nobody, and Russia with Crimea."""
    square = [(0, 5), (5, 0), (0, -5), (-5, 0)]
    arcs = [
        [(0, 0), (0, 500), (1, 1), (-1, 1), (90, 99), (-90, 399)],
        [(0, 1000), (900, 0), (0, -1000), (-900, 0)],
        [(0, 0), (-900, 0), (0, 1000), (900, 0)],
        *([start, *square] for start in [(2000, 0), (0, -8000)]),
        *([start, *((20 * x, 20 * y) for x, y in square)] for start in [(4000, 0), (3300, 4450), (4500, 6000)]),
    ]
    rings = {"Armenia": ("051", [[0, 1], [3]]), "Azerbaijan": ("031", [[2, ~0]]), "Antarctica": ("010", [[4]])}
    rings |= {"Nowhere": ("", [[5]]), "Russia": ("643", [[6], [7]])}
    countries = [
        {"type": "MultiPolygon", "properties": {"name": name}, "arcs": [[ring] for ring in found]}
        | ({"id": id_} if id_ else {})
        for name, (id_, found) in rings.items()
    ]
    transform = {"scale": [0.01, 0.01], "translate": [0, 0]}
    return {"transform": transform, "arcs": arcs, "objects": {"countries": {"geometries": countries}}}


def test_the_build_keeps_borders_common_drops_what_is_small_and_is_the_same_every_time():
    codes = [["AM", "ARM", "051"], ["AZ", "AZE", "031"], ["AQ", "ATA", "010"], ["RU", "RUS", "643"]]
    built = builder.outlines(tiny_topology(), codes)
    assert json.dumps(built) == json.dumps(builder.outlines(tiny_topology(), codes))
    assert built["states"] == {"AM": [[0, 1]], "AZ": [[2, ~0]], "RU": [[3]]}
    assert built["arcs"][0] == ["9989", [0, 0, 0, 502, 90, 99, -90, 399]]
    assert [(each["name"], each["rings"]) for each in built["disputed"]] == [("Crimea", [[4]])]
    assert built["land"] == [[5]]

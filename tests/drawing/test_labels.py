"""Names on a map lie over no other name, nor over a shape that is not theirs; those of small ones stand beside them."""

from itertools import combinations, pairwise

import pytest

from apps.drawing.labels import MANY, Label, Outline, layouts, placed, width_of
from apps.drawing.outlines import known, plate
from apps.drawing.strips import cuts, meet, overlap

COUNTRIES = {
    "AM": "Armenia",
    "AZ": "Azerbaijan",
    "BY": "Belarus",
    "GE": "Georgia",
    "KG": "Kyrgyz Republic",
    "KZ": "Kazakhstan",
    "MD": "Moldova",
    "RU": "Russian Federation",
    "TJ": "Tajikistan",
    "UA": "Ukraine",
    "UZ": "Uzbekistan",
}


def square(name: str, x: float, y: float, size: float) -> Outline:
    corners = ((x, y), (x + size, y), (x + size, y + size), (x, y + size))
    return Outline(name, name, (corners,), x + size / 2, y + size / 2)


def drawn(codes: dict[str, str]) -> tuple[list[Outline], list[Label], float, float]:
    shown = plate(codes, margin=0.05)
    outlines = [
        Outline(code, codes[code], shape.rings, shape.x, shape.y)
        for code, shape in sorted(shown.shapes.items(), key=lambda pair: -pair[1].extent)
    ]
    return outlines, placed(outlines, shown.width, shown.height), shown.width, shown.height


def test_a_name_stands_in_its_shape_where_there_is_room() -> None:
    (label,) = placed([square("Laos", 100, 100, 200)], 400, 400)
    assert (label.x, label.lines, label.leader) == (200, ((200, "Laos"),), None)


def test_a_name_is_broken_rather_than_led_out_of_its_shape() -> None:
    size = width_of("Commonwealth") + 20
    (label,) = placed([square("Commonwealth Republic", 100, 100, size)], 500, 500)
    assert [line for _, line in label.lines] == ["Commonwealth", "Republic"]
    assert label.leader is None


def test_a_small_shape_between_others_has_its_name_beside_it_and_a_line_to_it() -> None:
    around = [square(f"N{n}", 140 + 20 * (n % 3), 140 + 20 * (n // 3), 20) for n in range(9)]
    labels = {label.name: label for label in placed(around, 400, 400)}
    assert len(labels) == 9
    assert labels["N4"].leader is not None
    start, end = labels["N4"].leader
    assert start == (170, 170)
    assert not any(cuts((start, end), other.box) for other in labels.values() if other.name != "N4")


@pytest.mark.parametrize("codes", [COUNTRIES, {code: code * 3 for code in ("CH", "LI", "AT", "SI", "IT", "SM", "MC")}])
def test_no_name_on_a_map_lies_over_another_or_over_a_state_that_is_not_its_own(codes) -> None:
    outlines, labels, width, height = drawn(codes)
    assert {label.name for label in labels} == {outline.name for outline in outlines}
    for one, other in combinations(labels, 2):
        assert not overlap(one.box, other.box), (one.name, other.name)
        assert not (other.leader and cuts(other.leader, one.box)), (one.name, other.name)
        assert not (one.leader and other.leader and meet(one.leader, other.leader)), (one.name, other.name)
    for label in labels:
        left, top, right, bottom = label.box
        assert (left > 0, top > 0, right < width, bottom < height) == (True,) * 4, label.name
        for outline in outlines:
            if outline.name != label.name:
                edges = (edge for ring in outline.rings for edge in pairwise((*ring, ring[0])))
                assert not any(cuts(edge, label.box) for edge in edges), (label.name, outline.name)


def test_of_a_whole_world_those_are_named_that_have_room() -> None:
    codes = {code: f"State {code}" for code in sorted(known())}
    outlines, labels, _, _ = drawn(codes)
    assert len(outlines) > MANY
    assert all(label.leader is None for label in labels)
    assert {"RU", "AU", "CA"} <= {label.name for label in labels}
    assert not any(overlap(one.box, other.box) for one, other in combinations(labels, 2))


def test_a_long_name_can_be_written_in_lines() -> None:
    assert [lines for lines, *_ in layouts("Chad")] == [("Chad",)]
    assert [len(lines) for lines, *_ in layouts("United Arab Emirates")] == [1, 2]
    assert width_of("Ill") < width_of("Wow")

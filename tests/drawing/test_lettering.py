"""Names in letters of a size: as large as a narrow picture needs, with numbers and a key where they have no room."""

from itertools import combinations, pairwise

import pytest

from apps.drawing.labels import SIZE, placed
from apps.drawing.lettering import LARGE, lettered
from apps.drawing.strips import cuts, overlap
from tests.drawing.test_labels import COUNTRIES, drawn, square


def test_letters_of_the_usual_size_are_placed_as_ever():
    outlines, labels, width, height = drawn(COUNTRIES)
    found = lettered(outlines, width, height)
    assert found.labels == tuple(labels)
    assert found.key == ()


def test_larger_letters_take_room_as_large_as_they_are():
    (usual,) = placed([square("Laos", 100, 100, 400)], 800, 800)
    (large,) = lettered([square("Laos", 100, 100, 400)], 800, 800, 2 * SIZE).labels
    assert (large.x, large.lines) == (usual.x, usual.lines)
    assert large.box[2] - large.box[0] == pytest.approx(2 * (usual.box[2] - usual.box[0]))


def test_a_name_without_room_has_a_number_and_the_key_says_whose_it_is():
    outlines = [square("Upper Volta", 0, 0, 240), square("Lesotho", 0, 240, 70), square("Eswatini", 80, 240, 70)]
    found = lettered(outlines, 240, 310, 30)
    texts = {label.name: [line for _, line in label.lines] for label in found.labels}
    assert texts["Upper Volta"] == ["Upper", "Volta"]
    assert found.key == (("1", "Lesotho"), ("2", "Eswatini"))
    assert (texts["Lesotho"], texts["Eswatini"]) == (["1"], ["2"])


def test_where_a_number_has_no_room_either_no_key_tells_of_it():
    found = lettered([square("Lesotho", 0, 0, 20)], 20, 20, 30)
    assert (found.labels, found.key) == ((), ())


def test_every_state_of_a_region_is_told_on_a_phone_and_no_name_lies_over_another_or_another_state():
    outlines, _, width, height = drawn(COUNTRIES)
    found = lettered(outlines, width, height, LARGE)
    assert {label.name for label in found.labels} == {*COUNTRIES}
    assert len(found.key) <= 5
    for one, other in combinations(found.labels, 2):
        assert not overlap(one.box, other.box), (one.name, other.name)
    for label in found.labels:
        left, top, right, bottom = label.box
        assert (left > 0, top > 0, right < width, bottom < height) == (True,) * 4, label.name
        for outline in outlines:
            if outline.name != label.name:
                for ring in outline.rings:
                    assert not any(cuts(edge, label.box) for edge in pairwise(ring)), label.name

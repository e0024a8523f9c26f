"""Trees as boxes: none over another, each right of its parent, parents at the middle of their parts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from apps.drawing.tree import draw

PAGE = 74 * 16 - 2 * 12 - 2
"""The widest page less what stands around a chart: 74rem, its padding and its border."""

TREES = st.recursive(st.just([]), lambda parts: st.lists(parts, max_size=4), max_leaves=20)
LABELS = st.text(max_size=120)


def drawing(roots, label="A body"):
    return draw(roots, lambda node: node, lambda node: label)


@given(st.lists(TREES, max_size=4), LABELS)
def test_boxes_do_not_overlap_and_lie_in_the_picture(roots, label):
    found = drawing(roots, label)
    boxes = sorted(found.boxes, key=lambda box: (box.x, box.y))
    for one, other in pairwise(boxes):
        assert one.x != other.x or one.y + one.height <= other.y
    assert all(box.y >= 0 and box.y + box.height <= found.height for box in boxes)
    assert all(box.x + box.width <= found.width for box in boxes)


@given(st.lists(TREES, max_size=4))
def test_every_node_has_a_box_and_every_part_a_line(roots):
    def count(nodes):
        return sum(1 + count(node) for node in nodes)

    found = drawing(roots)
    assert len(found.boxes) == count(roots)
    assert len(found.lines) == count(roots) - len(roots)


def test_a_parent_stands_at_the_middle_of_its_parts():
    found = drawing([[[], []]])
    parts = [box for box in found.boxes if box.x > 0]
    (parent,) = [box for box in found.boxes if box.x == 0]
    assert parent.middle == (parts[0].middle + parts[1].middle) // 2


def test_a_long_label_is_wrapped_and_cut():
    (box,) = drawing([[]], "Committee of Secretaries of Security Councils " * 5).boxes
    assert len(box.lines) == 3
    assert box.lines[-1].endswith("…")
    assert [line for _, line in box.baselines] == list(box.lines)


def test_five_levels_fit_the_page():
    assert drawing([[[[[[]]]]]]).width + 4 <= PAGE


def test_lines_of_broader_letters_are_shorter():
    (box,) = drawing([[]], "Совет министров иностранных дел – Committee").boxes
    assert box.lines[0] == "Совет министров"
    (box,) = drawing([[]], "Council of Ministers abroad – Committee").boxes
    assert box.lines[0] == "Council of Ministers abroad"

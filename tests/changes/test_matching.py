"""Which lines of a text stand in what was made of it: laws, and which of equal lines is taken."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.changes.matching import matching_blocks

LINES = st.lists(st.sampled_from("abcde "), max_size=12)


@given(LINES, LINES)
def test_blocks_are_equal_in_order_and_none_touches_the_next(base, other):
    blocks = matching_blocks(base, other)
    after = (0, 0)
    for at, to, size in blocks:
        assert size > 0
        assert base[at : at + size] == other[to : to + size]
        assert at >= after[0]
        assert to >= after[1]
        assert (at, to) != after or after == (0, 0)
        after = at + size, to + size


@given(LINES)
def test_a_text_stands_whole_in_itself(lines):
    assert matching_blocks(lines, lines) == ([(0, 0, len(lines))] if lines else [])


@given(LINES, LINES)
def test_lines_without_another_like_them_are_found(base, other):
    found = {base[at + n] for at, _, size in matching_blocks(base, other) for n in range(size)}
    alone = [line for line in base if base.count(line) == other.count(line) == 1]
    assert bool(alone) <= bool(found)


ONCE = st.lists(st.sampled_from("abcdefghij"), unique=True)


def longest_common(base, other):
    """How many lines the longest text has that is in both, with others between."""
    lengths = [0] * (len(other) + 1)
    for line in base:
        before = lengths[:]
        for to, each in enumerate(other):
            lengths[to + 1] = before[to] + 1 if each == line else max(lengths[to], before[to + 1])
    return lengths[-1]


@given(ONCE, ONCE)
@example(list("cdabef"), list("abcdef"))
@example(list("bdeca"), list("abcde"))
def test_of_lines_that_stand_once_as_many_are_found_as_can_be(base, other):
    assert sum(size for *_, size in matching_blocks(base, other)) == longest_common(base, other)


@pytest.mark.parametrize(
    ("base", "other", "blocks"),
    [
        ("a b", "a x b", [(0, 0, 2), (2, 4, 1)]),  # the blank before the addition is the one that was there
        ("a b c", "a x b y c", [(0, 0, 2), (2, 4, 2), (4, 8, 1)]),
        ("a x b", "a b", [(0, 0, 2), (4, 2, 1)]),
        ("abc", "cab", [(0, 1, 2)]),
        ("abcd", "badc", [(1, 0, 1), (3, 2, 1)]),
        ("aab", "baa", [(2, 0, 1)]),  # the line that stands once is the joint, though the others are more
        ("aabb", "bbaa", [(0, 2, 2)]),
        ("ab", "", []),
        ("", "ab", []),
    ],
)
def test_of_equal_lines_the_first_is_taken(base, other, blocks):
    assert matching_blocks(base, other) == blocks


def test_a_long_text_that_was_shuffled_is_matched_without_end_of_stack():
    lines = [str(n // 2) for n in range(6_000)]
    other = lines[:]
    random.Random(7).shuffle(other)
    assert all(lines[at] == other[to] for at, to, _ in matching_blocks(lines, other))
    ladder = [str(each) for n in range(3_000) for each in (n, n + 1)]
    assert sum(size for _, _, size in matching_blocks(ladder, ["x", *ladder, "x"])) == len(ladder)

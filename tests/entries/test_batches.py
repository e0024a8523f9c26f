"""Long lists by parts."""

import pytest

from apps.entries.batches import AT_ONCE, batches


@pytest.mark.parametrize(
    ("items", "parts"),
    [([], []), ("a", ["a"]), ("abc", ["abc"]), ("abcd", ["abc", "d"]), ("abcdefg", ["abc", "def", "g"])],
)
def test_the_parts_hold_every_item_once_in_order(items, parts):
    assert batches(items, 3) == parts


def test_as_many_as_one_query_takes_are_one_part():
    assert [len(part) for part in batches(range(AT_ONCE + 1))] == [AT_ONCE, 1]

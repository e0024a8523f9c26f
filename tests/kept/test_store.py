"""Pages in memory: which news drop them, which may be kept at all, and how many bytes of them stay."""

import pytest

from apps.changes.news import EVERYTHING, KEPT, Told
from apps.kept.page import Page
from apps.kept.store import Store

END = 1_000.0
PLENTY = 10**9


def page(*tokens, number=0, mark="", until=END, body=b"body"):
    return Page("200 OK", [], body, frozenset(tokens), until, 0.0, number, mark)


def told(number, *tokens):
    return Told(number, f"mark {number}", frozenset(tokens))


@pytest.fixture
def store():
    return Store(PLENTY)


def kept(store, *keys):
    return [key for key in keys if store.get((key,), 0) is not None]


def test_a_page_is_there_until_it_ends_and_then_gone_for_good(store):
    one = page("a")
    assert store.put(("one",), one)
    assert store.get(("one",), END - 1) is one
    assert store.get(("one",), END) is None
    assert (len(store), store.bytes, store._made_of) == (0, 0, {})
    assert store.get(("other",), 0) is None


def test_news_drop_what_is_made_of_them_and_leave_the_others(store):
    store.put(("both",), page("a", "b"))
    store.put(("a",), page("a"))
    store.put(("c",), page("c"))
    store.tell([told(1, "b"), told(2, "x")])
    assert kept(store, "both", "a", "c") == ["a", "c"]
    store.tell([told(3, "a")])
    assert kept(store, "a", "c") == ["c"]
    assert (store.number, store.mark) == (3, "mark 3")
    assert store.bytes == page("c").size
    assert store._made_of == {"c": {("c",)}}


def test_after_news_of_everything_nothing_is_left_and_it_begins_from_nothing(store):
    store.put(("one",), page("a"))
    store.tell([told(1, EVERYTHING)])
    assert (len(store), store.bytes, store._made_of) == (0, 0, {})
    store.put(("one",), page("a", number=1, mark="mark 1"))
    assert store.bytes == page("a").size


def test_news_that_are_known_already_drop_nothing(store):
    store.tell([told(1, "a"), told(2, "a")])
    store.put(("one",), page("a", number=2, mark="mark 2"))
    store.tell([told(1, "a"), told(2, "a"), told(3, "b")])
    assert kept(store, "one") == ["one"]
    assert store.number == 3
    store.tell([told(2, "a"), told(4, "a")])
    assert kept(store, "one") == []


@pytest.mark.parametrize(
    ("made_of", "number", "mark", "may_be"),
    [
        ("c", 3, "mark 3", True),
        ("c", 1, "mark 1", True),
        ("c", 0, "", True),
        ("a", 3, "mark 3", True),
        ("a", 1, "mark 1", True),
        ("a", 0, "", False),
        ("b", 1, "mark 1", False),
        ("b", 2, "mark 2", True),
        ("c", 2, "of another database", False),
        ("c", 4, "mark 4", False),
    ],
)
def test_what_was_made_before_is_kept_if_no_news_since_are_of_it(store, made_of, number, mark, may_be):
    store.tell([told(1, "a"), told(2, "b"), told(3, "x", "y")])
    assert store.put(("one",), page(made_of, number=number, mark=mark)) == may_be
    assert len(store) == store.put(("one",), page(made_of, number=number, mark=mark))


def test_what_was_made_before_news_of_everything_is_not_kept(store):
    store.tell([told(1, "x"), told(2, EVERYTHING), told(3, "x")])
    assert not store.put(("one",), page("a", number=1, mark="mark 1"))
    assert store.put(("one",), page("a", number=2, mark="mark 2"))


def test_what_was_made_before_the_news_that_are_remembered_is_not_kept(store):
    store.tell(told(number, "x") for number in range(1, KEPT + 2))
    assert not store.put(("one",), page("a", number=1, mark="mark 1"))
    assert store.put(("one",), page("a", number=2, mark="mark 2"))


def test_it_begins_anew_with_nothing_but_the_news_that_there_are(store):
    store.tell([told(1, "a")])
    store.put(("one",), page("b", number=1, mark="mark 1"))
    store.begin([told(5, "a"), told(6, "b")])
    assert (len(store), store.bytes, store._made_of) == (0, 0, {})
    assert (store.number, store.mark) == (6, "mark 6")
    for number in (0, 1, 4):
        assert not store.put(("one",), page("c", number=number, mark=f"mark {number}" if number else ""))
    assert not store.put(("one",), page("b", number=5, mark="mark 5"))
    assert store.put(("one",), page("c", number=5, mark="mark 5"))


def test_where_all_news_are_known_what_was_made_before_them_may_be_kept(store):
    for recent in ([], [told(1, "a")], [told(1, "a"), told(2, "a")]):
        store.begin(recent)
        assert store.number == len(recent)
        assert store.put(("one",), page("c"))
        assert store.put(("one",), page("a")) == (not recent)
    store.begin([told(2, "a")])
    assert not store.put(("one",), page("c"))


def test_a_page_made_again_takes_the_place_of_the_other(store):
    store.put(("one",), page("a", "b"))
    again = page("b", body=b"another body")
    store.put(("one",), again)
    assert (len(store), store.bytes, store._made_of) == (1, again.size, {"b": {("one",)}})
    store.tell([told(1, "a")])
    assert store.get(("one",), 0) is again


def test_those_go_that_were_asked_for_longest_ago():
    store = Store(3 * page("a").size)
    for key in ("one", "two", "three"):
        store.put((key,), page("a"))
    store.get(("one",), 0)
    assert store.put(("four",), page("a"))
    assert (kept(store, "one", "two", "three", "four"), store.bytes) == (["one", "three", "four"], store.most)


def test_what_is_larger_than_all_that_may_be_is_not_kept():
    store = Store(page("a").size)
    assert not store.put(("one",), page("a", body=b"a longer body"))
    assert (len(store), store.bytes, store._made_of) == (0, 0, {})
    assert store.put(("one",), page("a"))

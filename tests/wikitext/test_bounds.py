"""Exactly where a text becomes one that is not laid out: too deep, too often looked at, too many addresses."""

from itertools import count

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from apps.wikitext import bounds
from apps.wikitext.bounds import DEEPEST, NESTING, Unfit, check_addresses


@pytest.fixture(scope="module")
def md():
    """A parser that knows no bounds but these."""
    return MarkdownIt("commonmark", {"maxNesting": 1_000}).use(bounds.bounds)


def is_fit(md, text):
    try:
        md.parse(text)
    except Unfit:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "deep"), [("> " * 19 + "a", 19), ("> " * 20 + "a", 20), ("- " * 9 + "a", 18), ("- " * 10 + "a", 20)]
)
def test_twenty_blocks_in_each_other_are_too_deep_and_lists_count_twice(md, text, deep):
    assert DEEPEST == 20 < NESTING
    assert is_fit(md, text) is (deep < DEEPEST)


def test_what_stands_too_deep_is_too_deep_whatever_it_is():
    md = MarkdownIt("commonmark", {"maxNesting": 1_000}).enable("table").use(bounds.bounds)
    for block in (("| a |", "|---|", "| b |"), ("```", "a", "```"), ("# a",), ("***",), ("[a]: /b",)):
        for deep in (DEEPEST - 1, DEEPEST):
            text = "\n".join("> " * deep + line for line in block)
            assert is_fit(md, text) is (deep < DEEPEST), text


def test_depth_ends_where_the_blocks_do(md):
    assert is_fit(md, ("> " * 19 + "a\n\n") * 20)


def test_what_is_looked_at_again_and_again_is_in_proportion_to_the_lines(md):
    shorter, most = "> ```\na\n", 68  # quotations each of which turns out to be shorter than it was looked for
    looked = most * (most + 1)
    assert looked <= DEEPEST * (2 * most + 1) + 2_000 < looked + 2 * (most + 1)
    assert is_fit(md, shorter * most)
    assert not is_fit(md, shorter * (most + 1))
    assert is_fit(md, shorter * (most + 1) + "\n" * 50)  # a longer text may be looked at more
    assert is_fit(md, "a\n\n" * 2_000)


def link(length, **more):
    return Token("link_open", "a", 1, attrs={"href": "u" * length, **more})


def inline(*children):
    return Token("inline", "", 0, children=list(children))


@pytest.mark.parametrize(
    ("tokens", "fits"),
    [
        ([inline(link(1_000_000))], True),
        ([inline(link(1_000_001))], False),
        ([inline(link(999_990, title="t" * 10))], True),
        ([inline(link(999_990, title="t" * 11))], False),
        ([inline(link(500_000)), Token("hr", "hr", 0), inline(Token("text", "", 0), link(500_001))], False),
        ([inline(link(999_998, start=12))], True),
        ([inline(link(999_998, start=123))], False),
        ([], True),
    ],
    ids=count(1),
)
def test_the_addresses_and_titles_of_all_links_are_counted_together(tokens, fits):
    if fits:
        check_addresses(tokens)
    else:
        with pytest.raises(Unfit):
            check_addresses(tokens)

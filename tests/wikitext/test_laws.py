"""What holds of any text at all, marks, noncharacters and invisible characters included."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.wikitext.render import Mark, ResolvedLink, parse
from apps.wikitext.skeleton import HOLE, PART, Cite, Link, Skeleton
from tests.wikitext.strict import Reader

MARKS = (
    *("[", "]", "(", ")", "](", "](/u)", "![", "[[", "]]", "[[a]]", "[[a|b]]", "[[k:a#h]]", "[[#h]]", "|", "\\|", "\\"),
    *("[@a]", "[@a, p. 1; @b]", "[@", "{{", "}}", '{{members of="a"}}', "^[", "[^1]", "[^1]: ", "\n\n[^1]: ", "[^2]: "),
    *("<http://a/%EF%B7%90>", "<http://xn--a-w49h/>", "<a@b>", "<", ">", "&#xFDD0;", "&#64977;", "&amp;", "%EF%B7%91"),
    *("\n", "\n\n", "\r\n", "    ", "\t", "> ", "- ", "1. ", "# ", "## a\n", "---\n", "===\n", "```", "~~~\n", "`"),
    *("*", "**", "_", "|a|b|\n|-|-|\n", "[r]: /u 't'\n", "[r]", " ", "a", "b", "\x00", HOLE, PART, "\ufdef", "\ufffe"),
    *("\u200b", "\u200d", "\u202e", "\u2066", "\u2069", "\u0301", "\ufe0f", "\ue000", "\U000f0000", "\U0001ffff", "क्"),
)
TEXTS = st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=30).map("".join)


def filled(text, part="text"):
    """HTML in which everything was found."""
    numbers = iter(range(1, 10_000))
    return parse(text).fill(
        link=lambda target: ResolvedLink("/a/", title="A"),
        cite=lambda cite: Mark(1, "ref-1", f"cite-{part}-{next(numbers)}"),
        part=part,
    )


def names(hole):
    """What the page is asked for a hole."""
    if isinstance(hole, Cite):
        return hole.citations
    return [hole.target if isinstance(hole, Link) else hole.quote]


@given(TEXTS)
@example("<http://a/%EF%B7%90> [[a]]")
@example("[[a]] <http://xn--266c/> <http://a/%EF%B7%91> [[b]]")
@example("- " * 10 + "a\n\n" + HOLE)
@example("[^1]: - a\n      - [^2]: b\n      - c\n\nx[^1][^2]")
def test_any_text_is_read_and_its_holes_stay_where_they_are(text):
    skeleton = parse(text)
    assert len(skeleton.pieces) == len(skeleton.holes) + 1
    assert not [piece for piece in skeleton.pieces if HOLE in piece]
    asked = []
    skeleton.fill(link=asked.append, cite=asked.append, quote=asked.append)
    assert asked == [what for hole in skeleton.holes for what in names(hole)]
    Reader(filled(text))


@given(TEXTS)
def test_what_is_kept_is_read_back_the_same(text):
    skeleton = parse(text)
    assert Skeleton.from_json(skeleton.to_json()) == skeleton
    assert Skeleton.from_json(skeleton.to_json()).fill() == skeleton.fill()


@given(TEXTS)
@example("# a\n# a\n# a 2\n# a\n# a-2\n# a 2 2\n")
@example("[x ^[y] z](/u) ^[*a [b](/c)*] [^1] [^1]\n\n[^1]: [d ^[e]](/f)")
def test_no_id_stands_twice_even_beside_other_prose(text):
    ids = Reader(filled(text, "text") + filled(text, "note-1") + filled(text, "note-11")).ids
    assert len(ids) == len(set(ids))
    assert not [each for each in ids if PART in each]


@given(TEXTS)
def test_each_heading_that_is_listed_stands_there(text):
    ids = Reader(filled(text)).ids
    found = [f"text-{heading.id}" for heading in parse(text).headings]
    assert len(found) == len(set(found))
    assert set(found) <= set(ids)


@given(TEXTS)
def test_reading_a_text_does_not_depend_on_what_was_read_before(text):
    once = parse(text)
    parse("[r]: /other\n\n[^1]: other\n\n# a\n\n" + text)
    assert parse(text) == once


INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
OTHERS = "\ue000\uf8ff\U000f0000\U0010fffd\ufffe\uffff\U0001fffe\U0010ffff\u2028\u2029\u0085\x7f\x01"


@pytest.mark.parametrize(
    "form", ["{}", "`{}`", "```\n{}\n```", "[{}](/)", "# {}", "^[{}]", "|{}|\n|-|\n", "\\[@a, {}]"]
)
def test_what_nobody_sees_is_passed_on_all_the_same(form):
    for char in INVISIBLE + OTHERS:
        assert f"a{char}b" in filled(form.format(f"a{char}b")), hex(ord(char))


@pytest.mark.parametrize("form", ["[[{}]]", "[[a|{}]]", "[@a, {}]", "{{{{{}}}}}"])
def test_our_own_forms_pass_it_on_too_but_for_ends_of_lines(form):
    for char in INVISIBLE + OTHERS:
        shown = " " if char.isspace() else char
        assert f"a{shown}b" in parse(form.format(f"a{char}b")).fill(), hex(ord(char))


@pytest.mark.parametrize("form", ["{}", "`{}`", "    {}", "[[{}]]", "[@a, {}]", "[x](/ '{}')", "![{}](/)", "# {}"])
def test_what_can_stand_in_no_page_is_replaced_where_it_is_shown(form):
    for char in ("\x00", HOLE, PART, "\ufdef"):
        assert "a\N{REPLACEMENT CHARACTER}b" in parse(form.format(f"a{char}b")).fill(), hex(ord(char))

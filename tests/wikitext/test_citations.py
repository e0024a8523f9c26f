"""How citations of facts are read and written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.wikitext.citations import Citation, InvalidCitation, format_cites, parse_cites

SLUGS = st.from_regex(re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,3}", re.ASCII), fullmatch=True)
LOCATORS = st.text(st.characters(exclude_characters=";\r\n", exclude_categories=["Cs"]), max_size=40).map(str.strip)


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("", []),
        (" ; \n;", []),
        ("@eurasian-home", [Citation("eurasian-home")]),
        ("@eurasian-home, Background ¶2", [Citation("eurasian-home", "Background ¶2")]),
        ("@a, p. 3; @b,p. 4", [Citation("a", "p. 3"), Citation("b", "p. 4")]),
        ("@a, p. 3\n@b\r\n@c;", [Citation("a", "p. 3"), Citation("b"), Citation("c")]),
        ("@un-2003, art. 1, 2 and 3", [Citation("un-2003", "art. 1, 2 and 3")]),
        ("@a, p. 3\r@b", [Citation("a", "p. 3"), Citation("b")]),
        ("@a,", [Citation("a")]),
        ("@a , p. 3", [Citation("a", "p. 3")]),
        ("@a; @a", [Citation("a"), Citation("a")]),
        ("@a, see @b", [Citation("a", "see @b")]),
    ],
)
def test_citations_are_a_source_and_perhaps_a_place_in_it(text, citations):
    assert parse_cites(text) == citations


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("eurasian-home, p. 3", "does not name its source"),
        ("@a, p. 3; p. 4", "does not name its source"),
        (", p. 3", "does not name its source"),
        ("@eurasian-home Background", "has no comma"),
        ("@ eurasian-home", "has no comma"),
        ("@", "has a slug that no source can have"),
        ("@, p. 3", "has a slug that no source can have"),
        ("@Eurasian-Home", "has a slug that no source can have"),
        ("@Eurasian-Home , p. 3", "has a slug that no source can have"),
        ("@eurasian_home, p. 3", "has a slug that no source can have"),
        ("@-a", "has a slug that no source can have"),
        ("@a--b", "has a slug that no source can have"),
        ("@дом", "has a slug that no source can have"),
        ("@a/../b", "has a slug that no source can have"),
        ("@a\N{NO-BREAK SPACE}, p. 3", "has a slug that no source can have"),
        ("@a\x00", "has a slug that no source can have"),
    ],
)
def test_a_malformed_citation_is_refused_with_the_reason(text, reason):
    with pytest.raises(InvalidCitation, match=reason) as refusal:
        parse_cites(text)
    assert str(refusal.value).endswith("as in “@eurasian-home, Background ¶2”.")
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 40, f"“{'x' * 40}” does"),
        ("x" * 41, f"“{'x' * 40}…” does"),
        ("a\x07b", "“a\N{REPLACEMENT CHARACTER}b” does"),
        ("@a b, c", "“@a b, c” has no comma"),
        ("@A, b c", "“@A, b c” has a slug"),
        ("@b; @A ; c", "“@A” has a slug"),
    ],
)
def test_a_refusal_shows_the_first_that_is_malformed_and_no_more_than_its_beginning(text, shown):
    with pytest.raises(InvalidCitation) as refusal:
        parse_cites(text)
    assert str(refusal.value).startswith(shown)


@pytest.mark.parametrize("citations", [[], [Citation("a")], [Citation("a", "p. 1"), Citation("b"), Citation("a")]])
def test_citations_are_written_on_one_line(citations):
    line = format_cites(citations)
    assert line == "; ".join(f"@{each.source}" + (f", {each.locator}" if each.locator else "") for each in citations)
    assert parse_cites(line) == citations


def test_a_refusal_does_not_repeat_a_whole_page():
    with pytest.raises(InvalidCitation) as refusal:
        parse_cites("x" * 10_000)
    assert len(str(refusal.value)) < 200


@given(st.text())
def test_any_text_is_citations_or_is_refused_and_nothing_else(text):
    try:
        citations = parse_cites(text)
    except InvalidCitation:
        return
    assert parse_cites(format_cites(citations)) == citations


@given(st.lists(st.builds(Citation, SLUGS, LOCATORS)))
def test_what_is_written_reads_back(citations):
    assert parse_cites(format_cites(citations)) == citations

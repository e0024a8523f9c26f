"""Words are found in a text wherever they are, also when only some are looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.results.snippets import SnippetPiece, best, marked, snippet
from apps.search.query import read
from apps.search.words import spans, stem, words
from tests.cost import cost

TEXTS = st.text(st.one_of(st.sampled_from("aAbBéÉßﬁКк'’ʼ_-–. 1"), st.characters()), max_size=40)


@given(TEXTS, st.text(st.sampled_from("abeskfк1"), min_size=1, max_size=3))
def test_looking_for_some_words_leaves_none_of_them_out(text, initials):
    every = [each for each in spans(text) if each[1][0] in initials]
    assert [each for each in spans(text, initials) if each[1][0] in initials] == every


@given(TEXTS, TEXTS)
def test_a_marked_text_is_the_text(text, line):
    assert "".join(piece.text for piece in marked(text, read(line))) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Côte d’Ivoire's ONCE_CALLED", ["cote", "divoire", "once", "called"]),
        ("'quoted' –dashed– x''y", ["quoted", "dashed", "x", "y"]),
        ("КАЗАХСТАН, Ёлка", ["казахстан", "елка"]),
        ("𝕏 ᴬᴮ ǅ İ", ["x", "ab", "dz", "i"]),
    ],
)
def test_words_are_folded(text, found):
    assert words(text) == found


@given(st.text(st.sampled_from("aeioydsgnwtlzсаушвиймом"), max_size=12))
def test_the_stem_of_a_stem_is_itself(word):
    assert stem(stem(word)) == stem(word)


@pytest.mark.parametrize(
    ("line", "text", "shown"),
    [
        ('"collective security"', "Collective forces. The collective security, of security.", "collective|security"),
        ('"collective security" forces', "Collective forces of security", "forces"),
        ('"security of the state"', "Security of the States, security of the state", "security|of|the|state"),
        ('"of state"', "Of the state", ""),
        ('"Казахстан"', "В Казахстане и Казахстан", "Казахстан"),
        ("collective secur", "Collective security", "Collective|security"),
    ],
)
def test_a_phrase_is_marked_where_all_of_it_stands_and_words_wherever_they_do(line, text, shown):
    assert "|".join(piece.text for piece in marked(text, read(line)) if piece.found) == shown


def test_the_snippet_is_of_the_line_that_has_the_phrase():
    lines = ["Collective forces, of security and collective security forces.", "No collective defence", "Collective"]
    assert "".join(piece.text for piece in best(lines[1:] + lines[:1], read('"collective security"'))) == lines[0]


def test_the_snippet_is_of_the_first_place_where_most_of_the_words_stand():
    apart = " and so on" * 30
    text = f"One treaty{apart} two treaties, a treaty{apart} three treaties of treaties"
    assert "two treaties, a treaty" in "".join(piece.text for piece in snippet(text, read("treaty")))
    assert "three treaties" in "".join(piece.text for piece in snippet(f"{text}: treaty", read("treaty")))


def test_a_text_that_says_one_word_over_and_over_is_answered_as_quickly_as_any():
    """Comparing every find with every other took half a minute of a processor."""
    text, query = "many " * 8000, read("many")
    assert cost(lambda: snippet(text, query)) < 50
    assert snippet(text, query)[0] == SnippetPiece("many", True)

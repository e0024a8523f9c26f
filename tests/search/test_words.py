"""Words are found in a text wherever they are, also when only some are looked for."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.results.snippets import SnippetPiece, best, marked, snippet
from apps.search.query import read
from apps.search.words import LONGEST_WORD, romanised, spans, stem, words
from tests.cost import cost

TEXTS = st.text(st.one_of(st.sampled_from("aAbBéÉßﬁКк'’ʼ_-–. 1"), st.characters()), max_size=40)


@given(TEXTS, st.text(st.sampled_from("abeskfк1"), min_size=1, max_size=3))
@example("1_ab", "a")
@example("a’b_s", "s")
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


@pytest.mark.parametrize(
    "small",
    [
        "a an and as at by did do for from how in is it of on or the this to was were what when where which who with",
        "а в во для и из или к как на не о об от по с со у",
    ],
)
def test_words_that_say_nothing_are_no_part_of_what_is_asked(small):
    asked = {word: [term.words for term in read(f"{word} treaty").terms] for word in small.split()}
    assert asked == {word: [("treaty",)] for word in small.split()}


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abvgdeezhziyklmnoprstufkhtschshshchyeyuya"),
        ("іїєґў", "iiyegu"),
        ("қғңөұүәһ", "kgnouuah"),
        ("odkb", "odkb"),
        ("œ", "œ"),
    ],
)
def test_every_letter_of_a_cyrillic_word_has_latin_ones(word, latin):
    assert romanised(word) == latin


@pytest.mark.parametrize(
    "forms",
    [
        ("organise", "organize", "organised", "organises", "organising", "organiser", "organisation", "organizations"),
        ("defence", "defense", "defences", "defenses"),
        ("colour", "color", "colours"),
        ("договор", "договоры", "договора"),
    ],
)
def test_the_forms_of_a_word_and_both_spellings_have_one_stem(forms):
    assert len({stem(form) for form in forms}) == 1


def test_what_only_ends_like_another_spelling_is_left():
    assert [stem(word) for word in ("our", "four", "once", "fence", "1990s", "œuvres", "ёлка")] == [
        *("our", "four", "onc", "fen", "1990s", "œuvres", "елк"),
    ]


def test_a_long_word_is_cut_and_a_possessive_is_its_owner():
    assert [len(word) for word in words("x" * (LONGEST_WORD + 1))] == [LONGEST_WORD] == [60]
    assert words("Armenia's ARMENIA'S Armenia’s sʼs s's") == ["armenia", "armenia", "armenia", "ss", "s"]
    assert spans("an Ñandú's x_y") == [((0, 2), "an"), ((3, 10), "nandu"), ((11, 14), "x"), ((11, 14), "y")]

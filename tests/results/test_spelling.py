"""Known words like one that is misspelt, and how far one word is from another."""

import pytest

from apps.results.spelling import _distance, alike, corrected, known
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("treaty", "treaty", 0),
        ("treaty", "treat", 1),
        ("treaty", "xtreaty", 1),
        ("treaty", "trexty", 1),
        ("treaty", "teraty", 1),  # two neighbours swapped
        ("ab", "ba", 1),
        ("abc", "cba", 2),
        ("abcd", "badc", 2),
        ("treaty", "", 6),
        ("", "ab", 2),
        ("kitten", "sitting", 3),
        ("abc", "xyz", 3),
        ("aabb", "abab", 1),
    ],
)
def test_the_distance_is_the_letters_to_add_drop_change_or_swap(one, other, distance):
    assert _distance(one, other) == _distance(other, one) == distance


@pytest.fixture
def words():
    """Words of a text, and others of a name."""
    factories.state("Kazakhstan", text="treaty treason organisation summit summits sum summon pact")


@pytest.mark.parametrize(
    ("written", "begins", "meant"),
    [
        ("kazahstan", False, "kazakhstan"),
        ("kazahs", True, "kazakhstan"),
        ("kazahs", False, ""),
        ("kazzzz", True, ""),
        ("traety", False, "treaty"),
        ("treatx", False, "treaty"),
        ("tre", False, ""),
        ("su", False, ""),
        ("smu", False, "sum"),  # of four letters one may be wrong, or two swapped
        ("pacx", False, "pact"),
        ("paxx", False, ""),
        ("sumits", False, "summits"),
        ("organxxation", False, "organisation"),
        ("orxxnisatxon", False, "organisation"),
        ("oxxxnisatxon", False, ""),
        ("zzzzz", False, ""),
    ],
)
def test_the_nearest_known_word_is_meant_and_none_that_is_too_far(words, written, begins, meant):
    assert corrected(written, begins=begins) == meant


def test_words_of_names_and_those_with_the_same_first_letter_are_likelier(words):
    assert alike("summix")[:2] == ["summit", "summits"]
    factories.state("Summid", text="zummit ummi")
    assert alike("summix")[:3] == ["summid", "summit", "summits"]
    assert alike("zummi")[:2] == ["zummit", "ummi"]


def test_the_index_knows_its_words_and_the_one_that_is_being_typed(words):
    assert known(["treaty", "nothing", "kazakh"]) == {"treaty"}
    assert known(["treaty", "kazakh"], begun="kazakh") == {"treaty", "kazakh"}
    assert known(["zz"], begun="zz") == set()
    assert known([], begun="treaty") == {"treaty"}

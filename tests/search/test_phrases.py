"""A phrase finds what has its words in their order, in one field, next to each other; and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.entries.access import Viewer
from apps.search import backends
from apps.search.models import Words
from apps.search.query import Query, Term
from tests import factories

pytestmark = pytest.mark.django_db

WORD = st.sampled_from(["treaty", "of", "tashkent", "договор", "2002"])
SAID = st.lists(WORD, max_size=6)
ENTRY = st.fixed_dictionaries(dict.fromkeys(backends.FIELDS, SAID))
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(tuple)


def has(said, phrase):
    return any(tuple(said[start : start + len(phrase)]) == phrase for start in range(len(said)))


@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.lists(ENTRY, min_size=1, max_size=3), PHRASE, st.booleans())
def test_it_finds_what_has_it_and_excluded_what_has_it_not(entries, phrase, excluded):
    backends.clear()
    keys = range(1, len(entries) + 1)
    backends.write([backends.IndexRow(key, said, ["kstate"]) for key, said in zip(keys, entries, strict=True)])
    query = Query("", (Term(phrase, excluded=excluded, phrase=True),))
    found = set(Words.objects.matching(Viewer(), query, [["kstate"]]).values_list("entry", flat=True))
    having = {key for key in keys if any(has(said, phrase) for said in entries[key - 1].values())}
    assert found == (set(keys) - having if excluded else having)


def test_a_phrase_at_the_end_of_what_is_kept_of_a_long_text_is_found_and_one_past_it_is_not():
    state = factories.state("Belarus")
    backends.clear()
    words = [f"w{n}" for n in range(backends.MOST_WORDS + 100)]
    said = {key: [] for key in backends.FIELDS} | {"prose": words}
    backends.write([backends.IndexRow(state.pk, said)])

    def found(first):
        query = Query("", (Term((f"w{first}", f"w{first + 1}"), phrase=True),))
        return Words.objects.matching(Viewer(), query).exists()

    assert [found(0), found(backends.MOST_WORDS - 10), found(backends.MOST_WORDS)] == [True, True, False]

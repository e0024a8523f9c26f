"""Which words are known, so that misspelt ones are recognised."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.batches import batches
from apps.search import backends
from apps.search.models import Word
from tests import factories

pytestmark = pytest.mark.django_db


def learned() -> dict[str, bool]:
    return dict(Word.objects.values_list("word", "named"))


def test_a_word_of_three_letters_is_learned_and_none_of_two():
    factories.state("Belarus", text="a fox is it")
    assert learned() == {"belarus": True, "fox": False}


def test_a_word_of_a_name_is_one_though_it_is_in_the_text_too():
    factories.state("Belarus", names=["Zebra"], text="belarus zebra")
    assert learned() == {"belarus": True, "zebra": True}


def test_a_word_of_two_texts_is_in_no_name():
    factories.state("Belarus", text="zebra"), factories.state("Armenia", text="zebra")
    assert learned() == {"armenia": True, "belarus": True, "zebra": False}


def test_words_that_are_not_kept_are_not_learned(monkeypatch):
    monkeypatch.setattr(backends, "MOST_WORDS", 2)
    factories.state("Belarus", text="zebra lion tiger")
    assert learned() == {"belarus": True, "zebra": False, "lion": False}


def test_all_words_are_learned_however_many_are_written_at_once(monkeypatch):
    factories.state("Belarus", text="zebra lion tiger")
    monkeypatch.setattr("apps.search.index.batches", partial(batches, size=1))
    factories.state("Zebra lion", text="tiger fox wolf")
    assert learned() == {"belarus": True, "zebra": True, "lion": True, "tiger": False, "fox": False, "wolf": False}


def test_nothing_is_written_of_words_that_are_known():
    belarus = factories.state("Belarus", text="zebra")
    belarus.summary = "Zebra."
    with CaptureQueriesContext(connection) as asked:
        factories.save(belarus)
    told = [each["sql"] for each in asked if 'search_word"' in each["sql"] and not each["sql"].startswith("SELECT")]
    assert told == []

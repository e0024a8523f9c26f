"""What is stored is of one language, whoever saves it."""

import pytest
from django.utils import translation

from apps.changes.models import Changeset
from apps.dates.period import words
from apps.door.reversal import undo
from apps.entries import models
from apps.language.said import retold
from apps.search.models import Indexed
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_index_does_not_know_who_saved_in_which_language():
    state, body = factories.state(), factories.body(established="1992-05")
    with translation.override("ru"):
        factories.member(state, body, start="1992-05-15")
    in_russian = Indexed.objects.get(entry=state).claims
    factories.save(deletes=list(models.Membership.objects.all()))
    factories.member(state, body, start="1992-05-15")
    assert Indexed.objects.get(entry=state).claims == in_russian
    assert "15 May 1992" in in_russian


def test_the_summary_of_an_undo_is_stored_in_english_and_told_in_the_language_of_who_reads(editor):
    factories.state("Belarus")
    with translation.override("ru"):
        undone = undo(Changeset.objects.latest(), user=editor)
        again = undo(undone, user=editor)
        assert retold(again.summary) == "Отмена правки № 2: Отмена правки № 1: For a test"
        assert retold("Undo it #3: now") == "Undo it #3: now"
    assert again.summary == "Undo #2: Undo #1: For a test"
    assert retold(again.summary) == again.summary


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en-gb", ["since 15 May 1992", "May 1992 to 1999", "until the 1990s, recorded in spring 1999"]),
        ("ru", ["с 15 мая 1992", "май 1992 — 1999", "по 1990-е, засвидетельствовано весной 1999"]),
    ],
)
def test_dates_are_in_the_grammar_of_the_language(code, said):
    with translation.override(code):
        assert [words("1992-05-15", ".."), words("1992-05", "1999"), words("", "199X", "1999-21")] == said

"""The large wiki that measurements are made on is what the door would have made."""

import pytest
from django.db.models import Count

from apps.changes.models import Changeset
from apps.changes.verify import problems
from apps.entries.entry import Entry, Touch
from apps.entries.kinds import CLAIMS, KINDS
from apps.entries.linking.models import KnownName, Reference
from apps.search.models import Indexed
from tests.benchmarks.load import Sizes, load
from tests.conftest import empty

SIZES = Sizes(entries=60, revisions=60)
MADE = ("digest", "salt", "history_date", "created")
"""What differs from one making to the next: salts are random, and what is sealed with them."""


def whole(model):
    """The rows of a model, but for what is random."""
    rows = model.objects.order_by("pk").values()
    return [{name: value for name, value in row.items() if name not in MADE} for row in rows]


def everything():
    """All that a wiki is, and all that is kept beside it."""
    tracked = [*KINDS, *CLAIMS]
    models = [*tracked, *(model.history.model for model in tracked), Changeset, Touch, KnownName, Reference, Indexed]
    return {model.__name__: whole(model) for model in models}


@pytest.mark.django_db(transaction=True)
def test_a_loaded_wiki_is_what_the_door_makes_of_the_same_rows():
    load(SIZES)
    quick = everything()
    assert list(problems()) == []
    empty()
    load(SIZES, checked=True)
    assert {name: rows == quick[name] for name, rows in everything().items()} == dict.fromkeys(quick, True)


@pytest.mark.django_db
def test_a_loaded_wiki_has_all_kinds_links_dates_and_an_entry_with_many_revisions():
    load(SIZES)
    assert Entry.objects.count() == SIZES.entries
    assert all(model.objects.exists() for model in KINDS)
    assert Reference.objects.filter(target=None).count() == 0
    assert Reference.objects.values("entry").annotate(number=Count("pk")).order_by("number").last()["number"] > 15
    deepest = Touch.objects.values("entry__slug").annotate(number=Count("pk")).order_by("number").last()
    assert deepest == {"entry__slug": "body-revised-1000-times", "number": 1 + 50}
    assert Changeset.objects.filter(summary="Add what is known").exists()

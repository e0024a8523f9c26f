"""The bases of packed texts that are remembered, and those that are read together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes import bases, texts
from apps.changes.bases import Base, BaseKey, _Lately
from apps.changes.packing import pack_alone
from apps.entries.models import State
from tests import factories
from tests.weighing import text_of


def remembered(room, sizes):
    """Which bases of these sizes are remembered, in that order, by one with so much room."""
    lately = _Lately()
    lately._room = room
    every = [Base(pk, bytes([pk]) * size, 1) for pk, size in enumerate(sizes)]
    for base in every:
        lately.add(base)
        lately.add(base)
    return [lately.get(BaseKey(base.pk, base.check, 0)) is not None for base in every]


def test_bases_that_were_not_used_lately_are_forgotten():
    assert remembered(100, [40, 40, 40]) == [False, True, True]


def test_bases_that_fill_the_room_are_remembered_and_one_that_is_larger_as_long_as_it_is_the_last():
    assert remembered(80, [40, 40]) == [True, True]
    assert remembered(80, [40, 100]) == [False, True]
    assert remembered(80, [100, 40]) == [False, True]


@pytest.mark.django_db
def test_of_many_rows_the_bases_are_asked_for_some_at_a_time(monkeypatch):
    monkeypatch.setattr(bases, "AT_ONCE", 2)
    for number in range(5):
        factories.state(f"State {number}", text=text_of(300, number))
    bases.lately.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(set(State.history.values_list("text", flat=True))) == 5
    asked = [each["sql"].partition(" IN (")[2].count(",") + 1 for each in queries if " IN (" in each["sql"]]
    assert asked == [2, 2, 1]


@pytest.mark.django_db
def test_of_many_rows_some_are_read_together(monkeypatch):
    monkeypatch.setattr(texts, "AT_ONCE", 2)
    factories.save(*(State(title=f"State {number}", slug=f"state-{number}") for number in range(5)))
    rows = list(State.history.order_by("id"))
    assert [row.__dict__["_read_with"] for row in rows] == [rows[:2], rows[:2], rows[2:4], rows[2:4], rows[4:]]


@pytest.mark.django_db
def test_a_base_may_have_half_a_pair_of_surrogates_which_a_form_can_post():
    text = "\ud800 " * 200
    (base,) = bases.make([bases.NewBase(text, pack_alone(text))])
    bases.lately.clear()
    assert bases.base_of(BaseKey(base.pk, base.check, 0)).data == base.data == text.encode(errors="surrogatepass")

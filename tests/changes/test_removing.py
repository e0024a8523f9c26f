"""A text is taken out of the history for good: with its base, while all that hang on that are read as before."""

import random

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes import bases
from apps.changes.models import BaseText
from apps.changes.packing import BrokenText, pack_told
from apps.changes.removing import _roots, remove_texts
from apps.changes.storing import kept_texts
from apps.changes.verify import problems
from apps.entries.models import Membership, State
from tests import factories
from tests.weighing import one_word_changed, revise, text_of

pytestmark = pytest.mark.django_db
SECRET = "Her address is 4 Garden Street."


def texts():
    return [row.text for row in State.history.order_by("history_id")]


def test_nothing_is_left_of_a_text_that_was_a_base_and_its_followers_are_read_as_before():
    plain = text_of(3000)
    state = factories.state(text=f"{SECRET} {plain}")
    chosen = random.Random(1)
    written = [state.text]
    for number in range(12):
        plain = one_word_changed(plain, chosen)
        state.text = f"{SECRET} {plain}" if number < 3 else plain
        factories.save(state)
        written.append(state.text)
    row = State.history.latest("history_id")  # a reader who is not done
    secret = [row.pk for row in State.history.all() if SECRET in row.text]
    assert len(secret) == 4
    assert remove_texts(State.history.model, secret) > 0
    assert texts() == ["" if SECRET in text else text for text in written]
    assert row.text == plain
    assert all(SECRET not in bases.read(bytes(base.body)) for base in BaseText.objects.all())
    bases.lately.clear()
    assert texts() == ["" if SECRET in text else text for text in written]
    assert list(problems()) == [f"state {state.pk} was altered in its history, at #{number}." for number in range(1, 5)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sets(st.integers(0, 15), min_size=1, max_size=6))
def test_any_text_may_go_and_the_others_are_left(places):
    State.history.all().delete()
    State.objects.all()._raw_delete("default")
    state = factories.state(f"State {BaseText.objects.count()}", text=text_of(1500, BaseText.objects.count()))
    revise(state, 15)
    before = texts()
    keys = list(State.history.order_by("history_id").values_list("pk", flat=True))
    remove_texts(State.history.model, [keys[place] for place in places])
    assert texts() == ["" if place in places else text for place, text in enumerate(before)]


def test_a_reader_who_began_before_finds_the_text_where_it_is_told_anew():
    state = factories.state(text=text_of(2000))
    revise(state, 2)
    row = State.history.latest("history_id")
    remove_texts(State.history.model, [State.history.earliest("history_id").pk])
    bases.lately.clear()
    assert row.text == state.text


def test_texts_that_hang_on_other_bases_and_other_rows_are_left_alone():
    state, other = factories.state(text=text_of(2000)), factories.state("Armenia", text=text_of(2000, 2))
    claim = factories.member(state, factories.body(), note=text_of(500))
    kept = set(BaseText.objects.values_list("pk", flat=True))
    assert remove_texts(State.history.model, [State.history.get(id=state.pk).pk]) == 0
    assert len(kept - set(BaseText.objects.values_list("pk", flat=True))) == 1
    assert State.history.get(id=other.pk).text == other.text
    assert Membership.history.get().note == claim.note


def test_of_one_row_the_texts_that_hang_on_another_root_are_left_as_they_are():
    state = factories.state(text=text_of(2000))
    for text in (text_of(2000) + " More.", text_of(3000, 5), text_of(3000, 5) + " More.", "short"):
        state.text = text
        factories.save(state)
    first, *_ = State.history.order_by("history_id").values_list("pk", flat=True)
    kept = list(kept_texts(State.history.filter(changeset__gte=3), State.history.model).values())
    roots = set(BaseText.objects.values_list("pk", flat=True))
    assert remove_texts(State.history.model, [first]) == 1
    assert texts() == ["", text_of(2000) + " More.", text_of(3000, 5), text_of(3000, 5) + " More.", "short"]
    assert list(kept_texts(State.history.filter(changeset__gte=3), State.history.model).values()) == kept
    assert len(roots & set(BaseText.objects.values_list("pk", flat=True))) == 1


def test_texts_that_were_alike_are_alike_when_they_are_told_anew():
    state = factories.state(text=text_of(2000))
    for title in ("One", "Two"):
        state.title, state.text = title, text_of(2000) + " More."
        factories.save(state)
    assert remove_texts(State.history.model, [State.history.earliest("history_id").pk]) == 2
    assert len(set(kept_texts(State.history.filter(changeset=2), State.history.model).values())) == 1
    packed = [
        kept_texts(State.history.filter(changeset=number), State.history.model)[state.pk, "text"] for number in (2, 3)
    ]
    assert packed[0] == packed[1]


def test_where_telling_anew_fails_nothing_is_removed(monkeypatch):
    state = factories.state(text=text_of(2000))
    revise(state, 1)
    before, kept = texts(), BaseText.objects.count()
    monkeypatch.setattr("apps.changes.removing.tell", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        remove_texts(State.history.model, [State.history.earliest("history_id").pk])
    assert (texts(), BaseText.objects.count()) == (before, kept)


def test_the_roots_of_some_bases_are_looked_for_among_these_alone():
    for number in range(2):
        factories.state(f"State {number}", text=text_of(2000, number))
    first, second = BaseText.objects.order_by("pk").values_list("pk", flat=True)
    BaseText.objects.filter(pk=second).update(body=pack_told(text_of(2000), bases.Base(first, b"A base.  ", 0), 0)[0])
    assert _roots({first}) == {first: first}
    assert _roots({second}) == {second: first, first: first}


def test_what_was_broken_before_stays_so_and_the_others_are_told_anew():
    state = factories.state(text=text_of(2000))
    for more in (" One.", " Two."):
        state.text = text_of(2000) + more
        factories.save(state)
    row = State.history.get(changeset=2)
    data = kept_texts(State.history.filter(pk=row.pk), State.history.model)[state.pk, "text"]
    with connection.cursor() as cursor:
        broken = data[:-1] + bytes([data[-1] ^ 1])
        cursor.execute("UPDATE entries_historicalstate SET text = %s WHERE history_id = %s", [broken, row.pk])
    assert remove_texts(State.history.model, [State.history.earliest("history_id").pk]) == 1
    assert State.history.get(changeset=3).text == text_of(2000) + " Two."
    with pytest.raises(BrokenText):
        State.history.get(changeset=2).text  # noqa: B018  reading it is the check

"""Long texts of the history are kept packed and read as they were written, one by one or many at once."""

import json
from itertools import pairwise

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.changes import bases
from apps.changes.models import BaseText
from apps.changes.packing import BrokenText, pack_alone, pack_told, reference
from apps.changes.storing import kept_texts
from apps.changes.verify import problems
from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.models import Declaration, Membership, State
from apps.entries.world import World
from apps.revisions.fact import read_fact
from tests import factories
from tests.weighing import revise, text_of

pytestmark = pytest.mark.django_db
LONG = text_of(3000)


def kept(rows=None, name="text"):
    """The packed texts of a history, oldest first."""
    rows = State.history.order_by("history_id") if rows is None else rows
    return [kept_texts(rows.filter(pk=pk), rows.model)[of, name] for pk, of in rows.values_list("pk", "id")]


def write(state, *texts):
    for text in texts:
        state.text = text
        factories.save(state)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["", "short", LONG, LONG[:1500], LONG + "!", LONG[1000:], LONG.upper(), text_of(2000, 9)]),
        min_size=2,
        max_size=12,
    )
)
def test_any_sequence_of_texts_reads_back_as_it_was_written(texts):
    state = factories.state(f"State {BaseText.objects.count()} {State.objects.count()}", text="begin")
    for text in texts:
        state.text, state.summary = text, "two" if state.summary == "one" else "one"
        factories.save(state)
    for forgets in (False, True):
        if forgets:
            bases.lately.clear()
        rows = State.history.filter(id=state.pk).order_by("history_id")
        assert [row.text for row in rows] == ["begin", *texts]
        assert list(rows.values_list("text", flat=True)) == ["begin", *texts]
        assert [row["text"] for row in rows.values("id", "text").iterator()] == ["begin", *texts]
    packed = kept(State.history.filter(id=state.pk).order_by("history_id"))
    assert [one == two for one, two in pairwise(["begin", *texts])] == [one == two for one, two in pairwise(packed)]


def test_a_text_that_is_revised_hangs_on_a_base_until_another_is_worth_it_and_bases_on_a_root():
    state = factories.state(text=LONG)
    revise(state, 80)
    packed = kept()
    named = [reference(each).pk for each in packed]
    bodies = [bytes(body) for body in BaseText.objects.values_list("body", flat=True)]
    assert named == sorted(named)
    assert 10 <= len(set(named)) == len(bodies) <= 40
    alone = [body for body in bodies if reference(body) is None]
    assert 2 <= len(alone) <= 8
    assert (sum(map(len, packed)) + sum(map(len, bodies))) / 81 < 150


def test_a_text_that_is_written_anew_gets_a_base_and_a_short_one_none():
    state = factories.state(text="short")
    assert BaseText.objects.count() == 0
    write(state, LONG, text_of(3000, 5))
    assert BaseText.objects.count() == 2
    note = factories.member(state, factories.body(), note=LONG)
    assert BaseText.objects.count() == 3
    publish([], [note], user=None, summary="Gone")
    assert len(set(kept(Membership.history.order_by("history_id"), "note"))) == 1


def test_what_a_declaration_says_is_packed_too():
    row = Declaration(party=factories.state(), document=factories.document(), text=LONG)
    factories.save(row)
    assert len(kept(Declaration.history.all())[0]) < 100
    assert Declaration.history.get().text == LONG


def test_many_rows_ask_for_their_bases_at_once(django_assert_num_queries):
    for number in range(5):
        factories.state(f"State {number}", text=text_of(2000, number))
    bases.lately.clear()
    with django_assert_num_queries(2):
        assert {row.text for row in State.history.all()} == {text_of(2000, number) for number in range(5)}
    bases.lately.clear()
    with django_assert_num_queries(2):
        assert len(set(State.history.values_list("text", flat=True))) == 5
    bases.lately.clear()
    with django_assert_num_queries(1):
        assert [row.title for row in State.history.order_by("id")] == [f"State {number}" for number in range(5)]


@pytest.mark.parametrize("asked", [{"text__contains": "x"}, {"text__startswith": "x"}, {"text": "x"}, {"text__gt": ""}])
def test_the_database_is_not_asked_what_it_cannot_see(asked):
    with pytest.raises(FieldError, match="text is packed"):
        list(State.history.filter(**asked))


def test_the_database_knows_empty_texts():
    state = factories.state()
    write(state, LONG, "")
    assert State.history.filter(text="").count() == 2
    assert State.history.exclude(text="").get().text == LONG


def test_the_values_of_a_text_are_told_once_each_though_other_columns_changed_between():
    state = factories.state(text=LONG)
    state.iso_code = "BY"
    factories.save(state)
    write(state, LONG + " More.", LONG)
    read = read_fact(World(Viewer()), State, state.pk, "text", None)
    assert [setting.changeset.number for setting in read.rows] == [4, 3, 1]
    assert [setting.value.raw for setting in read.rows] == [LONG, LONG + " More.", LONG]


@pytest.fixture
def broken():
    """Belarus, whose middle revision cannot be read, between two groups; and Armenia."""
    state = factories.state(text=LONG)
    write(state, LONG + " One.", text_of(3000, 5), text_of(3000, 5) + " Two.")
    factories.state("Armenia", text=LONG)
    row = State.history.get(changeset=2)
    data = kept(State.history.filter(changeset=2))[0]
    with connection.cursor() as cursor:
        broken = data[:-1] + bytes([data[-1] ^ 1])
        cursor.execute("UPDATE entries_historicalstate SET text = %s WHERE history_id = %s", [broken, row.pk])
    return row


def test_a_broken_text_names_its_row_and_harms_no_other(broken):
    said = f"entries.HistoricalState {broken.pk}, text of {broken.id} at #2 cannot be read"
    with pytest.raises(BrokenText, match=said):
        assert State.history.get(changeset=2).text
    found = list(problems())
    assert len(found) == 1
    assert found[0].startswith(f"state {broken.id} cannot be read in its history, at #2: {said}")
    with pytest.raises(CommandError, match=r"^1 problem"):
        call_command("verify_history")
    others = State.history.exclude(changeset=2).order_by("history_id")
    assert [row.text for row in others] == [LONG, text_of(3000, 5), text_of(3000, 5) + " Two.", LONG]


def test_a_base_that_is_gone_or_another_is_told_for_each_that_hangs_on_it_and_no_more(broken):
    first, second, *_ = BaseText.objects.order_by("pk")
    BaseText.objects.filter(pk=first.pk).update(body=second.body)
    bases.lately.clear()
    assert [f"at #{number}" in " ".join(problems()) for number in range(1, 6)] == [True, True, False, False, False]
    BaseText.objects.filter(pk=first.pk).delete()
    bases.lately.clear()
    assert f"there is no base {first.pk}" in next(problems())


def test_a_text_is_revised_though_the_one_before_cannot_be_read():
    state = factories.state(text=LONG)
    BaseText.objects.all().delete()
    bases.lately.clear()
    write(state, LONG + " More.")
    assert State.history.latest("history_id").text == LONG + " More."


def test_a_dump_holds_texts_and_what_it_holds_can_be_read_into_a_history_again():
    factories.state(text=LONG)
    dump = serializers.serialize("json", State.history.all())
    assert json.loads(dump)[0]["fields"]["text"] == LONG
    assert len(json.loads(dump)[0]["fields"]["digest"]) == 64
    State.history.all().delete()
    for each in serializers.deserialize("json", dump):
        each.save()
    assert State.history.get().text == LONG
    assert list(problems()) == []


def test_a_base_of_a_transaction_that_was_rolled_back_is_not_taken_for_the_next_of_its_key():
    text, other = LONG.encode(), LONG.upper().encode()
    bases.lately.add(bases.Base(7, text, 9))
    BaseText.objects.create(pk=7, body=pack_alone(other.decode()))
    named = reference(pack_told("x" * 200, bases.Base(7, other, 9), 0)[0])
    assert bases.base_of(named).data == other


def test_only_the_bases_and_roots_that_are_needed_are_read(django_assert_num_queries):
    for number in range(3):
        revise(factories.state(f"State {number}", text=text_of(2000, number)), 8)
    roots = {base.pk: root.pk for base in BaseText.objects.all() if (root := reference(bytes(base.body)))}
    rows = State.history.exclude(title="State 0")
    keys = [row.pk for row in rows if reference(kept(State.history.filter(pk=row.pk))[0]).pk in roots]
    named = {reference(each).pk for each in kept(rows.filter(pk__in=keys))}
    bases.lately.clear()
    with django_assert_num_queries(3):
        assert len({row.text for row in rows.filter(pk__in=keys)}) == len(keys)
    assert len({roots[pk] for pk in named}) == 2
    assert {pk for pk, _ in bases.lately._kept} == named | {roots[pk] for pk in named}


@pytest.mark.sqlite  # PostgreSQL takes bytes alone
def test_a_text_that_was_written_past_django_is_read_as_it_is():
    state = factories.state(text=LONG)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entries_historicalstate SET text = %s", ["Plain, as it is."])
    assert State.history.get().text == "Plain, as it is."
    assert list(State.history.values_list("text", flat=True)) == ["Plain, as it is."]
    write(state, LONG + " More.")
    assert [row.text for row in State.history.order_by("history_id")] == ["Plain, as it is.", LONG + " More."]

"""What a link knows of an entry, and how many are asked for at once."""

import pytest
from django.db.models import Q

from apps.dates.edtf import BEGINNING, FOREVER
from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.batches import AT_ONCE
from apps.entries.kinds import KINDS
from apps.entries.models import Body, Entry, Event, State, Topic
from apps.entries.prepared import KeptQuery
from apps.entries.stubs import STUB
from apps.entries.validity import BOUNDS
from apps.entries.world import World
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("at", [None, 1])
@pytest.mark.parametrize("model", KINDS)
def test_a_stub_knows_what_its_entry_says(model, at):
    dates = dict(zip(getattr(model, "dates", ()), ("2002", "2010"), strict=False))
    entry = factories.make(model, "Something", names=["Anything"], summary="In a line.", **dates)
    (stub,) = World(Viewer(), at=at).stubs(Q(id=entry.pk))
    assert type(stub) is model
    assert STUB == ("id", "kind", "title", "slug", "summary", "names")
    assert {name: getattr(stub, name) for name in STUB} == {name: getattr(entry, name) for name in STUB}
    assert stub.get_deferred_fields().isdisjoint(STUB)
    bounds = dict(zip(BOUNDS, (BEGINNING, BEGINNING, FOREVER, FOREVER, FOREVER), strict=True))
    expected = {name: getattr(entry, name, bound) for name, bound in bounds.items()}
    assert {name: getattr(stub, name) for name in BOUNDS} == expected
    assert stub.since == getattr(entry, "start_earliest", FOREVER)
    assert stub.when == ("2002" if dates else "")


def test_the_bounds_begin_with_the_beginning():
    assert [name.partition("_")[0] for name in BOUNDS] == ["start", "start", "end", "end", "confirmed"]


def test_a_byline_has_the_facts_that_its_kind_names_one_a_line():
    source = factories.source(author="A. Writer", publisher="Eurasian Home")
    (stub,) = World(Viewer()).stubs(Q(id=source.pk))
    expected = [str(getattr(source, name)) for name in type(source).spec.byline]
    assert "A. Writer" in expected
    assert stub.byline.split("\n") == [*expected, ""]


def test_an_instance_of_the_past_is_like_a_live_one_and_shares_nothing_with_its_row():
    factories.state()
    (now,) = World(Viewer()).instances(World(Viewer()).entries(State))
    row = World(Viewer(), at=1).entries(State).get()
    (then,) = World(Viewer(), at=1).instances([row])
    assert vars(then).keys() - {"_history"} == vars(now).keys()
    assert then._state is not row._state
    assert not then._state.adding


def test_the_rows_of_the_past_come_in_no_order_of_their_own():
    assert not World(Viewer(), at=1).rows(State).ordered


def test_what_has_no_time_of_its_own_exists_on_every_day():
    factories.make(Topic, "Security")
    assert World(Viewer()).entries(Topic, every=False).count() == 1


@pytest.mark.parametrize(
    ("names", "queries"), [(0, 1), (1, 1), (AT_ONCE, 1), (AT_ONCE + 1, 2), (2 * AT_ONCE, 2), (2 * AT_ONCE + 1, 3)]
)
def test_names_are_asked_for_some_hundreds_at_once(names, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        World(Viewer()).stubs_called([0], [f"name-{number}" for number in range(names)])


def test_no_name_is_asked_for_twice(monkeypatch):
    asked = []
    monkeypatch.setattr(KeptQuery, "ask", lambda prepared, connection, values: asked.append(set(values)) or [])
    World(Viewer()).stubs_called([0], [f"name-{number:04}" for number in range(AT_ONCE + 2)])
    assert [sum(f"name-{number:04}" in values for values in asked) for number in (0, AT_ONCE - 1, AT_ONCE)] == [1] * 3


def test_who_is_called_so_is_found_in_every_part_with_the_condition_of_the_first():
    titles = [f"Name {number:04}" for number in (0, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1)]
    bodies = [factories.body(title) for title in titles]
    factories.state()
    summit = factories.event("Summit")
    found, called = World(Viewer()).stubs_called([summit.pk], [f"name-{number:04}" for number in range(AT_ONCE + 2)])
    assert sorted(entry.title for entry in found) == [*titles, "Summit"]
    assert {name: [type(entry) for entry in entries] for name, entries in called.items()} == {
        body.slug: [Body] for body in bodies
    }


def test_those_of_one_name_come_by_their_keys():
    keys = [factories.make(model, "Double").pk for model in (Event, State, Body)]
    assert [entry.pk for entry in World(Viewer()).stubs_called([0], ["double"])[1]["double"]] == sorted(keys)


def test_an_entry_that_is_gone_is_called_nothing_though_its_name_is_kept():
    belarus = factories.state()
    key = belarus.pk
    publish([], [belarus], user=None, summary="Delete")
    assert World(Viewer()).stubs_called([0], ["belarus"]) == ([], {"belarus": []})
    assert [entry.pk for entry in World(Viewer(), at=1).stubs_called([0], ["belarus"])[1]["belarus"]] == [key]


@pytest.mark.parametrize("model", KINDS)
def test_an_entry_says_its_kind_even_where_nobody_checked_it(model):
    assert Entry._meta.get_field("kind").pre_save(model(), add=True) == model.spec.name
    assert Entry._meta.get_field("kind").pre_save(Entry(kind="state"), add=True) == "state"


@pytest.mark.parametrize("at", [None, 1])
def test_rows_that_a_reader_may_not_see_are_none(monkeypatch, at):
    belarus = State(title="Belarus", slug="belarus")
    factories.save(belarus, State(title="Armenia", slug="armenia"))
    hide(monkeypatch, entries=[belarus])
    assert [row.slug for row in World(Viewer(), at=at).rows(State)] == ["armenia"]
    assert [row.slug for row in Viewer().rows(Entry)] == ["armenia"]

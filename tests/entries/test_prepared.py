"""Queries that are built once answer as those that are built each time, and refuse what they cannot keep."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q, Value
from django.test.utils import CaptureQueriesContext

from apps.entries import prepared
from apps.entries.access import Viewer
from apps.entries.ends import at_ends
from apps.entries.models import Body, Membership, State
from apps.entries.prepared import asked, padded
from apps.entries.world import World
from tests import factories
from tests.hiding import hide

BODY = [Membership.spec.end("body")]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_prepared(monkeypatch):
    monkeypatch.setattr(prepared, "_prepared", {})


def states(*keys):
    return State.objects.filter(pk__in=keys).order_by("title").annotate(said=Value("so"))


def test_it_is_built_for_the_first_call_of_a_shape_alone():
    built = []
    belarus, armenia = factories.state("Belarus"), factories.state("Armenia", established="1991")

    def build(key):
        built.append(key)
        return states(key)

    found = [asked(State, "one", build, key) for key in (belarus.pk, armenia.pk, 0)]
    assert [[row.title for row in rows] for rows in found] == [["Belarus"], ["Armenia"], []]
    assert len(built) == 2
    assert not {belarus.pk, armenia.pk, 0} & set(built)
    asked(State, "another", build, belarus.pk)
    assert len(built) == 4


def test_an_instance_is_like_one_that_a_queryset_gives():
    belarus = factories.state(established="1991-08-25", text="A text.", summary="A state.")
    (expected,) = states(belarus.pk)
    (found,) = asked(State, "one", states, belarus.pk)
    leave = {"_state"}
    assert {k: v for k, v in vars(found).items() if k not in leave} == {
        k: v for k, v in vars(expected).items() if k not in leave
    }
    assert (found._state.adding, found._state.db) == (False, "default")
    assert isinstance(found.start_earliest, date)


@pytest.mark.parametrize("form", [lambda rows: rows.values("pk", "title"), lambda rows: rows.values_list("pk", "slug")])
def test_rows_come_in_the_form_that_was_asked_for(form):
    belarus = factories.state()
    found = asked(State, "one", lambda key: form(State.objects.filter(pk=key)), belarus.pk)
    assert found == list(form(State.objects.all()))


def test_values_stand_where_the_query_has_them_however_often_and_of_whatever_type():
    factories.state("Belarus", established="1991")
    factories.state("Armenia", established="1918")

    def build(day, slug, key):
        return State.objects.filter(Q(start_latest__lte=day, slug=slug) | Q(pk=key) | Q(pk=key + 0, slug=slug))

    assert [row.slug for row in asked(State, "s", build, date(1950, 1, 1), "armenia", 0)] == ["armenia"]
    assert [row.slug for row in asked(State, "s", build, date(1900, 1, 1), "armenia", 0)] == []


def test_a_value_that_is_changed_on_the_way_is_refused():
    with pytest.raises(ValueError, match="not a value as it was given"):
        asked(State, "like", lambda text: State.objects.filter(title__contains=text), "bela")
    with pytest.raises(ValueError, match="not the same for all values"):
        asked(State, "odd", lambda key: State.objects.filter(**{"pk" if key % 2 else "pk__gt": key}), 1)


def test_what_can_find_nothing_finds_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert asked(State, "none", lambda key: State.objects.filter(pk=key, slug__in=()), 1) == []


@pytest.mark.parametrize(("size", "length"), [(0, 0), (1, 1), (2, 2), (3, 4), (4, 4), (5, 8), (9, 16)])
def test_a_list_is_as_long_as_a_power_of_two(size, length):
    found = padded(range(1, size + 1))
    assert len(found) == length
    assert set(found) == set(range(1, size + 1))


def test_a_world_asks_for_its_own_day_and_changeset():
    csto, belarus = factories.body("CSTO"), factories.state()
    factories.member(belarus, csto, start="2002-01-01", end="2005-12-31")
    days = [date(2001, 1, 1), date(2003, 1, 1), date(2006, 1, 1)]
    for at, expected in ((None, [None, "certain", None]), (3, [None, "certain", None])):
        found = [World(Viewer(), on=day, at=at).claims_at(Membership, BODY, csto.pk) for day in days]
        assert [[claim.certainty for claim in claims] for claims in found] == [[each] for each in expected]
    assert World(Viewer(), on=days[1], at=2).claims_at(Membership, BODY, csto.pk) == []
    assert World(Viewer()).claims_at(Membership, [Membership.spec.end("member")], csto.pk) == []


def test_what_is_hidden_from_one_viewer_is_not_what_another_is_shown(monkeypatch):
    csto, belarus = factories.body("CSTO"), factories.state()
    claim = factories.member(belarus, csto, start="2002")
    assert World(Viewer()).claims_at(Membership, BODY, csto.pk) == [claim]
    hide(monkeypatch, entries=[belarus])
    assert World(Viewer()).claims_at(Membership, BODY, csto.pk) == []
    assert World(Viewer(is_system=True)).claims_at(Membership, BODY, csto.pk) == [claim]


def test_a_prepared_query_is_the_one_that_would_be_built():
    csto = factories.body("CSTO", established="2002")
    world = World(Viewer(), on=date(2003, 1, 1))
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            world.claims_at(Membership, Membership.spec.ends, csto.pk)
    with CaptureQueriesContext(connection) as expected:
        list(world.claims(Membership, at_ends(Membership.spec.ends, csto.pk), every=True, few=True))
    assert [each["sql"] for each in found] == [each["sql"] for each in expected]
    assert Body.objects.count() == 1

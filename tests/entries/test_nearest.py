"""Who is offered for a name that leads nowhere, and what has gone from an address."""

import pytest

from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.kinds import KINDS
from apps.entries.lookup import LONGEST, NEAR, _likeness, departed, nearest
from apps.entries.world import World
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", KINDS)
def test_the_departed_of_every_kind_are_found_as_they_last_were(model):
    entry = factories.make(model, "Something")
    key = entry.pk
    for title in ("Anything", "Nothing"):
        entry.title = title
        factories.save(entry)
    publish([], [entry], user=None, summary="Delete")
    again = model.history.filter(id=key).earliest("history_id").instance
    again.title = "Returned"
    factories.save(again)
    publish([], [model.objects.get(pk=key)], user=None, summary="Delete again")

    def told(at):
        return [(type(each), each.title) for each in departed(World(Viewer(), at=at), [key])]

    assert [told(at) for at in (3, 4, 5, 6, None)] == [
        [],
        [(model, "Nothing")],
        [(model, "Nothing")],
        [(model, "Returned")],
        [(model, "Returned")],
    ]


def test_a_name_as_near_as_the_least_that_is_near_is_offered():
    name, other = "minsk-abcd", "minsk-efgh"
    factories.state("Minsk Efgh")
    assert _likeness(name, other) == NEAR
    assert [entry.slug for entry in nearest(World(Viewer()), name)] == [other]


@pytest.mark.parametrize("length", [0, LONGEST + 1])
def test_for_a_name_that_no_entry_can_have_nothing_is_asked(length, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert nearest(World(Viewer()), "a" * length) == []


def test_for_the_longest_name_that_an_entry_can_have_something_is_asked():
    long = "a" * LONGEST
    factories.body(long[:-1], slug=long)
    assert [entry.slug for entry in nearest(World(Viewer()), long)] == [long]

"""On the day of which a list is confirmed as complete, the matrix and the map say that absence is an answer."""

import pytest

from apps.entries.models import Confirmation
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

NONE = "none confirmed: the list was complete as of 14 June 2009"


@pytest.fixture(autouse=True)
def csto():
    factories.source("Paper")
    csto = factories.body("CSTO")
    factories.member(factories.state("Armenia", iso_code="AM"), csto, start="2002-10-07", end="..")
    factories.member(factories.state("Azerbaijan", iso_code="AZ"), csto, start="1993", end="1999")
    factories.save(Confirmation(entry=csto, listed="members", as_of="2009-06-14", cites="@paper, p. 1"))
    return csto


@pytest.mark.parametrize(("day", "told"), [("2009-06-13", 0), ("2009-06-14", 1), ("2009-06-15", 0)])
def test_a_cell_says_that_it_is_empty_for_good_on_that_day_alone(client, day, told):
    response = client.get("/participation/", {"on": day})
    assert text_of(response).count(NONE) == told
    assert ('class="blank"' in response.content.decode()) == (not told)
    assert text_of(response).count("Paper") == told


def test_a_vague_day_is_told_as_it_is(client):
    row = Confirmation.objects.get()
    row.as_of = "2009"
    factories.save(row)
    for day, told in (("2008-12-31", False), ("2009-03-01", True), ("2010-01-01", False)):
        assert ("the list was complete as of 2009" in text_of(client.get("/participation/", {"on": day}))) == told


@pytest.mark.parametrize(("day", "told"), [("2009-06-13", False), ("2009-06-14", True), ("2009-06-15", False)])
def test_the_map_says_so_of_the_states_that_are_not_in_the_list(client, day, told):
    response = client.get("/map/", {"body": "csto", "on": day})
    text = text_of(response)
    assert ("None, confirmed" in text) == told
    assert ("None recorded" in text) == (not told)
    assert ("Azerbaijan: none, confirmed" in text) == told
    assert ("/bodies/csto/?on=2009-06-14#members-body" in response.content.decode()) == told


@pytest.mark.parametrize(
    "change", [{"rank": "deprecated"}, {"listed": "tenures"}, {"only": "armenia"}], ids=["rank", "list", "only"]
)
def test_only_the_whole_list_of_those_who_stand_counts(client, change):
    row = Confirmation.objects.get()
    for name, value in change.items():
        setattr(row, name, factories.models.State.objects.get(slug=value) if name == "only" else value)
    factories.save(row)
    assert NONE not in text_of(client.get("/participation/", {"on": "2009-06-14"}))

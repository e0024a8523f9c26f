"""A print version asks for so many topics, names and parts, and no more."""

import pytest

from apps.entries.access import Viewer
from apps.entries.models import Body, Topic
from apps.entries.world import World
from apps.facts.entry_data import read_entry_data
from apps.pages.printing import contents
from tests import factories

pytestmark = pytest.mark.django_db


def told(**asked):
    """What is told beyond the page of the body at csto."""
    world = World(Viewer())
    sheet = read_entry_data(world, world.entries(Body).get(slug="csto"), every=True)
    return contents.read_beyond(sheet, **{"topics": True, "of_parts": [], **asked})


@pytest.mark.parametrize(("most", "titles"), [(1, ["CSTO A"]), (2, ["CSTO A", "CSTO B"]), (24, ["CSTO A", "CSTO B"])])
def test_so_many_topics(monkeypatch, most, titles):
    monkeypatch.setattr(contents, "MOST_TOPICS", most)
    factories.body("CSTO")
    for letter in "AB":
        factories.make(Topic, f"CSTO {letter}", text="Of [[body:csto]].")
    assert [topic.title for _, topic in told().topics] == titles


@pytest.mark.parametrize(("most", "many"), [(1, 0), (20, 1)])
def test_topics_that_bear_one_of_so_many_names(monkeypatch, most, many):
    monkeypatch.setattr(contents, "MOST_NAMES", most)
    factories.body("Collective Security Treaty", slug="csto", names=["Pact"])
    factories.make(Topic, "The Pact", text="Of [[body:csto]].")
    assert len(told().topics) == many


@pytest.mark.parametrize(("most", "many"), [(1, 1), (2, 2)])
def test_claims_of_so_many_parts(monkeypatch, most, many):
    monkeypatch.setattr(contents, "MOST_KEYS", most)
    csto, belarus = factories.body("CSTO"), factories.state("Belarus")
    for title in ("Council", "Staff"):
        factories.member(belarus, factories.body(title, parent=csto))
    assert len(told(of_parts=["members"]).claims["members"].claims) == many

"""What mentions an entry: of which sorts, of which rows, and whether it is too much to be read whole."""

import pytest

from apps.entries.access import Viewer
from apps.entries.linking.models import Reference, Sort
from apps.entries.models import Topic
from apps.entries.world import World
from apps.facts.backlinks import Backlinks, too_many
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    """A source that three topics cite, a membership too, and one topic links to; and another that one cites."""
    paper = factories.source("Paper")
    factories.source("Other")
    for number in range(3):
        factories.make(Topic, f"Topic {number}", cites="@paper, p. 1")
    factories.make(Topic, "Reader", text="[[source:paper]]", cites="@other")
    factories.member(factories.state(), factories.body(), cites="@paper")
    return paper


def test_what_is_too_much_is_counted_of_the_sorts_that_are_asked_for(paper, monkeypatch):
    world = World(Viewer())
    for most, sorts, is_too_much in (
        (5, (), False),
        (4, (), True),
        (4, (Sort.CITATION,), False),
        (3, (Sort.CITATION,), True),
        (0, (Sort.LINK,), True),
        (1, (Sort.LINK,), False),
        (4, (Sort.CITATION, Sort.LINK), True),
    ):
        monkeypatch.setattr("apps.facts.backlinks.MOST_READ", most)
        assert (too_many(world, paper, *sorts) is not None) == is_too_much, (most, sorts)


def test_too_much_is_read_in_the_order_of_what_mentions_it_and_the_past_is_read_whole(paper, monkeypatch):
    monkeypatch.setattr("apps.facts.backlinks.MOST_READ", 1)
    stretch = too_many(World(Viewer()), paper, Sort.CITATION)
    assert [key.name for key in stretch.keys] == ["entry_id", "claim", "row", "id"]
    assert stretch.rows.count() == 4
    assert too_many(World(Viewer(), at=2), paper) is None


@pytest.mark.parametrize("at", [None, 9, 20])
def test_mentions_are_those_of_the_sorts_in_order_and_each_row_is_known(paper, at):
    world = World(Viewer(), at=at)
    found = Backlinks(world, paper).found
    assert [(each.claim, each.mention.sort) for each in found] == [
        *[("", Sort.CITATION)] * 3,
        ("", Sort.LINK),
        ("memberships", Sort.CITATION),
    ]
    assert [each.home for each in found[:4]] == sorted(each.home for each in found[:4])
    links = Backlinks(world, paper, Sort.LINK)
    assert [each.home for each in links.found] == [Topic.objects.get(slug="reader").pk]
    assert links.rows("") == {links.found[0].home}
    assert links.rows("memberships") == set()
    cited = Backlinks(world, paper, Sort.CITATION)
    assert cited.rows("memberships") == {found[-1].row}
    assert len(cited.rows("")) == 3


def test_of_some_references_these_alone_are_read(paper):
    other = Reference.objects.filter(target=paper.pk, sort=Sort.CITATION).order_by("entry_id", "row")[1]
    found = Backlinks(World(Viewer()), paper, among=[other.pk])
    assert [(each.home, each.row) for each in found.found] == [(other.entry_id, other.row)]
    assert Backlinks(World(Viewer()), paper, among=[]).found == []

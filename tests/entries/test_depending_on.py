"""On what a page depends that reads an entry: on so little that few edits make it anew, and on all that it shows."""

import pytest

from apps.entries.access import Viewer
from apps.entries.lookup import find
from apps.entries.models import Body, Confirmation, Membership
from apps.entries.world import World
from apps.facts.backlinks import Backlinks
from apps.fresh.depending import collecting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """A part of a union, which has a member by a confirmed claim, and is linked to by a topic."""
    union = factories.body("Union")
    council = factories.body("Council", parent=union)
    factories.member(factories.state("Belarus"), council, start="1999", end="..")
    factories.save(Confirmation(entry=council, listed="members", as_of="2009"))
    factories.make(factories.models.Topic, "Reader", text="[[Council]]")
    return council


def read(what, at=None):
    """On what it depends to read something in the wiki as it stands, or as it stood."""
    world = World(Viewer(), at=at)
    with collecting() as noted:
        what(world)
    return noted.tokens


def test_an_entry_at_a_slug_is_its_name_and_itself_and_what_is_confirmed_of_the_list_in_which_it_is(council):
    found = read(lambda world: find(world, Body, "council"))
    assert found == {"ncouncil", f"e{council.pk}", f"c{council.parent_id}"}
    assert read(lambda world: find(world, Body, "union")) == {"nunion", f"e{council.parent_id}"}


def test_claims_at_an_end_are_the_entry_and_what_is_confirmed_of_its_list(council):
    state = Membership.objects.get().member_id
    found = read(lambda world: world.claims_at(Membership, [Membership.spec.end("body")], council.pk))
    assert found == {f"e{council.pk}", f"c{council.pk}", f"c{state}"}


def test_what_mentions_an_entry_is_whoever_refers_to_it_and_the_entries_where_that_is_read(council):
    reader = factories.models.Topic.objects.get()
    assert read(lambda world: Backlinks(world, council)) == {f"r{council.pk}", f"e{reader.pk}"}


def test_the_past_stays_as_it_was(council):
    assert read(lambda world: find(world, Body, "council"), at=5) == set()
    assert read(lambda world: world.claims_at(Membership, Membership.spec.ends, council.pk), at=5) == set()

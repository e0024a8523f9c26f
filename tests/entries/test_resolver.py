"""Rows are given the entries that they name, and names what they mean, in one query for all."""

import pytest

from apps.entries.access import Viewer
from apps.entries.ends import entry_keys
from apps.entries.models import Document, Membership, State, TreatyAction
from apps.entries.resolver import EntryResolver, Meaning
from apps.entries.world import World
from apps.wikitext.citations import parse_cites
from apps.wikitext.render import parse
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_keys_of_a_row_are_those_that_lead_to_entries():
    assert [field.name for field in entry_keys(Document)] == ["organisation", "adopted_at"]
    assert [field.name for field in entry_keys(TreatyAction)] == ["party", "document", "event"]
    assert entry_keys(State) == []


@pytest.fixture
def named():
    """What a row, citations, links and quotes name, fetched."""
    belarus, csto = factories.state("Belarus"), factories.body("CSTO", names=["Double"])
    (
        factories.source("Paper"),
        factories.event("Double"),
        factories.state("Georgia"),
        factories.person("Paper"),
        factories.source("Press"),
    )
    factories.member(belarus, csto)
    named = EntryResolver()
    named.row = Membership.objects.get()
    named.want([named.row])
    named.want_sources(parse_cites("@paper, p. 1"))
    named.want_prose(parse('[[Double]] [[state:Georgia]] [[Nobody]] [@nothing] [@press] {{count of="body:csto"}}'))
    return named


def test_all_that_is_named_is_found_in_one_query(named, django_assert_num_queries):
    with django_assert_num_queries(1):
        named.fetch(World(Viewer()))
    with django_assert_num_queries(0):
        assert (named.row.member.title, named.row.body.title) == ("Belarus", "CSTO")
    assert {entry.title for entry in named.found} == {"Belarus", "CSTO", "Double", "Georgia", "Paper", "Press"}
    assert named.by_key == {entry.pk: entry for entry in named.found}
    assert set(named.called) == {"double", "georgia", "paper", "press", "csto"}


def test_nothing_is_asked_for_nothing(django_assert_num_queries):
    named = EntryResolver()
    named.names.add("")
    named.want([TreatyAction()])
    with django_assert_num_queries(0):
        named.fetch(World(Viewer()))
    assert (named.found, named.by_key) == ([], {})


def test_a_name_means_the_nearest_of_its_kind_and_says_what_else_it_could(named):
    named.fetch(World(Viewer()))
    event, body, source, person = (
        next(entry for entry in named.found if (entry.kind, entry.title) == each)
        for each in (("event", "Double"), ("body", "CSTO"), ("source", "Paper"), ("person", "Paper"))
    )
    assert named.means("double") == Meaning(event)
    assert named.means("double", "body") == Meaning(body)
    assert named.means("double", "state") == named.means("nobody") == Meaning(None, ())
    assert named.means("paper") == Meaning(person, (source,))
    assert (named.source("paper"), named.source("double")) == (source, None)
    links = parse("[[Double]] [[body:Double]] [[person:Double]] [[event:Double|it]]").links
    assert [named.target(link).entry for link in links] == [event, body, None, event]
    (quote,) = parse('{{count of="body:CSTO"}}').quotes
    assert named.quoted(quote) == Meaning(body)


def test_a_key_by_itself_is_fetched_as_the_world_had_it(named):
    georgia = State.objects.get(slug="georgia")
    georgia.title = "Sakartvelo"
    number = factories.save(georgia).number
    for at, title in ((None, "Sakartvelo"), (number, "Sakartvelo"), (number - 1, "Georgia"), (1, None)):
        wanted = EntryResolver()
        wanted.keys.add(georgia.pk)
        wanted.fetch(World(Viewer(), at=at))
        assert [entry.title for entry in wanted.found] == ([title] if title else [])


def test_those_who_are_called_so_are_found_beside_those_of_a_condition_and_no_others(named):
    georgia = State.objects.get(slug="georgia")
    found, called = World(Viewer()).stubs_called([georgia.pk], {"csto", "nobody", *(f"name-{n}" for n in range(1500))})
    assert sorted(entry.title for entry in found) == ["CSTO", "Georgia"]
    assert {name: [entry.title for entry in entries] for name, entries in called.items()} == {"csto": ["CSTO"]}
    found, called = World(Viewer()).stubs_called([georgia.pk], ())
    assert ([entry.title for entry in found], called) == (["Georgia"], {})

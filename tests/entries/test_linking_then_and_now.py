"""Which mentions lead where: Reference answers for the present, and the past is read anew, to the same effect."""

import pytest
from django.db.models import Q, QuerySet

from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.linking.index import rebuild
from apps.entries.linking.models import KnownName, Reference, Sort
from apps.entries.models import Body, Entry, Event, Membership, Source, State, Topic
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.facts.backlinks import Backlinks
from apps.facts.mentions import Mentions, read_prose
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = '[[Belarus]], [[Double]], [[Nowhere]], {{date of="csto"}}[@paper, p. 1] {{date of="nobody"}}'


@pytest.fixture
def scene():
    """A body that mentions itself, a state, a double name, nothing and a source; and a note that mentions the body."""
    factories.source("Paper")
    belarus, _, _ = factories.state("Belarus"), factories.event("Double"), factories.state("Double")
    csto = factories.body("CSTO", text=TEXT)
    factories.member(belarus, csto, note="[[CSTO]] of [[nothing]]", cites="@paper, p. 2")
    return csto


def everything(world):
    found = Mentions(world)
    keys = {
        key: f"{model.spec.name}:{slug}"
        for model in (State, Body, Event, Source)
        for key, slug in model.history.values_list("id", "slug")
    }
    return {
        "wanted quotes and sources": [
            [each.mention.name for each in found.wanted(sort)] for sort in (Sort.QUOTE, Sort.CITATION)
        ],
        "wanted": sorted((keys[each.home], each.claim, each.mention.name) for each in found.wanted(Sort.LINK)),
        "ambiguous": [(each.mention.name, [other.kind for other in meant]) for each, meant in found.ambiguous()],
        "led_to": sorted(keys[key] for key in found.led_to(Sort.LINK, Sort.QUOTE)),
        "leading": sorted(keys[key] for key in found.leading(Sort.LINK, Sort.QUOTE)),
        "cited": sorted(keys[key] for key in found.led_to(Sort.CITATION)),
    }


def test_everything_that_is_mentioned_is_the_same_now_and_at_the_latest_changeset_and_later(scene):
    number = factories.save(State(title="Armenia", slug="armenia")).number
    expected = {
        "wanted quotes and sources": [["nobody"], []],
        "wanted": [("body:csto", "", "nowhere"), ("state:belarus", "memberships", "nothing")],
        "ambiguous": [("double", ["event", "state"])],
        "led_to": ["body:csto", "event:double", "state:belarus"],
        "leading": ["body:csto", "state:belarus"],
        "cited": ["source:paper"],
    }
    assert everything(World(Viewer())) == everything(World(Viewer(), at=number)) == expected
    scene.text = "[[Armenia]]"
    factories.save(scene)
    publish([], [State.objects.get(slug="double")], user=None, summary="Delete")
    assert everything(World(Viewer(), at=number)) == expected
    assert (
        everything(World(Viewer()))
        == everything(World(Viewer(), at=number + 2))
        == {
            "wanted quotes and sources": [[], []],
            "wanted": [("state:belarus", "memberships", "nothing")],
            "ambiguous": [],
            "led_to": ["body:csto", "state:armenia"],
            "leading": ["body:csto", "state:belarus"],
            "cited": ["source:paper"],
        }
    )


def test_what_mentions_an_entry_is_the_same_now_and_at_the_latest_changeset_and_later(scene):
    def told(at, *sorts):
        links = Backlinks(World(Viewer(), at=at), scene, *sorts)
        named = EntryResolver()
        links.want(named)
        named.fetch(World(Viewer(), at=at))
        return [(each.claim, each.mention.sort, each.mention.field) for each in links.settle(named)]

    number = factories.save(State(title="Armenia", slug="armenia")).number
    expected = [("", "quote", "text"), ("memberships", "link", "note")]
    assert told(None) == told(number) == expected
    assert told(None, Sort.LINK) == told(number, Sort.LINK) == expected[1:]
    assert Backlinks(World(Viewer()), scene).rows("memberships") == {Membership.objects.get().pk}
    assert Backlinks(World(Viewer()), scene).rows("") == {scene.pk}
    scene.text, scene.title, scene.slug = "", "ODKB", "odkb"
    factories.save(scene)
    factories.body("CSTO", slug="csto")
    assert told(number) == expected
    assert told(number + 1) == [("memberships", "link", "note")]
    assert told(None) == told(number + 2) == []
    assert told(2) == []


@pytest.mark.parametrize(
    "facts", [{"text": "[[Paper]]"}, {"text": "Of it[@paper]."}, {"text": '{{fact of="paper"}}'}, {"cites": "@paper"}]
)
def test_what_one_mark_alone_mentioned_is_known_after_it_was_written_over(facts):
    paper, story = Source(title="Paper", slug="paper"), Topic(title="Story", slug="story", **facts)
    factories.save(paper, story)
    story.text, story.cites = "Nothing.", ""
    factories.save(story)
    assert [len(Backlinks(World(Viewer(), at=at), paper).found) for at in (0, 1, 2, None)] == [0, 1, 0, 0]


def test_mentions_are_told_by_claim_then_by_where_they_are_read_then_by_row(scene):
    belarus, double = State.objects.get(slug="belarus"), State.objects.get(slug="double")
    for state, start in ((double, "1999"), (belarus, "1998"), (double, "1997")):
        factories.member(state, scene, start=start, note="[[CSTO]]")
    found = [(each.claim, each.home, each.row) for each in Backlinks(World(Viewer()), scene).found]
    assert found == sorted(found)
    assert len(found) == 5


def test_prose_is_read_where_it_is_wanted_now_and_then(scene):
    def read(at, which=None, **marked):
        prose = read_prose(World(Viewer(), at=at), which, **marked)
        return sorted((place, home, row, len(skeleton.links)) for home, place, row, skeleton in prose)

    claim = Membership.objects.get()
    every = [("", scene.pk, scene.pk, 3), ("memberships", claim.member_id, claim.pk, 2)]
    scene.text = "[[Belarus]]"
    number = factories.save(scene).number
    for at, links in ((number - 1, 3), (number, 1), (None, 1)):
        every[0] = ("", scene.pk, scene.pk, links)
        assert read(at, mark="[[") == every
        assert read(at, mark="~~") == []
        assert read(at, lambda place, prose: Q(pk__gt=0) if place else Q(pk__in=())) == every[1:]


def test_made_anew_renderings_and_names_are_what_they_were(scene):
    def derived():
        return [list(Entry.objects.values_list("pk", "rendered")), list(Membership.objects.values_list("rendered"))]

    before = derived()
    assert all(rendered for (rendered,) in before[1])
    for model in (Entry, Membership):
        QuerySet(model).update(rendered="")
    KnownName.objects.all().delete()
    assert rebuild() == {"names": 5, "references": Reference.objects.count()}
    assert derived() == before
    assert Membership.history.count() == 1

"""What is kept of names and references, and how little is asked for to keep it and to read it."""

import pytest
from django.db.models import Q

from apps.door.publish import Refused, publish
from apps.entries.access import Viewer
from apps.entries.kinds import KINDS
from apps.entries.linking.index import entries_called, refresh, resolve
from apps.entries.linking.mentions import mentioned
from apps.entries.linking.models import KnownName, Reference, Sort
from apps.entries.models import Membership, State, Topic
from apps.entries.resolver import EntryResolver
from apps.entries.world import World
from apps.facts import backlinks
from apps.facts.backlinks import Backlinks, rows_to_read
from apps.facts.mentions import Mentions, read_prose
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_name_is_kept_as_a_slug_and_one_of_no_letters_is_refused():
    belarus = factories.state(names=["Bielaruś"])
    with pytest.raises(Refused, match="a letter or a digit"):
        factories.name(belarus, "!")
    assert set(KnownName.objects.filter(entry=belarus).values_list("slug", flat=True)) == {"belarus", "bielaruś"}


def test_the_bearers_of_names_are_those_who_have_or_had_one_of_them():
    belarus, armenia = factories.state(), factories.state("Armenia")
    factories.state("Georgia")
    belarus.title = "White Rus"
    factories.save(belarus)
    found = KnownName.objects.bearers("belarus", "armenia", "nobody")
    assert sorted(key for (key,) in found.values_list("entry")) == sorted([belarus.pk, armenia.pk])


@pytest.mark.parametrize(
    "prose",
    ["[[{0}]]", "[[{0}: x]]", '{{{{fact of="{0}"}}}}', '{{{{fact of="{0}:x"}}}}', "[@{0}, {0}]", "# {0}\n[[x]]"],
)
@pytest.mark.parametrize("length", [39, 150, 600, 3000])
def test_what_is_mentioned_fits_its_columns_however_long_it_was_written(prose, length):
    limits = {field.name: field.max_length for field in Reference._meta.concrete_fields if field.max_length}
    for mention in mentioned("@" + "a" * length + ", " + "b" * length, "text", prose.format("a" * length)):
        assert all(len(getattr(mention, name, "")) <= limit for name, limit in limits.items())


def test_an_alias_of_many_letters_is_a_name_that_fits_its_column():
    state = factories.state(names=["a" * 300])
    assert set(KnownName.objects.filter(entry=state).values_list("slug", flat=True)) == {"belarus", "a" * 200}


def test_a_row_forgets_its_own_references_and_not_those_of_another_table_with_its_key():
    paper, belarus = factories.source("Paper"), factories.state(cites="@paper")
    Reference.objects.create(
        entry=paper, claim="memberships", row=belarus.pk, field="cites", sort=Sort.CITATION, name="a"
    )
    belarus.cites = ""
    factories.save(belarus)
    assert [(each.claim, each.row) for each in Reference.objects.all()] == [("memberships", belarus.pk)]
    refresh([], [(State, belarus.pk)], 3)
    assert Reference.objects.count() == 1
    refresh([], [(Membership, belarus.pk)], 3)
    assert not Reference.objects.exists()


def test_of_those_who_are_called_so_only_they_are_read(django_assert_num_queries):
    belarus = factories.state(names=["White Rus"])
    factories.state("Armenia")
    with django_assert_num_queries(1):
        called = entries_called(["white-rus", "belarus", "nobody"])
    assert {name: [entry.pk for entry in entries] for name, entries in called.items()} == {
        "belarus": [belarus.pk],
        "white-rus": [belarus.pk],
    }


def test_references_that_lead_where_they_led_are_written_by_nobody(django_assert_num_queries):
    factories.state()
    factories.body(text="[[Belarus]] [[Nobody]]")
    with django_assert_num_queries(3):  # what is named, who is called so, where each leads
        resolve(None)
    Reference.objects.update(target=None)
    with django_assert_num_queries(4):
        resolve({"belarus"})
    assert Reference.objects.get(name="belarus").target.title == "Belarus"


@pytest.fixture
def rewritten():
    """A state mentioned by four topics: by one still, by one that says something else since; two never did."""
    belarus = factories.state()
    still, since, never = (
        Topic(title=title, slug=title.lower(), text=text)
        for title, text in (("Still", "[[Belarus]]"), ("Since", "[[Belarus]]"), ("Never", "[[Armenia]]"))
    )
    plain = Topic(title="Plain", slug="plain", text="Nothing.")
    number = factories.save(still, since, never, plain).number
    since.text, plain.text = "Not any more.", "Something."
    factories.save(since, plain)
    return belarus, World(Viewer(), at=number)


def test_of_the_past_only_rows_that_may_mention_it_are_read_and_those_of_which_no_index_knows(rewritten):
    belarus, then = rewritten
    known = Reference.objects.filter(name="belarus")
    Reference.objects.create(  # a claim's, of the key of a row that mentions nothing of the kind
        entry=belarus,
        claim="memberships",
        row=Topic.objects.get(slug="never").pk,
        field="note",
        sort="link",
        name="belarus",
    )
    titles = dict(Topic.objects.values_list("pk", "title"))
    assert sorted(titles[row["id"]] for row in rows_to_read(then, Topic, known)) == ["Plain", "Since", "Still"]


def test_of_the_references_only_those_to_its_names_are_read(rewritten, monkeypatch):
    belarus, then = rewritten
    asked = []
    read_now = backlinks.read_now
    monkeypatch.setattr(backlinks, "read_now", lambda found: asked.extend(found) or read_now(found))
    assert len(Backlinks(then, belarus).found) == 2
    assert {each.name for each in asked} == {"belarus"}


@pytest.mark.parametrize("model", KINDS)
def test_what_was_written_over_is_mentioned_once_whatever_said_it(model):
    belarus = factories.state()
    told = factories.make(model, "Story", text="[[Belarus]]")
    told.text = ""
    factories.save(told)
    assert [each.home for each in Backlinks(World(Viewer(), at=2), belarus).found] == [told.pk]


def test_what_is_called_so_only_later_is_not_looked_for_then():
    belarus = factories.state()
    factories.make(Topic, "Story", text="[[White Rus]]")
    factories.call(belarus, "White Rus")
    assert [len(Backlinks(World(Viewer(), at=at), belarus).found) for at in (2, 3, None)] == [0, 1, 1]


def test_a_reference_leads_where_its_name_leads_after_each_change():
    def led():
        return [each.target and each.target.kind for each in Reference.objects.all()]

    factories.make(Topic, "Story", text="[[White Rus]]")
    assert led() == [None]
    belarus = factories.state(names=["White Rus"])
    assert led() == ["state"]
    body = factories.body("White Rus")
    assert led() == ["body"]
    publish([], [body], user=None, summary="Delete")
    assert led() == ["state"]
    factories.call(belarus)
    assert led() == ["state"]
    publish([], [belarus], user=None, summary="Delete")
    assert led() == [None]


def test_only_an_entry_that_is_called_otherwise_than_before_is_resolved_again(monkeypatch):
    asked = []
    monkeypatch.setattr("apps.entries.linking.index.resolve", asked.append)
    belarus = factories.state()
    factories.state("Armenia")
    belarus.summary = "A state."
    factories.save(belarus)
    factories.call(belarus, "White Rus")
    assert asked == [{"belarus"}, {"armenia"}, set(), {"belarus", "white-rus"}]


@pytest.mark.parametrize("late", [False, True])
def test_a_name_that_means_nothing_of_the_kind_is_no_mention_of_the_entry_then(late):
    belarus = factories.state()
    topic = factories.make(Topic, "Story", text="[[body:Belarus]] [[state:Belarus]]")
    if late:
        topic.text = ""
        factories.save(topic)
    then, named = World(Viewer(), at=2), EntryResolver()
    links = Backlinks(then, belarus)
    links.want(named)
    named.fetch(then)
    assert [each.mention.kind for each in links.settle(named)] == ["state"]


@pytest.mark.parametrize("at", [None, 3])
def test_a_double_name_leads_to_the_first_that_it_means_and_nobody_leads_to_itself(at):
    body = factories.body("Double", text="[[Double]]")
    state = factories.state("Double", text="[[Double]]")
    factories.state("Other")
    found = Mentions(World(Viewer(), at=at))
    assert [[entry.pk for entry in entries] for _, entries in found.ambiguous()] == [[body.pk, state.pk]] * 2
    assert found.led_to("link") == {body.pk}
    assert found.leading("link") == {state.pk}


@pytest.mark.parametrize("at", [None, 2])
def test_every_row_of_prose_is_read_once(at):
    keys = sorted(factories.make(model, "Story", text="A story.").pk for model in KINDS[:2])
    assert (
        sorted(row for _, _, row, _ in read_prose(World(Viewer(), at=at), lambda _, prose: ~Q(**{prose: ""}))) == keys
    )

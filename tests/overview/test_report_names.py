"""Which names are reported as wanted, ambiguous or broken, and where they are used."""

import pytest

from apps.door.publish import publish
from apps.entries import models
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

WANTED, AMBIGUOUS, BROKEN = "wanted-pages", "ambiguous-links", "broken-citations"


def story(text: str, title: str = "Story", **facts):
    return factories.make(models.Topic, title, text=text, **facts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[[Atlantis]]", "Atlantis"),
        ("[[Atlantis|the lost land]]", "Atlantis"),
        ("[[lost-land|the lost land]]", "lost-land"),
        ("[[state:Atlantis|it]]", "state: Atlantis"),
        ("[[state:Atlantis]]", "state: Atlantis"),
        ("[[state:CSTO]]", "state: CSTO"),
        ('{{members of="Atlantis"}}', "Atlantis"),
        ('{{members of="body:Atlantis"}}', "body: Atlantis"),
        ("[[Atlantis#History]]", "Atlantis"),
    ],
)
def test_a_name_that_no_entry_has_is_wanted_as_it_is_written(text, name) -> None:
    factories.body("CSTO")
    story(text)
    for at in (None, 2):
        assert told(WANTED, at) == [(name, "1 place", "Story")]


@pytest.mark.parametrize(
    "text",
    [
        "[[CSTO]] [[csto]] [[the organisation]] [[body:csto]] [[Story]]",
        "[[#A heading of this page]]",
        "`[[Atlantis]]` and \\[[Atlantis]]",
        "[@paper, p. 1]",
        '{{members of="csto"}} {{members}} {{atlantis}}',
    ],
)
def test_a_name_that_leads_somewhere_and_what_is_no_name_are_not_wanted(text) -> None:
    factories.body("CSTO", names=["The organisation"])
    factories.source("Paper")
    story(text)
    for at in (None, 3):
        assert told(WANTED, at) == []


def test_the_most_wanted_comes_first_with_its_places() -> None:
    belarus, csto = factories.state(), factories.body(text="## History\n\n[[Zembla]] [[Zembla]] [[Atlantis]]")
    story("[[zembla]]")
    factories.member(belarus, csto, note="[[Zembla|there]]")
    expected = [
        ("Zembla", "3 places", "CSTO · Story · Belarus, membership CSTO"),
        ("Atlantis", "1 place", "CSTO"),
    ]
    assert told(WANTED) == told(WANTED, 4) == expected
    assert told(WANTED, 3) == [("Zembla", "2 places", "CSTO · Story"), expected[1]]


def test_a_name_is_told_as_most_places_write_it() -> None:
    for title, name in (("A", "atlantis"), ("B", "ATLANTIS|the land"), ("C", "ATLANTIS"), ("D", "ATLANTIS")):
        story(f"[[{name}]]", title)
    assert told(WANTED) == told(WANTED, 4) == [("ATLANTIS", "4 places", "A · B · C · D")]
    assert told(WANTED, 3) == [("ATLANTIS", "3 places", "A · B · C")]


def test_of_many_places_the_first_are_named(client) -> None:
    factories.save(*(models.Topic(title=f"T{n}", slug=f"t{n}", text="## Why\n\n[[Zembla]]") for n in range(11)))
    assert told(WANTED) == [("Zembla", "11 places", " · ".join(f"T{n}" for n in range(8)) + " · 3 more")]
    assert '<a href="/topics/t0/#text-why">T0</a>' in client.get("/reports/wanted-pages/").content.decode()


def test_a_name_is_wanted_until_it_is_given_and_again_from_a_deletion_on() -> None:
    story("[[Atlantis]]")
    atlantis = factories.state("Poseidonis", names=["Atlantis"])
    factories.call(atlantis)
    publish([], [atlantis], user=None, summary="Delete")
    assert [len(told(WANTED, at)) for at in (0, 1, 2, 3, 4, None)] == [0, 1, 0, 0, 1, 1]


def test_what_was_wanted_in_a_text_that_was_rewritten_is_told_of_then() -> None:
    topic = story("[[Atlantis]] [[Zembla|there]]")
    topic.text = "[[Lemuria]]"
    factories.save(topic)
    assert [name for name, *_ in told(WANTED, 1)] == ["Atlantis", "Zembla"]
    assert [name for name, *_ in told(WANTED)] == ["Lemuria"]


def test_a_name_that_means_several_entries_is_ambiguous_wherever_it_is_used() -> None:
    factories.state("Georgia", slug="georgia")
    factories.body("Georgia", slug="georgia-party")
    story("[[Georgia]], and [[georgia|it]]")
    factories.state("Armenia", text="[[state:Georgia]] [[body:Georgia]] [[Georgia Party]]")
    csto = factories.body(text='{{date of="Georgia"}}')
    factories.member(models.State.objects.get(title="Armenia"), csto, note="[[Georgia|there]]")
    assert told(AMBIGUOUS) == [
        ("Georgia", "Georgia (body) · Georgia (state)", "Story · CSTO · Armenia, membership CSTO")
    ]
    assert told(AMBIGUOUS) == told(AMBIGUOUS, 6)
    assert told(AMBIGUOUS, 3)[0][2] == "Story"
    assert told(AMBIGUOUS, 2) == []


def test_entries_of_one_kind_can_share_an_alias_and_a_title_comes_before_it() -> None:
    people = [factories.person(f"{name} Ivanov", names=["Ivanov"]) for name in ("Igor", "Sergei")]
    story("[[person:Ivanov]] [[Ivanov]]")
    assert [row[:2] for row in told(AMBIGUOUS)] == [
        ("Ivanov", "Igor Ivanov (person) · Sergei Ivanov (person)"),
        ("person: Ivanov", "Igor Ivanov (person) · Sergei Ivanov (person)"),
    ]
    factories.person("Ivanov")
    assert told(AMBIGUOUS) == []
    publish([], [models.Person.objects.get(title="Ivanov")], user=None, summary="Delete")
    factories.call(people[0])
    assert [len(told(AMBIGUOUS, at)) for at in (2, 3, 4, 5, 6, None)] == [0, 2, 0, 2, 0, 0]


def test_a_former_name_is_ambiguous_only_among_former_names() -> None:
    for slug in ("one", "two"):
        state = factories.state("Rus", slug=slug)
        state.title = f"Rus {slug}"
        factories.save(state)
    story("[[Rus]]")
    assert [row[:2] for row in told(AMBIGUOUS)] == [("Rus", "Rus one (state) · Rus two (state)")]
    factories.state("Kiev", names=["Rus"])
    assert told(AMBIGUOUS) == []


@pytest.mark.parametrize("again", [False, True])
def test_a_citation_breaks_with_its_source(client, again) -> None:
    paper = factories.source("Paper")
    belarus = factories.state(cites="@paper, p. 1; @paper, p. 2")
    csto = factories.body(text="## Past\n\nSaid [@paper, ch. 3].")
    factories.member(belarus, csto, cites="@paper", note="So [@paper]")
    assert told(BROKEN) == []
    publish([], [paper], user=None, summary="Delete")
    expected = [("@paper", "3 places", "Belarus (facts, p. 1) · CSTO (ch. 3) · Belarus, membership CSTO")]
    assert told(BROKEN) == expected
    page = client.get("/reports/broken-citations/").content.decode()
    assert '<a href="/sources/paper/">@paper</a>' in page
    assert "Deleted" in client.get("/sources/paper/").content.decode()
    assert '<a href="/bodies/csto/#text-past">CSTO</a>' in page
    factories.source("Paper" if again else "Another")
    assert told(BROKEN) == ([] if again else expected)
    assert [len(told(BROKEN, at)) for at in (4, 5, 6)] == [0, 1, not again]
    assert told(WANTED) == []


def test_a_source_cited_by_a_former_slug_is_there() -> None:
    paper = factories.source("Paper")
    story("[@paper]")
    paper.title, paper.slug = "Journal", "journal"
    factories.save(paper)
    assert told(BROKEN) == told(BROKEN, 3) == []

"""Links mean an entry by any name that it has or had, live and in the past; what links here is told with passages."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from apps.door.publish import Refused, publish
from apps.door.reversal import undo
from apps.entries.linking.models import KnownName, Reference
from apps.entries.models import State
from tests import factories

pytestmark = pytest.mark.django_db


def link(client, text_of: str, label: str, query: str = "") -> str:
    """The tag before a label on a topic's page."""
    page = client.get(f"/topics/{text_of}/{query}").content.decode()
    prose = page.partition('aria-label="Text">')[2].partition("</section>")[0]
    assert f">{label}</a>" in prose, prose
    return prose.partition(f">{label}</a>")[0].rpartition("<a ")[2]


def rename(entry, title: str, slug: str, **facts):
    entry.title, entry.slug = title, slug
    for name, value in facts.items():
        setattr(entry, name, value)
    return factories.save(entry, summary="Rename").number


@pytest.mark.parametrize(
    "written",
    ["Belarus", "belarus", "BELARUS", "Byelorussia", "state:belarus", "state:Belarus", "Republic of  Belarus"],
)
def test_a_link_means_an_entry_by_title_alias_or_slug(client, written) -> None:
    factories.state("Belarus", names=["Byelorussia", "Republic of Belarus"])
    factories.make(factories.models.Topic, "Story", text=f"Of [[{written}|it]].")
    assert link(client, "story", "it") == 'href="/states/belarus/"'
    assert Reference.objects.get().target.title == "Belarus"


def test_a_link_to_a_heading_leads_there(client) -> None:
    factories.make(factories.models.Topic, "Story", text="## The first part\n\nSee [[#The first part]].")
    factories.make(factories.models.Topic, "Other", text="[[Story#The first part|there]]")
    assert link(client, "story", "The first part", "").startswith('href="#text-the-first-part"')
    assert link(client, "other", "there") == 'href="/topics/story/#text-the-first-part"'


def test_a_renamed_entry_keeps_its_address_and_the_links_to_it(client) -> None:
    belarus = factories.state("Belarus")
    factories.make(factories.models.Topic, "Story", text="[[Belarus|by title]] [[belarus|by slug]]")
    before = KnownName.objects.count()
    number = rename(belarus, "White Rus", "white-rus")
    assert KnownName.objects.count() == before + 1
    for label in ("by title", "by slug"):
        assert link(client, "story", label) == 'href="/states/white-rus/"'
        assert link(client, "story", label, f"?at={number - 1}") == f'href="/states/belarus/?at={number - 1}"'
    moved = client.get("/states/belarus/?on=2005-01-01")
    assert (moved.status_code, moved.url) == (301, "/states/white-rus/?on=2005-01-01")


def test_a_name_that_another_takes_over_means_the_other(client) -> None:
    belarus = factories.state("Belarus")
    factories.make(factories.models.Topic, "Story", text="[[Belarus|it]]")
    number = rename(belarus, "White Rus", "white-rus")
    factories.body("Belarus")
    assert link(client, "story", "it") == 'href="/bodies/belarus/"'
    assert link(client, "story", "it", f"?at={number}") == f'href="/states/white-rus/?at={number}"'


def test_an_alias_given_later_turns_a_red_link_blue_and_taken_away_it_still_leads_there(client) -> None:
    factories.make(factories.models.Topic, "Story", text="[[Byelorussia|it]]")
    belarus = factories.state("Belarus")
    assert 'class="missing"' in link(client, "story", "it")
    named = factories.call(belarus, "Byelorussia").number
    assert link(client, "story", "it") == 'href="/states/belarus/"'
    factories.call(belarus)
    assert link(client, "story", "it") == 'href="/states/belarus/"'
    assert 'class="missing"' in link(client, "story", "it", f"?at={named - 1}")


def test_a_deleted_target_is_wanted_and_undeleted_it_is_found_again(client) -> None:
    belarus = factories.state("Belarus")
    factories.make(factories.models.Topic, "Story", text="[[Belarus|it]]")
    deletion = publish([], [belarus], user=None, summary="Delete")
    assert link(client, "story", "it") == 'class="missing" rel="nofollow" href="/new/?title=Belarus"'
    assert link(client, "story", "it", f"?at={deletion.number - 1}").startswith('href="/states/belarus/')
    assert 'class="missing"' in link(client, "story", "it", f"?at={deletion.number}")
    undo(deletion, user=None)
    assert link(client, "story", "it") == 'href="/states/belarus/"'
    assert 'class="missing"' in link(client, "story", "it", f"?at={deletion.number}")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Atlantis", "/new/?title=Atlantis"),
        ("state:Atlantis", "/states/new/?title=Atlantis"),
        ("event:The 3rd & last", "/events/new/?title=The+3rd+%26+last"),
        ("nothing:Atlantis", "/new/?title=nothing%3AAtlantis"),
    ],
)
def test_a_red_link_leads_to_where_its_entry_can_be_made(client, written, address) -> None:
    factories.make(factories.models.Topic, "Story", text=f"[[{written}|it]]")
    assert link(client, "story", "it") == f'class="missing" rel="nofollow" href="{address}"'


def test_a_renamed_source_is_cited_by_its_former_slug(client) -> None:
    source = factories.source("Eurasian Home")
    topic = factories.make(factories.models.Topic, "Story", text="Said[@eurasian-home, p. 1].", cites="@eurasian-home")
    rename(source, "Eurasia", "eurasia")
    page = client.get("/topics/story/").content.decode()
    assert page.count('href="/sources/eurasia/"') == 1
    assert page.count('<span class="number">[') == 2
    topic.summary = "It can still be saved."
    factories.save(topic)
    with pytest.raises(Refused, match="There is no source “eurasiam”") as refused:
        factories.save(factories.models.Topic(title="X", slug="x", cites="@eurasiam"))
    assert isinstance(refused.value, ValidationError)


def test_what_links_here_is_told_with_passages_now_and_then(client) -> None:
    belarus = factories.state("Belarus")
    csto = factories.body("CSTO", text="## History\n\nIn 1993 [[Belarus]] joined, and [[state:belarus|it]] stayed.")
    factories.member(belarus, csto, note='See {{date of="body:csto"}} and [[Belarus]].')
    page = client.get("/states/belarus/links/").content.decode()
    assert "In 1993 <mark>Belarus</mark> joined, and it stayed." in page
    assert 'href="/bodies/csto/#text-history"' in page
    assert "membership Belarus – CSTO" in page
    number = rename(csto, "CSTO", "csto", text="Nothing.")
    assert "In 1993" not in client.get("/states/belarus/links/").content.decode()
    assert (
        "In 1993 <mark>Belarus</mark> joined" in client.get(f"/states/belarus/links/?at={number - 1}").content.decode()
    )
    assert "quotes a fact" in client.get("/bodies/csto/links/").content.decode()


def test_links_of_the_past_follow_what_was_meant_then(client) -> None:
    belarus = factories.state("Belarus")
    factories.make(factories.models.Topic, "Story", text="[[Belarus]], told by nobody else")
    number = rename(belarus, "White Rus", "white-rus")
    other = factories.body("Belarus")
    assert "told by nobody" not in client.get("/states/white-rus/links/").content.decode()
    assert "told by nobody else" in client.get("/bodies/belarus/links/").content.decode()
    assert "told by nobody else" in client.get(f"/states/white-rus/links/?at={number}").content.decode()
    assert client.get(f"/bodies/belarus/links/?at={number}").status_code == 404
    assert other.pk


def test_the_command_makes_the_same_tables(capsys) -> None:
    factories.source("Paper")
    factories.state("Belarus", text="[[Armenia]] [@paper, p. 1]")
    before = list(Reference.objects.values_list("entry", "sort", "kind", "name", "before", "target"))
    Reference.objects.all().delete()
    KnownName.objects.all().delete()
    State.objects.model._base_manager.all()  # the rows themselves stay
    call_command("rebuild_references")
    assert capsys.readouterr().out == "2 names, 2 references.\n"
    assert list(Reference.objects.values_list("entry", "sort", "kind", "name", "before", "target")) == before


def test_a_thousand_links_on_one_page_are_found_in_few_queries(client, django_assert_max_num_queries) -> None:
    factories.state("Belarus")
    text = " ".join(f"[[Nobody {n}]]" for n in range(999)) + " [[Belarus|it]]"
    number = factories.save(factories.models.Topic(title="Story", slug="story", text=text)).number
    for query in ("", f"?at={number}"):
        with django_assert_max_num_queries(12):
            assert link(client, "story", "it", query).startswith('href="/states/belarus/')

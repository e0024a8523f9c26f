"""Completing what is typed: what begins so first, nothing that a reader may not see, nothing hostile."""

import pytest

from apps.entries.entry import Entry
from apps.results.autocomplete import OFFERED
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def asked(client, **query):
    """The results of a question, which is answered."""
    response = client.get("/suggest/", query)
    assert response.status_code == 200, response.content
    return response.json()["results"]


def titles(client, q, wanted="link", **query):
    return [each["title"] for each in asked(client, **{"for": wanted, "q": q, **query})]


@pytest.fixture
def entries():
    """Several of each kind that is asked for."""
    factories.body("Collective Security Treaty Organization", slug="csto", names=["ODKB", "ОДКБ"], summary="The CSTO.")
    factories.document("Treaty of Belavezha")
    factories.document("Belgrade convention")
    factories.state("Belarus")
    factories.source("Eurasian Home", slug="eurasian-home")
    factories.source("Belarus today", slug="belarus-today")


def test_it_says_what_stands_between_the_brackets_and_what_to_show(client, entries):
    (found,) = asked(client, **{"for": "link", "q": "odkb"})
    assert found == {
        "kind": "body",
        "slug": "csto",
        "title": "Collective Security Treaty Organization",
        "summary": "The CSTO.",
        "insert": "Collective Security Treaty Organization",
        "label": "Collective Security Treaty Organization (body)",
    }


def test_names_that_begin_so_come_before_those_with_another_word_that_does(client, entries):
    assert titles(client, "bel") == ["Belarus", "Belarus today", "Belgrade convention", "Treaty of Belavezha"]


def test_the_very_name_comes_first(client):
    factories.body("Armenia and others")
    factories.state("Armenia")
    assert titles(client, "armenia") == ["Armenia", "Armenia and others"]
    factories.body("A later title", names=["Armen"])
    assert titles(client, "armen")[0] == "A later title"


@pytest.mark.parametrize(
    "q", ["csto", "CSTO", "ODKB", "одкб", "ОДК", "collective sec", "security treaty", "treaty org"]
)
def test_titles_aliases_and_slugs_are_found_in_any_case_and_script(client, entries, q):
    assert "Collective Security Treaty Organization" in titles(client, q)


def test_letters_inside_a_word_are_not_its_beginning(client, entries):
    assert titles(client, "larus") == []


def test_only_sources_are_cited_and_by_their_slug(client, entries):
    found = asked(client, **{"for": "source", "q": "bel"})
    assert [(each["title"], each["insert"]) for each in found] == [("Belarus today", "belarus-today")]
    assert titles(client, "", wanted="source") == ["Belarus today", "Eurasian Home"]


def test_kinds_can_be_asked_for(client, entries):
    assert titles(client, "bel", wanted="entry", kind="state,body") == ["Belarus"]
    assert asked(client, **{"for": "entry", "q": "bel", "kind": "state"})[0]["insert"] == "state:belarus"
    assert titles(client, "document:bel") == ["Belgrade convention", "Treaty of Belavezha"]
    assert titles(client, "document:bel", wanted="entry", kind="state") == []


@pytest.mark.parametrize(
    ("other", "facts"),
    [("Georgia", {}), ("A republic", {"names": ["Georgia"]}), ("The state of Georgia", {"slug": "georgia"})],
)
def test_a_title_that_is_another_entrys_name_too_is_linked_by_kind_and_slug(client, other, facts):
    factories.state("Georgia")
    assert asked(client, **{"for": "link", "q": "georgia"})[0]["insert"] == "Georgia"
    factories.body(other, **facts)
    inserts = {each["kind"]: each["insert"] for each in asked(client, **{"for": "link", "q": "georgia"})}
    assert inserts["state"] == "state:georgia"


@pytest.mark.parametrize("title", ["War [1991]", "State|Union", "event:Signing"])
def test_a_title_that_no_link_can_hold_is_linked_by_kind_and_slug(client, title):
    factories.event(title, slug="the-slug")
    assert asked(client, **{"for": "link", "q": "the-slug"})[0]["insert"] == "event:the-slug"


def test_at_most_so_many_are_offered(client):
    for number in range(OFFERED + 3):
        factories.state(f"State {number}")
    assert len(titles(client, "state")) == OFFERED


@pytest.mark.parametrize("q", ["\0", "be\0l", "x" * 121, "!?", "%", "_", "|", "-", "'; DROP TABLE entries_entry; --"])
def test_what_begins_no_name_is_answered_with_nothing(client, entries, q):
    assert titles(client, q) == []


@pytest.mark.parametrize(
    "query", [{}, {"for": ""}, {"for": "everything"}, {"for": "link\0"}, {"for": "entry", "kind": "planet"}]
)
def test_what_is_not_known_is_refused_with_what_is(client, query):
    response = client.get("/suggest/", {"q": "bel", **query})
    assert response.status_code == 400
    assert ("for=" in response.json()["detail"]) or ("state" in response.json()["detail"])


def test_only_what_the_reader_may_see_is_offered(client, entries, monkeypatch):
    hide(monkeypatch, entries=[Entry.objects.get(title="Belarus")])
    assert titles(client, "belarus") == ["Belarus today"]


def test_nobody_keeps_the_answer_and_nothing_is_posted(client, entries):
    response = client.get("/suggest/", {"for": "link", "q": "bel"})
    assert "private" in response["Cache-Control"]
    assert "no-store" in response["Cache-Control"]
    assert client.post("/suggest/").status_code == 405


def test_it_asks_the_database_a_few_times_at_most(client, entries, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/suggest/", {"for": "link", "q": "bel"})
    with django_assert_num_queries(2):
        client.get("/suggest/", {"for": "source", "q": "bel"})
    with django_assert_num_queries(0):
        client.get("/suggest/", {"for": "link", "q": "\0"})

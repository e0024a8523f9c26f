"""What may be meant by the beginning of a name, and what names an entry in a link."""

import pytest

from apps.entries.access import Viewer
from apps.entries.models import Body, Event, State
from apps.results.autocomplete import alike_keys, begun, link_names, name_query, suggestions
from apps.search.query import read
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    factories.state("Belarus", summary="A state."), factories.body("Union of Belarus")
    factories.event("Belarus"), factories.state("Beltway"), factories.source("Paper", text="Belarus")


def told(found) -> list[tuple[str, str]]:
    return [(entry.kind, entry.title) for entry in found]


def test_the_nearest_names_come_first_then_by_title(entries):
    assert told(suggestions(Viewer(), name_query("bel"))) == [
        *(("state", "Belarus"), ("event", "Belarus"), ("state", "Beltway"), ("body", "Union of Belarus")),
    ]
    assert told(suggestions(Viewer(), name_query("bel"), ["state"])) == [("state", "Belarus"), ("state", "Beltway")]
    assert told(suggestions(Viewer(), name_query("bel"), most=1)) == [("state", "Belarus")]
    assert told(suggestions(Viewer(), read("kind:body bel"))) == [("body", "Union of Belarus")]
    assert suggestions(Viewer(), read("kind:nothing bel")) == suggestions(Viewer(), read("-bel")) == []
    assert suggestions(Viewer(), read("-bel"), ["state"]) == []
    assert told(suggestions(Viewer(), name_query("belarus un"))) == [("body", "Union of Belarus")]


def test_so_many_names_are_weighed_and_no_more_are_read(entries, monkeypatch):
    monkeypatch.setattr("apps.results.autocomplete.WEIGHED", 2)
    assert len(suggestions(Viewer(), name_query("bel"))) == 2


def test_misspelt_names_are_mended_where_that_is_asked_for_and_nothing_is_called_so(entries):
    assert suggestions(Viewer(), name_query("belorus")) == []
    assert told(suggestions(Viewer(), name_query("belorus"), ["state"], mending=True)) == [("state", "Belarus")]
    factories.state("Belorus")
    assert told(suggestions(Viewer(), name_query("belorus"), mending=True)) == [("state", "Belorus")]


def test_nothing_begins_all_names_and_what_is_too_long_none(entries):
    assert told(begun(Viewer(), "", ["body", "source"])) == [("source", "Paper"), ("body", "Union of Belarus")]
    assert len(begun(Viewer(), " ", [])) == 5
    for number in range(8):
        factories.state(f"State {number}")
    assert len(begun(Viewer(), "", [])) == 8
    factories.state("y" * 120)
    assert begun(Viewer(), "!?", []) == begun(Viewer(), "bel\0", []) == begun(Viewer(), "y" * 121, []) == []
    assert len(begun(Viewer(), "y" * 120, [])) == 1
    assert told(begun(Viewer(), "bel", ["body"])) == [("body", "Union of Belarus")]


def test_a_link_names_an_entry_by_its_title_where_that_is_nobody_elses_name_now():
    belarus, other = factories.state("Belarus"), factories.event("Summit [2007]", slug="summit")
    assert link_names(Viewer(), [belarus, other]) == {belarus.pk: "Belarus", other.pk: "event:summit"}
    rus = factories.body("Union", names=["Belarus"])
    assert link_names(Viewer(), [belarus]) == {belarus.pk: "state:belarus"}
    factories.call(rus)  # it was called so only once
    assert link_names(Viewer(), State.objects.all()) == {belarus.pk: "Belarus"}
    nameless = factories.event("!?", slug="nameless")
    assert link_names(Viewer(), [nameless, *Body.objects.all()]) == {nameless.pk: "event:nameless", rus.pk: "Union"}
    for title in ("event:Signing", "A|B", "A]", "A\\B"):
        event = factories.event(title, slug=f"slug-{Event.objects.count()}")
        assert link_names(Viewer(), [event])[event.pk] == f"event:{event.slug}"
    event = factories.event("Event: signing", slug="signing")
    assert link_names(Viewer(), [event])[event.pk] == "Event: signing"


@pytest.mark.parametrize("nothing", ["", "-", "!?", "' '"])
def test_what_has_no_word_is_like_nothing_and_nothing_is_asked(entries, nothing, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert alike_keys(Viewer(), nothing) == []


def test_of_a_long_name_the_first_telling_words_are_looked_for():
    belarus = factories.state("Belarus")
    five, six = "alpha bravo charlie delta echo", "alpha bravo charlie delta echo foxtrot"
    assert alike_keys(Viewer(), f"the {five} of belarus") == [belarus.pk]
    assert alike_keys(Viewer(), f"{six} belarus") == []

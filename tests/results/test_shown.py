"""What of the finds is read and shown, and what is not."""

import pytest
from django.db.models.signals import post_init

from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.entries.models import State
from apps.results.ranking import weighed
from apps.results.search import find, finds, part
from apps.search.models import Indexed
from apps.search.query import read
from tests import factories

pytestmark = pytest.mark.django_db


def titles(finding, *page) -> list[str]:
    return [found.entry.title for found in finds(finding, *page)]


def text(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.fixture
def looked_at():
    """The titles of the entries that are read from here on."""
    titles: list[str] = []

    def note(instance, **told):
        titles.append(instance.title)

    post_init.connect(note, sender=Entry)
    yield titles
    post_init.disconnect(note, sender=Entry)


def test_only_finds_are_weighed(looked_at):
    belarus, _ = factories.state("Belarus"), factories.state("Armenia")
    looked_at.clear()
    assert weighed(Viewer(), [belarus.pk], read("belarus")) == [belarus.pk]
    assert looked_at == ["Belarus"]


def test_only_what_is_shown_of_the_finds_is_read(looked_at):
    factories.state("Belarus"), factories.state("Belarus again"), factories.state("Armenia")
    finding = find(Viewer(), "belarus")
    looked_at.clear()
    assert titles(finding, 1, 1) == looked_at == ["Belarus"]


def test_a_fact_with_all_the_words_counts_among_others_that_have_none():
    prose = factories.state("Prose", text="Collective treaty.")
    fact = factories.body("Fact", seat="Of the collective treaty", summary="Heads.")
    assert weighed(Viewer(), [prose.pk, fact.pk], read("collective treaty")) == [fact.pk, prose.pk]


def test_a_page_has_twenty():
    factories.save(*(State(title=f"State {n}", slug=f"state-{n}") for n in range(21)))
    finding = find(Viewer(), "state")
    assert [len(finds(finding, number)) for number in (1, 2)] == [20, 1]
    assert len(part(finding, 0, 1)) == 1


def test_what_was_deleted_since_it_was_found_is_left_out():
    belarus = factories.state("Belarus")
    factories.state("Belarus again")
    finding = find(Viewer(), "belarus")
    publish([], [belarus], user=None, summary="Delete")
    assert [(found.entry.title, found.score) for found in finds(finding)] == [("Belarus again", 0.5)]


def test_of_what_is_not_indexed_the_summary_is_shown():
    belarus = factories.state("Belarus", summary="A state.", names=["Zebra"])
    finding = find(Viewer(), "zebra")
    Indexed.objects.all().delete()
    assert [(found.name, text(found.snippet)) for found in finds(finding)] == [("Zebra", "A state.")]
    assert weighed(Viewer(), [belarus.pk], read("nothing")) == [belarus.pk]


@pytest.mark.parametrize(
    ("line", "title", "name", "snippet"),
    [
        ("union", "[Union] land", "", "A summary."),
        ("zebra", "Union land", "Land of the Zebra", "A summary."),
        ("code", "Union land", "", "the [code]"),
    ],
)
def test_a_title_or_a_name_answers_with_one_of_its_words(line, title, name, snippet):
    factories.state("Union land", names=["Other", "Land of the Zebra", "Union"], slug="the-code", summary="A summary.")
    (found,) = finds(find(Viewer(), line))
    assert (text(found.title), found.name, text(found.snippet)) == (title, name, snippet)


def test_what_a_line_says_is_not_widened_where_it_finds_something():
    factories.state("Treat"), factories.state("Treatment")
    assert titles(find(Viewer(), 'treat "')) == ["Treat"]
    assert sorted(titles(find(Viewer(), "treat"))) == ["Treat", "Treatment"]


def test_a_line_that_asks_for_nothing_finds_nothing_of_some_kinds_either():
    factories.state("Belarus")
    assert find(Viewer(), "", ["state"]).keys == find(Viewer(), "-zebra", ["state"]).keys == []

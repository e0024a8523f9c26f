"""What a state took over: by an act of succession, or all that held, where it continues the one before it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A state that ended, which belonged to two bodies and had acted on three treaties; and one that came after it."""
    old = factories.state("Soviet Union", established="1922-12-30", dissolved="1991-12-26")
    new = factories.state("Russia", established="1991-08-24", dissolved="..")
    factories.member(old, factories.body("United Nations"), start="1945-10-24", end="1991-12-26")
    factories.member(old, factories.body("League of Nations"), start="1934-09-18", end="1939-12-14")
    treaties = [factories.document(title) for title in ("Charter", "Pact", "Truce")]
    for treaty in treaties[:2]:
        factories.act(old, treaty, "ratification", "1950-01-01")
    factories.act(old, treaties[2], "accession", "1960-01-01")
    factories.act(old, treaties[2], "withdrawal", "1970-01-01")
    return old, new, treaties


def told(client, on: str = "", slug: str = "russia") -> str:
    page = client.get(f"/states/{slug}/", {"on": on} if on else {}).content.decode()
    return words_of(page.partition('<section id="taken-over"')[2].partition("</section>")[0])


def test_a_continuing_state_shows_all_that_held_on_the_day(scene, client):
    old, new, _ = scene
    factories.succeed(old, new, "continuation", "1991-12-26")
    section = told(client)
    assert "Taken over from Soviet Union" in section
    assert "Soviet Union stood so on 26 December 1991" in section
    assert "United Nations member 24 October 1945 certain as continuing state" in section
    assert "Charter party 1 January 1950 assumed as continuing state" in section
    assert "Pact party" in section
    assert "Truce" not in section
    assert "League" not in section


@pytest.mark.parametrize(("day", "shown"), [("1991-12-25", False), ("1991-12-26", True), ("1992-07-01", True)])
def test_a_page_of_a_day_says_it_from_the_succession_on(scene, client, day, shown):
    old, new, _ = scene
    factories.succeed(old, new, "continuation", "1991-12-26")
    assert ("United Nations" in told(client, day)) is shown


@pytest.mark.parametrize("type_", ["dissolution", "secession", "union"])
def test_others_show_only_what_they_succeeded_to(scene, client, type_):
    old, new, (charter, pact, truce) = scene
    factories.succeed(old, new, type_, "1991-12-26")
    assert told(client) == ""
    factories.act(new, charter, "succession", "1993-05-01")
    factories.act(new, pact, "accession", "1993-05-01")
    factories.act(new, truce, "succession", "1993-05-01")
    section = told(client)
    assert "Charter party 1 January 1950 assumed by succession, 1 May 1993" in section
    assert "Pact" not in section
    assert "Truce" not in section
    assert "United Nations" not in section
    assert told(client, "1993-04-30") == ""


def test_nothing_is_said_where_nothing_is_recorded_or_held_to_be_true_or_dated(scene, client):
    old, new, _ = scene
    factories.succeed(factories.state("Atlantis"), new, "continuation", "1991-12-26")
    factories.succeed(factories.state("Prussia", dissolved="1947-02-25"), new, "continuation", "1947")
    factories.succeed(old, new, "continuation", "1991-12-25", rank="deprecated")
    lasting = factories.state("Ukraine")
    factories.member(lasting, factories.body("Union"), start="1990-01-01", end="..")
    factories.succeed(lasting, new, "continuation")
    assert told(client) == ""
    assert told(client, slug="soviet-union") == ""


def test_a_vague_date_is_told_by_its_last_day_on_which_the_state_can_have_existed(scene, client):
    old, new, _ = scene
    factories.succeed(old, new, "continuation", "1991")
    assert "stood so on 26 December 1991" in told(client)


def test_two_predecessors_have_a_table_each(scene, client):
    old, new, _ = scene
    other = factories.state("Far East", dissolved="1922-11-15")
    factories.member(other, factories.body("Union"), start="1920-04-06", end="1922-11-15")
    factories.succeed(other, new, "continuation", "1922-11-15")
    factories.succeed(old, new, "continuation", "1991-12-26")
    section = told(client)
    assert "From Soviet Union" in section
    assert "From Far East" in section
    assert "Union member 6 April 1920 certain as continuing state" in section


def test_what_was_possible_only_is_called_so(client):
    old, new = factories.state("Rome", dissolved="1991-12-26"), factories.state("Italy")
    factories.member(old, factories.body("Union"), start="1991", end="1991-12-26")
    factories.act(old, factories.document("Treaty"), "signature", "1991")
    factories.succeed(old, new, "continuation", "1991-06-01")
    section = told(client, slug="italy")
    assert "Union member 1991 possibly as continuing state" in section
    assert "Treaty party 1991 possibly" in section


def test_many_predecessors_cost_no_more_queries_than_one(client):
    union, after = factories.body("Union"), factories.state("Italy")
    counts = []
    for n in range(4):
        old = factories.state(f"Old {n}")
        factories.member(old, union, start="1900-01-01", end="1990-12-31")
        factories.act(old, factories.document(f"Treaty {n}"), "signature", "1900-01-01")
        factories.succeed(old, after, "continuation", "1950-01-01")
        with CaptureQueriesContext(connection) as queries:
            assert f"Treaty {n}" in told(client, slug="italy")
        counts.append(len(queries))
    assert len(set(counts)) == 1

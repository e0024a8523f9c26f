"""The tree of bodies on a day, as a list and as a chart, and what was established or dissolved when."""

import pytest

from apps.overview.views import structure as structure_page
from tests import factories
from tests.answers import text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A union with a council, that has an office, and a predecessor that was dissolved."""
    union = factories.body("Union", established="2002-10-07", dissolved="..")
    council = factories.body("Council", parent=union, established="2003", dissolved="..")
    factories.body("Office", parent=council, established="2004-01-01", dissolved="2008-12-31")
    factories.body("League", established="1990", dissolved="1995-06-30")
    return union


def nodes(client, **query: str) -> str:
    """The nested list, as words."""
    page = client.get("/structure/", query).content.decode()
    part = page.split('id="list"')[1].split("</section>")[0] if 'id="list"' in page else ""
    return words_of(f"<p {part}")


def boxes(client, **query: str) -> int:
    return client.get("/structure/", query).content.decode().count('class="box')


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        ("1989-12-31", [], ["League", "Union"]),
        ("1990-06-01", ["League possibly"], ["Union"]),
        ("1995-06-30", ["League"], ["Union"]),
        ("1995-07-01", [], ["League"]),
        ("2002-10-07", ["Union"], ["Council", "League"]),
        ("2003-06-01", ["Union", "Council possibly"], ["Office"]),
        ("2008-12-31", ["Union", "Council", "Office"], ["League"]),
        ("2009-01-01", ["Union", "Council"], ["Office"]),
    ],
)
def test_it_shows_what_exists_or_may_on_the_day(day, there, gone, union, client):
    told = nodes(client, on=day)
    for name in there:
        assert name in told
    for name in gone:
        assert name not in told


def test_the_chart_has_a_box_for_each_body_of_a_tree(union, client):
    assert boxes(client, on="2008-12-31") == 3
    assert boxes(client, on="2002-10-07") == 0  # alone, it is in the list only
    assert client.get("/structure/", {"on": "2003-06-01"}).content.decode().count("box soft") == 1


def test_a_part_whose_parent_did_not_exist_stands_at_the_top_and_says_so(union, client):
    factories.body("Secretariat", parent=union, dissolved="..")
    told = nodes(client, on="1999-07-01")
    assert "Secretariat possibly" in told
    assert "Answers to Union , which did not exist on that day." in told


def test_it_shows_one_body_and_what_is_below_it(union, client):
    told = nodes(client, on="2008-12-31", body="council")
    assert "Office" in told
    assert "Union" not in told
    page = text_of(client.get("/structure/", {"on": "1980-01-01", "body": "council"}))
    assert "Council certainly did not exist on 1 January 1980" in page


def test_it_tells_what_began_and_ended_when_in_order(union, client):
    page = client.get("/structure/").content.decode().split('id="beginnings"')[1]
    told = words_of(page.split("</section>")[0])
    places = [
        told.index(each)
        for each in (
            *("League established 1990", "League dissolved 30 June 1995", "Union established 7 October 2002"),
            *("Council established 2003", "Office established 1 January 2004", "Office dissolved 31 December 2008"),
        )
    ]
    assert places == sorted(places)
    assert "Union dissolved" not in told


@pytest.mark.parametrize("day", ["1995-06-30", "2002-10-07", "2003-06-01", "2008-12-31", "2009-01-01"])
@pytest.mark.parametrize("query", [{}, {"body": "union"}, {"body": "council"}])
def test_level_by_level_it_is_the_same_structure(day, query, union, client, monkeypatch):
    factories.body("Secretariat", parent=union, dissolved="..")
    whole = nodes(client, on=day, **query)
    monkeypatch.setattr(structure_page, "WHOLE", 0)
    assert nodes(client, on=day, **query) == whole

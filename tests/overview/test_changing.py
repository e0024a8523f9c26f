"""Which claims are compared where there are too many to compare all: the answer is the same."""

from datetime import date

import pytest

from apps.entries.access import Viewer
from apps.entries.world import World
from apps.overview import changing
from apps.overview.between import compare_worlds
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    """A union that somebody joined, left, was suspended in, signed for; and one that is dissolved with a member."""
    union, league = factories.body("Union"), factories.body("League", established="1990", dissolved="2004")
    treaty = factories.document("Treaty", concluded="1992")
    for n, (start, end) in enumerate([("1990", ".."), ("1995-01-01", "2001"), ("2003", ".."), ("2011", "..")]):
        state = factories.state(f"State {n}")
        factories.member(state, union, start=start, end=end)
        factories.act(state, treaty, "signature", f"{1992 + 5 * n}")
    factories.member(factories.state("Suspended"), union, start="1990", end="..")
    factories.member(
        factories.models.State.objects.get(slug="suspended"), union, status="suspended", start="2002", end="2012"
    )
    factories.member(factories.state("Left behind"), league, start="1991", end="..")
    return union


def told(before: World, after: World):
    found = compare_worlds(before, after)
    return [(acts.heading, one) for claim, rows in found.groups.items() if (acts := claim.spec.acts) for one in rows]


@pytest.mark.parametrize(("first", "last"), [(1999, 2010), (2010, 1999), (1991, 1992), (2005, 2006)])
def test_two_days_differ_alike_whether_all_claims_are_compared_or_those_that_can_differ(
    first, last, union, monkeypatch
):
    days = [World(Viewer(), on=date(year, 1, 1)) for year in (first, last)]
    whole = told(*days)
    monkeypatch.setattr(changing, "WHOLE", 0)
    assert told(*days) == whole


def test_two_records_differ_alike_too(union, monkeypatch):
    day = date(2008, 1, 1)
    number = factories.member(factories.state("Late"), union, start="2000", end="..").history.get().changeset_id
    records = [World(Viewer(), on=day, at=number - 1), World(Viewer(), on=day)]
    whole = told(*records)
    assert [one.who.title for _, one in whole] == ["Late"]
    monkeypatch.setattr(changing, "WHOLE", 0)
    assert told(*records) == whole


def test_of_too_many_that_can_differ_some_are_compared_and_it_is_said(union, client, monkeypatch):
    monkeypatch.setattr(changing, "WHOLE", 0)
    monkeypatch.setattr(changing, "PAIRS", 1)
    page = client.get("/participation/compare/", {"from": "1999-01-01", "to": "2010-01-01"}).content.decode()
    assert "More changed than is told here" in page

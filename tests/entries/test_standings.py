"""How parties stand, read from the database: to which subjects, on which days it turns, and what never counts."""

from datetime import date

import pytest

from apps.entries.standings import read_standings
from apps.entries.world import World
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2003, 7, 1)


@pytest.fixture
def scene():
    """A body and a document to which Armenia stands, and deprecated claims that Belarus does."""
    csto, treaty = factories.body("CSTO"), factories.document("Treaty")
    armenia, belarus = factories.state("Armenia"), factories.state("Belarus")
    for state, rank, year in ((armenia, "normal", 1999), (belarus, "deprecated", 1996)):
        factories.member(state, csto, start=str(year), end=f"{year + 10}-05-31", rank=rank)
        factories.act(state, treaty, "signature", f"{year}-04-02", rank=rank)
        factories.act(state, treaty, "withdrawal", f"{year + 10}", rank=rank)
    return csto, treaty


@pytest.mark.parametrize("at", [None, 10])
def test_deprecated_claims_do_not_count_and_turn_nothing(scene, at):
    found = read_standings(World(None, ON, at), scene, every=True)
    assert [(each.subject.title, each.party.title, each.status, each.certainty) for each in found.rows] == [
        ("CSTO", "Armenia", "member", "certain"),
        ("Treaty", "Armenia", "party", "certain"),
        ("Treaty", "Armenia", "withdrawn", None),
    ]
    assert [str(day) for day in found.turns.days] == [
        *("1999-01-01", "1999-04-02", "1999-12-31", "2009-01-01", "2009-06-01", "2009-12-31"),
    ]

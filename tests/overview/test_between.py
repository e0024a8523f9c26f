"""What changed between two days: who joined, left, signed, refused, took or left an office."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.entries.models import Tenure
from apps.entries.world import World
from apps.overview.between import compare_worlds
from tests import factories
from tests.pages import text_of, words_of

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(1999, 1, 1), date(2006, 1, 1))


@pytest.fixture
def union():
    """A body with a member that left, a treaty signed, refused and left, and an office handed over."""
    union, treaty = factories.body("Union"), factories.document("Treaty")
    armenia, belarus = factories.state("Armenia"), factories.state("Belarus")
    factories.member(armenia, union, start="2000-01-01", end="2004-12-31")
    factories.act(armenia, treaty, "signature", "2001-05-01")
    factories.act(armenia, treaty, "withdrawal", "2003")
    factories.act(belarus, treaty, "refusal", "2001-05-01")
    first, second = factories.person("First"), factories.person("Second")
    factories.save(
        Tenure(person=first, institution=union, office="Chair", start="2000-01-01", end="2002-06-22"),
        Tenure(person=second, institution=union, office="Chair", start="2002-06-22", end=".."),
    )
    return union


def rows(client, **query: str) -> list[str]:
    """The rows of the tables, as words."""
    page = client.get("/participation/compare/", query).content.decode()
    return [words_of(row.split("</tr>")[0]) for row in page.split("<tr>")[1:] if 'scope="row"' in row]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1999-12-31", "2000-01-01", ["Armenia Union nothing member joined (1 January 2000)",
                                      "First Union nothing Chair took office as Chair (1 January 2000)"]),
        ("2000-01-01", "2000-06-01", []),
        ("2004-12-31", "2005-01-01",
         ["Armenia Union member nothing left, or ceased to be a member (31 December 2004)"]),
        ("2004-12-30", "2004-12-31", []),
        ("2001-04-30", "2001-05-01", ["Armenia Treaty nothing party signed (1 May 2001)",
                                      "Belarus Treaty nothing refused refused (1 May 2001)"]),
        ("2002-12-31", "2003-06-01",
         ["Armenia Treaty party party possibly withdrawn possibly withdrew (2003) possibly"]),
        ("2002-12-31", "2003-12-31", ["Armenia Treaty party withdrawn withdrew (2003)"]),
        ("2002-06-21", "2002-06-22", ["Second Union nothing Chair took office as Chair (22 June 2002)"]),
        ("2002-06-22", "2002-06-23", ["First Union Chair nothing left office as Chair (22 June 2002)"]),
    ],
)  # fmt: skip
def test_each_day_of_change_is_told_once(first, last, expected, union, client):
    assert rows(client, **{"from": first, "to": last}) == expected


def test_who_signed_and_left_within_the_span_is_told_both(union, client):
    (row,) = [row for row in rows(client, **{"from": "1990-01-01", "to": "2010-01-01"}) if "Armenia Treaty" in row]
    assert row == "Armenia Treaty nothing withdrawn signed (1 May 2001) withdrew (2003)"


def test_without_days_it_offers_spans_in_which_something_changed(union, client):
    page = client.get("/participation/compare/").content.decode()
    assert "Choose two days" in page
    assert "from=2001-05-01&amp;to=2003-01-01" in page


def test_backwards_is_told_backwards(union, client):
    page = text_of(client.get("/participation/compare/", {"from": "2000-01-01", "to": "1999-12-31"}))
    assert "The first day is after the second" in page
    assert "Armenia Union member nothing" in page


@pytest.mark.parametrize("name", ["from", "to", "from_at", "to_at"])
def test_what_names_no_moment_is_a_400_that_says_what_is_accepted(name, client):
    response = client.get("/participation/compare/", {name: "<yesterday>"})
    assert response.status_code == 400
    assert b"<yesterday>" not in response.content


def test_deprecated_claims_change_nothing(client):
    union, armenia = factories.body("Union"), factories.state("Armenia")
    factories.member(armenia, union, start="2000-01-01", end="..", rank="deprecated")
    assert rows(client, **{"from": "1999-12-31", "to": "2000-01-01"}) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted), st.booleans())
def test_before_and_after_are_what_each_day_says_by_itself(union, days, flip):
    first, last = reversed(days) if flip else days
    found = compare_worlds(World(on=first), World(on=last))
    for one in (*found.bodies, *found.documents, *found.offices):
        assert one.differs
    same = compare_worlds(World(on=first), World(on=first))
    assert not same
    back = compare_worlds(World(on=last), World(on=first))
    forth = {(one.who.pk, one.what.pk): (one.before, one.after) for one in found.documents if one.before != one.after}
    assert forth == {(o.who.pk, o.what.pk): (o.after, o.before) for o in back.documents if o.before != o.after}

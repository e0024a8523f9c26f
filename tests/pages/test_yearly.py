"""How many there were, year by year: of each year its last day, and as sure as the claims are on that day."""

import re
from datetime import date

import pytest

from apps.drawing.axis import Axis
from apps.drawing.bars import Stacked, stacked
from apps.pages.yearly import SUSPENDED, read_years
from tests import factories
from tests.answers import text_of

AXIS = Axis(date(1999, 7, 1), date(2009, 6, 30))


def told(yearly):
    return [(row.first, row.last, row.certain, row.assumed, row.possible) for row in yearly.rows]


def of(*parties):
    return told(read_years(AXIS, "members", parties, None))


def stretch(first, last, sure="certain"):
    return date.fromisoformat(first), date.fromisoformat(last), sure


def test_a_year_counts_as_its_last_day_and_years_alike_are_one_row():
    both = (
        [[stretch("2001-06-01", "2004-12-31")]],
        [
            [
                stretch("2003-12-31", "2005-12-30"),
            ]
        ],
    )
    assert of(*both) == [(2001, 2002, 1, 0, 0), (2003, 2004, 2, 0, 0), (2005, 2009, 0, 0, 0)]


def test_the_surest_claim_of_a_party_counts_once():
    party = [[stretch("2001-01-01", "2002-12-31", "possible"), stretch("2003-01-01", "9999-12-31", "assumed")]]
    party.append([stretch("2002-01-01", "2002-12-31")])
    assert of(party) == [(2001, 2001, 0, 0, 1), (2002, 2002, 1, 0, 0), (2003, 2009, 0, 1, 0)]


def test_a_suspension_stands_in_for_a_membership_as_far_as_it_is_sure():
    party = [[stretch("2001-01-01", "9999-12-31")], [stretch("2003-01-01", "2004-12-31", SUSPENDED + "certain")]]
    party.append([stretch("2005-01-01", "2005-12-31", SUSPENDED + "possible")])
    assert of(party) == [(2001, 2002, 1, 0, 0), (2003, 2004, 0, 0, 0), (2005, 2005, 0, 0, 1), (2006, 2009, 1, 0, 0)]


def test_nobody_makes_no_chart():
    assert read_years(AXIS, "members", [], None) is None
    assert read_years(AXIS, "members", [[[stretch("2001-01-01", "2001-06-30")]]], None) is None


def test_centuries_are_told_by_every_so_many_years():
    long = Axis(date(1500, 1, 1), date(2009, 6, 30))
    yearly = read_years(long, "members", [[[stretch("1601-01-01", "1700-12-31")]]], None)
    assert yearly.each == 5
    assert told(yearly) == [(1601, 1700, 1, 0, 0), (1701, 2009, 0, 0, 0)]


def test_bars_stand_on_each_other_the_surest_below_and_neighbours_as_high_are_one():
    found = stacked([(0, 10), (10, 20), (20, 30)], [(1, 1, 0), (1, 0, 1), (0, 0, 0)], 4)
    assert sorted(found, key=lambda bar: bar.certainty) == [
        Stacked(0, 10, 50, 25, "assumed"),
        Stacked(0, 20, 75, 25, "certain"),
        Stacked(10, 10, 50, 25, "possible"),
    ]


@pytest.mark.django_db
def test_the_page_of_a_body_and_of_a_document_tell_it_in_words(client):
    union, treaty = factories.body("Union", established="2000"), factories.document("Treaty", concluded="2000")
    one, other = factories.state("Armenia"), factories.state("Belarus")
    factories.member(one, union, start="2001", end="2003")
    factories.member(other, union, start="2002", end="2003")
    factories.act(one, treaty, "signature", "2001")
    factories.act(one, treaty, "withdrawal", "2003")
    said = text_of(client.get("/bodies/union/"))
    assert "Members, year by year" in said
    assert "2001 1 0 0 2002 2 0 0 2003 0 0 2 2004–" in said
    said = text_of(client.get("/documents/treaty/"))
    assert "Parties, year by year" in said
    assert "2001–2002 1 0 0 2003–" in said


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/bodies/union/", "/map/?body=union", "/timeline/", "/structure/"])
def test_numbers_of_pictures_have_a_point_in_every_language(client, address):
    union = factories.body("Union", established="2000")
    factories.body("Council", parent=union)
    factories.member(factories.state("Belarus", iso_code="BY"), union, start="2001-03-05", end="2003")
    html = client.get(address, headers={"accept-language": "ru"}).content.decode()
    pictures = "".join(part.split("</svg>")[0] for part in html.split("<svg")[1:])
    assert '<html lang="ru"' in html
    assert re.search(r'"-?\d+\.\d+%?"', pictures) or address == "/structure/"
    assert re.findall(r'"-?\d+,\d+%?"', pictures) == []

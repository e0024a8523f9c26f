"""The days on which a page is another than the day before: those it offers, from rows and from the database."""

from datetime import date

import pytest

from apps.entries.access import Viewer
from apps.entries.change_days import NEVER, around, turns_among, turns_of
from apps.entries.models import Body, Event, Participation
from apps.entries.world import World
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_turns_around_a_day_leave_out_the_day_itself():
    days = [date(1999, 1, 1), date(1999, 7, 1), date(1999, 12, 31)]
    found = around(date(1999, 7, 1), [*days, *days])
    assert (found.previous, found.next, found.days) == (days[0], days[2], tuple(days))


def test_an_entrys_page_leads_to_the_days_on_which_its_claims_turn(client):
    csto, belarus = factories.body("CSTO", established="2002-10-07", dissolved=".."), factories.state("Belarus")
    factories.member(belarus, csto, start="2003", end="2005-06-30")
    page = client.get("/bodies/csto/", {"on": "2003-07-01"}).content.decode()
    assert "on=2003-01-01" in page
    assert "on=2003-12-31" in page
    assert "5 days of change" in page  # the day after that for which it is confirmed that the body exists, too


def test_what_does_not_hold_on_the_day_still_says_when_the_page_turns(client):
    csto, belarus = factories.body("CSTO"), factories.state("Belarus")
    factories.member(belarus, csto, start="2003-01-01", end="2005-06-30")
    page = client.get("/states/belarus/", {"on": "1999-07-01"}).content.decode()
    assert "on=2003-01-01" in page


def test_a_deprecated_claim_turns_nothing(client):
    csto, belarus = factories.body("CSTO"), factories.state("Belarus")
    factories.member(belarus, csto, start="2003-01-01", end="..", rank="deprecated")
    assert "2003-01-01" not in client.get("/states/belarus/", {"on": "1999-07-01"}).content.decode()


def test_a_participation_turns_with_its_event(client):
    summit, belarus = factories.event("Summit", date="2009-06-14"), factories.state("Belarus")
    factories.save(Participation(party=belarus, event=summit))
    assert "on=2009-06-14" in client.get("/states/belarus/", {"on": "1999-07-01"}).content.decode()


def test_a_list_turns_where_one_of_its_entries_can_begin_or_has_ended_for_sure():
    factories.body("One", established="1999", dissolved="2004-05-01")
    factories.body("Other", established="2002-10-07", dissolved="..")
    rows = World(Viewer()).rows(Body)
    assert turns_among(date(2000, 1, 1), rows).previous == date(1999, 1, 1)
    assert turns_among(date(2000, 1, 1), rows).next == date(2002, 10, 7)
    assert turns_among(date(2004, 5, 1), rows).next == date(2004, 5, 2)
    assert turns_among(date(2004, 5, 2), rows).previous == date(2002, 10, 7)
    assert turns_among(date(2010, 1, 1), rows).next is None


@pytest.mark.parametrize(
    ("day", "previous", "following"),
    [
        ("1998-12-31", None, "1999-01-01"),
        ("1999-01-01", None, "2001-01-01"),
        ("1999-01-02", "1999-01-01", "2001-01-01"),
        ("2001-01-02", "2001-01-01", "2004-05-02"),
        ("2004-05-01", "2001-01-01", "2004-05-02"),
        ("2004-05-02", "2001-01-01", "2009-01-01"),
        ("2004-05-03", "2004-05-02", "2009-01-01"),
        ("2008-12-31", "2004-05-02", "2009-01-01"),
        ("2009-01-02", "2009-01-01", None),
    ],
)
def test_a_list_turns_on_the_day_after_the_last_and_what_is_unknown_or_open_turns_nothing(day, previous, following):
    factories.body("One", established="1999", dissolved="2004-05-01")
    factories.body("Other", established="2001", dissolved="2008")
    factories.body("Unknown"), factories.body("Open", dissolved="..")
    found = turns_among(date.fromisoformat(day), World(Viewer()).rows(Body))
    assert [turn and str(turn) for turn in (found.previous, found.next)] == [previous, following]
    assert bool(found) is True


def test_rows_turn_by_their_own_dates_or_by_the_entry_that_dates_them():
    csto, summit = factories.body("CSTO", established="2002"), factories.event("Summit", date="2009-06-14")
    part = Participation(party=factories.state("Belarus"), event=summit)
    treaty = factories.document("Treaty", concluded="1992-05-15")
    found = turns_of(date(2002, 12, 31), [csto, part, treaty, factories.state("Armenia"), csto])
    assert [str(turn) for turn in found.days] == ["1992-05-15", "2002-01-01", "2009-06-14"]
    assert (found.previous, found.next) == (date(2002, 1, 1), date(2009, 6, 14))
    assert turns_of(date(2002, 12, 31), []) == NEVER
    assert not NEVER


def test_the_first_and_the_last_day_there_is_are_asked_for_without_harm(client):
    factories.event("Summit", date="2009-06-14")
    rows = World(Viewer()).rows(Event)
    assert turns_among(date.max, rows).previous == date(2009, 6, 14)
    assert turns_among(date.min, rows).next == date(2009, 6, 14)
    for day in ("0001-01-01", "9999-12-31"):
        for address in ("/", "/events/", "/events/summit/"):
            assert client.get(address, {"on": day}).status_code == 200


def test_the_control_keeps_at_and_the_rest_of_the_query(client):
    factories.event("Summit", date="2009-06-14", type="summit")
    page = client.get("/events/", {"on": "2010-01-01", "at": "1", "type": "summit"}).content.decode()
    assert "at=1&amp;type=summit" in page.split('rel="prev nofollow" href="')[1].split('"')[0]


def test_back_to_now_keeps_what_the_page_was_narrowed_to(client):
    factories.event("Summit", date="2009-06-14", type="summit")
    page = client.get("/events/", {"on": "2010-01-01", "at": "1", "type": "summit"}).content.decode()
    assert '<a href="/events/?type=summit">Back to now</a>' in page


def test_the_sentence_counts_what_is_only_possible(client):
    csto = factories.body("CSTO")
    factories.member(factories.state("Belarus"), csto, start="1999", end="..")
    factories.member(factories.state("Georgia"), csto, start="1992-05-15", end="..")
    page = client.get("/bodies/csto/", {"on": "1999-07-01"}).content.decode()
    assert "1 statement here is" in page
    assert "statement" not in client.get("/bodies/csto/", {"on": "2000-01-01"}).content.decode().split("<h1>")[0]

"""How sure a claim is beside others, and up to when it is confirmed."""

from datetime import date

import pytest

from apps.entries.models import Body, Event, Membership, Participation, Tenure, TreatyAction
from apps.entries.validity import BOUNDS
from apps.facts.certainty import as_last_confirmed, certainties, confirmed_date

DAY = date(2003, 7, 1)


def member(status="member", start="1999", end="..", party=1, body=2, **more):
    row = Membership(member_id=party, body_id=body, status=status, start=start, end=end, **more)
    for edge in BOUNDS:
        setattr(row, edge, getattr(row.period, edge))
    return row


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], ["certain"]),
        ([member("suspended", "2003", "2004")], ["possible", "possible"]),
        ([member("suspended", "2002", "2004")], [None, "certain"]),
        ([member("suspended", "2002", "..")], [None, "assumed"]),
        ([member("suspended", "2004", "2005")], ["certain", None]),
        ([member("suspended", "2002", "2004", rank="deprecated")], ["certain", None]),
        ([member("suspended", "2002", "2004", party=3)], ["certain", "certain"]),
        ([member("suspended", "2002", "2004", body=3)], ["certain", "certain"]),
        ([member("suspended", "2003", "2004"), member("suspended", "2002", "2004")], [None, "possible", "certain"]),
        ([member("observer", "2002", "2004")], ["certain", "certain"]),
    ],
)
def test_a_suspension_stands_in_for_a_membership_as_far_as_it_holds(others, expected):
    assert certainties([member(end="2009"), *others], DAY) == expected
    assert certainties([*others, member(end="2009")], DAY) == [*expected[1:], expected[0]]


def test_deprecated_claims_hold_on_no_day_and_of_none_nothing_is_told():
    assert certainties([member(rank="deprecated"), member(start="2004"), member()], DAY) == [None, None, "assumed"]
    assert certainties([], DAY) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Membership(start="1999", end="..", attested="2005-05"), "2005-05"),
        (Membership(start="1999", end="2004", attested="2001"), "2004"),
        (Membership(start="1999", end="..", attested=""), "1999"),
        (Membership(start="", end=".."), ""),
        (TreatyAction(date="1999", attested="2001"), "2001"),
        (Body(established="1992-05-15", dissolved=".."), "1992-05-15"),
        (Tenure(start="2001", end="", attested="1999"), "2001"),
    ],
)
def test_a_claim_is_confirmed_up_to_the_last_date_that_it_tells(row, expected):
    assert confirmed_date(row) == expected
    row.as_of = "2010-02"
    assert confirmed_date(row) == "2010-02"
    row.as_of = "1980"
    assert confirmed_date(row) == (expected or "1980")


def test_what_dates_itself_by_another_is_confirmed_up_to_its_date():
    event = Event()
    for event.when in ("2001-05-05", ""):
        assert confirmed_date(Participation(event=event)) == event.when
    assert confirmed_date(Participation()) == ""


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        ([], ""),
        (["", ""], ""),
        (["2009"], "as last confirmed in 2009"),
        (["2009", "", "2009"], "as last confirmed in 2009"),
        (["2012", "2009", "2010"], "as last confirmed between 2009 and 2012"),
        (["2009-05", "2009"], "as last confirmed between May 2009 and 2009"),
    ],
)
def test_up_to_when_several_are_confirmed_is_told_from_the_first_to_the_last(confirmed, expected):
    assert as_last_confirmed(confirmed) == expected

"""Statuses that hold only where vague acts came in another order than that of their first days."""

from datetime import date

from apps.facts.acts import Terms
from apps.facts.treaty_status import standings
from tests.facts.test_treaty_status import actions

RATIFIED = Terms(by_signature=False)


def held(day, *done):
    """The standings of a day, each with the acts on which it rests."""
    found = standings(actions(*done), date.fromisoformat(day), RATIFIED)
    return [(each.status, each.since, [str(act.action) for act in each.claims]) for each in found]


def test_a_status_that_was_had_twice_is_told_once_from_when_it_last_began():
    done = ("observer", "1990"), ("accession", "1991"), ("observer", "1999"), ("accession", "1999-06")
    assert held("2000-01-01", *done) == [
        ("observer", "1999", ["observer"]),
        ("party", "1999-06", ["accession"]),
    ]


def test_one_that_comes_again_later_is_told_once_where_only_another_order_brings_it_yet():
    left = ("withdrawal", "2000"), ("signature", "2001"), ("withdrawal", "2002"), ("signature", "2003")
    done = ("ratification", "1999"), ("signature", "1999-06"), *left
    assert sorted(status for status, *_ in held("1999-07-01", *done)) == ["party", "signatory"]


def test_one_that_no_recorded_order_brings_has_no_date_and_rests_on_the_last_acts():
    done = ("observer", "1990"), ("ratification", "1999"), ("signature", "1999-06")
    assert ("signatory", "", ["ratification", "signature"]) in held("1999-07-01", *done)
    found = standings(actions(*done), date(1999, 7, 1), RATIFIED)
    assert {each.until for each in found if each.status == "signatory"} == {".."}
    assert {each.certainty for each in found} == {"possible"}


def test_many_vague_acts_that_must_follow_each_other_leave_nothing_open():
    done = [(("accession", "withdrawal")[year % 2], str(year)) for year in range(1980, 2000)]
    assert held("1999-12-31", *done) == [("withdrawn", "1999", ["withdrawal"])]
    (last,) = standings(actions(*done), date(1999, 12, 31), RATIFIED)
    assert last.certainty == "certain"


def test_acts_of_one_sort_and_day_stand_in_the_order_in_which_they_were_recorded():
    rows = actions(("accession", "1999-04-02"), ("accession", "1999-04-02"), ("accession", "1999-04-02"))
    for order in (rows, rows[::-1], [rows[1], rows[2], rows[0]]):
        (found,) = standings(order, date(1999, 4, 2), RATIFIED)
        assert [act.pk for act in found.claims] == [0, 1, 2]

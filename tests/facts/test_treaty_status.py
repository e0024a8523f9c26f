"""Who stood how to a document on a day: derived from treaty actions with vague dates."""

from datetime import date

import pytest

from apps.dates.edtf import FOREVER
from apps.entries.models import Body, Document, Membership, State, TreatyAction
from apps.entries.treaty_law import BRINGS, Action
from apps.entries.validity import BOUNDS
from apps.facts.acts import Terms
from apps.facts.treaty_status import as_claimed, standings


def actions(*done: tuple[str, str]) -> list[TreatyAction]:
    party, treaty = State(pk=1, title="Georgia"), Document(pk=2, title="Treaty")
    rows = [
        TreatyAction(pk=n, party=party, document=treaty, action=action, date=when)
        for n, (action, when) in enumerate(done)
    ]
    for row in rows:
        for edge in BOUNDS:
            setattr(row, edge, getattr(row.period, edge))
    return rows


def on(day: str, *done: tuple[str, str]) -> list[tuple[str, str | None]]:
    return [(s.status, s.certainty) for s in standings(actions(*done), date.fromisoformat(day), Terms())]


LEFT = (("signature", "1992-05-15"), ("withdrawal", "1999"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1992-05-14", []),
        ("1992-05-15", [("party", "certain")]),
        ("1998-12-31", [("party", "certain")]),
        ("1999-01-01", [("party", "possible"), ("withdrawn", "possible")]),
        ("1999-07-01", [("party", "possible"), ("withdrawn", "possible")]),
        ("1999-12-30", [("party", "possible"), ("withdrawn", "possible")]),
        ("1999-12-31", [("withdrawn", "certain")]),
        ("2000-01-01", [("withdrawn", "assumed")]),
        ("2009-06-14", [("withdrawn", "assumed")]),
    ],
)
def test_a_withdrawal_within_a_year_leaves_its_days_possible(day, expected) -> None:
    assert on(day, *LEFT) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1992-12-31", []),
        ("1993-01-01", [("observer", "possible")]),
        ("1993-07-01", [("observer", "possible")]),
        ("1993-12-31", [("observer", "certain")]),
        ("1994-01-01", [("observer", "assumed")]),
    ],
)
def test_an_observer_of_a_year_is_certain_from_its_last_day(day, expected) -> None:
    assert on(day, ("observer", "1993")) == expected


def test_a_resumption_ends_a_withdrawal() -> None:
    assert on("2006-06-22", *LEFT, ("resumption", "2006-06-23")) == [("withdrawn", "certain")]
    assert on("2006-06-23", *LEFT, ("resumption", "2006-06-23")) == [("party", "certain")]


def test_actions_of_one_status_are_one_standing() -> None:
    (standing,) = standings(
        actions(("signature", "1992-05-15"), ("prolongation", "1999-04-02")), date(2000, 1, 1), Terms()
    )
    assert (standing.since, standing.until, standing.certainty) == ("1992-05-15", "..", "assumed")
    assert standing.confirmed == "1999-04-02"
    assert [action.action for action in standing.claims] == ["signature", "prolongation"]


def test_deprecated_actions_do_not_count() -> None:
    rows = actions(*LEFT)
    rows[1].rank = "deprecated"
    assert [(s.status, s.certainty) for s in standings(rows, date(2005, 1, 1), Terms())] == [("party", "assumed")]


@pytest.mark.parametrize("back", ["accession", "observer", "suspension"])
def test_within_one_vague_date_both_orders_of_two_acts_are_possible(back) -> None:
    expected = [(BRINGS[back], "possible"), ("withdrawn", "possible")]
    for done in ((("withdrawal", "1999"), (back, "1999")), ((back, "1999"), ("withdrawal", "1999"))):
        assert sorted(on("2000-01-01", *done)) == sorted(expected)
        assert sorted(on("1999-06-01", *done)) == sorted(expected)


def test_of_acts_whose_years_meet_on_one_day_either_may_be_the_last() -> None:
    done = (("accession", "1999"), ("withdrawal", "1999-12-31"))
    assert sorted(on("2000-01-01", *done)) == [("party", "possible"), ("withdrawn", "possible")]
    assert on("2000-01-01", ("accession", "1999"), ("withdrawal", "2000-01-01")) == [("withdrawn", "certain")]


def test_every_keeps_what_does_not_hold() -> None:
    found = standings(actions(*LEFT), date(1995, 1, 1), Terms(), every=True)
    assert [(s.status, s.until, s.certainty) for s in found] == [
        ("party", "1999", "certain"),
        ("withdrawn", "..", None),
    ]


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("signature", "party"),
        ("definitive-signature", "party"),
        ("ratification", "party"),
        ("acceptance", "party"),
        ("approval", "party"),
        ("accession", "party"),
        ("succession", "party"),
        ("prolongation", "party"),
        ("resumption", "party"),
        ("formal-confirmation", "party"),
        ("consent-to-be-bound", "party"),
        ("provisional-application", "provisionally applying"),
        ("denunciation", "withdrawn"),
        ("observer", "observer"),
        ("suspension", "suspended"),
        ("exclusion", "excluded"),
        ("withdrawal", "withdrawn"),
        ("refusal", "refused"),
    ],
)
def test_an_action_brings_its_status_from_its_day_on(action, status) -> None:
    assert on("1999-04-01", (action, "1999-04-02")) == []
    assert on("1999-04-02", (action, "1999-04-02")) == [(status, "certain")]


def test_every_action_but_a_notification_brings_a_status() -> None:
    assert set(BRINGS) == set(Action.values) - {"notification"}
    assert on("2000-01-01", ("notification", "1999")) == []
    done = (("signature", "1992-05-15"), ("notification", "1999-04-02"))
    assert on("1999-04-02", *done) == [("party", "certain")]


def test_a_membership_is_a_standing_from_its_first_day_to_the_day_after_its_last() -> None:
    row = Membership(
        member=State(pk=1, title="Georgia"), body=Body(pk=2, title="CIS"), status="observer", start="1993", end="2009"
    )
    for edge in BOUNDS:
        setattr(row, edge, getattr(row.period, edge))
    found = as_claimed(row, "possible")
    assert (found.party, found.subject, found.status, found.claims) == (row.member, row.body, "observer", (row,))
    assert (found.since, found.until, found.certainty) == ("1993", "2009", "possible")
    assert (found.earliest, found.latest) == (date(1993, 1, 1), date(2010, 1, 1))
    days = (date(1992, 12, 31), date(1993, 1, 1), date(2009, 12, 31), date(2010, 1, 1))
    assert [found.possible(day) for day in days] == [False, True, True, False]
    row.end_latest = FOREVER
    assert as_claimed(row, None).latest is None
    assert as_claimed(row, None).possible(date(2500, 1, 1))


def test_a_citation_of_several_actions_stands_once() -> None:
    rows = actions(("signature", "1992-05-15"), ("ratification", "1993-01-01"))
    rows[0].cites, rows[1].cites = "@paper, p. 2; @other", "@other; @paper, p. 1"
    (standing,) = standings(rows, date(2000, 1, 1), Terms())
    assert [(cite.source, cite.locator) for cite in standing.cites] == [
        ("paper", "p. 2"),
        ("other", ""),
        ("paper", "p. 1"),
    ]


@pytest.mark.parametrize(
    ("first", "then"),
    [("observer", "refusal"), ("refusal", "signature"), ("accession", "suspension"), ("suspension", "exclusion"),
     ("exclusion", "withdrawal")],
)  # fmt: skip
def test_of_two_actions_on_one_day_one_enters_before_one_leaves(first, then) -> None:
    for done in ((first, then), (then, first)):
        assert on("1999-04-02", *((action, "1999-04-02") for action in done)) == [(BRINGS[then], "certain")]


def test_an_act_that_can_only_be_the_later_decides() -> None:
    assert on("2000-01-01", ("withdrawal", "1999"), ("signature", "1998-12-31")) == [("withdrawn", "assumed")]
    assert on("1999-12-31", ("withdrawal", "1999"), ("signature", "1998")) == [("withdrawn", "certain")]


def test_a_standing_ends_where_any_later_action_must_have_happened() -> None:
    done = (("signature", "1992"), ("withdrawal", "1999/2005"), ("resumption", "2001-06"))
    assert on("1999-06-01", *done) == [("party", "possible"), ("withdrawn", "possible")]
    assert {status for status, _ in on("2001-06-30", *done)} == {"party", "withdrawn"}
    found = standings(actions(*done), date(1995, 1, 1), Terms(), every=True)
    assert [(each.since, each.until, each.earliest, each.latest) for each in found] == [
        ("1992", "1999/2005", date(1992, 1, 1), date(2001, 6, 30)),
        ("1999/2005", "2001-06", date(1999, 1, 1), date(2001, 6, 30)),
        ("2001-06", "..", date(2001, 6, 1), None),
    ]


def test_an_action_of_an_unknown_day_is_possible_from_the_first_day_on() -> None:
    assert on("0001-01-01", ("signature", "")) == [("party", "possible")]
    assert on("2000-01-01", ("signature", "")) == [("party", "possible")]


def test_parties_stand_by_title() -> None:
    rows = actions(("signature", "1992"), ("signature", "1993"))
    rows[0].party, rows[1].party = State(id=3, title="Ukraine"), State(id=4, title="Armenia")
    assert [each.party.title for each in standings(rows, date(2000, 1, 1), Terms())] == ["Armenia", "Ukraine"]

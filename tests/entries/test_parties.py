"""Who stood how to a document on a day: derived from treaty actions with vague dates."""

from datetime import date

import pytest

from apps.entries.kinds.document import Action
from apps.entries.models import Document, State, TreatyAction
from apps.entries.parties import BRINGS, standings


def actions(*done: tuple[str, str]) -> list[TreatyAction]:
    party, treaty = State(pk=1, title="Georgia"), Document(pk=2, title="Treaty")
    rows = [
        TreatyAction(pk=n, party=party, document=treaty, action=action, date=when)
        for n, (action, when) in enumerate(done)
    ]
    for row in rows:
        for edge in ("start_earliest", "start_latest", "end_earliest", "end_latest"):
            setattr(row, edge, getattr(row.period, edge))
    return rows


def on(day: str, *done: tuple[str, str]) -> list[tuple[str, str | None]]:
    return [(s.status, s.certainty) for s in standings(actions(*done), date.fromisoformat(day))]


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
        ("2009-06-14", [("withdrawn", "certain")]),
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
    ],
)
def test_an_observer_of_a_year_is_certain_from_its_last_day(day, expected) -> None:
    assert on(day, ("observer", "1993")) == expected


def test_a_resumption_ends_a_withdrawal() -> None:
    assert on("2006-06-22", *LEFT, ("resumption", "2006-06-23")) == [("withdrawn", "certain")]
    assert on("2006-06-23", *LEFT, ("resumption", "2006-06-23")) == [("party", "certain")]


def test_actions_of_one_status_are_one_standing() -> None:
    (standing,) = standings(actions(("signature", "1992-05-15"), ("prolongation", "1999-04-02")), date(2000, 1, 1))
    assert (standing.since, standing.until, standing.certainty) == ("1992-05-15", "..", "certain")
    assert [action.action for action in standing.claims] == ["signature", "prolongation"]


def test_deprecated_actions_do_not_count() -> None:
    rows = actions(*LEFT)
    rows[1].rank = "deprecated"
    assert [(s.status, s.certainty) for s in standings(rows, date(2005, 1, 1))] == [("party", "certain")]


def test_entering_and_leaving_in_one_vague_year_come_in_that_order() -> None:
    assert on("2000-01-01", ("withdrawal", "1999"), ("signature", "1999")) == [("withdrawn", "certain")]


def test_every_keeps_what_does_not_hold() -> None:
    found = standings(actions(*LEFT), date(1995, 1, 1), every=True)
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


def test_every_action_brings_a_status() -> None:
    assert set(BRINGS) == set(Action.values)

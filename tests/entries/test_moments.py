"""Which changeset stood at a moment, as it is written: its number, an instant, or a day up to its end."""

from datetime import UTC, date, datetime

import pytest

from apps.changes.models import Changeset
from apps.entries.moments import UnknownMoment, read_at, read_date, read_on
from tests import factories

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.fixture
def history(db, time_machine):
    """Three changesets, of the noons of three days; it is the afternoon of the last."""
    for day in (1, 2, 3):
        time_machine.move_to(NOON.replace(day=day), tick=False)
        factories.state(f"State {day}")
    time_machine.move_to(NOON.replace(hour=15), tick=False)
    assert Changeset.objects.latest().created == NOON


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("2", 2),
        (" 3 ", 3),
        ("002", 2),
        ("1999-01-01", 0),
        ("2026-04-30", 0),
        ("2026-05-01", 1),
        ("2026-05-02", 2),
        ("2026-05-03", 3),
        ("2026-05-02T11:59:59Z", 1),
        ("2026-05-02T12:00:00Z", 2),
        ("2026-05-02T12:00:00", 2),
        ("2026-05-02T14:00:00+02:00", 2),
        ("2026-05-02T14:00:00 02:00", 2),
        ("2026-05-02T13:59:59+02:00", 1),
        ("2026-05-02 12:00", 2),
        ("2026-05-03T15:00:00Z", 3),
    ],
)
def test_it_is_the_last_changeset_until_then(history, text, number):
    assert read_at(text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4", "at=4 lies in the future: the latest changeset is 3."),
        ("9" * 18, f"at={'9' * 18} lies in the future: the latest changeset is 3."),
        ("0" * 19, f"at={'0' * 19} lies in the future: the latest changeset is 3."),
        ("9" * 50, f"at={'9' * 40} lies in the future: the latest changeset is 3."),
        ("2026-05-03T15:00:01Z", "at=2026-05-03T15:00:01Z lies in the future."),
        ("2026-05-04", "at=2026-05-04 lies in the future."),
        ("2026-05-03T16:59:59+01:00", "at=2026-05-03T16:59:59+01:00 lies in the future."),
        ("yesterday", "at=yesterday cannot be read: write a changeset's number, such as 12, or an instant"),
        ("x" * 50, f"at={'x' * 40} cannot be read"),
        ("2026-02-30", "at=2026-02-30 cannot be read"),
        ("٣", "at=٣ cannot be read"),
        ("-1", "at=-1 cannot be read"),
        ("", "at= cannot be read"),
    ],
)
def test_what_is_no_moment_of_the_past_is_refused_with_what_is_accepted(history, text, said):
    with pytest.raises(UnknownMoment) as refusal:
        read_at(text)
    assert str(refusal.value).startswith(said)


def test_before_the_first_changeset_none_stood(db):
    assert (read_at("0"), read_at("1999-01-01")) == (0, 0)
    with pytest.raises(UnknownMoment, match="the latest changeset is 0"):
        read_at("1")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-05-03", date(2026, 5, 3)),
        ("2026-05-03T12:00:00Z", NOON),
        ("2026-05-03T12:00:00", NOON),
        ("2026-05-03T14:00:00 02:00", NOON),
        ("2026-05-03 12:00:00+00:00", NOON),
        ("2026-05-32", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-01:00", None),
        ("2026-05-03T25:00:00", None),
        ("noon", None),
    ],
)
def test_a_date_is_an_instant_in_utc_or_a_day(text, read):
    assert read_date(text) == read


def test_a_day_that_is_asked_about_is_written_in_full():
    assert read_on(" 1999-07-01 ") == date(1999, 7, 1)
    with pytest.raises(UnknownMoment, match="“1999” is not a day"):
        read_on("1999")

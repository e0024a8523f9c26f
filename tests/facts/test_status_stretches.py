"""The stretches in which parties have a status say of every day what the standings of that day say."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.dates.edtf import FOREVER
from apps.entries.models import State
from apps.entries.validity import BOUNDS
from apps.facts.acts import Terms
from apps.facts.treaty_status import standings, stretches_of
from tests.facts.test_acts_laws import DONE, TERMS, rows_of

DAYS = [date(1998, 12, 30) + timedelta(days=n) for n in range(12)] + [date(2009, 6, 14)]
LIVES = st.sampled_from([(), ("1999-01-02", ".."), ("1998", "1999-01-04")])


def on(day, stretches):
    return next((sure for first, last, sure in stretches if first <= day <= last), None)


def born(party, life):
    """The state of this life, if it has one."""
    if life:
        party.established, party.dissolved = life
        for edge in BOUNDS:
            setattr(party, edge, getattr(party.period, edge))


@given(DONE, TERMS, LIVES, st.sampled_from(["party", "signatory", "observer", "withdrawn"]))
def test_they_are_those_of_the_standings_of_each_day(done, terms, life, status):
    acts = rows_of(done)
    born(acts[0].party, life)
    (stretches,) = stretches_of(acts, status, terms)
    told = {
        day: next((each.certainty for each in standings(acts, day, terms) if each.status == status), None)
        for day in DAYS
    }
    assert {day: on(day, stretches) for day in DAYS} == told


def test_what_is_confirmed_for_ever_is_never_assumed_and_what_never_ends_goes_on_for_ever():
    acts = rows_of([("signature", "1999-01-01")])
    (stretches,) = stretches_of(acts, "party", Terms())
    assert stretches == [
        (date(1999, 1, 1), date(1999, 1, 1), "certain"),
        (date(1999, 1, 2), FOREVER, "assumed"),
    ]
    acts[0].as_of, acts[0].as_of_latest = "..", FOREVER
    assert list(stretches_of(acts, "party", Terms())) == [[(date(1999, 1, 1), FOREVER, "certain")]]


def test_parties_that_did_the_same_are_told_alike_each_within_its_life():
    acts = rows_of([("signature", "1999-01-01")]) + rows_of([("signature", "1999-01-01")])
    for key, act in enumerate(acts, 1):
        act.party = State(pk=key, id=key, title=f"State {key}")
    born(acts[1].party, ("1990", "1999-01-04"))
    long, short = stretches_of(acts, "party", Terms())
    assert on(date(2009, 1, 1), long) == "assumed"
    assert on(date(1999, 1, 1), short) == on(date(1999, 1, 1), long) == "certain"
    assert on(date(1999, 1, 5), short) is None

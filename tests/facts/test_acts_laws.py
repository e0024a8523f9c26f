"""What holds of every order of acts: the answer is that of trying every day of every date."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.entries.models import Document, State, TreatyAction
from apps.entries.treaty_law import ENTERING, IN_GENERAL, TreatyStanding, after_act, after_entry_into_force
from apps.entries.validity import BOUNDS
from apps.facts import acts
from apps.facts.acts import Terms, outcomes, read_moves
from apps.facts.treaty_status import standings

FIRST = date(1999, 1, 1)
CALENDAR = [FIRST + timedelta(days=n) for n in range(6)]
ACTIONS = (
    "signature",
    "ratification",
    "withdrawal",
    "observer",
    "suspension",
    "provisional-application",
    "notification",
)
SPANS = st.tuples(st.integers(0, 5), st.integers(0, 3)).map(
    lambda span: f"{CALENDAR[span[0]]}/{CALENDAR[min(sum(span), 5)]}" if span[1] else str(CALENDAR[span[0]])
)
DAYS = st.sampled_from(["", *map(str, CALENDAR)])
DONE = st.lists(st.tuples(st.sampled_from(ACTIONS), SPANS), min_size=1, max_size=4)
TERMS = st.builds(Terms, st.booleans(), DAYS)


def rows_of(done):
    party, treaty = State(pk=1, title="Georgia"), Document(pk=2, title="Treaty")
    rows = [
        TreatyAction(pk=n, party=party, document=treaty, action=action, date=when)
        for n, (action, when) in enumerate(done, 1)
    ]
    for row in rows:
        for edge in BOUNDS:
            setattr(row, edge, getattr(row.period, edge))
    return rows


def days_of(when):
    first, _, last = when.partition("/")
    return [day for day in CALENDAR if first <= str(day) <= (last or first)]


def every_outcome(done, terms, asked):
    """Every choice of a day for each act, and on one day every order but those of two acts of known days."""
    found = set()
    in_force = [day for day in CALENDAR if str(day) == terms.in_force]
    moves = [(action, days_of(when)) for action, when in done] + ([("", in_force)] if in_force else [])
    for choice in product(*(days for _, days in moves)):
        past = [
            (day, action, len(days) == 1) for (action, days), day in zip(moves, choice, strict=True) if day <= asked
        ]
        for ordered in orders(past):
            standing = TreatyStanding()
            for action in ordered:
                standing = (
                    after_act(standing, action, by_signature=terms.by_signature, awaits=IN_GENERAL if in_force else "")
                    if action
                    else after_entry_into_force(standing, IN_GENERAL)
                )
            found.add(standing.status)
    return found


def orders(past):
    """The orders of acts on known days: by day; on one day, those of known days as one enters before one leaves."""
    if not past:
        yield []
        return
    first = min(day for day, *_ in past)
    today = [each for each in past if each[0] == first]
    sure = sorted((each for each in today if each[2]), key=lambda each: ENTERING.index(each[1]) if each[1] else 99)
    for each in dict.fromkeys([*sure[:1], *(each for each in today if not each[2])]):
        rest = list(past)
        rest.remove(each)
        for order in orders(rest):
            yield [each[1], *order]


@settings(max_examples=150)
@given(DONE, TERMS, st.sampled_from(CALENDAR))
def test_the_statuses_are_those_of_every_choice_of_days(done, terms, asked):
    assert outcomes(read_moves(rows_of(done), terms), terms, asked) == every_outcome(done, terms, asked)


@settings(max_examples=100)
@given(DONE, TERMS, st.sampled_from(CALENDAR))
def test_one_outcome_is_certain_up_to_the_last_act_and_several_are_possible(done, terms, asked):
    held = [each for each in standings(rows_of(done), asked, terms) if each.certainty]
    expected = every_outcome(done, terms, asked)
    assert {each.status for each in held} == expected - {""}
    last = max(days_of(when)[-1] for _, when in done)
    for each in held:
        if len(expected) > 1:
            assert each.certainty == "possible"
        elif asked <= last:
            assert each.certainty == "certain"
        elif str(asked) > terms.in_force:  # an entry into force can come later than any act
            assert each.certainty == "assumed"


@settings(max_examples=100)
@given(DONE, TERMS, st.sampled_from(CALENDAR))
def test_where_too_many_orders_are_open_nothing_possible_is_left_out(done, terms, asked):
    moves = [move for move in read_moves(rows_of(done), terms) if move.first <= asked]
    assert every_outcome(done, terms, asked) <= acts._whatever(moves, terms)


def test_many_acts_of_one_vague_year_are_answered_at_once():
    rows = rows_of([(action, "1999") for action in ACTIONS * 4])
    for row in rows:
        row.start_earliest, row.start_latest = date(1999, 1, 1), date(1999, 12, 31)
    held = standings(rows, date(2000, 1, 1), Terms(by_signature=False))
    assert {each.certainty for each in held} == {"possible"}
    assert Counter(each.status for each in held).keys() >= {"party", "withdrawn", "observer", "suspended", "signatory"}

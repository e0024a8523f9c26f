"""How participants stand, beside the United Nations' own tables: the rule applied to the cells, with no wiki in it."""

from datetime import date, timedelta

import pytest

from apps.entries.models import Document, State, TreatyAction
from apps.entries.treaty_law import MARKS, Action
from apps.entries.validity import BOUNDS
from apps.facts.acts import Terms
from apps.facts.treaty_status import standings

from .un_tables import Participant, read_cell, read_table

BY_MARK = {mark: action for action, mark in MARKS.items()}
IN_FORCE = {
    "3-3": "1964-04-24",  # diplomatic relations
    "4-1": "1951-01-12",  # genocide
    "4-5": "1976-03-23",  # political rights, first protocol: successions to signature
    "4-15": "2008-05-03",  # disabilities: a formal confirmation
    "6-19": "1990-11-11",  # illicit traffic: a formal confirmation
    "9-1": "1948-04-07",  # World Health Organization: definitive signatures
    "11-16": "1978-03-20",  # TIR: definitive signatures
    "18-10": "2002-07-01",  # the Rome Statute
    "21-6": "1994-11-16",  # law of the sea: successions to signature, a formal confirmation
    "23-1": "1980-01-27",  # law of treaties
    "23-3": "",  # law of treaties of organisations: not in force, by what was recorded
    "26-2-a": "1998-12-03",  # mines: consents to be bound
    "26-2-d": "2006-11-12",  # remnants of war: consents to be bound
    "26-6": "2010-08-01",  # cluster munitions: provisional application
    "26-8": "2014-12-24",  # arms trade: provisional application
}
"""By table, the day of entry into force in general, as the United Nations give it above the table."""
ONE_DAY = timedelta(days=1)


def expected(row, day, in_force):
    """How a participant stands by the cells of its own row."""
    if any(when <= day for when, _ in row.consented):
        return "party" if in_force is None or in_force <= day else "contracting state"
    if any(when <= day for when, _ in row.applied):
        return "provisionally applying"
    return "signatory" if any(when <= day for when, _ in row.signed) else None


def actions_of(number, row, treaty):
    """The acts that the cells of a row tell, none of them saved."""
    party = State(id=number, title=row.name)
    done = [(Action.SIGNATURE, when) for when, _ in row.signed]  # a succession to a signature is one
    done += [(Action.PROVISIONAL_APPLICATION, when) for when, _ in row.applied]
    done += [(BY_MARK.get(mark, Action.RATIFICATION), when) for when, mark in row.consented]
    found = []
    for place, (action, when) in enumerate(done):
        act = TreatyAction(pk=10 * number + place, party=party, document=treaty, action=action, date=when.isoformat())
        for edge in BOUNDS:
            setattr(act, edge, getattr(act.period, edge))
        found.append(act)
    return found


def telling_days(rows, in_force):
    """Days on both sides of the entry into force, and of the first, the middle and the last of each sort of cell."""
    found = {in_force} if in_force else set()
    sorts = {}
    for row in rows:
        for place, cells in enumerate((row.signed, row.applied, row.consented)):
            for when, mark in cells:
                sorts.setdefault((place, mark), []).append(when)
    for days in map(sorted, sorts.values()):
        found |= {days[0], days[len(days) // 2], days[-1]}
    return sorted(found | {day - ONE_DAY for day in found})


def disagreements(rows, in_force, days):
    """Who stands otherwise than the cells say, on which day."""
    treaty = Document(pk=1, title="Treaty")
    acts = [act for number, row in enumerate(rows, 2) for act in actions_of(number, row, treaty)]
    terms = Terms(by_signature=False, in_force=in_force.isoformat() if in_force else "")
    found = []
    for day in days:
        held = {}
        for each in standings(acts, day, terms):
            held.setdefault(each.party.id, []).append(each.status)
        for number, row in enumerate(rows, 2):
            told = expected(row, day, in_force)
            if held.get(number, []) != ([told] if told else []):
                found.append((day.isoformat(), row.name, told, held.get(number)))
    return found


@pytest.mark.parametrize("name", IN_FORCE)
def test_every_participant_of_a_table_stands_as_its_cells_say(name):
    rows = read_table(name)
    in_force = date.fromisoformat(IN_FORCE[name]) if IN_FORCE[name] else None
    days = telling_days(rows, in_force)
    assert len(days) >= 8
    assert disagreements(rows, in_force, days) == []


def test_the_tables_hold_every_mark():
    marks = {mark for name in IN_FORCE for row in read_table(name) for _, mark in row}
    assert marks == {"", *MARKS.values()}


SAMPLE = [
    Participant("Northland", signed=[read_cell("1 Mar 1950")], consented=[read_cell("2 Apr 1951")]),
    Participant("Southland", signed=[read_cell("1 Mar 1950")], applied=[read_cell("5 May 1952 n")]),
    Participant("Eastland", applied=[read_cell("6 Jun 1952 n")], consented=[read_cell("2 Apr 1951 a")]),
    Participant("Westland", signed=[read_cell("7 Jul 1950 d")], consented=[read_cell("8 Aug 1954 AA")]),
]
"""A table of countries that are none, for those who have only a clone."""


def test_a_small_table_stands_as_its_cells_say():
    in_force = date(1953, 1, 1)
    assert disagreements(SAMPLE, in_force, telling_days(SAMPLE, in_force)) == []
    assert expected(SAMPLE[2], date(1952, 12, 31), in_force) == "contracting state"
    assert expected(SAMPLE[1], date(1952, 12, 31), in_force) == "provisionally applying"


def test_a_table_that_is_told_wrong_is_noticed():
    wrong = [Participant("Northland", consented=[read_cell("2 Apr 1951")])]
    assert disagreements(wrong, date(1953, 1, 1), [date(1952, 1, 1)]) == []
    wrong[0].consented[0] = (date(1951, 4, 2), "n")
    told = ("1952-01-01", "Northland", "contracting state", ["provisionally applying"])
    assert disagreements(wrong, date(1953, 1, 1), [date(1952, 1, 1)]) == [told]

"""The claims of an entry: all of them, or of very many the first, in one order either way."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.access import Viewer
from apps.entries.keyset import part_after, whole
from apps.entries.models import Event, Membership, Participation, Person, State, Tenure
from apps.entries.world import World
from apps.facts import claim_lists
from apps.facts.claim_lists import naming, read_lists
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2003, 7, 1)


@pytest.fixture
def very_many(monkeypatch):
    """What is more than one claim is very many."""
    monkeypatch.setattr(claim_lists, "MOST_READ", 1)


def the_list(entry, name, *, on=ON, at=None, every=True):
    """One list of an entry, by its name and its end."""
    world = World(Viewer(), on, at)
    (found,) = (each for each in read_lists(world, entry, every=every) if each.section == name)
    return found


@pytest.fixture
def csto():
    """A body with members of many dates, the one that is told first written last."""
    csto = factories.body("CSTO")
    told = (
        *(("Falkland", "1990", "deprecated"), ("Belarus", "2000", "normal"), ("Armenia", "2000", "normal")),
        *(("Chad", "1999-06", "preferred"), ("Denmark", "1999", "normal"), ("Egypt", "", "normal")),
        ("Ghana", "2009", "normal"),
    )
    states = [State(title=title, slug=title.lower()) for title, *_ in told]
    claims = [
        Membership(member=state, body=csto, start=start, end="..", rank=rank)
        for state, (_, start, rank) in zip(states, told, strict=True)
    ]
    factories.save(*states, *claims)
    return csto


@pytest.mark.parametrize(("at", "alike"), [(None, ["Armenia", "Belarus"]), (2, ["Belarus", "Armenia"])])
def test_they_stand_by_day_then_title_and_those_that_are_not_held_to_be_true_last(csto, at, alike, very_many):
    """In the past, where each kind has its own titles, those of one day stand as they were recorded."""
    found = the_list(csto, "members-body", at=at)
    in_order = ["Egypt", "Denmark", "Chad", *alike, "Ghana", "Falkland"]
    assert [claim.member.title for claim in found.claims] == in_order
    assert found.recorded == found.claims
    shown = the_list(csto, "members-body", at=at, every=False)
    assert [claim.member.title for claim in shown.claims] == in_order[:5]


def test_of_very_many_the_first_are_read_and_it_is_said_how_many_there_are(csto, very_many, monkeypatch):
    assert the_list(csto, "members-body").cut is None
    monkeypatch.setattr(claim_lists, "FIRST", 6)
    assert the_list(csto, "members-body", every=False).cut is None
    found = the_list(csto, "members-body")
    assert (len(found.claims), found.cut.number) == (6, 7)


@pytest.mark.parametrize(("most", "is_cut"), [(7, False), (6, True)])
def test_how_many_are_very_many(csto, monkeypatch, most, is_cut):
    monkeypatch.setattr(claim_lists, "MOST_READ", most)
    monkeypatch.setattr(claim_lists, "FIRST", 2)
    found = the_list(csto, "members-body", every=False)
    assert [len(found.claims), len(found.recorded)] == ([2, 2] if is_cut else [5, 7])


def test_the_days_on_which_very_many_turn_are_their_own(csto, very_many):
    other = factories.body("League")
    factories.save(
        *(Membership(member=State.objects.first(), body=other, start=year, end=year) for year in ("2002", "2004"))
    )
    turns = the_list(csto, "members-body").turns
    assert (turns.previous, turns.next) == (date(2000, 1, 1), date(2009, 1, 1))


@pytest.mark.parametrize("at", [None, 1])
def test_what_an_event_dates_stands_by_its_day_the_undated_last(at, very_many):
    states = [State(title=title, slug=title.lower()) for title in ("Chad", "Belarus")]
    events = [
        Event(title=title, slug=title, date=day) for title, day in (("a", ""), ("b", "2004-06-15"), ("c", "2004"))
    ]
    factories.save(*states, *events, *(Participation(party=state, event=event) for state in states for event in events))
    found = the_list(states[0], "participations-party", at=at)
    assert [claim.event.title for claim in found.claims] == ["c", "b", "a"]
    assert not found.turns
    parties = [claim.party.title for claim in the_list(events[0], "participations-event", at=at).claims]
    assert parties == (["Chad", "Belarus"] if at else ["Belarus", "Chad"])


@pytest.mark.parametrize("at", [None, 2])
def test_what_is_of_one_kind_stands_by_its_title_in_the_past_too(at, very_many):
    csto = factories.body("CSTO")
    people = [Person(title=title, slug=title.lower()) for title in ("Semerikov", "Bordyuzha")]
    factories.save(*people, *(Tenure(person=each, institution=csto, office="Chair", start="2003") for each in people))
    found = the_list(csto, "tenures-institution", at=at)
    assert [claim.person.title for claim in found.claims] == ["Bordyuzha", "Semerikov"]


@pytest.mark.parametrize("at", [None, 6])
def test_entries_that_name_one_stand_by_day_then_title_the_undated_last(at):
    csto = factories.body("CSTO")
    for title, day in (("A", ""), ("C", "2004"), ("B", "2004"), ("D", "2003-06-15"), ("E", "2003")):
        factories.event(title, date=day, organisation=csto)
    factories.event("Other", date="2001", organisation=factories.body("League"))
    rows, stretch = naming(World(Viewer(), ON, at), Event, Event._meta.get_field("organisation"), csto.pk)
    found = whole(rows, part_after([stretch], 50).rows)
    assert [row["title"] if isinstance(row, dict) else row.title for row in found] == ["E", "D", "B", "C", "A"]


def test_no_more_are_read_whole_than_show_that_they_are_very_many(csto, very_many):
    with CaptureQueriesContext(connection) as queries:
        the_list(csto, "members-body")
    (read, *_) = (each["sql"] for each in queries if "entries_membership" in each["sql"])
    assert read.endswith("LIMIT 2")


def test_each_claim_is_in_the_list_of_the_end_at_which_the_entry_stands():
    old, state, later = (factories.state(title) for title in ("Old", "State", "Later"))
    factories.succeed(old, state, "continuation", "1991")
    factories.succeed(state, later, "continuation", "2001")
    found = {each.end.listed: each.claims for each in read_lists(World(Viewer(), ON), state, every=True)}
    assert [claim.predecessor.title for claim in found["predecessors"]] == ["Old"]
    assert [claim.successor.title for claim in found["successors"]] == ["Later"]

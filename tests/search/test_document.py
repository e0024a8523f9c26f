"""What is said of an entry: by itself, by the claims at whose ends it stands, and as it will stand once saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.entries.access import SYSTEM, Viewer
from apps.entries.models import Body, Confirmation, Event, Membership, Participation, State, Tenure
from apps.search.document import NOTHING, Pending, dated_fields, neighbours, read_said, shaded
from apps.search.years import years_of
from tests import factories
from tests.hiding import hide

pytestmark = pytest.mark.django_db


def said_of(entry, alone=(), pending=NOTHING):
    (said,) = read_said(SYSTEM, [entry.pk], alone, pending)
    return said


def test_an_entry_says_its_names_its_facts_and_its_prose():
    moscow = factories.body("Moscow office")
    csto = factories.body(
        "CSTO", names=["Tashkent pact"], summary="An alliance.", text="Of *prose*.", established="2002-10-07",
        dissolved="..", parent=moscow,
    )  # fmt: skip
    said = said_of(csto)
    assert said.names == ["Tashkent pact", "csto"]
    assert {"An alliance.", "7 October 2002", "Moscow office"} <= set(said.facts)
    assert (said.claims, said.prose, said.years) == ([], ["Of prose."], {2002})
    assert said.about == {("body", csto.pk), ("body", moscow.pk)}
    assert said_of(factories.state(text=" \n ")).prose == []


def test_a_claim_says_what_it_is_whom_it_ties_and_since_when_of_either():
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    factories.member(armenia, csto, start="2002-05", end="..", note="By *act*.")
    factories.member(armenia, csto, start="1999", end="..", rank="deprecated", note="Wrong.")
    told = said_of(armenia)
    assert told.claims == ["membership CSTO member May 2002"]
    assert (told.prose, told.years, told.about) == (["By act."], {2002}, {("body", csto.pk)})
    assert said_of(csto).claims == ["membership Armenia member May 2002"]
    assert said_of(armenia, alone=[armenia.pk]).claims == []


def test_claims_stand_by_their_sort_and_as_they_were_recorded_and_names_are_no_claims():
    csto, person = factories.body("CSTO"), factories.person("Bordyuzha")
    factories.save(Tenure(person=person, institution=csto, office="Chair", start="2003"))
    for title in ("Belarus", "Armenia"):
        factories.member(factories.state(title), csto)
    factories.name(csto, "Pact", note="A *pact*.")
    said = said_of(csto)
    assert [claim.split()[:2] for claim in said.claims] == [
        *(["membership", "Belarus"], ["membership", "Armenia"], ["tenure", "Bordyuzha"]),
    ]
    assert "A pact." in said.prose


def test_what_an_event_dates_is_of_its_years():
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    summit = factories.event("Summit", date="2007-10", organisation=csto)
    factories.save(Participation(party=armenia, event=summit))
    assert said_of(armenia).years == {2007}
    undated = factories.event("Other")
    factories.save(Participation(party=csto, event=undated))
    assert said_of(csto).years == set()


def test_what_is_about_to_be_written_or_deleted_is_said_as_it_will_stand():
    armenia, csto, belarus = factories.state("Armenia"), factories.body("CSTO"), factories.state("Belarus")
    claim = factories.member(armenia, csto, start="2002")
    other = factories.member(belarus, csto, start="1999")
    armenia.title, claim.start = "Hayastan", "2003"
    pending = Pending([armenia, claim, Membership(member=armenia, body=csto, status="observer")])
    assert said_of(csto, pending=pending).claims == [
        *("membership Hayastan member 2003", "membership Belarus member 1999", "membership Hayastan observer"),
    ]
    assert said_of(armenia, pending=pending).entry.title == "Hayastan"
    gone = Pending((), [(Membership, other.pk), (State, belarus.pk)])
    assert said_of(csto, pending=gone).claims == ["membership Armenia member 2002"]
    assert read_said(SYSTEM, [belarus.pk], pending=gone) == []
    claim.rank = "deprecated"
    assert said_of(csto, pending=Pending([claim])).claims == ["membership Belarus member 1999"]


def test_rows_that_are_about_to_be_written_are_left_as_they_are():
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    claim = Membership(member_id=armenia.pk, body_id=csto.pk)
    said_of(csto, pending=Pending([claim]))
    assert not Membership._meta.get_field("member").is_cached(claim)


def test_only_those_that_are_asked_for_are_told_in_the_order_of_their_keys():
    entries = [factories.state("Armenia"), factories.body("CSTO"), factories.state("Belarus")]
    asked = [entries[2].pk, entries[1].pk]
    assert [said.entry for said in read_said(SYSTEM, asked)] == entries[1:]
    assert read_said(SYSTEM, []) == []


def test_of_claims_and_entries_those_that_are_asked_for_alone_are_read():
    armenia, csto = factories.state("Armenia"), factories.body("CSTO")
    factories.member(armenia, csto)
    with CaptureQueriesContext(connection) as queries:
        read_said(SYSTEM, [armenia.pk])
    asked = [each["sql"] for each in queries]
    assert asked
    assert [sql for sql in asked if f"IN ({armenia.pk})" not in sql and f"IN ({csto.pk})" not in sql] == []


def test_neighbours_are_tied_by_a_claim_or_name_each_other_in_a_fact():
    armenia, csto, belarus = factories.state("Armenia"), factories.body("CSTO"), factories.state("Belarus")
    summit = factories.event("Summit", organisation=csto, host=belarus)
    factories.member(armenia, csto)
    factories.save(Confirmation(entry=csto, listed="members", as_of="2009"))
    assert neighbours([csto.pk]) == {armenia.pk, summit.pk}
    assert neighbours([armenia.pk]) == {csto.pk}
    assert neighbours([belarus.pk]) == {summit.pk}
    assert neighbours([armenia.pk, csto.pk]) == {summit.pk}
    assert neighbours([factories.person().pk]) == set()


def test_of_what_is_hidden_the_neighbours_are_shaded_and_both_ends_of_a_hidden_claim(monkeypatch):
    armenia, csto, belarus = factories.state("Armenia"), factories.body("CSTO"), factories.state("Belarus")
    claim = factories.member(armenia, csto)
    factories.member(belarus, csto)
    assert shaded(Viewer()) == set()
    hide(monkeypatch, entries=[armenia])
    assert shaded(Viewer()) == {csto.pk}
    hide(monkeypatch, entries=[], claims=[claim])
    assert shaded(Viewer()) == {armenia.pk, csto.pk}


def test_others_are_told_of_its_title_and_its_dates():
    assert dated_fields(Event()) == ["title", "date"]
    assert dated_fields(Body()) == ["title", "established", "dissolved", "attested"]


@pytest.mark.parametrize(
    ("edtf", "years"),
    [
        ("", []),
        ("..", []),
        ("1999-05-15", [1999]),
        ("1999~", [1998, 1999, 2000]),
        ("199X", list(range(1990, 2000))),
        ("19XX", []),
        ("1999/2001", [1999, 2001]),
        ("1999/..", [1999]),
        ("/1999", [1999]),
        ("in May", []),
    ],
)
def test_a_date_lies_in_its_years_unless_they_are_many(edtf, years):
    assert list(years_of(edtf)) == years

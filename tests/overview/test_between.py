"""What changed between two days: who joined, left, signed, refused, took or left an office."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.entries.access import Viewer
from apps.entries.models import Tenure
from apps.entries.world import World
from apps.facts.status_queries import read_party_statuses
from apps.overview.between import compare_worlds
from tests import factories
from tests.answers import text_of, words_of

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(1999, 1, 1), date(2006, 1, 1))


@pytest.fixture
def union():
    """A body with a member that left, a treaty signed, refused and left, and an office handed over."""
    union, treaty = factories.body("Union"), factories.document("Treaty")
    armenia, belarus = factories.state("Armenia"), factories.state("Belarus")
    factories.member(armenia, union, start="2000-01-01", end="2004-12-31")
    factories.act(armenia, treaty, "signature", "2001-05-01")
    factories.act(armenia, treaty, "withdrawal", "2003")
    factories.act(belarus, treaty, "refusal", "2001-05-01")
    first, second = factories.person("First"), factories.person("Second")
    factories.save(
        Tenure(person=first, institution=union, office="Chair", start="2000-01-01", end="2002-06-22"),
        Tenure(person=second, institution=union, office="Chair", start="2002-06-22", end=".."),
    )
    return union


def rows(client, **query: str) -> list[str]:
    """The rows of the tables, as words."""
    page = client.get("/participation/compare/", query).content.decode()
    return [words_of(row.split("</tr>")[0]) for row in page.split("<tr>")[1:] if 'scope="row"' in row]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1999-12-31", "2000-01-01", ["Armenia Union nothing member joined (1 January 2000)",
                                      "First Union nothing Chair took office as Chair (1 January 2000)"]),
        ("2000-01-01", "2000-06-01", []),
        ("2004-12-31", "2005-01-01",
         ["Armenia Union member nothing left, or ceased to be a member (31 December 2004)"]),
        ("2004-12-30", "2004-12-31", []),
        ("2001-04-30", "2001-05-01", ["Armenia Treaty nothing party signed (1 May 2001)",
                                      "Belarus Treaty nothing refused refused (1 May 2001)"]),
        ("2002-12-31", "2003-06-01",
         ["Armenia Treaty party party possibly withdrawn possibly withdrew (2003) possibly"]),
        ("2002-12-31", "2003-12-31", ["Armenia Treaty party withdrawn withdrew (2003)"]),
        ("2002-06-21", "2002-06-22", ["Second Union nothing Chair took office as Chair (22 June 2002)"]),
        ("2002-06-22", "2002-06-23", ["First Union Chair nothing left office as Chair (22 June 2002)"]),
        ("2002-07-01", "2002-07-02", []),
    ],
)  # fmt: skip
def test_each_day_of_change_is_told_once(first, last, expected, union, client):
    assert rows(client, **{"from": first, "to": last}) == expected


def test_who_signed_and_left_within_the_span_is_told_both(union, client):
    (row,) = [row for row in rows(client, **{"from": "1990-01-01", "to": "2010-01-01"}) if "Armenia Treaty" in row]
    assert row == "Armenia Treaty nothing withdrawn assumed signed (1 May 2001) withdrew (2003)"


def test_without_days_it_offers_spans_in_which_something_changed(union, client):
    page = client.get("/participation/compare/").content.decode()
    assert "Choose two days" in page
    spans = re.findall(r"from=([-0-9]{10})&amp;to=([-0-9]{10})", page)
    # Signed and refused, a day later not confirmed any more; perhaps left, left, assumed to have left; the member left.
    turns = ["2000-01-01", "2001-05-01", "2001-05-02", "2003-01-01", "2003-12-31", "2004-01-01", "2005-01-01"]
    assert spans == list(pairwise(turns))[::-1]


def test_backwards_is_told_backwards(union, client):
    page = text_of(client.get("/participation/compare/", {"from": "2000-01-01", "to": "1999-12-31"}))
    assert "The first day is later than the second" in page
    assert "Armenia Union member nothing" in page


@pytest.mark.parametrize("name", ["from", "to", "from_at", "to_at"])
def test_what_names_no_moment_is_a_400_that_says_what_is_accepted(name, client):
    response = client.get("/participation/compare/", {name: "<yesterday>"})
    assert response.status_code == 400
    assert b"<yesterday>" not in response.content


def test_deprecated_claims_change_nothing(client):
    union, armenia = factories.body("Union"), factories.state("Armenia")
    factories.member(armenia, union, start="2000-01-01", end="..", rank="deprecated")
    assert rows(client, **{"from": "1999-12-31", "to": "2000-01-01"}) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted), st.booleans())
def test_before_and_after_are_what_each_day_says_by_itself(union, days, flip):
    first, last = reversed(days) if flip else days
    found = compare_worlds(World(Viewer(), on=first), World(Viewer(), on=last))
    for one in (*found["bodies"], *found["documents"], *found["offices"]):
        assert one.differs
    same = compare_worlds(World(Viewer(), on=first), World(Viewer(), on=first))
    assert not same
    back = compare_worlds(World(Viewer(), on=last), World(Viewer(), on=first))
    forth = {
        (one.who.pk, one.what.pk): (one.before, one.after) for one in found["documents"] if one.before != one.after
    }
    assert forth == {(o.who.pk, o.what.pk): (o.after, o.before) for o in back["documents"] if o.before != o.after}


def acts(one):
    return [(act.verb, act.when, act.dates, act.certainty) for act in one.acts]


@pytest.mark.parametrize(
    ("status", "began", "ended"),
    [
        ("member", "joined", "left, or ceased to be a member"),
        ("observer", "became an observer", "ceased to be an observer"),
        ("partner", "became a partner", "ceased to be a partner"),
        ("suspended", "was suspended", "ceased to be suspended"),
    ],
)
def test_the_beginning_and_the_end_of_a_status_have_their_words(status, began, ended):
    factories.member(factories.state(), factories.body(), status=status, start="2000", end="2004")
    (one,) = compare_worlds(World(Viewer(), on=date(1999, 1, 1)), World(Viewer(), on=date(2006, 1, 1)))["bodies"]
    assert acts(one) == [(began, "2000", "2000", "certain"), (ended, "2004", "2004", "certain")]
    (one,) = compare_worlds(World(Viewer(), on=date(2000, 7, 1)), World(Viewer(), on=date(2004, 7, 1)))["bodies"]
    assert acts(one) == [(began, "2000", "2000", "possible"), (ended, "2004", "2004", "possible")]
    assert (one.before, one.after) == ({status: "possible"}, {status: "possible"})


@pytest.mark.parametrize(
    ("action", "did"),
    [
        ("signature", "signed"),
        ("definitive-signature", "signed definitively"),
        ("ratification", "ratified"),
        ("acceptance", "accepted"),
        ("approval", "approved"),
        ("accession", "acceded"),
        ("succession", "succeeded"),
        ("observer", "became an observer"),
        ("prolongation", "prolonged"),
        ("suspension", "was suspended"),
        ("resumption", "resumed"),
        ("exclusion", "was excluded"),
        ("withdrawal", "withdrew"),
        ("refusal", "refused"),
    ],
)
def test_what_a_party_did_has_its_word(action, did):
    factories.act(factories.state(), factories.document(), action, "2001-05-01")
    (one,) = compare_worlds(World(Viewer(), on=date(2001, 4, 30)), World(Viewer(), on=date(2001, 5, 1)))["documents"]
    assert acts(one) == [(did, "1 May 2001", "2001-05-01", "certain")]


@pytest.mark.parametrize(
    ("first", "last", "certainty"),
    [
        ("2000-12-30", "2000-12-31", None),
        ("2000-12-31", "2001-01-01", "possible"),
        ("2000-12-31", "2001-12-30", "possible"),
        ("2000-12-31", "2001-12-31", "certain"),
        ("2001-01-01", "2001-12-31", "possible"),
        ("2001-12-30", "2002-12-31", "possible"),
        ("2001-12-31", "2002-12-31", None),
    ],
)
def test_an_act_of_some_day_in_a_year_can_lie_in_a_span_that_has_one_of_its_days(first, last, certainty):
    factories.act(factories.state(), factories.document(), "signature", "2001")
    found = compare_worlds(World(Viewer(), on=date.fromisoformat(first)), World(Viewer(), on=date.fromisoformat(last)))
    told = [each[3] for one in found["documents"] for each in acts(one)]
    assert told == ([certainty] if certainty else [])


@pytest.mark.parametrize("dates", [{"end": ".."}, {"end": "", "attested": "2001"}, {"start": "", "end": ""}])
def test_what_has_no_known_day_is_no_act(dates):
    factories.member(factories.state(), factories.body(), **dates)
    assert not compare_worlds(World(Viewer(), on=date(2000, 1, 1)), World(Viewer(), on=date(2000, 1, 2)))
    assert [
        acts(one)
        for one in compare_worlds(World(Viewer(), on=date(1999, 1, 1)), World(Viewer(), on=date(2010, 1, 1)))["bodies"]
    ] == []


def test_differences_stand_by_what_they_concern_and_then_by_who_and_acts_by_their_dates():
    armenia, belarus = factories.state("Armenia"), factories.state("Belarus")
    for body in (factories.body("Union"), factories.body("League")):
        factories.member(belarus, body, start="2001", end="2002")
        factories.member(armenia, body, start="2003-05", end="2004")
        factories.member(armenia, body, start="2000", end="2001", status="observer")
    found = compare_worlds(World(Viewer(), on=date(1999, 1, 1)), World(Viewer(), on=date(2003, 12, 31)))["bodies"]
    assert [(one.what.title, one.who.title, one.after, [act.dates for act in one.acts]) for one in found] == [
        ("League", "Armenia", {"member": "certain"}, ["2000", "2001", "2003-05"]),
        ("League", "Belarus", {}, ["2001", "2002"]),
        ("Union", "Armenia", {"member": "certain"}, ["2000", "2001", "2003-05"]),
        ("Union", "Belarus", {}, ["2001", "2002"]),
    ]


def test_subjects_of_one_title_are_kept_apart():
    unions = factories.body("Union"), factories.body("Union", slug="other-union")
    for title in ("Armenia", "Belarus"):
        state = factories.state(title)
        for union in unions:
            factories.member(state, union, start="2000", end="..")
    first, last = World(Viewer(), on=date(1999, 1, 1)), World(Viewer(), on=date(2001, 1, 1))
    told = [(one.what, one.who.title) for one in compare_worlds(first, last)["bodies"]]
    assert told == [(union, title) for union in unions for title in ("Armenia", "Belarus")]
    held = read_party_statuses(last, unions).rows
    assert [(each.subject, each.party.title) for each in held] == told


def test_two_records_of_one_day_are_compared_without_acts_and_deprecated_claims():
    claim = factories.member(factories.state(), factories.body(), start="2000", end="..")
    claim.status = "observer"
    number = factories.save(claim).number
    factories.act(factories.state("Armenia"), factories.document(), "signature", "1999", rank="deprecated")
    day = date(2005, 1, 1)
    for later in (date(2005, 1, 1), date(2006, 1, 1)):
        found = compare_worlds(World(Viewer(), on=day, at=number - 1), World(Viewer(), on=later))
        assert [(one.before, one.after, acts(one)) for one in found["bodies"]] == [
            ({"member": "assumed"}, {"observer": "assumed"}, []),
        ]
        assert (found["documents"], found["offices"], bool(found)) == ([], [], True)
    factories.member(claim.member, claim.body, status="observer")
    (both,) = compare_worlds(World(Viewer(), on=day, at=number - 1), World(Viewer(), on=day))["bodies"]
    assert both.after == {"observer": "assumed"}  # by one claim it goes on, by the other possibly
    claim.attested = "2005"
    factories.save(claim)
    (both,) = compare_worlds(World(Viewer(), on=day, at=number - 1), World(Viewer(), on=day))["bodies"]
    assert both.after == {"observer": "certain"}


def test_worlds_are_compared_in_thirteen_queries(union, django_assert_num_queries):
    # Of each: members, acts, terms of documents, tenures, and who they are; and whether there are few of each sort.
    with django_assert_num_queries(13):
        compare_worlds(World(Viewer(), on=date(1999, 1, 1)), World(Viewer(), on=date(2010, 1, 1)))

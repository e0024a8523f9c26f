"""How parties stand, read from the database: to which subjects, on which days it turns, and what never counts."""

from datetime import date

import pytest

from apps.entries.access import Viewer
from apps.entries.change_days import NEVER
from apps.entries.models import Body, Document, Membership, State
from apps.entries.world import World
from apps.facts.status_queries import held_on, read_party_statuses, read_statuses_of
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2003, 7, 1)


@pytest.fixture
def scene():
    """A body and a document to which Armenia stands, and deprecated claims that Belarus does."""
    csto, treaty = factories.body("CSTO"), factories.document("Treaty")
    armenia, belarus = factories.state("Armenia"), factories.state("Belarus")
    for state, rank, year in ((armenia, "normal", 1999), (belarus, "deprecated", 1996)):
        factories.member(state, csto, start=str(year), end=f"{year + 10}-05-31", rank=rank)
        factories.act(state, treaty, "signature", f"{year}-04-02", rank=rank)
        factories.act(state, treaty, "withdrawal", f"{year + 10}", rank=rank)
    return csto, treaty


@pytest.mark.parametrize("at", [None, 10])
def test_deprecated_claims_do_not_count_and_turn_nothing(scene, at):
    found = read_party_statuses(World(Viewer(), ON, at), scene, every=True)
    assert [(each.subject.title, each.party.title, each.status, each.certainty) for each in found.rows] == [
        ("CSTO", "Armenia", "member", "certain"),
        ("Treaty", "Armenia", "party", "certain"),
        ("Treaty", "Armenia", "withdrawn", None),
    ]
    assert [str(day) for day in found.turns.days] == [
        *("1999-01-01", "1999-04-02", "1999-12-31", "2009-01-01", "2009-06-01", "2009-12-31", "2010-01-01"),
    ]


def test_standings_stand_by_subject_then_party_then_day_and_count_what_is_possible():
    alliance, treaty, league = factories.body("Alliance"), factories.document("Treaty"), factories.body("League")
    belarus, armenia = factories.state("Belarus"), factories.state("Armenia")
    factories.act(belarus, treaty, "signature", "1992")
    for state, body, start, end in (
        *((belarus, league, "1995", "2003"), (belarus, alliance, "1999", "..")),
        *((armenia, league, "2003", ".."), (armenia, league, "1990-05", "1991-05")),
    ):
        factories.member(state, body, start=start, end=end)
    found = read_party_statuses(World(Viewer(), on=ON), [league, treaty, alliance])
    assert [(each.subject.title, each.party.title, each.since, each.certainty) for each in found.rows] == [
        ("Alliance", "Belarus", "1999", "assumed"),
        ("League", "Armenia", "2003", "possible"),
        ("League", "Belarus", "1995", "possible"),
        ("Treaty", "Belarus", "1992", "assumed"),
    ]
    assert [each.subject.title for each in found.assumed] == ["Alliance", "Treaty"]
    assert found.doubtful == 2
    every = read_party_statuses(World(Viewer(), on=ON), [league], every=True)
    assert [(each.party.title, each.since, each.certainty) for each in every.rows] == [
        ("Armenia", "1990-05", None),
        ("Armenia", "2003", "possible"),
        ("Belarus", "1995", "possible"),
    ]
    gone = every.rows[0]
    assert (gone.until, gone.earliest, gone.latest) == ("1991-05", date(1990, 5, 1), date(1991, 6, 1))
    assert every.rows[1].latest is None


def test_the_sources_of_standings_are_known():
    paper, treaty = factories.source("Paper"), factories.document("Treaty")
    factories.act(factories.state(), treaty, "signature", "1992", cites="@paper, p. 1")
    found = read_party_statuses(World(Viewer(), on=ON), [treaty])
    assert found.named.source("paper") == paper
    assert [(cite.source, cite.locator) for cite in found.rows[0].cites] == [("paper", "p. 1")]


def test_who_stands_to_nothing_asks_nothing(django_assert_num_queries):
    csto, treaty, state = factories.body("CSTO"), factories.document("Treaty"), factories.state("Belarus")
    for subjects, queries in (([], 0), ([state], 0), ([csto], 1), ([treaty], 1), ([csto, treaty], 2)):
        with django_assert_num_queries(queries):
            assert read_party_statuses(World(Viewer(), on=ON), subjects).rows == ()


def test_subjects_of_one_title_are_kept_apart():
    unions = factories.body("Union"), factories.body("Union", slug="other-union")
    for title in ("Armenia", "Belarus"):
        state = factories.state(title)
        factories.save(*(Membership(member=state, body=union, start="2000", end="..") for union in unions))
    found = read_party_statuses(World(Viewer(), on=ON), unions).rows
    expected = [(union, title) for union in unions for title in ("Armenia", "Belarus")]
    assert [(each.subject, each.party.title) for each in found] == expected


@pytest.mark.parametrize("at", [None, 10])
def test_of_some_parties_only_these_are_read_and_deprecated_claims_do_not_count(scene, at):
    world = World(Viewer(), ON, at)
    armenia, belarus = (State.objects.get(title=title) for title in ("Armenia", "Belarus"))

    def told(found):
        return [(each.subject.title, each.party.title) for each in found.rows]

    assert told(read_party_statuses(world, scene, parties=[armenia.pk])) == [
        ("CSTO", "Armenia"),
        ("Treaty", "Armenia"),
    ]
    assert told(read_party_statuses(world, scene[:1], parties=[armenia.pk])) == [("CSTO", "Armenia")]
    assert told(read_party_statuses(world, scene, parties=[])) == []
    assert told(read_party_statuses(world, scene, parties=[belarus.pk])) == []
    assert read_party_statuses(world, scene, parties=[belarus.pk]).turns == NEVER
    assert told(read_statuses_of(world, [armenia.pk, belarus.pk], [Body])) == [("CSTO", "Armenia")]
    assert told(read_statuses_of(world, [belarus.pk], [Body, Document])) == []


def test_other_parties_of_the_same_subject_are_not_read():
    csto, armenia, georgia = factories.body("CSTO"), factories.state("Armenia"), factories.state("Georgia")
    league = factories.body("League")
    for state, body in ((armenia, csto), (georgia, csto), (armenia, league)):
        factories.member(state, body, start="1999", end="..")
    world = World(Viewer(), ON)
    assert [each.party for each in read_party_statuses(world, [csto], parties=[georgia.pk]).rows] == [georgia]
    assert [each.subject for each in read_statuses_of(world, [armenia.pk], [Body]).rows] == [csto, league]


def test_the_sources_of_what_stands_beside_are_known():
    paper, other = factories.source("Paper"), factories.source("Other")
    csto = factories.body("CSTO")
    member = factories.member(factories.state(), csto, start="1999", end="..")
    beside = [factories.source("Third", cites="@paper"), factories.source("Fourth", cites="@other, p. 1")]
    found = read_party_statuses(World(Viewer(), on=ON), [csto], beside=beside)
    assert [each.claims for each in found.rows] == [(member,)]
    assert (found.named.source("paper"), found.named.source("other")) == (paper, other)


def test_claims_that_do_not_hold_are_left_out_unless_all_are_asked_for():
    csto, armenia = factories.body("CSTO"), factories.state("Armenia")
    for start, end in (("1990", "1991"), ("1999", "..")):
        factories.member(armenia, csto, start=start, end=end)
    found = read_party_statuses(World(Viewer(), on=ON), [csto], every=True)
    claims = [claim for each in found.rows for claim in each.claims]
    assert [each.since for each in held_on(claims, ON, {})] == ["1999"]
    assert [each.since for each in held_on(claims, ON, {}, every=True)] == ["1990", "1999"]


def test_each_document_binds_as_it_says_itself():
    treaty = factories.document("Treaty", consent="signature-subject-to-ratification")
    charter, pact = factories.document("Charter"), factories.document("Pact", in_force="2009")
    state = factories.state("Belarus")
    for document in (treaty, charter, pact):
        factories.act(state, document, "signature", "1992")
    found = read_party_statuses(World(Viewer(), on=ON), [treaty, charter, pact])
    assert [(each.subject.title, each.status) for each in found.rows] == [
        ("Charter", "party"),
        ("Pact", "contracting state"),
        ("Treaty", "signatory"),
    ]
    assert {key: (terms.by_signature, terms.in_force) for key, terms in found.terms.items()} == {
        treaty.pk: (False, ""),
        charter.pk: (True, ""),
        pact.pk: (True, "2009"),
    }

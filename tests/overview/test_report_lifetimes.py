"""Claims on what did not exist, and leaves of those who never joined, are reported; what is merely possible is not."""

import pytest

from apps.entries.kinds import KINDS, Body, State
from apps.entries.treaty_law import LEAVING
from apps.entries.validity import is_lasting
from apps.overview.reports.lifetimes import LIVING, borders_of
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

OUTSIDE, NEVER = "claims-outside-life", "leaves-without-joining"


@pytest.fixture
def treaty():
    return factories.document("Treaty", concluded="1992-05-15")


@pytest.mark.parametrize(
    ("date", "wrong"),
    [
        ("1992-05-14", True),
        ("1992-05-15", False),
        ("1992", False),
        ("1991", True),
        ("1991~", False),
        ("199X", False),
        ("", False),
        ("2000", False),
    ],
)
@pytest.mark.parametrize("past", [False, True])
def test_an_act_that_certainly_came_before_its_document_is_reported(treaty, date, wrong, past):
    factories.act(factories.state("Georgia"), treaty, "accession", date)
    found = told(OUTSIDE, 3 if past else None)
    assert len(found) == wrong
    for entries, _, existed in found:
        assert (entries, existed) == ("Georgia · Treaty", "Concluded on: 15 May 1992")


def test_one_that_is_not_held_to_be_true_contradicts_nothing(treaty):
    factories.act(factories.state("Georgia"), treaty, "accession", "1990", rank="deprecated")
    factories.act(factories.state("Moldova"), treaty, "withdrawal", "1999", rank="deprecated")
    assert told(OUTSIDE) == told(NEVER) == []


def test_every_kind_that_begins_or_ceases_has_its_borders():
    assert {*LIVING, Body, State} == {kind for kind in KINDS if is_lasting(kind) and not kind.spec.happens}
    for kind in LIVING:
        assert [each.fact for each in borders_of(kind)] == [*kind.dates[:2]]


@pytest.mark.parametrize("leave", LEAVING)
@pytest.mark.parametrize(
    ("joined", "date", "wrong"),
    [
        (None, "", True),
        ("signature", "1993", False),
        ("observer", "1993", False),
        ("accession", "1999", False),
        ("accession", "", False),
        ("accession", "2000", True),
        ("refusal", "1993", True),
        ("notification", "1993", True),
        ("exclusion", "1993", True),
    ],
)
def test_a_leave_of_one_that_cannot_have_joined_before_is_reported(treaty, leave, joined, date, wrong):
    georgia = factories.state("Georgia")
    if joined:
        factories.act(georgia, treaty, joined, date)
        factories.act(factories.state("Moldova"), treaty, "accession", "1993")
    factories.act(georgia, treaty, leave, "1999-05-15")
    found = [row for row in told(NEVER) if "1999" in row[1]]
    assert len(found) == wrong
    for entries, _, before in found:
        assert (entries, before) == ("Georgia · Treaty", "No act is recorded by which it can have joined before")

"""Which acts on a document after a withdrawal are reported as contradictions."""

import pytest

from apps.entries.treaty_law import LEAVING, RETURNING, Action
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

SLUG = "acts-after-withdrawal"


@pytest.fixture
def treaty():
    return factories.document("Treaty")


@pytest.fixture
def georgia():
    return factories.state("Georgia")


@pytest.mark.parametrize("leave", LEAVING)
@pytest.mark.parametrize("action", Action.values)
def test_only_what_brings_a_party_back_may_follow_its_leave(treaty, georgia, leave, action) -> None:
    factories.act(georgia, treaty, leave, "1999")
    factories.act(georgia, treaty, action, "2001-05-15")
    sides = (f"Treaty action ({Action(action).label}): 15 May 2001", f"Treaty action ({leave}): 1999")
    expected = [("Georgia · Treaty", *sides)]
    assert told(SLUG) == ([] if action in RETURNING else expected)


@pytest.mark.parametrize(
    ("left", "signed", "wrong"),
    [
        ("1999-05-15", "1999-05-16", True),
        ("1999-05-15", "1999-05-15", False),
        ("1999-05-15", "1999-05-14", False),
        ("1999", "2000", True),
        ("1999", "1999-12-31", False),
        ("1999-05-15", "1999", False),
        ("1999~", "2001", True),
        ("1999~", "200X", False),
        ("199X", "1999", False),
        ("", "2000", False),
        ("1999", "", False),
        ("1999/..", "2000", False),
    ],
)
@pytest.mark.parametrize("past", [False, True])
def test_an_act_is_reported_that_certainly_comes_after_the_leave(treaty, georgia, left, signed, wrong, past) -> None:
    factories.act(georgia, treaty, "withdrawal", left)
    factories.act(georgia, treaty, "signature", signed)
    factories.act(factories.state("Armenia"), treaty, "signature", "2001")
    assert len(told(SLUG, 6 if past else None)) == wrong


@pytest.mark.parametrize(
    ("returned", "wrong"),
    [
        ("2000", False),
        ("1998", True),
        ("1999", False),
        ("1999-05-15", False),
        ("1999-05-14", True),
        ("2001-05-15", False),
        ("2001-05-16", True),
        ("2001", False),
        ("2002", True),
        ("", False),
    ],
)
def test_a_return_that_may_have_come_between_excuses_the_act(treaty, georgia, returned, wrong) -> None:
    factories.act(georgia, treaty, "withdrawal", "1999-05-15")
    factories.act(georgia, treaty, "resumption", returned)
    factories.act(georgia, treaty, "ratification", "2001-05-15")
    assert len(told(SLUG)) == wrong


def test_a_second_leave_without_a_return_is_told_with_the_last_leave_before_an_act(treaty, georgia) -> None:
    factories.act(georgia, treaty, "withdrawal", "1999")
    factories.act(georgia, treaty, "exclusion", "2001")
    factories.act(georgia, treaty, "prolongation", "2004")
    assert [(one, other) for _, one, other in told(SLUG)] == [
        ("Treaty action (exclusion): 2001", "Treaty action (withdrawal): 1999"),
        ("Treaty action (prolongation): 2004", "Treaty action (exclusion): 2001"),
    ]


def test_a_return_excuses_nothing_after_the_next_leave(treaty, georgia) -> None:
    for action, date in [("withdrawal", "1999"), ("accession", "2001"), ("withdrawal", "2003"), ("signature", "2005")]:
        factories.act(georgia, treaty, action, date)
    assert [(one, other) for _, one, other in told(SLUG)] == [
        ("Treaty action (signature): 2005", "Treaty action (withdrawal): 2003")
    ]


def test_a_leave_of_another_party_or_another_document_is_none(treaty, georgia) -> None:
    factories.act(georgia, factories.document("Charter"), "withdrawal", "1999")
    factories.act(factories.state("Armenia"), treaty, "withdrawal", "1999")
    factories.act(georgia, treaty, "signature", "2001")
    assert told(SLUG) == []


@pytest.mark.parametrize("deprecated", [0, 1, 2])
def test_deprecated_acts_leaves_and_returns_do_not_count(treaty, georgia, deprecated) -> None:
    ranks = ["deprecated" if n == deprecated else "normal" for n in range(3)]
    factories.act(georgia, treaty, "withdrawal", "1999", rank=ranks[0])
    factories.act(georgia, treaty, "accession", "2000", rank=ranks[1])
    factories.act(georgia, treaty, "signature", "2001", rank=ranks[2])
    assert len(told(SLUG)) == (deprecated == 1)


def test_a_correction_mends_it_from_its_changeset_on(treaty, georgia) -> None:
    factories.act(georgia, treaty, "withdrawal", "1999")
    signature = factories.act(georgia, treaty, "signature", "2001")
    signature.date = "1992"
    factories.save(signature)
    assert [len(told(SLUG, at)) for at in (3, 4, 5, None)] == [0, 1, 0, 0]

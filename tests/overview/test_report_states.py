"""What the reports on states hold for a contradiction, and what they let pass."""

import pytest

from apps.entries import models
from apps.entries.ends import ends_of
from apps.entries.kinds import State
from apps.overview.reports.states import OTHERS
from tests import factories

from .test_report_rules import told

pytestmark = pytest.mark.django_db

CLAIMS_OF_A_STATE = {
    "membership-member": lambda state, day: models.Membership(
        member=state, body=factories.body("Union"), start=day, end=day
    ),
    "treaty action-party": lambda state, day: models.TreatyAction(
        party=state, document=factories.document(), action="signature", date=day
    ),
    "declaration-party": lambda state, day: models.Declaration(
        party=state, document=factories.document(), text="With a reservation.", date=day
    ),
    "participation-party": lambda state, day: models.Participation(party=state, event=factories.event(date=day)),
    "tenure-institution": lambda state, day: models.Tenure(
        person=factories.person(), institution=state, office="President", start=day, end=day
    ),
    "deployment-location": lambda state, day: models.Deployment(
        force=factories.body("Fleet"), location=state, start=day, end=day
    ),
}
of_claims = pytest.mark.parametrize("make", CLAIMS_OF_A_STATE.values(), ids=CLAIMS_OF_A_STATE)


def test_every_end_of_a_claim_at_which_a_state_stands_is_tried():
    assert {f"{claim.spec.name}-{end.field}" for claim in OTHERS for end in ends_of(State, claim)} == set(
        CLAIMS_OF_A_STATE
    )


@of_claims
def test_a_claim_of_any_sort_has_to_lie_within_its_state(make):
    state = factories.state("Soviet Union", established="1922-12-30", dissolved="1991-12-26")
    factories.save(make(state, "1992"))
    ((entries, one, other),) = told("claims-outside-state")
    assert "Soviet Union" in entries
    assert ("1992" in one, other) == (True, "Dissolved: 26 December 1991")


@of_claims
def test_a_claim_before_its_state_is_told_and_one_within_it_is_not(make):
    state = factories.state("Soviet Union", established="1922-12-30", dissolved="1991-12-26")
    row = make(state, "1921")
    factories.save(row)
    ((_, one, other),) = told("claims-outside-state")
    assert ("1921" in one, other) == (True, "Established: 30 December 1922")
    if row.spec.dated_by:
        row.event.date = "1950"
        factories.save(row.event)
    else:
        for name in row.dates[:2]:
            if name != "attested":
                setattr(row, name, "1950")
        factories.save(row)
    assert told("claims-outside-state") == []


def test_a_membership_that_goes_on_outlasts_a_state_that_is_no_more():
    state = factories.state("Soviet Union", dissolved="1991-12-26")
    factories.member(state, factories.body("Union"), start="1945-10-24", end="..")
    assert len(told("claims-outside-state")) == 1


def clashes(earlier: dict[str, str], later: dict[str, str], type_: str, date: str) -> list[str]:
    """What the report says against the states of a succession."""
    factories.succeed(factories.state("Rome", **earlier), factories.state("Italy", **later), type_, date)
    found = told("impossible-successions")
    assert all("Rome" in row[0] and "Italy" in row[0] for row in found)
    return [row[2] for row in found]


ENDED = {"established": "1922-12-30", "dissolved": "1991-12-26"}


@pytest.mark.parametrize("date", ["1922-12-30", "1950", "1991-12-26", "1991-12-27", "1922", "1991", "1922?", ""])
def test_a_succession_may_be_on_any_day_of_the_predecessor_and_the_day_after(date):
    assert clashes(ENDED, {}, "secession", date) == []


@pytest.mark.parametrize("date", ["1992", "1991-12-28"])
def test_a_succession_after_the_predecessor_is_told(date):
    assert clashes(ENDED, {}, "continuation", date) == ["Dissolved: 26 December 1991"]


@pytest.mark.parametrize("date", ["1921", "1922-12-29"])
def test_a_succession_before_the_predecessor_is_told(date):
    assert clashes(ENDED, {}, "union", date) == ["Established: 30 December 1922"]


@pytest.mark.parametrize(
    ("established", "clash"),
    [("1991-12-28", True), ("1992", True), ("1991-12-27", False), ("1991-12-26", False), ("1991", False),
     ("1800", False), ("", False)],
)  # fmt: skip
@pytest.mark.parametrize("type_", models.Succession._meta.get_field("type").flatchoices)
def test_a_successor_is_there_on_the_day_of_its_succession_or_the_day_after(established, clash, type_):
    found = clashes(ENDED, {"established": established}, type_[0], "1991-12-26")
    assert len(found) == clash
    assert all(each.startswith("Established: ") for each in found)


def test_a_successor_that_was_no_more_is_told():
    assert clashes(ENDED, {"dissolved": "1990"}, "secession", "1991-12-26") == ["Dissolved: 1990"]


@pytest.mark.parametrize(
    ("dissolved", "said"),
    [("", ["No end is recorded"]), ("..", ["Dissolved: still going on"]), ("1991-12-28", ["Dissolved: 28 Dec"]),
     ("1991-12-27", []), ("1991-12-26", []), ("1991-12", []), ("1991-12-20", ["Dissolved: 20 December 1991"])],
)  # fmt: skip
def test_a_state_that_was_dissolved_has_an_end_then(dissolved, said):
    found = clashes({"established": "1922", "dissolved": dissolved}, {}, "dissolution", "1991-12-26")
    assert len(found) == len(said)
    if dissolved != "..":
        assert all(one.startswith(start) for one, start in zip(found, said, strict=True))


@pytest.mark.parametrize("type_", ["secession", "union", "continuation"])
def test_a_state_may_outlast_every_other_succession(type_):
    assert clashes({"dissolved": ".."}, {}, type_, "1991-12-26") == []


def test_what_is_deprecated_contradicts_nothing():
    row = factories.succeed(factories.state("Rome"), factories.state("Italy"), "dissolution", "0476")
    row.rank = "deprecated"
    factories.save(row)
    assert told("impossible-successions") == []

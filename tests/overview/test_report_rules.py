"""What the reports on bodies, withdrawals and order hold for a contradiction, and what they let pass."""

import pytest

from apps.entries import models
from apps.entries.access import Viewer
from apps.entries.ends import ends_of
from apps.entries.kinds import CLAIMS, Body
from apps.overview.reports import REPORTS
from apps.overview.reports.report import report_rows
from apps.overview.reports.survey import Survey
from tests import factories

pytestmark = pytest.mark.django_db


def told(slug: str, at: int | None = None, survey: Survey | None = None) -> list[tuple[str, ...]]:
    """What a report finds: the words of the cells of each row."""
    report = next(each for each in REPORTS if each.slug == slug)
    survey = survey or Survey(Viewer(), None, at)
    found = report.find(survey)
    rows = report_rows(found, survey)
    assert len(found) == len(rows)
    assert {len(row.cells) for row in rows} <= {len(report.columns)}
    return [tuple("".join(words.said for words in cell) for cell in row.cells) for row in rows]


CLAIMS_OF_A_BODY = {
    "membership-member": lambda body, day: models.Membership(
        member=body, body=factories.body("Union"), start=day, end=day
    ),
    "membership-body": lambda body, day: models.Membership(member=factories.state(), body=body, start=day, end=day),
    "treaty action-party": lambda body, day: models.TreatyAction(
        party=body, document=factories.document(), action="signature", date=day
    ),
    "participation-party": lambda body, day: models.Participation(party=body, event=factories.event(date=day)),
    "tenure-institution": lambda body, day: models.Tenure(
        person=factories.person(), institution=body, office="Chair", start=day, end=day
    ),
    "declaration-party": lambda body, day: models.Declaration(
        party=body, document=factories.document(), text="It declares.", date=day
    ),
    "confirmation-entry": lambda body, day: models.Confirmation(entry=body, listed="members", as_of=day),
    "confirmation-only": lambda body, day: models.Confirmation(
        entry=factories.body("Union"), listed="members", only=body, as_of=day
    ),
    "body succession-predecessor": lambda body, day: models.BodySuccession(
        predecessor=body, successor=factories.body("Union"), type="transformation", date=day
    ),
    "body succession-successor": lambda body, day: models.BodySuccession(
        predecessor=factories.body("Union"), successor=body, type="transformation", date=day
    ),
    "deployment-force": lambda body, day: models.Deployment(force=body, location=factories.state(), start=day, end=day),
}


def test_every_end_of_a_claim_at_which_a_body_stands_is_tried() -> None:
    ends = {f"{claim.spec.name}-{end.field}" for claim in CLAIMS if claim.spec.ties for end in ends_of(Body, claim)}
    assert ends == set(CLAIMS_OF_A_BODY)


@pytest.mark.parametrize("at", [False, True])
@pytest.mark.parametrize("make", CLAIMS_OF_A_BODY.values(), ids=CLAIMS_OF_A_BODY)
def test_a_claim_of_any_sort_has_to_lie_within_its_body(make, at) -> None:
    csto = factories.body(established="2002", dissolved="2005")
    saved = factories.save(make(csto, "2001"))
    number = saved.number if at else None
    ((entries, one, other),) = told("claims-before-body", number)
    assert "CSTO" in entries
    assert ("2001" in one, other) == (True, "Established: 2002")
    assert told("claims-after-body", number) == []


@pytest.mark.parametrize("make", CLAIMS_OF_A_BODY.values(), ids=CLAIMS_OF_A_BODY)
def test_a_claim_of_any_sort_does_not_outlast_its_body(make) -> None:
    factories.save(make(factories.body(established="2002", dissolved="2005"), "2006"))
    ((entries, one, other),) = told("claims-after-body")
    assert "CSTO" in entries
    assert ("2006" in one, other) == (True, "Dissolved: 2005")
    assert told("claims-before-body") == []


@pytest.mark.parametrize("make", CLAIMS_OF_A_BODY.values(), ids=CLAIMS_OF_A_BODY)
def test_a_claim_within_its_body_or_deprecated_is_no_contradiction(make) -> None:
    csto = factories.body(established="2002", dissolved="2005")
    wrong = make(csto, "2001")
    wrong.rank = "deprecated"
    factories.save(wrong)
    claim = type(wrong)(**{f.attname: getattr(wrong, f.attname) for f in wrong._meta.concrete_fields if f.name != "id"})
    for name in getattr(claim, "dates", ())[:2]:
        setattr(claim, name, "2003")
    if claim.spec.dated_by:
        claim.event = factories.event("Another", date="2003")
    claim.rank = "normal"
    factories.save(claim)
    assert told("claims-before-body") + told("claims-after-body") == []


@pytest.mark.parametrize(
    ("start", "end", "established", "wrong"),
    [
        ("2002-10-06", "..", "2002-10-07", True),
        ("2002-10-07", "..", "2002-10-07", False),
        ("2002", "..", "2002-12-31", False),
        ("2002", "..", "2003-01-01", True),
        ("2002~", "..", "2004", True),
        ("2002~", "..", "2003", False),
        ("2002-10-06", "..", "2002", False),
        ("2001-12-31", "..", "2002", True),
        ("200X", "..", "2009", False),
        ("", "2001", "2002", True),
        ("", "2002", "2002", False),
        ("", "..", "2002", False),
        ("2001", "..", "", False),
    ],
)
def test_a_membership_begins_no_earlier_than_its_body(start, end, established, wrong) -> None:
    factories.member(factories.state(), factories.body(established=established), start=start, end=end)
    assert bool(told("claims-before-body")) is wrong


@pytest.mark.parametrize(
    ("start", "end", "dissolved", "wrong"),
    [
        ("1999", "2005-06-02", "2005-06-01", True),
        ("1999", "2005-06-01", "2005-06-01", False),
        ("1999", "2005", "2005-01-01", False),
        ("1999", "2006", "2005", True),
        ("1999", "2005-06-01", "2005", False),
        ("1999", "..", "2005", True),
        ("1999", "..", "..", False),
        ("1999", "..", "", False),
        ("1999", "", "2005", False),
        ("2006", "", "2005", True),
        ("2005", "", "2005", False),
        ("", "..", "2005?", True),
    ],
)
def test_a_membership_ends_no_later_than_its_body(start, end, dissolved, wrong) -> None:
    factories.member(factories.state(), factories.body(dissolved=dissolved), start=start, end=end)
    assert bool(told("claims-after-body")) is wrong


def test_an_attestation_after_the_dissolution_is_a_contradiction() -> None:
    factories.member(factories.state(), factories.body(dissolved="2005"), start="1999", attested="2009")
    assert told("claims-after-body") == [
        ("Belarus · CSTO", "Membership (member): from 1999, end not recorded, recorded in 2009", "Dissolved: 2005")
    ]


@pytest.mark.parametrize(
    ("date", "other"),
    [
        ("2002-10-06", "Established: 7 October 2002"),
        ("2002-10-07", ""),
        ("2002", ""),
        ("2001", "Established: 7 October 2002"),
        ("2002-10-01/2002-10-06", "Established: 7 October 2002"),
        ("2002-10-01/2002-10-07", ""),
        ("2002-10-01/..", ""),
        ("", ""),
        ("2005", ""),
        ("2005-12-31/2006", ""),
        ("2006-01-01", "Dissolved: 2005"),
    ],
)
@pytest.mark.parametrize("past", [False, True])
def test_an_event_of_a_body_happens_while_there_is_one(date, other, past) -> None:
    csto = factories.body(established="2002-10-07", dissolved="2005")
    factories.event("Summit", organisation=csto, date=date)
    factories.event("Of nobody", date="1000")
    assert [(entries, end) for entries, _, end in told("events-outside-body", 3 if past else None)] == (
        [("Summit · CSTO", other)] if other else []
    )


@pytest.mark.parametrize(
    ("in_force", "concluded", "wrong"),
    [
        ("1994-04-19", "1994-04-20", True),
        ("1994-04-20", "1994-04-20", False),
        ("1994", "1994-04-20", False),
        ("1994-04", "1994-05", True),
        ("1994-21", "1994-06-01", True),
        ("1994-21", "1994-05-31", False),
        ("198X", "1992", True),
        ("199X", "1992", False),
        ("19XX", "1992", False),
        ("1993~", "1996?", True),
        ("1993~", "1995?", False),
        ("1993~", "1994?", False),
        ("1993", "1994/..", True),
        ("1993", "../1994", False),
        ("1993", "", False),
        ("", "1992", False),
    ],
)
@pytest.mark.parametrize("past", [False, True])
def test_a_document_is_not_in_force_before_it_is_signed(in_force, concluded, wrong, past) -> None:
    factories.document("Treaty", concluded=concluded, in_force=in_force)
    assert [entries for entries, *_ in told("end-before-start", 1 if past else None)] == ["Treaty"] * wrong


def test_both_dates_of_a_document_are_told_and_a_correction_mends_it() -> None:
    treaty = factories.document("Treaty", concluded="1992-05-15", in_force="1990-04")
    treaty.in_force = "1994-04-20"
    factories.save(treaty)
    assert told("end-before-start", 1) == [("Treaty", "Concluded on: 15 May 1992", "In force from: April 1990")]
    assert told("end-before-start") == told("end-before-start", 2) == []


@pytest.mark.parametrize("past", ["1998-12-31", "1999-01-01"])
def test_rows_of_the_past_may_end_before_they_start(past) -> None:
    csto = factories.body(established="1999", dissolved="2005")
    claim = factories.member(factories.state(), csto, start="1999", end="2005")
    for model in (Body, models.Membership):
        model.history.model.objects.update(end_earliest="1998-01-01", end_latest=past)
    wrong = past < "1999"
    assert (
        told("end-before-start", 3)
        == [
            ("CSTO", "Established: 1999", "Dissolved: 2005"),
            ("Belarus · CSTO", "Start: 1999", "End: 2005"),
        ]
        * wrong
    )
    claim.rank = "deprecated"
    factories.save(claim)
    models.Membership.history.model.objects.update(end_earliest="1998-01-01", end_latest=past)
    assert len(told("end-before-start", 4)) == wrong
    assert told("end-before-start") == []

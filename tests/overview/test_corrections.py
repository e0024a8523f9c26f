"""Asked `at` before and after a correction, every page and the API give the old and the new answer."""

import pytest

from apps.entries.models import State
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

DAY = "1999-07-01"


@pytest.fixture
def corrected():
    """A withdrawal first recorded as of 1999, then as of 2 April 1999; a start first of 2003, then of 1998."""
    csto, treaty = factories.body("CSTO"), factories.document("Treaty")
    georgia = factories.state("Georgia", iso_code="GE")
    factories.act(georgia, treaty, "signature", "1992-05-15")
    withdrawal = factories.act(georgia, treaty, "withdrawal", "1999")
    membership = factories.member(georgia, csto, start="2003", end="..")
    before = factories.save(State(title="Armenia", slug="armenia"), summary="The last before").number
    withdrawal.date, membership.start = "1999-04-02", "1998"
    after = factories.save(withdrawal, membership, summary="Corrected").number
    return before, after


@pytest.mark.parametrize(
    ("when", "treaty", "csto"),
    [
        ("before", {("party", "possible"), ("withdrawn", "possible")}, set()),
        ("after", {("withdrawn", "assumed")}, {("member", "assumed")}),
    ],
)
def test_the_record_of_each_moment_answers_for_itself(when, treaty, csto, corrected, client):
    asked = {"on": DAY, "at": dict(zip(("before", "after"), corrected, strict=True))[when]}
    for path, expected in (("/documents/treaty/parties", treaty), ("/memberships", csto)):
        results = client.get(f"/api/v1{path}", asked).json()["results"]
        assert {(each["status"], each["certainty"]) for each in results} == expected
    matrix = client.get("/participation/", {**asked, "format": "csv"}).content.decode().splitlines()[1:]
    assert {tuple(line.split(",")[6:10:3]) for line in matrix} == treaty | csto
    for query, expected in (({"document": "treaty"}, treaty), ({"body": "csto"}, csto)):
        table = text_of(client.get("/map/", {**asked, **query})).split("States on 1 July 1999")[1]
        for status, _ in expected:
            assert status in table
        assert ("Georgia" in table.split("None recorded")[0]) == bool(expected)
    parties = client.get("/documents/treaty/", asked).content.decode().split('<section id="parties"')[1]
    assert ("possibly" in parties.split("</section>")[0]) == (when == "before")


def test_two_records_of_one_day_are_compared(corrected, client):
    before, after = corrected
    page = text_of(client.get("/participation/compare/", {"on": DAY, "from_at": before, "to_at": after}))
    assert "for 1 July 1999" in page
    assert "Georgia Treaty party possibly withdrawn possibly withdrawn" in page
    assert "Georgia CSTO nothing member" in page


def test_the_same_record_twice_differs_in_nothing(corrected, client):
    before, _ = corrected
    page = text_of(client.get("/participation/compare/", {"on": DAY, "from_at": before, "to_at": before}))
    assert "Nothing changed" in page


def test_timeline_and_structure_of_an_earlier_record(corrected, client):
    before, after = corrected
    assert "2 April 1999" not in text_of(client.get("/timeline/", {"at": before}))
    assert "2 April 1999" in text_of(client.get("/timeline/", {"at": after}))
    assert "This wiki had no dated record yet" in text_of(client.get("/timeline/", {"at": 0}))
    assert "CSTO" in text_of(client.get("/structure/", {"at": 1}))
    assert "No body that may have existed" in text_of(client.get("/structure/", {"at": 0}))

"""What the API tells of treaty law: a document's terms, acts with their marks, declarations, and who stands how."""

import pytest

from apps.entries.models import Declaration
from apps.entries.treaty_law import MARKS, Action
from tests.factories import act, document, save, state

pytestmark = pytest.mark.django_db

TERMS = {
    "place": "Tashkent",
    "consent": "signature-subject-to-ratification",
    "in_force": "1994-04-20",
    "depositary": "The Russian Federation",
    "unts_volume": "1894",
    "unts_number": "I-32307",
    "languages": "Russian",
}


@pytest.fixture
def treaty():
    """Armenia signed and ratified, Belarus signed only and made a reservation."""
    treaty = document("Treaty", concluded="1992-05-15", **TERMS)
    armenia, belarus = state("Armenia"), state("Belarus")
    act(armenia, treaty, "signature", "1992-05-15")
    act(armenia, treaty, "ratification", "1993-10-11")
    act(belarus, treaty, "signature", "1992-05-15")
    save(Declaration(party=belarus, document=treaty, type="reservation", text="Not article 2.", date="1992-05-15"))
    return treaty


def test_a_document_tells_its_terms_and_registration(treaty, get):
    told = get("/documents/treaty")
    assert {name: told[name] for name in TERMS} == TERMS
    assert [each["text"] for each in told["declarations"]] == ["Not article 2."]


def test_the_standings_follow_from_the_terms(treaty, get):
    def standing(day):
        found = get("/documents/treaty/parties", on=day)["results"]
        return [(each["party"], each["status"], each["since"], each["certainty"], each["confirmed"]) for each in found]

    belarus = ("belarus", "signatory", "1992-05-15", "assumed", "1992-05-15")
    assert standing("1994-04-19") == [
        ("armenia", "contracting state", "1993-10-11", "certain", "1994-04-20"),
        belarus,
    ]
    assert standing("1994-04-20") == [("armenia", "party", "1994-04-20", "certain", "1994-04-20"), belarus]
    assert get("/documents/treaty/parties", on="2000-01-01", status="signatory")["count"] == 1


def test_declarations_are_a_list_narrowed_by_party_and_type(treaty, get):
    (told,) = get("/declarations", party="belarus", type="reservation")["results"]
    assert (told["party"], told["document"], told["text"]) == ("belarus", "treaty", "Not article 2.")
    assert get("/declarations", type="objection")["count"] == 0


def test_each_act_tells_its_mark(treaty, get):
    for number, action in enumerate(Action.values):
        act(state(f"State {number}"), treaty, action, "1995-01-01")
    told = get("/treaty-actions", limit="200")["results"]
    assert {each["action"]: each["mark"] for each in told} == {
        action: MARKS.get(action, "") for action in Action.values
    }

"""The parties to a document as JSON; how they follow from treaty actions is tested with the entries."""

import pytest

from tests.factories import act, document, state

pytestmark = pytest.mark.django_db
PARTIES = "/documents/treaty/parties"


@pytest.fixture
def treaty():
    """Belarus signed and stayed, Georgia signed and left in 1999, Moldova observes since 1993."""
    treaty = document("Treaty", names=["CST"])
    belarus, georgia = state("Belarus"), state("Georgia")
    act(belarus, treaty, "signature", "1992-05-15")
    act(belarus, treaty, "ratification", "1993-10")
    act(georgia, treaty, "signature", "1992-05-15")
    act(georgia, treaty, "withdrawal", "1999")
    act(state("Moldova"), treaty, "observer", "1993")
    return treaty


def told(answer):
    return [(each["party"], each["status"], each["certainty"]) for each in answer["results"]]


def test_a_standing_says_who_as_what_since_when_and_why(treaty, get):
    first = get(PARTIES, on="2000-01-01")["results"][0]
    assert first == {
        "party": "belarus",
        "party_kind": "state",
        "title": "Belarus",
        "status": "party",
        "since": "1992-05-15",
        "until": "..",
        "certainty": "assumed",
        "confirmed": "1993-10",
        "basis": ["signature", "ratification"],
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("1992-05-14", []),
        ("1992-05-15", [("belarus", "party", "certain"), ("georgia", "party", "certain")]),
        (
            "1993-10-31",
            [
                ("belarus", "party", "certain"),
                ("georgia", "party", "certain"),
                ("moldova", "observer", "possible"),
            ],
        ),
        (
            "1993-12-31",
            [
                ("belarus", "party", "assumed"),
                ("georgia", "party", "certain"),
                ("moldova", "observer", "certain"),
            ],
        ),
        (
            "1999-07-01",
            [
                ("belarus", "party", "assumed"),
                ("georgia", "party", "possible"),
                ("georgia", "withdrawn", "possible"),
                ("moldova", "observer", "assumed"),
            ],
        ),
        (
            "1999-12-31",
            [
                ("belarus", "party", "assumed"),
                ("georgia", "withdrawn", "certain"),
                ("moldova", "observer", "assumed"),
            ],
        ),
        (
            "2000-01-01",
            [
                ("belarus", "party", "assumed"),
                ("georgia", "withdrawn", "assumed"),
                ("moldova", "observer", "assumed"),
            ],
        ),
    ],
)
def test_the_standings_are_those_of_the_day(day, expected, treaty, get):
    answer = get(PARTIES, on=day)
    assert told(answer) == expected
    assert answer["count"] == len(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "party"}, ["belarus", "georgia"]),
        ({"status": "party", "certainty": "certain"}, []),
        ({"status": "party", "certainty": "assumed"}, ["belarus"]),
        ({"certainty": "assumed"}, ["belarus", "moldova"]),
        ({"certainty": "possible"}, ["georgia", "georgia"]),
        ({"party": "moldova"}, ["moldova"]),
        ({"party": "state:moldova", "status": "party"}, []),
        ({"status": "", "certainty": "", "party": ""}, ["belarus", "georgia", "georgia", "moldova"]),
    ],
)
def test_they_are_narrowed_by_party_status_and_certainty(query, expected, treaty, slugs):
    assert slugs(PARTIES, "party", on="1999-07-01", **query) == expected


def test_all_shows_the_standings_of_other_days_too(treaty, get):
    assert ("georgia", "withdrawn", None) in told(get(PARTIES, on="1995-01-01", all="true"))
    assert ("georgia", "withdrawn", None) not in told(get(PARTIES, on="1995-01-01"))


def test_at_takes_the_actions_as_they_were_recorded(treaty, get):
    assert told(get(PARTIES, on="2005-01-01", at=4)) == [("belarus", "party", "assumed")]


@pytest.mark.parametrize(
    ("address", "query", "status", "said"),
    [
        ("/documents/atlantis/parties", {}, 404, "There is no document “atlantis”."),
        (PARTIES, {"party": "atlantis"}, 404, "There is no state or body “atlantis”."),
        (PARTIES, {"party": "person:x"}, 422, "a state or body can"),
        (PARTIES, {"status": "guest"}, 422, "'party'"),
        (PARTIES, {"on": "1999"}, 400, "write year, month and day"),
    ],
)
def test_what_there_cannot_be_is_told(address, query, status, said, treaty, get):
    assert said in get(address, expect=status, **query)["detail"]


def test_another_name_of_the_document_leads_to_it(treaty, client):
    response = client.get("/api/v1/documents/cst/parties?on=1999-07-01")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1{PARTIES}?on=1999-07-01")


def test_only_documents_have_parties(get):
    state("Belarus")
    get("/states/belarus/parties", expect=404)


def test_it_takes_no_more_than_four_queries(treaty, get, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        get(PARTIES, on="1999-07-01")

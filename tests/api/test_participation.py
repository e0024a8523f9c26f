"""How everybody stands to everything on a day: narrowed by each end, status and certainty."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

DAY = "1999-07-01"


def test_a_result_says_who_to_what_how_since_when_and_on_whose_word(get):
    query = {"party": "georgia", "subject": "collective-security-treaty", "on": DAY}
    assert get("/participation", **query)["results"] == [
        {
            "party": "georgia",
            "party_kind": "state",
            "subject": "collective-security-treaty",
            "subject_kind": "document",
            "status": status,
            "since": since,
            "until": until,
            "certainty": "possible",
            "confirmed": "1999",
            "cites": [{"source": "eurasian-home", "locator": locator} for locator in locators],
        }
        for status, since, until, locators in (
            ("party", "1992-05-15", "1999", ["Background ¶1", "Documents ¶1"]),
            ("withdrawn", "1999", "..", ["Background ¶2"]),
        )
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"on": DAY}, 14),
        ({"on": DAY, "certainty": "possible"}, 6),
        ({"on": DAY, "status": "observer"}, 3),
        ({"on": "2009-06-14", "subject": "csto"}, 7),
        ({"on": "2009-06-14", "subject": "body:csto", "party": "state:russia"}, 1),
        ({"on": "1991-12-31"}, 0),
        ({"on": DAY, "at": 0}, 0),
    ],
)
def test_it_is_narrowed(query, count, get):
    assert get("/participation", **query)["count"] == count


@pytest.mark.parametrize(
    ("query", "status"),
    [({"party": "atlantis"}, 404), ({"subject": "event:x"}, 422), ({"status": "king"}, 422), ({"on": "1999"}, 400)],
)
def test_what_is_not_accepted_is_said(query, status, get):
    assert get("/participation", expect=status, **query)["detail"]

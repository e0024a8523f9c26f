"""How everybody stands to everything on a day: narrowed by each end, status and certainty."""

import pytest

from apps.overview import long_list

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


def test_a_long_list_is_followed_part_by_part(client, get, monkeypatch):
    every = get("/participation", on=DAY)["results"]
    monkeypatch.setattr(long_list, "FEW", 3)
    answer = get("/participation", on=DAY, limit="4")
    assert answer["count"] is None
    found = answer["results"]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        assert len(answer["results"]) <= 4
        found += answer["results"]
    assert sorted(map(str, found)) == sorted(map(str, every))


def test_a_long_list_that_is_one_part_is_counted(get, monkeypatch):
    monkeypatch.setattr(long_list, "FEW", 3)
    assert (get("/participation", on=DAY)["count"], get("/participation", on=DAY)["next"]) == (14, None)


def test_a_long_list_is_not_counted_off(get, monkeypatch):
    monkeypatch.setattr(long_list, "FEW", 3)
    assert "follow its `next`" in get("/participation", expect=422, offset="3")["detail"]
    assert "no place" in get("/participation", expect=422, after="there")["detail"]

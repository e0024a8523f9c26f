"""Searching by JSON: the house's list, with what was corrected, and no line that is refused."""

import pytest

from apps.entries.entry import Entry
from tests import factories
from tests.hiding import hide
from tests.search.hostile import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries():
    csto = factories.body(
        "Collective Security Treaty Organization", slug="csto", names=["ОДКБ"], text="It [[Belarus|holds]] *conclaves*."
    )
    factories.state("Kazakhstan")
    for year in (1999, 2006, 2007):
        factories.event(f"Summit of {year}", date=str(year), organisation=csto)


def test_a_find_says_what_it_is_and_why(get, entries):
    answer = get("/search", q="conclaves")
    assert answer == {
        "count": 1,
        "next": None,
        "results": [
            {
                "kind": "body",
                "slug": "csto",
                "title": "Collective Security Treaty Organization",
                "snippet": "It holds conclaves.",
                "score": 1.0,
                "url": "http://testserver/bodies/csto/",
            }
        ],
        "corrected": None,
        "notes": [],
    }


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"q": "одкб kind:body"}, ["csto"]),
        ({"q": "summ"}, ["summit-of-1999", "summit-of-2006", "summit-of-2007"]),
        ({"q": "year:200X summ"}, ["summit-of-2006", "summit-of-2007"]),
        ({"q": "summ", "kind": "state"}, []),
        ({"q": "kind:state summ", "kind": "event"}, ["summit-of-1999", "summit-of-2006", "summit-of-2007"]),
        ({"kind": "state"}, ["kazakhstan"]),
        ({"q": ""}, []),
        ({}, []),
    ],
)
def test_the_line_and_the_kind_narrow(get, entries, query, slugs):
    answer = get("/search", **query)
    assert sorted(each["slug"] for each in answer["results"]) == slugs
    assert answer["count"] == len(slugs)


def test_it_says_how_the_line_was_read(get, entries):
    answer = get("/search", q="Kazahstan")
    assert (answer["corrected"], answer["results"][0]["slug"]) == ("kazakhstan", "kazakhstan")
    assert "these have “kazakhstan”" in answer["notes"][0]
    assert "these have some of" in get("/search", q="kazakhstan glaciers")["notes"][0]
    assert "There is no kind “planet”" in get("/search", q="kind:planet")["notes"][0]
    assert "There is nothing to search for" in get("/search")["notes"][0]
    assert "first 300 characters" in get("/search", q="summit " * 100)["notes"][0]


def test_parts_follow_each_other_in_the_order_of_the_whole(get):
    for number in range(25):
        factories.state(f"Zebra {number:02}")
    whole = get("/search", q="zebra")
    assert (whole["count"], len(whole["results"])) == (25, 25)
    scores = [each["score"] for each in whole["results"]]
    assert scores == sorted(scores, reverse=True)
    parts = [get("/search", q="zebra", limit=7, offset=offset) for offset in (0, 7, 14, 21)]
    assert [each for part in parts for each in part["results"]] == whole["results"]
    assert get("/search", q="zebra", limit=7, offset=3)["results"] == whole["results"][3:10]
    assert parts[0]["next"] == "http://testserver/api/v1/search?q=zebra&limit=7&offset=7"
    assert parts[3]["next"] is None


def test_another_state_of_the_wiki_is_refused_and_a_day_changes_nothing(get, entries):
    assert "search knows the wiki as it stands now" in get("/search", q="summit", at=1, expect=400)["detail"]
    assert get("/search", q="summit", at=5)["count"] == 3
    assert get("/search", q="summit", on="2000-01-01")["count"] == 3
    get("/search", q="summit", on="2000", expect=400)
    assert "'state'" in get("/search", q="summit", kind="planet", expect=422)["detail"]


def test_what_a_reader_may_not_see_is_neither_found_nor_counted(get, entries, monkeypatch):
    hide(monkeypatch, entries=[Entry.objects.get(slug="summit-of-2007")])
    answer = get("/search", q="summit")
    assert answer["count"] == 2
    assert "summit-of-2007" not in str(answer)


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_whatever_is_asked_is_answered(get, entries, line):
    answer = get("/search", q=line)
    assert answer["results"] or answer["count"] == 0


def test_it_asks_the_database_as_often_however_much_is_found(get, entries, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        get("/search", q="summit")
    for number in range(30):
        factories.state(f"Summit state {number}")
    with django_assert_max_num_queries(9):
        get("/search", q="summit", limit=5, offset=20)

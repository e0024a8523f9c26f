"""Recent changes as JSON."""

import pytest

from apps.door.publish import publish
from apps.entries.models import Body, Source
from tests.factories import body, make, member, save, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("maria")


@pytest.fixture
def four(editor, time_machine):
    """Four changesets of four days: a state, a body, their membership, and a new title by Maria."""
    time_machine.move_to("2026-05-01T10:00:00Z", tick=False)
    belarus = state("Belarus")
    time_machine.move_to("2026-05-02T10:00:00Z", tick=False)
    csto = body("CSTO")
    time_machine.move_to("2026-05-03T10:00:00Z", tick=False)
    member(belarus, csto, start="2002", end="..")
    time_machine.move_to("2026-05-04T10:00:00Z", tick=False)
    belarus.title = "Republic of Belarus"
    save(belarus, user=editor, summary="Its name in full")
    return belarus, csto


def numbers(answer):
    return [each["number"] for each in answer["results"]]


def test_a_change_says_who_when_why_and_what(four, get):
    answer = get("/changes")
    assert (answer["count"], numbers(answer)) == (4, [4, 3, 2, 1])
    newest = answer["results"][0]
    assert newest == {
        "number": 4,
        "at": "2026-05-04T10:00:00Z",
        "user": "maria",
        "summary": "Its name in full",
        "tag": "edit",
        "entries": [
            {
                "kind": "state",
                "slug": "belarus",
                "title": "Republic of Belarus",
                "url": "http://testserver/states/belarus/",
            }
        ],
        "reverts": None,
        "url": "http://testserver/changes/4/",
    }
    assert answer["results"][1]["user"] is None


def test_a_claim_touches_the_entries_at_both_its_ends(four, get):
    (change,) = get("/changes", since="2", at="3")["results"]
    assert [each["slug"] for each in change["entries"]] == ["belarus", "csto"]


def test_changes_are_narrowed_by_entry(four, get):
    assert numbers(get("/changes", entry="state:belarus")) == [4, 3, 1]
    assert numbers(get("/changes", entry="body:csto")) == [3, 2]


def test_changes_are_narrowed_by_user(four, get):
    assert numbers(get("/changes", user="maria")) == [4]
    assert numbers(get("/changes", user="nobody")) == []


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2", [4, 3]),
        ("4", []),
        ("0", [4, 3, 2, 1]),
        ("99999999999999999999999", []),
        ("2026-05-03", [4, 3]),
        ("2026-05-03T10:00:00Z", [4, 3]),
        ("2026-05-03T10:00:01Z", [4]),
        ("2026-05-03T15:00:00+05:00", [4, 3]),
        ("2030-01-01", []),
        ("", [4, 3, 2, 1]),
    ],
)
def test_since_is_a_number_a_day_or_an_instant(since, expected, four, get):
    assert numbers(get("/changes", since=since)) == expected


def test_at_leaves_out_later_changes(four, get):
    assert numbers(get("/changes", at=2)) == [2, 1]
    assert get("/changes", at=3)["results"][0]["entries"][0]["title"] == "Belarus"


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"since": "lately"}, 400, "since=lately cannot be read"),
        ({"since": "0001-01-01T00:00:00+14:00"}, 400, "cannot be read"),
        ({"at": "5"}, 400, "lies in the future"),
        ({"entry": "csto"}, 422, "write kind:slug"),
        ({"entry": "planet:csto"}, 422, "write kind:slug"),
        ({"entry": "body:atlantis"}, 404, "There is no body “atlantis”."),
    ],
)
def test_what_cannot_be_asked_says_what_can(query, status, said, four, get):
    assert said in get("/changes", expect=status, **query)["detail"]


def test_a_deleted_entry_is_told_as_it_last_was(four, get):
    belarus, _ = four
    publish([], [belarus], user=None, summary="Not ours")
    change = get("/changes")["results"][0]
    assert {"kind": "state", "slug": "belarus", "title": "Republic of Belarus", "url": None} in change["entries"]
    assert numbers(get("/changes", entry="state:belarus")) == [5, 4, 3, 1]
    assert get("/changes", at=4)["results"][0]["entries"][0]["url"] == "http://testserver/states/belarus/"


def test_an_entry_that_was_deleted_twice_is_told_as_it_was_at_that_time(get):
    belarus = state("Belarus")
    key = belarus.pk
    publish([], [belarus], user=None, summary="Gone")
    belarus.pk = belarus.id = key
    belarus.title = "Republic of Belarus"
    save(belarus)
    publish([], [belarus], user=None, summary="Gone again")
    titles = [get("/changes", at=at)["results"][0]["entries"][0]["title"] for at in (2, 4)]
    assert titles == ["Belarus", "Republic of Belarus"]


def test_what_a_change_takes_back_is_named(four, get):
    first = publish([Source(title="One", slug="one")], user=None, summary="A source")
    publish([Source(title="Another", slug="another")], user=None, summary="Back", reverts=first, tag="undo")
    newest = get("/changes")["results"][0]
    assert (newest["reverts"], newest["tag"]) == (first.number, "undo")


def test_a_long_list_takes_few_queries(four, get, django_assert_max_num_queries):
    for n in range(10):
        make(Body, f"Body {n}")
    with django_assert_max_num_queries(4):
        assert len(get("/changes")["results"]) == 14


def test_it_is_for_reading_only(client):
    assert client.post("/api/v1/changes").status_code == 405

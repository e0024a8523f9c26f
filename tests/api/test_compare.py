"""Two revisions compared, and one changeset whole, as JSON."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import LATEST
from apps.door.publish import publish
from apps.entries.models import Membership, State
from tests.factories import body, member, save, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    """Made in #1; a membership of the body of #2 in #3; in #4 facts, a text and the membership's dates are changed."""
    belarus, csto = state("Belarus", text="One line.\nAnother.\n"), body("CSTO")
    claim = member(belarus, csto, start="2002", end="..")
    belarus.iso_code, belarus.text, claim.start, claim.end = (
        "BY", "One long line.\nAnother.\n", "2002-10-07", "2012",
    )  # fmt: skip
    save(belarus, claim)
    return belarus


def test_a_comparison_says_what_differs_field_by_field(belarus, get):
    found = get("/compare/states/belarus/3/4")
    assert {name: found[name] for name in ("kind", "slug", "a", "b", "stood", "sentence")} == {
        "kind": "state",
        "slug": "belarus",
        "a": 3,
        "b": 4,
        "stood": [True, True],
        "sentence": "1 fact changed, 1 paragraph, 1 membership ended",
    }
    name, text = sorted(found["facts"], key=lambda each: each["field"])
    assert name == {
        "field": "iso_code",
        "label": "ISO 3166-1 code",
        "before": "",
        "after": "BY",
        "note": "",
        "rows": None,
    }
    assert (text["before"], text["after"]) == ("One line.\nAnother.\n", "One long line.\nAnother.\n")
    assert [row["kind"] for row in text["rows"]] == ["changed", "same"]
    assert {"op": "ins", "text": "long "} in text["rows"][0]["pieces"]


def test_a_comparison_tells_claims_with_both_their_ends(belarus, get):
    (claim,) = get("/compare/states/belarus/3/4")["claims"]
    assert (claim["claim"], claim["op"], claim["id"]) == ("membership", "changed", Membership.objects.get().pk)
    assert [(end["end"], end["kind"], end["slug"], end["title"]) for end in claim["ends"]] == [
        ("member", "state", "belarus", "Belarus"),
        ("body", "body", "csto", "CSTO"),
    ]
    assert [(each["field"], each["before"], each["after"], each["note"]) for each in claim["fields"]] == [
        ("start", "2002", "2002-10-07", "more exact"),
        ("end", "..", "2012", ""),
    ]
    (added,) = get("/compare/bodies/csto/2/3")["claims"]
    assert (added["op"], {each["field"]: each["after"] for each in added["fields"]}["member"]) == ("added", "belarus")
    (removed,) = get("/compare/bodies/csto/3/2")["claims"]
    assert removed["op"] == "removed"


def test_an_entry_compared_with_itself_does_not_differ(belarus, get):
    found = get("/compare/states/belarus/4/4")
    assert (found["sentence"], found["facts"], found["claims"]) == ("", [], [])


def test_before_it_was_everything_is_added(belarus, get):
    found = get("/compare/bodies/csto/0/4")
    assert found["stood"] == [False, True]
    assert {each["field"]: each["before"] for each in found["facts"]}["title"] == ""


def test_a_deleted_entry_is_compared_and_a_former_slug_leads_to_it(belarus, client, get):
    belarus.slug = "republic-of-belarus"
    save(belarus)
    moved = client.get("/api/v1/compare/states/belarus/3/5?on=1999-07-01")
    assert moved.status_code == 301
    assert moved.url == "/api/v1/compare/states/republic-of-belarus/3/5?on=1999-07-01"
    publish([], [State.objects.get()], user=None, summary="Delete")
    found = get("/compare/states/republic-of-belarus/5/6")
    assert (found["stood"], [claim["op"] for claim in found["claims"]]) == ([True, False], ["removed"])


@pytest.mark.parametrize(("path", "status", "detail"), [
    ("/compare/states/belarus/3/5", 404, "There is no changeset 5: the latest is 4."),
    ("/compare/states/belarus/5/3", 404, "There is no changeset 5: the latest is 4."),
    (f"/compare/states/belarus/{LATEST}/1", 404, f"There is no changeset {LATEST}: the latest is 4."),
    (f"/compare/states/belarus/{LATEST + 1}/1", 422, f"a: input should be less than or equal to {LATEST}."),
    ("/compare/states/belarus/-1/1", 422, "a: input should be greater than or equal to 0."),
    ("/compare/states/belarus/1/x", 422, "b: input should be a valid integer, unable to parse string as an integer."),
    ("/compare/states/atlantis/1/2", 404, "There is no state “atlantis”."),
    ("/compare/bodies/belarus/1/2", 404, "There is no body “belarus”."),
    ("/compare/planets/belarus/1/2", 422, (
        "plural: input should be 'states', 'bodies', 'events', 'documents', 'people', 'topics' or 'sources'."
    )),
    ("/changes/5", 404, "There is no changeset 5: the latest is 4."),
    ("/changes/0", 404, "There is no changeset 0."),
    ("/changes/x", 422, "number: input should be a valid integer, unable to parse string as an integer."),
])  # fmt: skip
def test_what_is_not_there_is_said(belarus, get, path, status, detail):
    assert get(path, expect=status)["detail"].partition(" Nearest:")[0] == detail


def test_what_came_later_is_not_known_at_an_earlier_moment(belarus, get):
    assert get("/compare/states/belarus/1/2", at="2")["b"] == 2
    assert "the latest is 2" in get("/compare/states/belarus/1/3", expect=404, at="2")["detail"]
    assert "the latest is 2" in get("/changes/3", expect=404, at="2")["detail"]


def test_it_is_answered_again_only_when_it_changed(belarus, client):
    first = client.get("/api/v1/compare/states/belarus/3/4")
    again = client.get("/api/v1/compare/states/belarus/3/4", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_a_changeset_is_told_whole(belarus, get):
    found = get("/changes/4")
    assert (found["number"], found["tag"], found["reverts"]) == (4, "edit", None)
    assert found["sentence"] == "1 fact changed, 1 paragraph, 1 membership ended"
    assert {each["slug"] for each in found["entries"]} == {"belarus", "csto"}
    (facts,) = found["facts"]
    assert (facts["kind"], facts["slug"], facts["op"]) == ("state", "belarus", "changed")
    assert {each["field"] for each in facts["fields"]} == {"iso_code", "text"}
    assert [claim["op"] for claim in found["claims"]] == ["changed"]
    assert get("/changes/2")["facts"][0]["op"] == "added"


def test_a_comparison_asks_as_often_for_many_claims_as_for_one(client):
    belarus = state("Belarus")
    save(*(Membership(member=belarus, body=body(f"Body {n}"), start=str(1990 + n)) for n in range(2)))
    save(*(Membership(member=belarus, body=body(f"Other {n}"), start=str(1990 + n)) for n in range(9)))

    def queries(a, b):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/api/v1/compare/states/belarus/{a}/{b}")
        return len(answer.json()["claims"]), len(asked)

    (few, few_queries), (many, many_queries) = queries(3, 4), queries(13, 14)
    assert (few, many) == (2, 9)
    assert few_queries == many_queries <= 25

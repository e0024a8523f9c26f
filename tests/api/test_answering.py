"""How every call answers: verbs, headers, caching, errors, and input that means harm."""

import pytest

from apps.entries.kinds import CLAIMS, KINDS
from tests.factories import body, document, member, state

pytestmark = pytest.mark.django_db

LISTS = [
    *(f"/api/v1/{model.spec.plural}" for model in (*KINDS, *CLAIMS)),
    "/api/v1/changes",
    "/api/v1/documents/treaty/parties",
]
CALLS = [*LISTS, "/api/v1/documents/treaty", "/api/v1/search"]
EVERY_LIST = pytest.mark.parametrize("address", LISTS)
EVERY_PART = pytest.mark.parametrize("address", [*LISTS, "/api/v1/search"])
EVERY_CALL = pytest.mark.parametrize("address", CALLS)


@pytest.fixture(autouse=True)
def treaty():
    return document("Treaty")


def is_error(response, status):
    """Whether it is an error as every error here is: one sentence, or some, as `detail`."""
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"].startswith("application/json")
    answer = response.json()
    return set(answer) == {"detail"} and isinstance(answer["detail"], str) and answer["detail"].endswith(".")


@EVERY_LIST
def test_a_list_is_a_count_the_next_part_and_results(address, client):
    answer = client.get(address).json()
    assert set(answer) == {"count", "next", "results"}
    assert isinstance(answer["results"], list)


@EVERY_CALL
def test_the_public_may_read_it_from_every_origin(address, client):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Vary"] == "Accept-Encoding"  # nobody is known: what they read may be shared


@EVERY_CALL
def test_head_answers_as_get_does_without_the_body(address, client):
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")


@EVERY_CALL
def test_other_verbs_are_refused(address, client):
    for verb in (client.post, client.put, client.patch, client.delete, client.options):
        response = verb(address)
        assert is_error(response, 405)
        assert response["Allow"] == "GET, HEAD"


@EVERY_CALL
def test_an_answer_that_is_known_already_is_not_sent_again(address, client):
    etag = client.get(address)["ETag"]
    response = client.get(address, headers={"If-None-Match": etag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_an_edit_makes_another_etag(client):
    before = client.get("/api/v1/states")["ETag"]
    state("Belarus")
    response = client.get("/api/v1/states", headers={"If-None-Match": before})
    assert response.status_code == 200
    assert response["ETag"] != before


@EVERY_CALL
def test_a_malformed_moment_is_told(address, client):
    for value in ("yesterday", "1999-13-01", "-1", "\0", "9" * 5000, "2026-02-30", "0001-01-01T00:00+14:00"):
        assert is_error(client.get(address, {"on": value}), 400)
        assert is_error(client.get(address, {"at": value}), 400)


@EVERY_CALL
def test_the_future_of_the_wiki_is_not_known(address, client):
    assert "future" in client.get(address, {"at": 2}).json()["detail"]
    assert is_error(client.get(address, {"at": "2999-01-01"}), 400)
    assert client.get(address, {"at": 1, "on": "2999-01-01"}).status_code == 200


@EVERY_CALL
def test_an_empty_moment_is_not_asked_for(address, client):
    assert client.get(address, {"on": "", "at": ""}).status_code == 200


@EVERY_PART
def test_a_part_of_a_list_that_cannot_be_is_told(address, client):
    for limit in ("0", "501", "99999999999999999999", "9" * 5000, "many", "1.5"):
        assert is_error(client.get(address, {"limit": limit}), 422)
    for offset in ("-1", "10000001", "99999999999999999999"):
        assert is_error(client.get(address, {"offset": offset}), 422)


@EVERY_PART
def test_a_part_after_the_last_is_empty(address, client):
    answer = client.get(address, {"limit": 500, "offset": 10_000_000}).json()
    assert (answer["next"], answer["results"]) == (None, [])


def test_the_next_part_keeps_what_was_asked(client):
    for title in ("Armenia", "Belarus", "Georgia"):
        member(state(title), body(f"Body of {title}"), start="1999", end="..")
    first = client.get("/api/v1/memberships?limit=1&on=1999-07-01&at=10&certainty=possible").json()
    assert first["count"] == 3
    seen, address = list(first["results"]), first["next"]
    while address:
        answer = client.get(address).json()
        seen, address = seen + answer["results"], answer["next"]
    assert [each["member"] for each in seen] == ["armenia", "belarus", "georgia"]


@pytest.mark.parametrize("slug", ["%00", "a%00b", "x" * 3000, "%F0%9F%92%A9", "..%2f..", "<script>", "'; DROP TABLE"])
def test_a_hostile_slug_is_not_found(slug, client):
    assert is_error(client.get(f"/api/v1/states/{slug}"), 404)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/states?q=%00",
        "/api/v1/states?q=" + "x" * 201,
        "/api/v1/memberships?member=%00",
        "/api/v1/tenures?office=a%00b",
        "/api/v1/changes?user=%00",
        "/api/v1/changes?entry=%00",
        "/api/v1/documents/treaty/parties?party=%00",
    ],
)
def test_words_that_no_database_takes_are_refused(address, client):
    assert is_error(client.get(address), 422)


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", '"', "💩", "\ud7ff", "a" * 200])
def test_strange_words_find_nothing(words, client):
    response = client.get("/api/v1/states", {"q": words})
    assert (response.status_code, response.json()["results"]) == (200, [])


@pytest.mark.parametrize("address", ["nowhere", "states/belarus/history", "compare/states/x/1", "find"])
def test_no_call_is_a_404_that_says_where_calls_are(address, client):
    response = client.get(f"/api/v1/{address}")
    assert is_error(response, 404)
    assert "/api/v1/docs" in response.json()["detail"]


@pytest.mark.parametrize("address", ["/api/v1/states/", "/api/v1/documents/treaty/", "/api/v1/changes//"])
def test_a_last_slash_too_many_leads_on(address, client):
    response = client.get(f"{address}?on=1999-07-01")
    assert (response.status_code, response["Location"]) == (301, f"{address.rstrip('/')}?on=1999-07-01")


def test_the_index_lists_every_call(client):
    calls = client.get("/api/v1/").json()
    assert set(LISTS[:-1]) <= {address.removeprefix("http://testserver") for address in calls.values()}
    for address in calls.values():
        assert client.get(address).status_code == 200


def test_what_breaks_here_is_noted_and_told_without_details(client, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr("apps.api.entries.read_entries", broken)
    response = client.get("/api/v1/states")
    assert is_error(response, 500)
    assert "secret" not in response.content.decode()
    assert "a secret of the house" in caplog.text


def test_letters_of_every_script_are_sent_as_they_are(client):
    state("Belarus", summary="Рэспубліка Беларусь")
    assert "Рэспубліка Беларусь".encode() in client.get("/api/v1/states/belarus").content


def test_a_long_list_says_that_it_is_long(client, monkeypatch):
    for number in range(4):
        state(f"State {number}")
    assert "count_more_than" not in client.get("/api/v1/states").json()
    monkeypatch.setattr("apps.entries.keyset.MOST_COUNTED", 3)
    answer = client.get("/api/v1/states?limit=2").json()
    assert (answer["count"], answer["count_more_than"]) == (None, 3)
    assert client.get(answer["next"]).json()["next"] is None


@pytest.mark.parametrize("after", ["x", "W10", "WzAsMV0"])
def test_a_place_that_a_list_has_not_is_told(client, after):
    assert is_error(client.get("/api/v1/states", {"after": after}), 422)


def test_parts_can_be_counted_off_too(client):
    for number in range(4):
        state(f"State {number}")
    answer = client.get("/api/v1/states?limit=2&offset=1").json()
    assert [each["slug"] for each in answer["results"]] == ["state-1", "state-2"]
    assert "offset" not in answer["next"]
    assert [each["slug"] for each in client.get(answer["next"]).json()["results"]] == ["state-3"]

"""A state's page and the list of states, on both sides of the days on which it began and ended."""

import pytest

from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

DAYS = [("1922-12-29", False), ("1922-12-30", True), ("1991-12-26", True), ("1991-12-27", False)]


@pytest.fixture
def soviet():
    """A state that is no more."""
    return factories.state("Soviet Union", established="1922-12-30", dissolved="1991-12-26")


@pytest.mark.parametrize(("day", "there"), DAYS)
def test_the_page_says_whether_it_existed(soviet, client, day, there):
    told = text_of(client.get("/states/soviet-union/", {"on": day}))
    assert ("Soviet Union did not exist (30 December 1922 to 26 December 1991)" in told) is not there


@pytest.mark.parametrize(("day", "there"), DAYS)
def test_the_list_and_the_api_have_it_on_its_days_only(soviet, client, day, there):
    page = client.get("/states/", {"on": day}).content.decode()
    assert ('<a href="/states/soviet-union/' in page) is there
    answer = client.get("/api/v1/states", {"on": day}).json()
    assert [each["slug"] for each in answer["results"]] == (["soviet-union"] if there else [])
    one = client.get("/api/v1/states/soviet-union", {"on": day}).json()
    assert one["exists"] == ("certain" if there else None)


def test_nobody_is_a_state_in_1066_and_the_list_says_so(soviet, client):
    told = text_of(client.get("/states/", {"on": "1066-10-14"}))
    assert "No state that may have existed on 14 October 1066 is recorded." in told
    assert "0 states that existed, or may have, on 14 October 1066" in told


def test_a_vague_beginning_is_possible_in_its_year(client):
    factories.state("Belarus", established="1991", dissolved="..")
    told = text_of(client.get("/states/belarus/", {"on": "1991-07-01"}))
    assert "On 1 July 1991, Belarus possibly existed" in told
    assert "For its beginning, the source says only “1991”." in told
    assert "did not exist" in text_of(client.get("/states/belarus/", {"on": "1990-12-31"}))


def test_a_successor_and_a_predecessor_lead_to_each_other(soviet, client):
    russia = factories.state("Russia", established="1991-08-24", dissolved="..")
    factories.succeed(soviet, russia, "continuation", "1991-12-26")
    told = text_of(client.get("/states/russia/"))
    assert "Predecessors" in told
    assert "continuation" in told
    assert '<a href="/states/soviet-union/"' in client.get("/states/russia/").content.decode()
    assert '<a href="/states/russia/"' in client.get("/states/soviet-union/").content.decode()
    assert "Successors" in text_of(client.get("/states/soviet-union/"))

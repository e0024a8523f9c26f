"""The matrix has no row of a state that certainly does not exist on its day."""

import pytest

from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def league():
    """A body, two of whose members followed each other."""
    league = factories.body("League")
    for title, since, until in (("Soviet Union", "1922-12-30", "1991-12-26"), ("Russia", "1991-12-25", "..")):
        state = factories.state(title, established=since, dissolved=until)
        factories.member(state, league, start=since, end=until)


@pytest.mark.parametrize(
    ("day", "rows"),
    [
        ("1922-12-29", []), ("1922-12-30", ["soviet-union"]), ("1991-12-24", ["soviet-union"]),
        ("1991-12-25", ["russia", "soviet-union"]), ("1991-12-26", ["russia", "soviet-union"]),
        ("1991-12-27", ["russia"]),
    ],
)  # fmt: skip
def test_there_is_a_row_on_the_first_and_the_last_day_and_none_beyond(league, client, day, rows):
    page = client.get("/participation/", {"on": day}).content.decode()
    assert [part.split("/")[2] for part in page.split('<th scope="row"><a href="')[1:]] == rows
    answer = client.get("/api/v1/participation", {"on": day}).json()
    assert sorted(row["party"] for row in answer["results"]) == rows


def test_today_there_is_no_row_of_a_state_that_is_no_more(league, client):
    page = client.get("/participation/").content.decode()
    assert "/states/russia/" in page
    assert '<th scope="row"><a href="/states/soviet-union/' not in page


def test_a_matrix_without_rows_says_why(league, client):
    told = text_of(client.get("/participation/", {"on": "1066-10-14"}))
    assert "No state that is recorded here may have existed on 14 October 1066" in told

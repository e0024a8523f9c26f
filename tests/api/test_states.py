"""Which states there were on a day, and which came after which, as the API answers of the seeded article."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("article")]

OF_1776_AND_1919 = ["afghanistan", "united-states"]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("1066-10-14", []), ("1776-07-03", []), ("1776-07-04", ["united-states"]), ("1919-08-18", ["united-states"]),
        ("1919-08-19", OF_1776_AND_1919), ("1922-12-29", OF_1776_AND_1919),
        ("1922-12-30", ["afghanistan", "soviet-union", "united-states"]),
        ("1991-04-08", ["afghanistan", "soviet-union", "united-states"]),
        ("1991-04-09", ["afghanistan", "georgia", "soviet-union", "united-states"]),
    ],
)  # fmt: skip
def test_the_states_of_a_day_are_those_that_existed(day, known, slugs):
    assert slugs("/states", on=day) == known


def test_the_soviet_union_is_there_to_its_last_day(slugs, get):
    assert len(slugs("/states", on="1991-12-26")) == 14
    assert "soviet-union" not in slugs("/states", on="1991-12-27")
    assert get("/states/soviet-union", on="1991-12-26")["exists"] == "certain"
    assert get("/states/soviet-union", on="1991-12-27")["exists"] is None


def test_eleven_states_came_after_the_soviet_union_and_one_continues_it(get):
    found = get("/successions", predecessor="soviet-union")["results"]
    assert len(found) == 11
    (russia,) = [each for each in found if each["type"] == "continuation"]
    assert (russia["successor"], russia["date"], russia["certainty"]) == ("russia", "1991-12-26", "certain")
    assert get("/successions", on="1991-04-08")["count"] == 0
    assert [each["successor"] for each in get("/successions", on="1991-04-09")["results"]] == ["georgia"]

"""Whose land is whose on a day: former states in the outlines of later ones, and nobody's where no state was."""

import re
from datetime import date

import pytest

from apps.drawing.former import FORMER
from apps.entries import models
from apps.entries.access import Viewer
from apps.entries.world import World
from apps.overview.lands import read_lands
from apps.overview.mapped import read_map
from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db

NAMES = {"AM": "Armenia", "KZ": "Kazakhstan", "RU": "Russia", "UA": "Ukraine"}


@pytest.fixture
def union():
    """Four states that came after a fifth, and belong to a union."""
    union = factories.body("Union", slug="csto")
    soviet = factories.state(
        "Soviet Union", identifiers="iso3166-3: SUHH", established="1922-12-30", dissolved="1991-12-26"
    )
    for code, title in NAMES.items():
        state = factories.state(title, iso_code=code, established="1991-09-21", dissolved="..")
        factories.succeed(soviet, state, "continuation" if code == "RU" else "secession", "1991-09-21")
        factories.member(state, union, start="1992-05-15", end="..")
    return union


def pieces(day: date) -> dict[str, set[str]]:
    lands = read_lands(World(Viewer(), on=day), models.State.objects.all())
    return {lands.states[key].title: {*lands.pieces(key)} for key in lands.existing}


def mapped(union, *day: int):
    return read_map(World(Viewer(), on=date(*day)), union)


def test_a_former_state_has_all_the_land_that_iso_3166_3_tells_of_until_a_part_is_gone(union):
    assert pieces(date(1980, 1, 1)) == {"Soviet Union": {*FORMER["SUHH"]}}
    assert pieces(date(1991, 9, 20)) == {"Soviet Union": {*FORMER["SUHH"]}}
    assert pieces(date(1991, 9, 21)) == {"Soviet Union": set()} | {title: {code} for code, title in NAMES.items()}
    assert pieces(date(1991, 12, 27)) == {title: {code} for code, title in NAMES.items()}
    assert pieces(date(1066, 10, 14)) == {}


def test_a_former_state_without_a_code_has_the_land_of_those_that_came_after_it_and_after_them():
    first = factories.state("First", established="1900", dissolved="1950")
    second = factories.state("Second", established="1951", dissolved="1990")
    parts = [factories.state(title, iso_code=code, established="1991") for code, title in NAMES.items()]
    factories.succeed(first, second, "continuation", "1951-01-01")
    for part in parts[:3]:
        factories.succeed(second, part, "dissolution", "1991")
    factories.succeed(second, parts[3], "dissolution", "1991", rank="deprecated")
    factories.succeed(second, first, "secession")
    assert pieces(date(1920, 1, 1)) == {"First": {"AM", "KZ", "RU"}}
    assert pieces(date(1970, 1, 1)) == {"Second": {"AM", "KZ", "RU"}}


def test_a_state_has_the_land_that_seceded_until_it_did_and_never_that_of_a_union():
    kept = factories.state("Russia", iso_code="RU", established="1900", dissolved="..")
    lost = factories.state("Ukraine", iso_code="UA", established="1991-08-24", dissolved="..")
    joined = factories.state("Kazakhstan", iso_code="KZ", established="2050", dissolved="..")
    factories.succeed(kept, lost, "secession", "1991-08-24")
    factories.succeed(kept, joined, "union", "2050")
    assert pieces(date(1991, 8, 23)) == {"Russia": {"RU", "UA"}}
    assert pieces(date(1991, 8, 24)) == {"Russia": {"RU"}, "Ukraine": {"UA"}}


def test_a_former_state_is_drawn_as_one_and_its_successors_are_not(union, client):
    page = client.get("/map/", {"on": "1980-01-01"}).content.decode()
    assert re.findall(r'data-state="([^"]*)"', page) == ["soviet-union"]
    wide, narrow = re.findall(r'<text class="name[^>]*>(.*?)</text>', page)
    for name in (wide, narrow):
        assert re.findall(r"<tspan[^>]*>([^<]*)<", name) in (["Soviet Union"], ["Soviet", "Union"])
    told = words_of(page)
    assert "Soviet Union: drawn in today’s outlines of the land." in told
    assert "None recorded: Soviet Union ." in told
    assert "Not a state on that day: Armenia , Kazakhstan , Russia , Ukraine ." in told
    assert "Crimea :" not in told


def test_no_state_is_drawn_or_coloured_before_there_was_one(union, client):
    page = client.get("/map/", {"on": "1066-10-14"}).content.decode()
    assert "data-state=" not in page
    assert '<text class="name' not in page
    told = words_of(page)
    assert "No state has a recorded status on that day." in told
    assert "Not a state on that day: Armenia , Kazakhstan , Russia , Soviet Union , Ukraine ." in told


def test_today_shows_the_states_that_are_there_and_names_the_former_one(union, client):
    page = client.get("/map/").content.decode()
    assert sorted(re.findall(r'data-state="([^"]*)"', page)) == ["armenia", "kazakhstan", "russia", "ukraine"]
    assert "Not a state on that day: Soviet Union ." in words_of(page)
    assert "drawn in today’s outlines" not in words_of(page)


def test_a_state_that_possibly_exists_is_drawn_and_taken_from_the_former_one(union):
    factories.succeed(
        models.State.objects.get(title="Soviet Union"), factories.state("Moldova", iso_code="MD"), "secession"
    )
    found = mapped(union, 1980, 1, 1)
    assert {place.state.title for place in found.places} == {"Moldova", "Soviet Union"}
    assert set(found.plate.shapes) == {"soviet-union"}
    lands = pieces(date(1980, 1, 1))
    assert lands["Soviet Union"] == {*NAMES}


def test_the_frame_is_the_same_on_every_day_and_days_stop_where_states_began_and_ended(union):
    days = [mapped(union, *day) for day in ((1066, 1, 1), (1980, 1, 1), (1991, 10, 1), (2020, 1, 1))]
    assert len({(each.plate.width, each.plate.height) for each in days}) == 1
    assert {date(1922, 12, 30), date(1991, 9, 21), date(1991, 12, 27)} <= {*days[0].turns.days}


def test_a_former_state_that_stood_is_in_the_frame_and_without_an_outline_in_the_list():
    league = factories.body("League", slug="csto")
    prussia = factories.state("Prussia", established="1701-01-18", dissolved="1947-02-25")
    soviet = factories.state("Soviet Union", identifiers="iso3166-3: SUHH", established="1922", dissolved="1991")
    for state in (prussia, soviet):
        factories.member(state, league, start="1930-01-01", end="1940-12-31")
    found = mapped(league, 1935, 1, 1)
    assert [place.state.title for place in found.without_shape] == ["Prussia"]
    assert set(found.plate.shapes) == {"soviet-union"}
    assert [state.title for state in found.joined] == ["Soviet Union"]

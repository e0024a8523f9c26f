"""The map: which status colours a state, what is written, and what is in the table beside it."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from apps.drawing.outlines import Plate, Shape
from apps.entries.access import Viewer
from apps.entries.world import World
from apps.overview.mapped import Mapped, read_map
from apps.overview.mapped_states import MappedState
from apps.pages.chart_rows import ChartMark
from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db

PLATE = Plate(200, 120, {}, "", ())
WORLD = {"AM": "Armenia", "AZ": "Azerbaijan", "GE": "Georgia", "RU": "Russia", "US": "United States", "BR": "Brazil"}


def union_of(codes: dict[str, str]):
    union = factories.body("Union", slug="csto")
    for code, title in codes.items():
        factories.member(factories.state(title, iso_code=code), union, start="2000", end="..")
    return union


def written(page: str) -> list[str]:
    found = re.findall(r'<text class="name[^>]*>(.*?)</text>', page)
    return [" ".join(re.findall(r"<tspan[^>]*>([^<]*)<", each)) for each in found]


def test_a_certain_status_colours_a_state_before_a_possible_one(client):
    union, armenia = factories.body("Union", slug="csto"), factories.state("Armenia", iso_code="AM")
    partner = factories.member(armenia, union, status="partner", start="1999-01-01", end="..", attested="1999")
    factories.member(armenia, union, status="member", start="1990", end="1999")
    page = client.get("/map/", {"on": "1999-07-01"}).content.decode()
    assert 'data-state="armenia" data-status="partner" data-certainty="certain"' in page
    assert "<title>Armenia: partner, possibly member</title>" in page
    partner.attested = ""
    factories.save(partner)
    page = client.get("/map/", {"on": "1999-07-01"}).content.decode()
    assert 'data-state="armenia" data-status="partner" data-certainty="assumed"' in page


def test_a_suspension_stands_in_for_the_membership(client):
    union, armenia = factories.body("Union", slug="csto"), factories.state("Armenia", iso_code="AM")
    factories.member(armenia, union, status="suspended", start="1999-01-01", end="1999-06-30")
    factories.member(armenia, union, status="member", start="1990", end="2001")
    for day, status in (("1998-12-31", "member"), ("1999-06-30", "suspended"), ("1999-07-01", "member")):
        page = client.get("/map/", {"on": day}).content.decode()
        assert f'data-state="armenia" data-status="{status}" data-certainty="certain"' in page
        assert f"<title>Armenia: {status}</title>" in page


def test_every_name_is_written_those_of_small_states_beside_them(client):
    union_of(WORLD)
    page = client.get("/map/").content.decode()
    assert set(written(page)) == {*WORLD.values()}
    assert page.count('<path class="leader"') >= 1


def test_names_are_written_once_for_a_wide_picture_and_once_for_a_phone(client):
    union_of(WORLD)
    page = client.get("/map/").content.decode()
    narrow = page.split('<g class="names narrow" aria-hidden="true">')[1].split("</g>")[0]
    assert {"Brazil", "Russia"} <= {*written(narrow)}


def test_a_state_that_the_picture_cuts_is_named_below_it(client):
    union_of({"RU": "Russia", "AM": "Armenia", "KZ": "Kazakhstan", "BY": "Belarus"})
    assert "Goes on beyond the picture: Russia. Outlines" in words_of(client.get("/map/").content.decode())


def test_a_key_says_which_states_have_but_a_number(client):
    named = {code: f"United Commonwealth of {code}" for code in ("AM", "BY", "KG", "KZ", "RU", "TJ", "UZ")}
    union_of(named)
    page = client.get("/map/").content.decode()
    key = words_of(page.split('<p class="small key narrow">')[1].split("</p>")[0])
    assert key.startswith("By number: 1 United Commonwealth of ")
    narrow = written(page.split('<g class="names narrow" aria-hidden="true">')[1].split("</g>")[0])
    assert "1" in narrow
    assert len([name for name in narrow if not name.isdigit()]) + key.count("United") == len(named)


def test_a_region_has_room_for_the_names_of_small_states(client):
    union_of({code: WORLD[code] for code in ("AM", "AZ", "GE")})
    assert set(written(client.get("/map/").content.decode())) == {"Armenia", "Azerbaijan", "Georgia"}


def test_a_state_without_an_outline_is_in_the_table_and_named_below_it(client):
    union = union_of({"AM": "Armenia"})
    factories.member(factories.state("Atlantis"), union, start="2000", end="..")
    page = client.get("/map/").content.decode()
    assert 'data-state="atlantis"' not in page
    told = words_of(page.split('id="statuses"')[1])
    assert "Atlantis member" in told
    assert "because this map has no outline of them: Atlantis ." in told


def test_states_that_stand_in_no_way_are_named(client):
    union_of({"AM": "Armenia"})
    factories.state("Brazil", iso_code="BR")
    assert "None recorded: Brazil ." in words_of(client.get("/map/").content.decode())


def test_the_border_note_names_what_is_disputed_in_view_and_the_outlines_source(client):
    union_of({"RU": "Russia", "AM": "Armenia"})
    page = words_of(client.get("/map/").content.decode())
    assert "Natural Earth" in page
    assert "Crimea : United Nations General Assembly resolution 68/262" in page


def test_a_document_is_taken_before_a_body_and_the_featured_body_where_none_is_asked_for(client):
    union_of({"AM": "Armenia"})
    league, treaty = factories.body("League"), factories.document("Treaty")
    georgia = factories.state("Georgia", iso_code="GE")
    factories.member(georgia, league, start="2000", end="..")
    factories.act(georgia, treaty, "signature", "2000")
    heading = re.compile(r"<h1>Map: (.*?)</h1>")
    for query, title in (
        ({}, "Union"),
        ({"body": "league"}, "League"),
        ({"body": "league", "document": "treaty"}, "Treaty"),
    ):
        assert heading.search(client.get("/map/", query).content.decode())[1] == title


def place(
    title: str, x: float = 0, y: float = 0, *, word: str = "", extent: float = 100, sure: bool = True
) -> MappedState:
    certainty = ("certain" if sure else "possible") if word else ""
    ring = ((x, y), (x + extent, y), (x + extent, y + 30), (x, y + 30))
    standings = (SimpleNamespace(certainty=certainty),) if word else ()
    mark = ChartMark(word, word.upper()) if word else None
    return MappedState(
        SimpleNamespace(title=title, name=title, slug=title.lower()),
        standings,
        mark,
        certainty,
        Shape("M0 0", x + extent / 2, y + 15, extent, (ring,)),
    )


def names(places) -> list[str]:
    return [each.state.title for each in places]


def test_names_of_states_that_stand_in_some_way_go_first_and_then_those_with_most_room():
    mapped = Mapped(PLATE, (
        place("Small", 150, word="member", extent=5), place("Large", y=80, extent=190), place("Wide", word="party"),
        MappedState(
            SimpleNamespace(title="Atlantis", name="Atlantis"), (), ChartMark("member", "member"), "certain", None
        ),
    ))  # fmt: skip
    assert [place.state.title for place, _ in mapped.names[0].labels] == ["Wide", "Small", "Large"]
    assert names(mapped.drawn) == ["Large", "Small", "Wide"]
    assert names(mapped.standing) == ["Small", "Wide", "Atlantis"]
    assert names(mapped.without_shape) == ["Atlantis"]
    assert names(mapped.none) == ["Large"]


def test_statuses_have_an_order_and_what_is_possible_is_counted():
    order = ["member", "party", "observer", "partner", "suspended", "excluded", "withdrawn", "refused"]
    places = [place(word, word=word, sure=word > "o") for word in sorted(order)]
    marks = [ChartMark(word, word.upper()) for word in ["unheard-of", *order, "unseen"]]
    mapped = Mapped(PLATE, (place("None"), *places, place("Twice", word="party")), tuple(marks))
    assert [mark.word for mark in mapped.marks] == order
    assert mapped.doubtful == sum(word <= "o" for word in order) == 2


def test_states_come_by_title_with_their_standings_on_the_day_the_surest_first():
    union = union_of({"RU": "Russia", "AM": "Armenia"})
    factories.state("Brazil", iso_code="BR")
    armenia = factories.models.State.objects.get(title="Armenia")
    factories.member(armenia, union, status="observer", start="1990", end="1991")
    factories.member(armenia, union, status="partner", start="2000-01-01", end="..", attested="2000")
    mapped = read_map(World(Viewer(), on=date(2000, 7, 1)), union)
    assert [(each.state.title, each.mark and each.mark.word, each.certainty) for each in mapped.places] == [
        ("Armenia", "partner", "certain"), ("Brazil", None, ""), ("Russia", "member", "possible"),
    ]  # fmt: skip
    assert [each.status for each in mapped.places[0].standings] == ["partner", "member"]
    assert set(mapped.plate.shapes) == {"RU", "AM"}
    assert set(read_map(World(Viewer(), on=date(1980, 1, 1)), union).plate.shapes) == {"RU", "AM"}
    assert mapped.disputed == mapped.plate.disputed
    assert mapped.doubtful == 2

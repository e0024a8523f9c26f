"""The pictures of entries: what they say, of which day, to whom; and that nothing that somebody writes breaks them."""

import pytest

from apps.entries import models
from apps.entries.access import Hidden
from apps.entries.kinds import KINDS
from apps.pages.cards import saying
from apps.pages.cards.drawing import Card, as_png, as_svg
from apps.pages.cards.measuring import lines, width
from apps.pages.cards.sizes import HEIGHT, WIDTH
from tests import factories

PNG = b"\x89PNG\r\n\x1a\n"
LONG = "Договор о коллективной безопасности " * 40
STRANGE = "\x00\x1b\ufffe\ud800\u2028"
"""What no XML holds, and a separator of lines."""


@pytest.fixture
def drawn(monkeypatch):
    """The cards that were drawn."""
    found = []

    def draw(card):
        found.append(card)
        return PNG

    monkeypatch.setattr("apps.pages.views.card_pictures.as_png", draw)
    return found


def size_of(png):
    assert png.startswith(PNG)
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize(
    "card",
    [
        Card("State", "Belarus"),
        Card("Body", LONG, LONG, (LONG, LONG), LONG, (LONG, "B") * 20, LONG),
        *(
            Card("", f"</text> & {letter}", f'" {letter}', names=("<", letter))
            for letter in "\x00\x1b\ufffe\ud800\u2028"
        ),
        Card("Topic", "集団安全保障条約機構", "منظمة معاهدة الأمن الجماعي"),
        Card("", "", ""),
    ],
)
def test_whatever_it_says_it_is_a_picture_of_that_size(card):
    assert size_of(as_png(card)) == (WIDTH, HEIGHT)


def test_no_line_is_wider_than_its_room():
    for most in (1, 2, 3):
        found = lines(LONG + "A" * 300, "serif", 64, 1040, most)
        assert len(found) == most
        assert max(width(line, "serif", 64) for line in found) <= 1040
        assert found[-1].endswith("…")
    assert lines("Collective Security Treaty", "serif", 64, 1040, 2) == ["Collective Security Treaty"]


def test_names_for_which_there_is_no_room_are_counted():
    svg = as_svg(Card("Body", "CSTO", names=tuple(f"State number {place}" for place in range(20)), heading="Members"))
    shown = svg.count(">State number ")
    assert 1 < shown < 20
    assert f">+ {20 - shown}<" in svg


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_kind_has_one(client, model):
    entry = factories.make(model, "A title", summary="A summary.")
    answer = client.get(f"{entry.get_absolute_url()}card.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert size_of(answer.content) == (WIDTH, HEIGHT)
    assert client.get("/card.png").status_code == 200


@pytest.mark.django_db
def test_it_tells_who_belonged_to_it_on_the_day_and_who_only_possibly_did_is_left_out(client, drawn):
    csto, first = factories.body("CSTO", abbreviation="CSTO"), factories.state("Armenia")
    factories.member(first, csto, start="1992-05-15", end="2020-01-01")
    factories.member(factories.state("Georgia"), csto, start="1992-05-15", end="1999")
    factories.member(factories.state("Serbia"), csto, status="observer", start="1992-05-15", end="2020-01-01")
    client.get("/bodies/csto/card.png?on=1995-07-01")
    client.get("/bodies/csto/card.png?on=1999-07-01&at=3")
    early, late = drawn
    assert (early.names, early.heading, early.moment) == (
        ("Armenia", "Georgia"), "Members on 1 July 1995", "1 July 1995",
    )  # fmt: skip
    assert (late.names, late.moment) == (("Armenia",), "1 July 1999, as recorded in change 3")
    assert early.facts[0] == "Abbreviation: CSTO"


@pytest.mark.django_db
def test_what_is_only_assumed_is_told_as_last_confirmed(client, drawn):
    factories.member(factories.state("Armenia"), factories.body("CSTO"), start="1999", end="..", attested="2009")
    client.get("/bodies/csto/card.png")
    assert (drawn[0].names, drawn[0].heading) == (("Armenia",), "Members, as last confirmed in 2009")


@pytest.mark.django_db
def test_parties_are_those_that_treaty_law_derives(client, drawn):
    treaty = factories.document("Treaty")
    factories.act(factories.state("Armenia"), treaty, "accession", "1993")
    left = factories.state("Georgia")
    factories.act(left, treaty, "accession", "1993")
    factories.act(left, treaty, "withdrawal", "1999-01-01")
    client.get("/documents/treaty/card.png?on=2001-07-01")
    assert drawn[0].names == ("Armenia",)


@pytest.mark.django_db
def test_it_speaks_the_language_of_the_address_and_not_the_browsers(client, drawn):
    factories.state()
    client.get("/states/belarus/card.png", headers={"accept-language": "ru"})
    assert drawn[0].kind == "State"
    assert saying.site_card().title == "cstowiki"


@pytest.mark.django_db
def test_what_is_hidden_has_none_and_is_named_on_none(client, drawn, monkeypatch):
    belarus, csto = factories.state(), factories.body("CSTO")
    factories.member(belarus, csto, start="1999", end="2030")
    monkeypatch.setattr("apps.entries.access.hidden_from", lambda viewer: Hidden(frozenset({belarus.pk})))
    assert client.get("/states/belarus/card.png").status_code == 404
    client.get("/bodies/csto/card.png?on=2001-01-01")
    assert drawn[0].names == ()


@pytest.mark.django_db
def test_former_slugs_lead_there_and_others_are_not_found(client):
    belarus = factories.state()
    belarus.slug = "white-russia"
    factories.save(belarus)
    answer = client.get("/states/belarus/card.png")
    assert (answer.status_code, answer.url) == (301, "/states/white-russia/card.png")
    assert client.get("/states/nobody/card.png").status_code == 404
    assert client.get("/states/white-russia/card.png?on=yesterday").status_code == 400
    assert client.post("/states/white-russia/card.png").status_code == 405
    assert models.State.objects.count() == 1

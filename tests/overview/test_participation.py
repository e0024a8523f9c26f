"""The matrix: rows, columns, cells with since, certainty and source; and as CSV what it shows."""

import csv
import io
from datetime import date

import pytest

from apps.entries import models
from apps.entries.access import Viewer
from apps.entries.world import World
from apps.overview.matrix import read_matrix, read_subjects
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """Two unions and a treaty; a state in all, one in none, and a union that signed."""
    factories.source("Article", publisher="A press")
    union, league = factories.body("Union"), factories.body("League")
    treaty = factories.document("Treaty")
    armenia = factories.state("Armenia")
    factories.state("Belarus")
    factories.member(armenia, union, start="1999", end="..", cites="@article, p. 1; @article, p. 2")
    factories.member(armenia, league, status="observer", start="1990-01-01", end="2000-12-31", cites="@article, p. 1")
    factories.act(armenia, treaty, "signature", "1992-05-15", cites="@article, p. 3")
    factories.act(armenia, treaty, "ratification", "1993-01-01", cites="@article, p. 3")
    factories.act(union, treaty, "accession", "1999-01-01")


def table(client, **query: str) -> list[dict[str, str]]:
    response = client.get("/participation/", {"format": "csv", **query})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_a_cell_says_status_since_certainty_and_source(scene, client):
    page = text_of(client.get("/participation/", {"on": "1999-07-01"}))
    assert "member possibly since 1999 [1] [2]" in page.replace("  ", " ")
    assert "observer certain since 1 January 1990 , until 31 December 2000 [1]" in page
    assert "party assumed last confirmed on 1 January 1993 since 15 May 1992 [3]" in page
    page = text_of(client.get("/participation/", {"on": "1993-01-01"}))
    assert "party certain since 15 May 1992 [2]" in page  # the membership of 1999 is not there yet
    assert "Article . A press [1] &nbsp; p. 1 ↑ [2] &nbsp; p. 3 ↑" in page


def test_states_that_stand_in_no_way_have_a_row_and_bodies_only_if_they_do(scene, client):
    page = client.get("/participation/").content.decode()
    rows = [part.split("/")[2] for part in page.split('<th scope="row"><a href="')[1:]]
    assert rows == ["armenia", "belarus", "union"]


def test_the_csv_has_a_line_for_each_standing(scene, client):
    assert table(client, on="1999-07-01")[0] == {
        "party_kind": "state",
        "party": "armenia",
        "party_title": "Armenia",
        "subject_kind": "body",
        "subject": "league",
        "subject_title": "League",
        "status": "observer",
        "since": "1990-01-01",
        "until": "2000-12-31",
        "certainty": "certain",
        "confirmed": "2000-12-31",
        "sources": "article, p. 1",
        "on": "1999-07-01",
        "at": "",
    }
    assert [each["subject"] for each in table(client, on="1999-07-01")] == ["league", "union", "treaty", "treaty"]
    assert [each["party"] for each in table(client, on="1999-07-01", state="armenia")] == ["armenia"] * 3
    assert {each["subject_kind"] for each in table(client, of="bodies")} == {"body"}
    assert table(client, on="1980-01-01") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_a_formula(client, start):
    evil, union = f"{start}1+1", factories.body(f"{start}HYPERLINK()", slug="union")
    factories.member(factories.state(evil, slug="evil"), union, start="1999", end="..")
    (row,) = table(client)
    assert (row["party_title"], row["subject_title"]) == (f"'{evil}", f"'{start}HYPERLINK()")
    assert (row["party"], row["since"]) == ("evil", "1999")


def test_deprecated_claims_fill_no_cell_and_make_no_column(scene, client):
    georgia = factories.state("Georgia")
    for body in ("Union", "Pact"):
        where = models.Body.objects.filter(title=body).first() or factories.body(body)
        factories.member(georgia, where, start="1990", end="..", rank="deprecated")
    for document in ("Treaty", "Charter"):
        what = models.Document.objects.filter(title=document).first() or factories.document(document)
        factories.act(georgia, what, "signature", "1990", rank="deprecated")
    world = World(Viewer(), on=date(2001, 1, 1))
    assert [subject.title for subject in read_subjects(world)] == ["League", "Union", "Treaty"]
    assert "georgia" not in {each["party"] for each in table(client, on="2001-01-01")}
    assert all(str(day) != "1990-12-31" for day in read_matrix(world, read_subjects(world)).standings.turns.days)


def test_states_stand_by_title_and_bodies_after_them_by_theirs(scene):
    union, treaty = models.Body.objects.get(slug="union"), models.Document.objects.get()
    for title in ("Zone", "Alliance"):
        factories.act(factories.body(title), treaty, "accession", "1999-01-01")
    factories.state("Abkhazia")
    world = World(Viewer(), on=date(2001, 1, 1))
    assert [party.title for party, _ in read_matrix(world, [union, treaty]).rows] == [
        *("Abkhazia", "Armenia", "Belarus", "Alliance", "Union", "Zone"),
    ]
    (armenia,) = read_matrix(world, [treaty, union], models.State.objects.get(slug="armenia")).rows
    assert (armenia[0].title, [[each.status for each in cell] for cell in armenia[1]]) == (
        "Armenia",
        [["party"], ["member"]],
    )
    assert [subject.title for subject in read_subjects(world, "documents")] == ["Treaty"]


def test_many_columns_come_page_by_page(client):
    state = factories.state("Armenia")
    for n in range(13):
        factories.member(state, factories.body(f"Body {n:02}"), start="1999", end="..")
    first, second = (client.get("/participation/", {"page": n}).content.decode() for n in ("1", "2"))
    assert ("Body 11" in first, "Body 12" in first) == (True, False)
    assert "Body 12" in second
    assert len(table(client)) == 13

"""The ways from an entry's page to the forms of its parts: for those who may edit it; no trace of them for readers."""

import re

import pytest

from apps.entries.entry import Protection
from tests import factories

pytestmark = pytest.mark.django_db
TEXT = "The lead.\n\n# Background\n\nSigned in Tashkent.\n\n> # Quoted"


@pytest.fixture
def csto():
    csto = factories.body("CSTO", established="2002", identifiers="wikidata: Q1", text=TEXT)
    factories.member(factories.state("Belarus"), csto, start="1993", end="..")
    return csto


def ways(page):
    """The parts to whose forms a page leads."""
    return set(re.findall(r'href="[^"]*/edit/\?part=([^"&]*)', page.content.decode()))


def names(page):
    """What the ways to forms are called to those who hear them."""
    return set(re.findall(r'class="pencil"[^>]*aria-label="([^"]*)"', page.content.decode()))


def test_readers_get_no_trace_of_them(client, csto):
    page = client.get("/bodies/csto/").content.decode()
    for trace in ("pencil", "data-edit", "inplace", "adding", "csrf", "?part="):
        assert trace not in page


def test_who_may_edit_finds_one_at_each_fact_claim_name_and_section(client, csto, editor):
    client.force_login(editor)
    page = client.get("/bodies/csto/")
    (key,) = [row.claim.pk for table in page.context["tables"] for row in table.rows]
    assert {"title", "names-entry", "established", "identifiers", "section%3A", "section%3Abackground"} <= ways(page)
    assert {f"members-body%3A{key}", "members-body%3Anew", "names-entry%3Anew"} <= ways(page)
    assert {"Edit Belarus, member since 1993", "Edit: Established", "Edit: Background"} <= names(page)
    assert {"seat", "deployments-force%3Anew"} <= ways(page)  # what is not there yet
    for part in ways(page):
        assert client.get(f"/bodies/csto/edit/?part={part}").status_code == 200, part


def test_no_id_stands_twice_on_the_page(client, csto, editor):
    client.force_login(editor)
    factories.name(csto, "ODKB")
    ids = re.findall(r'\sid="([^"]*)"', client.get("/bodies/csto/").content.decode())
    assert {each for each in ids if ids.count(each) > 1} == set()


def test_an_entry_without_prose_leads_to_writing_it(client, editor):
    client.force_login(editor)
    factories.state("Belarus")
    assert "text" in ways(client.get("/states/belarus/"))


def test_a_list_that_is_shown_by_itself_is_edited_too(client, csto, editor):
    client.force_login(editor)
    page = client.get("/bodies/csto/?section=members-body")
    assert names(page) == {"Edit Belarus, member since 1993"}
    assert "members-body%3Anew" in ways(page)


@pytest.mark.parametrize("query", ["?at=1", "history/1/", "?section=members-body&at=1"])
def test_the_past_is_not_edited(client, csto, editor, query):
    client.force_login(editor)
    assert ways(client.get(f"/bodies/csto/{query}")) == set()


def test_who_may_not_edit_gets_none(client, csto, editor):
    client.force_login(editor)
    csto.protection = Protection.REVIEWED
    factories.save(csto)
    page = client.get("/bodies/csto/")
    assert (ways(page), names(page)) == (set(), set())
    assert "inplace" not in page.content.decode()

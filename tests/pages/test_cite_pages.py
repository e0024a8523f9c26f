"""Every page names its permanent address; the pages that say how to cite one, and their files."""

import json
import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import time_machine

from apps.entries.kinds import KINDS
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

FIXED = "on=1999-07-01&at=2"


NAME = "Collective Security Treaty Organization"


@pytest.fixture
def csto():
    """A body at changeset 1, and a state at changeset 2, on 3 May 2026; it is 25 November 2026."""
    with time_machine.travel(datetime(2026, 5, 3, 12, tzinfo=UTC), tick=False):
        body = factories.body(NAME, slug="csto", names=["Tashkent Pact"])
        factories.state("Belarus")
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        yield body


def cited_as(response):
    """The address that the page's head names, which must be the one its `Link` header names."""
    page = response.content.decode()
    found = page.partition('<link rel="cite-as" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert f'<{found}>; rel="cite-as"' in response["Link"]
    return found.removeprefix("http://testserver")


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.spec.name)
def test_every_entry_page_names_its_address_with_both_times_fixed(client, csto, model):
    factories.make(model, "Some thing")
    address = f"/{model.spec.plural}/some-thing/"
    response = client.get(address)
    assert cited_as(response) == f"{address}?on=2026-11-25&at=3"
    assert f'href="{address}cite/?on=2026-11-25&amp;at=3"' in response.content.decode()
    assert client.get(f"{address}cite/").status_code == 200


@pytest.mark.parametrize(
    ("address", "permanent"),
    [
        ("/", "/?on=2026-11-25&at=2"),
        ("/?at=1&on=1999-07-01", "/?on=1999-07-01&at=1"),
        ("/states/?sort=-title&at=1&q=a%26b", "/states/?sort=-title&q=a%26b&on=2026-11-25&at=1"),
        ("/bodies/csto/?at=2026-05-03", "/bodies/csto/?on=2026-11-25&at=2"),
        ("/bodies/csto/print/?on=1999-07-01", "/bodies/csto/?on=1999-07-01&at=1"),
        ("/bodies/csto/history/1/", "/bodies/csto/?on=2026-11-25&at=1"),
        ("/bodies/csto/history/", "/bodies/csto/history/?on=2026-11-25&at=1"),
        ("/bodies/csto/compare/0/1/?view=inline", "/bodies/csto/compare/0/1/?view=inline&on=2026-11-25&at=1"),
        ("/changes/?user=a&user=b", "/changes/?user=a&user=b&on=2026-11-25&at=2"),
        ("/changes/?at=0", "/changes/?on=2026-11-25&at=0"),
        ("/about/?x=%22%3E%3Cb%3E", "/about/?x=%22%3E%3Cb%3E&on=2026-11-25&at=1"),
    ],
)
def test_the_permanent_address_is_the_page_itself_with_on_and_at_last(client, csto, permanent, address):
    response = client.get(address)
    assert cited_as(response) == permanent
    shown = client.get(permanent)
    assert (shown.status_code, cited_as(shown)) == (200, permanent)
    assert f'href="http://testserver{permanent.replace("&", "&amp;")}" rel="bookmark' in response.content.decode()


def test_a_wiki_without_changesets_is_cited_before_its_first(client):
    assert cited_as(client.get("/")).endswith("&at=0")
    assert "before its first changeset" in text_of(client.get("/cite/", {"of": "/"}))


@pytest.mark.parametrize("address", ["/bodies/nothing/", "/?on=yesterday", "/nothing/"])
def test_an_error_has_no_permanent_address(client, csto, address):
    response = client.get(address)
    assert response.status_code in (400, 404)
    assert "cite-as" not in response.content.decode()
    assert "Permanent address" not in text_of(response)
    assert "Link" not in response.headers


def test_an_entry_is_cited_in_every_format_with_both_times_in_a_sentence(client, csto):
    page = client.get(f"/bodies/csto/cite/?{FIXED}")
    shown = text_of(page)
    assert "the world on 1 July 1999 , as this wiki recorded it at changeset 2 , recorded on 3 May 2026" in shown
    for heading in ("Plain text", "BibTeX", "RIS", "CSL-JSON"):
        assert f">{heading}</h2>" in page.content.decode()
    for part in (
        "“Collective Security Treaty Organization”. cstowiki, changeset 2",
        "@online{",
        "TY - ELEC",
        "webpage",
    ):
        assert part in shown
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert cited_as(page) == f"/bodies/csto/?{FIXED}"


@pytest.mark.parametrize(
    ("name", "media", "suffix"),
    [
        ("bibtex", "application/x-bibtex", "bib"),
        ("ris", "application/x-research-info-systems", "ris"),
        ("csl-json", "application/vnd.citationstyles.csl+json", "json"),
        ("text", "text/plain", "txt"),
    ],
)
def test_each_format_is_a_file_to_download(client, csto, name, media, suffix):
    response = client.get(f"/bodies/csto/cite/?{FIXED}&format={name}")
    assert response["Content-Type"] == f"{media}; charset=utf-8"
    file = f"cstowiki-bodies-csto-on-1999-07-01-at-2.{suffix}"
    assert response["Content-Disposition"] == f'attachment; filename="{file}"'
    assert f"http://testserver/bodies/csto/?{FIXED}" in response.content.decode()
    for page in ("/bodies/csto/?at=2&on=1999-07-01", f"/bodies/csto/cite/?{FIXED}"):
        assert f"/bodies/csto/cite/?{FIXED}&format={name}".replace("&", "&amp;") in client.get(page).content.decode()


@pytest.mark.parametrize("address", ["/bodies/csto/cite/?", "/cite/?of=/states/&"])
def test_an_unknown_format_is_refused_with_those_there_are(client, csto, address):
    response = client.get(f"{address}format=endnote")
    assert response.status_code == 400
    assert "choose one of text, bibtex, ris, csl-json" in text_of(response)


def test_an_alias_leads_to_the_citation_of_its_entry(client, csto):
    response = client.get("/bodies/tashkent-pact/cite/?on=1999-07-01")
    assert (response.status_code, response["Location"]) == (301, "/bodies/csto/cite/?on=1999-07-01")


def test_an_entry_that_is_not_there_is_a_404(client, csto):
    assert client.get("/bodies/nothing/cite/").status_code == 404
    assert client.get("/bodies/csto/cite/?at=0").status_code == 404
    assert client.get("/cite/?of=/bodies/nothing/history/").status_code == 404


@pytest.mark.parametrize("address", ["/bodies/csto/cite/", "/cite/?of=/states/"])
@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_citing_takes_no_verb_that_writes(client, csto, address, verb):
    assert getattr(client, verb)(address).status_code == 405


@pytest.mark.parametrize(
    ("of", "title", "permanent"),
    [
        ("/", "Home page", "/?"),
        ("/states/?sort=-title", "States", "/states/?sort=-title&"),
        ("/changes/2/", "Changeset 2", "/changes/2/?"),
        ("/map/?body=csto#parts", "Map", "/map/?body=csto&"),
        ("/bodies/csto/", NAME, "/bodies/csto/?"),
        ("/bodies/csto/print/", NAME, "/bodies/csto/?"),
        ("/bodies/csto/history/", f"{NAME}: history", "/bodies/csto/history/?"),
        (
            "/bodies/tashkent-pact/history/",
            f"{NAME}: history",
            "/bodies/csto/history/?",
        ),
        ("/changes/feed/", "/changes/feed/", "/changes/feed/?"),
        ("/users/J%C3%BCrgen {0}/", "Contributions of Jürgen {0}", "/users/J%C3%BCrgen%20%7B0%7D/?"),
    ],
)
def test_any_other_page_is_cited_by_its_path(client, csto, of, title, permanent):
    response = client.get("/cite/", {"of": of, "on": "1999-07-01", "at": "2", "format": "csl-json"})
    (item,) = json.loads(response.content)
    assert item["title"] == title
    assert item["URL"] == f"http://testserver{permanent}{FIXED}"


def test_the_times_of_the_page_cited_hold_where_none_are_given(client, csto):
    given = quote("/states/?on=1999-07-01&at=1")
    assert cited_as(client.get(f"/cite/?of={given}")) == "/states/?on=1999-07-01&at=1"
    assert cited_as(client.get(f"/cite/?of={given}&at=2")) == "/states/?on=1999-07-01&at=2"
    assert client.get("/cite/", {"of": "/states/?at=99"}).status_code == 400


def test_a_page_leads_to_its_own_citation(client, csto):
    page = client.get("/states/?q=a%26b&on=1999-07-01").content.decode()
    address = page.partition('<a href="/cite/')[2].partition('"')[0].replace("&amp;", "&")
    assert cited_as(client.get(f"/cite/{address}")) == f"/states/?q=a%26b&{FIXED}"


@pytest.mark.parametrize(
    "of",
    [
        *("", "states/", "//evil.example/", "///evil.example/", "/\\evil.example/", "https://evil.example/states/"),
        *("javascript:alert(1)", "/nothing/", "/admin/", "/api/v1/states", "/healthz", "/robots.txt", "/states"),
        *("/timegate//states/", "/%2F/evil.example/", '/"><script>alert(1)</script>', "/states/\r\nX: y"),
    ],
)
def test_what_is_no_page_of_this_site_is_refused_and_leads_nowhere(client, csto, of):
    response = client.get("/cite/", {"of": of})
    assert response.status_code == 400
    assert "is no page of this site that can be cited" in text_of(response)
    assert "Location" not in response.headers
    page = response.content.decode()
    assert "<script>alert" not in page
    assert not re.search(r'(href|src|action)="(https?:)?[/\\]{2,}evil', page)


def test_a_hostile_title_is_escaped_on_the_page_and_kept_in_the_files(client):
    evil = '<script>alert("1")</script> {%} \\ "'
    factories.body(evil, slug="evil")
    assert "<script>alert" not in client.get("/bodies/evil/cite/").content.decode()
    assert json.loads(client.get("/bodies/evil/cite/?format=csl-json").content)[0]["title"] == evil.strip()

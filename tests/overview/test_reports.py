"""The pages of the reports: what they show, to whom, and what they ask of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.entries import models
from apps.overview.reports import REPORTS, report
from tests import factories
from tests.pages import text_of

pytestmark = pytest.mark.django_db

SLUGS = [each.slug for each in REPORTS]
NONE = "No contradiction of this sort is recorded"


def contradictions(first: int, last: int) -> None:
    """So many more findings of each report, but those that the database refuses."""
    rows = []
    for n in range(first, last):
        body = models.Body(title=f"Body {n}", slug=f"body-{n}", established="2002", dissolved="2005")
        state = models.State(title=f"State {n}", slug=f"state-{n}")
        treaty = models.Document(title=f"Treaty {n}", slug=f"treaty-{n}", signed="1992", in_force="1991")
        event = models.Event(title=f"Event {n}", slug=f"event-{n}", date="1999", organisation=body)
        people = [models.Person(title=f"{who} {n}", slug=f"{who}-{n}") for who in ("one", "two")]
        rows += [
            *(body, state, treaty, event, *people),
            models.Membership(member=state, body=body, status="observer", start="2001", end="2004"),
            models.Membership(member=state, body=body, start="2003", end=".."),
            models.Participation(party=body, event=event),
            models.TreatyAction(party=state, document=treaty, action="withdrawal", date="1999"),
            models.TreatyAction(party=state, document=treaty, action="signature", date="2001"),
            *(models.Tenure(person=each, institution=state, office="Chair", start="2002", end="..") for each in people),
        ]
    factories.save(*rows)


def counts(client, query: str = "") -> dict[str, str]:
    """How much the index says that each report finds."""
    page = text_of(client.get(f"/reports/{query}"))
    return {each.slug: page.partition(f"{each.says} {each.spares}".strip())[2].split()[0] for each in REPORTS}


def test_a_wiki_without_contradictions_says_so(client) -> None:
    factories.member(factories.state(), factories.body(established="2002"), start="2002", end="..")
    assert counts(client) == dict.fromkeys(SLUGS, "none")
    for slug in SLUGS:
        page = text_of(client.get(f"/reports/{slug}/"))
        assert f"{NONE}." in page
        assert "What would mend it." in page


def test_the_index_counts_what_each_report_finds(client) -> None:
    contradictions(0, 3)
    assert counts(client) == {
        "claims-before-body": "6",
        "claims-after-body": "3",
        "events-outside-body": "3",
        "overlapping-memberships": "3",
        "overlapping-tenures": "3",
        "acts-after-withdrawal": "3",
        "end-before-start": "3",
    }
    assert "Contradictions in time" in text_of(client.get("/reports/"))


def test_a_report_names_the_entries_and_both_sides(client) -> None:
    contradictions(0, 1)
    response = client.get("/reports/overlapping-memberships/")
    page = response.content.decode()
    assert "1 found" in text_of(response)
    assert '<a href="/states/state-0/">State 0</a> · <a href="/bodies/body-0/">Body 0</a>' in page
    assert 'Membership (observer): <span title="2001/2004">2001 to 2004</span>' in page
    assert 'Membership (member): <span title="2003/..">since 2003</span>' in page


def test_every_report_says_what_counts_and_that_a_day_does_not_narrow_it(client) -> None:
    contradictions(0, 1)
    for address in ("/reports/", *(f"/reports/{slug}/" for slug in SLUGS)):
        assert "Only what is certain is reported" in text_of(client.get(address))
        assert "another day of the world does not narrow it" in text_of(client.get(address))
    assert counts(client, "?on=1900-01-01") == counts(client)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_report_is_asked_of_the_wiki_as_it_was(client, slug) -> None:
    factories.state("First")
    contradictions(0, 1)
    assert NONE in text_of(client.get(f"/reports/{slug}/?at=1"))
    then = client.get(f"/reports/{slug}/?at=2")
    assert NONE not in text_of(then)
    assert "as recorded here" in text_of(then).casefold()
    assert counts(client, "?at=1") == dict.fromkeys(SLUGS, "none")
    assert counts(client, "?at=2") == counts(client)


def test_links_keep_the_moment_that_is_shown(client) -> None:
    contradictions(0, 1)
    assert 'href="/reports/end-before-start/?at=1"' in client.get("/reports/?at=1").content.decode()
    page = client.get("/reports/end-before-start/?at=1").content.decode()
    assert 'href="/documents/treaty-0/?at=1"' in page
    assert 'href="/reports/?at=1"' in page


def test_more_than_is_shown_is_counted(client, monkeypatch) -> None:
    monkeypatch.setattr(report, "MOST", 3)
    contradictions(0, 4)
    response = client.get("/reports/end-before-start/")
    assert "4 found; the first 3 are shown" in text_of(response)
    assert response.content.decode().count('scope="row"') == 3


MENDED_IN = {
    "claims-before-body": ["Body 0"],
    "claims-after-body": ["Body 0"],
    "events-outside-body": ["Event 0", "Body 0"],
    "overlapping-memberships": ["State 0"],
    "overlapping-tenures": ["State 0"],
    "acts-after-withdrawal": ["State 0"],
    "end-before-start": ["Treaty 0"],
}


@pytest.mark.parametrize(("slug", "titles"), MENDED_IN.items(), ids=MENDED_IN)
def test_an_editor_is_led_to_the_forms_and_nobody_else_is(client, editor, slug, titles) -> None:
    contradictions(0, 1)
    assert "Edit" not in text_of(client.get(f"/reports/{slug}/")).replace("Sign in to edit", "")
    client.force_login(editor)
    page = client.get(f"/reports/{slug}/").content.decode()
    for title in titles:
        entry = models.Entry.objects.get(title=title)
        address = reverse(f"admin:entries_{entry.kind}_change", args=[entry.pk])
        assert f'<a href="{address}">Edit {title}</a>' in page
        assert client.get(address).status_code == 200
    assert "/change/" not in client.get(f"/reports/{slug}/?at=1").content.decode()


def test_an_unknown_report_is_not_found_and_those_there_are_are_named(client) -> None:
    response = client.get("/reports/nothing/")
    assert response.status_code == 404
    assert all(slug in text_of(response) for slug in SLUGS)


@pytest.mark.parametrize(
    "slug", ["<script>alert(1)</script>", "%00", "'; --", "é" * 300, "..", "claims-before-body%0A"]
)
def test_a_hostile_slug_is_not_found_and_not_repeated_as_markup(client, slug) -> None:
    response = client.get(f"/reports/{slug}/")
    assert response.status_code == 404
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("address", ["/reports/", "/reports/end-before-start/"])
@pytest.mark.parametrize("query", ["on=1999", "on=2002-02-30", "at=-1", "at=99", "at=%00x", "at='"])
def test_a_moment_that_is_none_is_refused(client, address, query) -> None:
    assert client.get(f"{address}?{query}").status_code == 400


@pytest.mark.parametrize("address", ["/reports/", "/reports/end-before-start/"])
def test_reports_are_read_only(client, editor, address) -> None:
    client.force_login(editor)
    assert [client.generic(verb, address).status_code for verb in ("POST", "PUT", "DELETE")] == [405] * 3
    assert client.head(address).status_code == 200


def test_titles_and_facts_are_text_and_not_markup(client, editor) -> None:
    client.force_login(editor)
    evil = "<b onmouseover=alert(1)>x</b>\"'"
    state = factories.state(evil, slug="evil")
    for who in ("one", "two"):
        person = factories.person(f"{evil} {who}", slug=who)
        factories.save(models.Tenure(person=person, institution=state, office=evil, start="2002", end=".."))
    page = client.get("/reports/overlapping-tenures/").content.decode()
    assert "1 found" in page
    assert "<b onmouseover" not in page
    assert page.count("&lt;b onmouseover=alert(1)&gt;x&lt;/b&gt;&quot;&#x27;") >= 5


def asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_report_asks_as_often_for_twelve_findings_as_for_two(client, editor) -> None:
    client.force_login(editor)
    addresses = ["/reports/", *(f"/reports/{slug}/" for slug in SLUGS)]
    contradictions(0, 2)
    few = {address + query: asked(client, address + query) for address in addresses for query in ("", "?at=1")}
    contradictions(2, 12)
    many = {address: asked(client, address.replace("at=1", "at=2")) for address in few}
    assert many == few
    assert max(many[f"/reports/{slug}/"] for slug in SLUGS) <= 12
    assert many["/reports/"] <= 25

"""The pages of the reports: what they show, to whom, and what they ask of the database."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.door.publish import publish
from apps.entries import models
from apps.overview.reports import REPORTS
from apps.overview.reports.report import CONTRADICTIONS
from apps.overview.views import reports
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

SLUGS = [each.slug for each in REPORTS]
CLASHES = [each.slug for each in REPORTS if each.group is CONTRADICTIONS]
NONE = {each.slug: str(each.group.nothing) for each in REPORTS}


def contradictions(first: int, last: int) -> None:
    """So many more findings of each report, but those that the database refuses."""
    rows = []
    for n in range(first, last):
        body = models.Body(title=f"Body {n}", slug=f"body-{n}", established="2002", dissolved="2005")
        state = models.State(title=f"State {n}", slug=f"state-{n}")
        treaty = models.Document(title=f"Treaty {n}", slug=f"treaty-{n}", concluded="1992", in_force="1991")
        event = models.Event(title=f"Event {n}", slug=f"event-{n}", date="1999", organisation=body)
        early = models.State(title=f"Early {n}", slug=f"early-{n}")
        people = [models.Person(title=f"{who} {n}", slug=f"{who}-{n}") for who in ("one", "two")]
        past = models.State(title=f"Past {n}", slug=f"past-{n}", dissolved="1990")
        rows += [
            *(body, state, past, early, treaty, event, *people),
            models.Deployment(force=body, location=past, start="2003", end="2003"),
            models.Succession(predecessor=past, successor=state, type="dissolution", date="1999"),
            models.Membership(member=state, body=body, status="observer", start="2001", end="2004"),
            models.Membership(member=state, body=body, start="2003", end=".."),
            models.Participation(party=body, event=event),
            models.TreatyAction(party=early, document=treaty, action="accession", date="1990"),
            models.TreatyAction(party=state, document=treaty, action="withdrawal", date="1999"),
            models.TreatyAction(party=state, document=treaty, action="signature", date="2001"),
            *(models.Tenure(person=each, institution=state, office="Chair", start="2002", end="..") for each in people),
        ]
    factories.save(*rows)


def loose_ends(first: int, last: int) -> None:
    """So many more findings of each of the other reports, in two changesets."""
    rows, sources = [], []
    for n in range(first, last):
        sources.append(models.Source(title=f"Lost {n}", slug=f"lost-{n}"))
        people = [models.Person(title=f"Mr {n}", slug=f"mr-{n}-{who}") for who in ("elder", "younger")]
        state = models.State(
            title=f"Country {n}", slug=f"country-{n}", iso_code=f"{chr(65 + n // 26)}{chr(65 + n % 26)}"
        )
        text = f'[[Nobody {n}]] [[Mr {n}]] {{{{members of="Nothing {n}"}}}} [@lost-{n}, p. 1]'
        union = models.Body(title=f"Union {n}", slug=f"union-{n}", text=text, cites=f"@lost-{n}")
        rows += [
            *(*people, state, union, models.Source(title=f"Paper {n}", slug=f"paper-{n}")),
            models.Membership(member=state, body=union, start="2001", end="2004", note=f"[[Nobody {n}]]"),
            models.Source(title=f"Word {n}", slug=f"word-{n}", type="book"),
            models.Membership(member=state, body=union, start="1990", end="1995", cites=f"@word-{n}"),
        ]
    factories.save(*sources, *rows)
    publish([], sources, user=None, summary="Delete")


def counts(client, query: str = "") -> dict[str, str]:
    """How much the index says that each report finds."""
    page = unescape(text_of(client.get(f"/reports/{query}")))
    return {each.slug: page.partition(f"{each.says} {each.spares}".strip())[2].split()[0] for each in REPORTS}


def in_order() -> None:
    """A wiki of which there is nothing to report, in one changeset."""
    source = models.Source(title="Paper", slug="paper", type="treaty")
    state = models.State(title="Belarus", slug="belarus")
    csto = models.Body(title="CSTO", slug="csto", established="2002", text="Of [[Belarus]].", cites="@paper")
    membership = models.Membership(member=state, body=csto, start="2002", end="..", cites="@paper")
    today = str(timezone.now().date())
    confirmed = models.Confirmation(entry=csto, listed="members", as_of=today, cites="@paper")
    factories.save(source, state, csto, membership, confirmed)


def test_a_wiki_in_order_says_so(client) -> None:
    in_order()
    assert counts(client) == dict.fromkeys(SLUGS, "none")
    for slug in SLUGS:
        page = text_of(client.get(f"/reports/{slug}/"))
        assert NONE[slug] in page
        assert "How to fix it." in page


def test_the_index_counts_what_each_report_finds(client) -> None:
    contradictions(0, 3)
    found = counts(client)
    assert {slug: found[slug] for slug in CLASHES} == {
        "claims-before-body": "6",
        "claims-after-body": "3",
        "events-outside-body": "3",
        "claims-outside-state": "3",
        "impossible-successions": "3",
        "claims-outside-life": "3",
        "overlapping-memberships": "3",
        "overlapping-tenures": "3",
        "acts-after-withdrawal": "3",
        "leaves-without-joining": "3",
        "end-before-start": "3",
    }
    assert "Contradictions in time" in text_of(client.get("/reports/"))


def test_the_index_counts_loose_ends(client) -> None:
    loose_ends(0, 3)
    assert counts(client) == dict.fromkeys(CLASHES, "none") | {
        "unconfirmed": "none",
        "wanted-pages": "6",
        "ambiguous-links": "3",
        "unanswered-quotes": "3",
        "orphans": "3",
        "dead-ends": "6",
        "uncited-facts": "6",
        "single-source": "3",
        "unused-sources": "3",
        "broken-citations": "3",
    }
    page = text_of(client.get("/reports/"))
    assert (
        page.index("Contradictions in time") < page.index("Texts and links") < page.index("Sources that nobody cites")
    )


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
    loose_ends(0, 1)
    for address in ("/reports/", *(f"/reports/{slug}/" for slug in SLUGS)):
        page = text_of(client.get(address))
        assert "Group(" not in page
        assert ("Only certain contradictions are reported" in page) is (address.split("/")[2] in ("", *CLASHES))
        assert "Every report covers all days in the world. At an earlier moment" in page
        then = client.get(f"{address}?on=1900-01-01")
        assert "covers all days in the world, so 1 January 1900 makes no difference here. At" in text_of(then)
    assert counts(client, "?on=1900-01-01") == counts(client)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_report_is_asked_of_the_wiki_as_it_was(client, slug) -> None:
    in_order()
    contradictions(0, 1)
    loose_ends(0, 1)
    factories.state("Armenia", names=["Nobody 0"])
    assert f"{NONE[slug][:-1]} at that time." in text_of(client.get(f"/reports/{slug}/?at=1"))
    then = client.get(f"/reports/{slug}/?at=4")
    assert NONE[slug][:-1] not in text_of(then)
    assert "as recorded here" in text_of(then).casefold()
    assert counts(client, "?at=1") == dict.fromkeys(SLUGS, "none")
    assert counts(client, "?at=5") == counts(client) != counts(client, "?at=4")


def test_links_keep_the_moment_that_is_shown(client) -> None:
    contradictions(0, 1)
    assert 'href="/reports/end-before-start/?at=1"' in client.get("/reports/?at=1").content.decode()
    page = client.get("/reports/end-before-start/?at=1").content.decode()
    assert 'href="/documents/treaty-0/?at=1"' in page
    assert 'href="/reports/?at=1"' in page


def test_more_than_a_page_shows_is_on_the_next(client, monkeypatch) -> None:
    monkeypatch.setattr(reports, "PAGE", 3)
    contradictions(0, 4)
    response = client.get("/reports/end-before-start/?at=1")
    assert "4 found" in text_of(response)
    assert response.content.decode().count('scope="row"') == 3
    assert 'rel="next" href="?at=1&amp;page=2"' in response.content.decode()
    rest = client.get("/reports/end-before-start/?at=1&page=2").content.decode()
    assert rest.count('scope="row"') == 1
    assert "Treaty 3" in rest


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "9" * 5000, "%00", "<script>alert(1)</script>"])
def test_a_page_that_there_is_not_is_refused(client, page) -> None:
    response = client.get(f"/reports/wanted-pages/?page={page}")
    assert response.status_code == (200 if page == "%00" else 400)
    assert "<script>alert" not in response.content.decode()


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


def asked(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_report_asks_as_often_for_six_findings_as_for_two(client, editor) -> None:
    client.force_login(editor)
    addresses = ["/reports/", *(f"/reports/{slug}/" for slug in SLUGS)]
    contradictions(0, 2)
    loose_ends(0, 2)
    few = {address + query: asked(client, address + query) for address in addresses for query in ("", "?at=3")}
    contradictions(2, 6)
    loose_ends(2, 6)
    many = {address: asked(client, address.replace("at=3", "at=6")) for address in few}
    assert {address: (few[address], asked) for address, asked in many.items() if asked > few[address]} == {}
    assert max(many[f"/reports/{slug}/"] for slug in SLUGS) <= 21
    assert many["/reports/"] <= 70

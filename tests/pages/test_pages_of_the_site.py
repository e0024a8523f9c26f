"""Home, changes, about, and what crawlers read."""

import xml.etree.ElementTree as ET

import pytest

from apps.entries.kinds import KINDS
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def csto():
    csto = factories.body("CSTO", established="2002-10-07", dissolved="..")
    for name, status, start in (("Belarus", "member", "2002-10-07"), ("Serbia", "observer", "2013")):
        factories.member(factories.state(name), csto, status=status, start=start, end="..", attested="2020")
    factories.body("Permanent Council", parent=csto)
    factories.event("Founding", date="2002-10-07", organisation=csto)
    factories.document("Charter", concluded="2002-10-07", organisation=csto)
    return csto


def test_an_empty_wiki_has_a_home_page(client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert "Nothing has been recorded yet." in text_of(response)


def test_home_shows_the_featured_body_at_a_glance(client, csto) -> None:
    page = text_of(client.get("/"))
    assert "Members (1, as last confirmed in 2020) Belarus assumed since 7 October 2002, last confirmed in 2020" in page
    assert "Observers (1, as last confirmed in 2020) Serbia assumed" in page
    for what in ("Permanent Council", "Founding", "Charter", "#8", "For a test"):
        assert what in page


def test_home_leads_into_every_kind_with_its_count(client, csto) -> None:
    page = text_of(client.get("/"))
    assert "States 2 Bodies 2 Events 1 Documents 1 People 0 Topics 0 Sources 0" in page
    assert "States 0 Bodies 1" in text_of(client.get("/?at=1"))


def test_home_is_asked_about_another_day(client, csto) -> None:
    assert "the CSTO did not exist" in text_of(client.get("/?on=1999-07-01"))
    page = text_of(client.get("/?on=2013-07-01"))
    assert "Serbia possibly from 2013" not in page
    assert "Observers (1) Serbia possibly" in page
    assert "For its beginning, the source says only “2013”." in page
    assert "Serbia" not in text_of(client.get("/?on=2012-07-01"))


def test_changes_are_listed_newest_first(client, csto, admin_user) -> None:
    factories.state("Armenia")
    belarus = factories.state("Kyrgyzstan")
    belarus.summary = "Changed."
    factories.save(belarus, user=admin_user, summary="Say more")
    page = text_of(client.get("/changes/"))
    assert "Say more" in page
    assert page.index("Say more") < page.index("#1 ")
    assert "admin" in page
    assert "Say more" not in text_of(client.get("/changes/?at=3"))


def test_a_changeset_names_the_entries_it_touched_as_it_left_them(client, csto) -> None:
    page = client.get("/changes/3/").content.decode()
    assert "2 entries changed" in text_of(client.get("/changes/3/"))
    assert 'href="/states/belarus/?at=3"' in page
    assert 'href="/bodies/csto/?at=3"' in page


def test_a_changeset_that_deleted_an_entry_leads_to_it_as_it_was(client) -> None:
    belarus = factories.state("Belarus")
    factories.save(deletes=[belarus])
    page = client.get("/changes/2/").content.decode()
    assert 'href="/states/belarus/?at=1"' in page
    assert client.get("/states/belarus/?at=1").status_code == 200


@pytest.mark.parametrize("number", [99, 10**30])
def test_a_changeset_that_does_not_exist_is_a_404(client, number) -> None:
    assert client.get(f"/changes/{number}/").status_code == 404


def test_about_says_what_the_two_times_are(client) -> None:
    page = text_of(client.get("/about/"))
    for what in ("on", "at", "possibly", "How to cite", "Licence"):
        assert what in page


def test_robots_are_led_to_the_sitemap_and_away_from_the_admin(client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_names_every_entry_in_two_queries(client, django_assert_num_queries) -> None:
    for model in KINDS:
        factories.make(model, "Some thing")
    with django_assert_num_queries(2):
        response = client.get("/sitemap.xml")
    places = [place.text for place in ET.fromstring(response.content).iter() if place.tag.endswith("loc")]  # noqa: S314 - our own XML
    assert {f"http://testserver/{model.spec.plural}/some-thing/" for model in KINDS} <= set(places)


def test_the_sitemap_of_many_entries_leads_to_its_parts(client, monkeypatch) -> None:
    for number in range(5):
        factories.body(f"Body {number}")
    first = factories.models.Body.objects.order_by("pk").first().pk
    monkeypatch.setattr("apps.pages.views.static_pages.IN_SITEMAP", first + 1)
    index = client.get("/sitemap.xml").content.decode()
    maps = [place.text for place in ET.fromstring(index).iter() if place.tag.endswith("loc")]  # noqa: S314 - our own XML
    assert len(maps) == len(set(maps)) > 1
    parts = [client.get(address.removeprefix("http://testserver")) for address in maps]
    assert [part.status_code for part in parts] == [200] * len(maps)
    for number in range(5):
        assert sum(f"/bodies/body-{number}/</loc>" in part.content.decode() for part in parts) == 1
    assert sum("/changes/</loc>" in part.content.decode() for part in parts) == 1
    assert client.get(f"/sitemap-{len(maps) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


@pytest.mark.parametrize("address", ["/", "/changes/", "/about/", "/robots.txt", "/sitemap.xml"])
def test_pages_of_the_site_take_no_verb_that_writes(client, address) -> None:
    assert client.post(address).status_code == 405

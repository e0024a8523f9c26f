"""The information box: facts, and what follows from claims on the day, each as sure as it is."""

import pytest

from tests import factories
from tests.answers import words_of

pytestmark = pytest.mark.django_db


def box(client, address):
    html = client.get(address).content.decode()
    return html.split('<aside class="infobox"')[1].split("</aside>")[0]


def said(client, address):
    return words_of(f"<aside{box(client, address)}")


@pytest.fixture
def csto():
    """A body with a head, another before, members and one who may be one."""
    csto = factories.body("CSTO", seat="Moscow", established="2002", dissolved="..")
    for title, end in (("Earlier", "2004-01-01"), ("Later", "..")):
        factories.save(
            factories.models.Tenure(
                person=factories.person(title), institution=csto, office="Secretary General",
                start="2002" if end != ".." else "2004-01-02", end=end, attested="" if end != ".." else "2009",
            )
        )  # fmt: skip
    factories.member(factories.state("Armenia", iso_code="AM"), csto, start="2002", end="2010-01-01")
    factories.member(factories.state("Belarus", iso_code="BY"), csto, start="2002", end="..", attested="2009")
    factories.member(factories.state("Georgia", iso_code="GE"), csto, start="2002", end="2005", rank="deprecated")
    factories.member(factories.state("Soviet Union"), csto, start="2002", end="2006")
    return csto


def test_it_tells_who_heads_a_body_on_the_day(client, csto):
    assert "Secretary General Earlier" in said(client, "/bodies/csto/?on=2003-06-01")
    assert "Later" not in said(client, "/bodies/csto/?on=2003-06-01")
    assert "Secretary General Later assumed" in said(client, "/bodies/csto/")


def test_it_counts_and_names_who_is_in_and_who_may_be(client, csto):
    assert "Members 3 Armenia Belarus Soviet Union" in said(client, "/bodies/csto/?on=2003-06-01")
    now = said(client, "/bodies/csto/?on=2006-06-01")
    assert "Members 2, possibly 3" in now
    assert "Soviet Union possibly" in now
    assert "Members 1 assumed Belarus" in said(client, "/bodies/csto/")
    assert "Georgia" not in said(client, "/bodies/csto/")


def test_of_very_many_it_names_the_first_and_leads_to_the_rest(client, csto, monkeypatch):
    monkeypatch.setattr("apps.pages.infobox.MOST_NAMED", 2)
    html = box(client, "/bodies/csto/?on=2003-06-01")
    assert "Members 3 Armenia Belarus 1 more" in words_of(html)
    assert '<a href="#members-body">1 more</a>' in html


def test_how_parties_stand_to_a_document_is_derived(client):
    treaty = factories.document("Treaty", concluded="1992")
    for title in ("Armenia", "Georgia"):
        factories.act(factories.state(title), treaty, "signature", "1992")
    factories.act(factories.models.State.objects.get(title="Georgia"), treaty, "withdrawal", "1999")
    assert "Parties 1, possibly 2 assumed Armenia Georgia possibly" in said(client, "/documents/treaty/?on=1999-07-01")
    assert "Withdrawn 1" in said(client, "/documents/treaty/?on=2000-07-01")


def test_each_fact_is_named_as_a_part_of_the_page_and_follows_where_a_kind_does_not_place_it(client, csto):
    html = box(client, "/bodies/csto/")
    assert 'id="fact-seat" data-part="seat"' in html
    csto.composition = "The states"
    factories.save(csto)
    assert "Composition The states" in said(client, "/bodies/csto/")


def test_a_state_names_those_before_and_after_it_and_an_event_who_came_as_what(client, csto):
    old = factories.models.State.objects.get(title="Soviet Union")
    new = factories.models.State.objects.get(title="Belarus")
    factories.succeed(old, new, "secession", "1991-08-25")
    summit = factories.event("Summit", date="2009-06-14")
    factories.save(factories.models.Participation(party=new, event=summit, role="refused"))
    assert "Predecessors Soviet Union" in said(client, "/states/belarus/")
    assert "Successors Belarus" in said(client, "/states/soviet-union/")
    assert "Refused Belarus" in said(client, "/events/summit/")


def test_an_official_website_is_an_identifier_that_leads_there(client, csto):
    csto.identifiers = "website: https://odkb.example/"
    csto.full_clean()
    factories.save(csto)
    assert '<dt>Website</dt><dd><a href="https://odkb.example/" rel="external">odkb.example</a>' in box(
        client, "/bodies/csto/"
    )


def test_flags_are_of_today_and_of_states_that_have_one(client, csto):
    now, then = box(client, "/bodies/csto/"), box(client, "/bodies/csto/?on=2003-06-01")
    assert "flags/by.svg" in now
    assert "<img" not in then
    large = box(client, "/states/belarus/")
    assert 'flags/by.svg" alt="" width="96" height="64"' in large
    assert 'class="flag"' not in client.get("/states/soviet-union/").content.decode()

"""Lists that are confirmed as complete say so on the page and on paper, and who may edit is led to the act."""

import pytest

from apps.entries.models import Confirmation
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db

COMPLETE = "Confirmed as complete as of 14 June 2009"


def confirm(entry, listed="members", as_of="2009-06-14", **facts):
    row = Confirmation(entry=entry, listed=listed, as_of=as_of, cites=facts.pop("cites", "@paper, p. 1"), **facts)
    factories.save(row)
    return row


@pytest.fixture
def csto():
    factories.source("Paper")
    csto = factories.body("CSTO")
    factories.member(factories.state("Armenia"), csto, start="2002-10-07", end="..")
    factories.member(factories.state("Georgia"), csto, start="2002-10-07", end="2003-01-01")
    return csto


def section(client, address, key):
    page = client.get(address).content.decode()
    return page.split(f'<section id="{key}"')[1].split("</section>")[0]


def test_a_list_tells_its_last_confirmation_with_its_sources_and_note(client, csto):
    confirm(csto, as_of="2005", cites="")
    confirm(csto, note="So it *says*.")
    members = section(client, "/bodies/csto/", "members-body")
    assert "Confirmed as complete as of" in members
    assert ">14 June 2009</span>" in members
    assert 'href="#ref-1"' in members.split("<table")[0]
    assert "So it <em>says</em>." in members
    assert 'title="2005"' not in members


def test_paper_tells_it_without_a_way_to_the_act(client, editor, csto):
    confirm(csto)
    client.force_login(editor)
    response = client.get("/bodies/csto/print/")
    assert COMPLETE in text_of(response)
    assert "/confirm/" not in response.content.decode()


@pytest.mark.parametrize(("day", "told"), [("2009-06-13", False), ("2009-06-14", True), ("2010-01-01", True)])
def test_on_a_day_the_last_confirmation_up_to_then_is_told(client, csto, day, told):
    confirm(csto)
    page = text_of(client.get("/bodies/csto/", {"on": day}))
    assert (COMPLETE in page) == told
    assert ("nobody else was in it" in page) == (day == "2009-06-14")


def test_a_deprecated_confirmation_and_one_of_a_single_entry_say_nothing_of_the_list(client, csto):
    confirm(csto, rank="deprecated")
    confirm(csto, only=factories.models.State.objects.get(title="Armenia"))
    assert COMPLETE not in text_of(client.get("/bodies/csto/"))


def test_a_list_that_is_confirmed_to_be_empty_is_told(client, csto):
    assert "Office holders" not in text_of(client.get("/bodies/csto/"))
    confirm(csto, "tenures")
    confirm(csto, "children")
    for address in ("/bodies/csto/", "/bodies/csto/print/"):
        assert text_of(client.get(address)).count(COMPLETE) == 2


def test_the_list_of_parts_tells_it_likewise(client, csto):
    factories.body("Council", parent=csto)
    confirm(csto, "children")
    assert "14 June 2009" in section(client, "/bodies/csto/", "children")


def test_who_may_edit_is_led_to_the_act_for_a_list_and_for_what_goes_on(client, editor, csto):
    address = "/bodies/csto/confirm/?list=members"
    assert "/confirm/" not in client.get("/bodies/csto/").content.decode()
    client.force_login(editor)
    members = section(client, "/bodies/csto/", "members-body")
    assert f'href="{address}"' in members
    assert 'list=members&amp;only=state%3Aarmenia"' in members
    assert "georgia" not in "".join(part for part in members.split('"') if "/confirm/" in part)
    assert "/confirm/" not in client.get("/bodies/csto/?at=9").content.decode()


def test_confirmations_have_a_list_and_a_history_of_their_own(client, csto):
    row = confirm(csto)
    confirmations = section(client, "/bodies/csto/", "confirmations-entry")
    assert '<th scope="row">Members' in confirmations
    assert f"/bodies/csto/history/claims/confirmations/{row.pk}/" in confirmations
    history = text_of(client.get(f"/bodies/csto/history/claims/confirmations/{row.pk}/"))
    assert "Members" in history
    changeset = text_of(client.get("/changes/7/"))
    assert "+ confirmation Members, as of 14 June 2009" in changeset
    assert "added CSTO : Members, as of 14 June 2009" in changeset
    assert str(row) == "confirmation CSTO: Members, as of 14 June 2009"


def test_the_actions_on_a_document_are_a_list_too(client, csto):
    treaty = factories.document("Treaty", concluded="1992-05-15")
    factories.act(factories.state("Moldova"), treaty, "signature", "1992-05-15")
    confirm(treaty, "treaty_actions")
    for address in ("/documents/treaty/", "/documents/treaty/?on=2009-06-14", "/documents/treaty/print/"):
        assert COMPLETE in text_of(client.get(address))


def test_what_goes_on_says_when_it_or_its_list_was_last_confirmed(client, csto):
    confirm(csto)
    members = text_of(client.get("/bodies/csto/")).partition("Sources")[2]
    assert "Armenia: member since 7 October 2002 assumed" in members
    assert "member since 7 October 2002, last confirmed on 14 June 2009 assumed" in members
    assert "Georgia: member 7 October 2002 to 1 January 2003" in members
    factories.member(factories.state("Belarus"), csto, start="2002-10-07", end="..", attested="2012")
    assert "member since 7 October 2002, last confirmed in 2012 assumed" in text_of(client.get("/bodies/csto/"))

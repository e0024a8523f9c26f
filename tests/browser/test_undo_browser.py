"""What only a browser shows of undo, restore and roll back: a person gets through, on a phone and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.entries.models import Membership, State
from tests import factories
from tests.browser.editing import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def site(live_server, page, context, reviewer):
    """The address of a site where #3 was changed again in #4, and #5 deleted a body's claim; Rita is signed in."""
    belarus, csto = factories.state(text="One.\n\nTwo.\n", summary="Belarus"), factories.body()
    belarus.text, belarus.summary = "One, changed.\n\nTwo.\n", "BY"
    factories.save(belarus, user=reviewer)
    belarus.text, belarus.summary = "One, changed again.\n\nTwo.\n", "Republic of Belarus"
    factories.save(belarus)
    factories.member(belarus, csto, start="2002", note="A-note-that-is-one-word-and-far-too-long-for-a-phone" * 2)
    publish([], [Membership.objects.get()], user=reviewer, summary="Remove")
    enter(context, live_server, reviewer)
    return live_server.url


@pytest.mark.parametrize(("window", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_the_pages_fit_and_axe_finds_nothing_serious(page, site, window, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(window)
    found, heard = {}, []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    addresses = ("/changes/3/undo/", "/changes/6/undo/", "/states/belarus/restore/1/", "/users/rita/rollback/?since=1")
    for address in addresses:
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address
        for each in Axe().run(page).response["violations"]:
            if each["impact"] in ("serious", "critical"):
                found[address, each["id"]] = [node["html"] for node in each["nodes"]][:3]
    assert (found, heard) == ({}, [])


def test_a_reviewer_finds_the_conflict_decides_it_and_sees_what_was_done(page, site) -> None:
    page.goto(f"{site}/changes/3/")
    page.get_by_role("link", name="Undo this changeset").click()
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert Changeset.objects.latest().number == 6
    page.get_by_role("group", name="State Belarus: summary").get_by_label("As it was").check()
    text = page.get_by_role("group", name="State Belarus: text", exact=True)
    text.get_by_text("What each choice would do to the text").click()
    expect(text.get_by_text("The text stays as it is.")).to_be_visible()
    text.get_by_label("As it is now").check()
    page.get_by_label("Edit summary").fill("Its name was right")
    page.get_by_role("button", name="Undo it").click()
    expect(page).to_have_url(f"{site}/changes/7/")
    expect(page.get_by_text("Changeset #3 is undone. This is changeset #7.")).to_be_visible()
    belarus = State.objects.get()
    assert (belarus.summary, belarus.text) == ("Belarus", "One, changed again.\n\nTwo.\n")

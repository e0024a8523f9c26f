"""Choosing sources in a real browser: by their titles, with their places, by the keyboard; and the question for one."""

import pytest
from playwright.sync_api import expect

from apps.entries.models import Membership
from tests import factories
from tests.browser.editing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def csto():
    """A body with a member, and a source."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO")
    factories.member(factories.state("Belarus"), csto, cites="@eurasian-home")
    return csto


@pytest.fixture(params=["admin", "page"])
def form(request, page, live_server, editor, csto):
    """The form of the body, the admin's and its page's."""
    sign_in(page, live_server, editor)
    places = {"admin": f"/admin/entries/body/{csto.pk}/change/", "page": "/bodies/csto/edit/"}
    page.goto(f"{live_server.url}{places[request.param]}")
    return page


def test_sources_are_chosen_by_title_with_their_places_by_the_keyboard(form, complaints):
    factories.source("Minsk Daily")
    text = form.locator("textarea[name=members-body-0-cites]")
    row = form.locator("#members-body-0")
    expect(row.get_by_label("Source", exact=True)).to_have_value("Eurasian Home")
    row.get_by_label("Place in it").fill("Background ¶2; ¶3")
    expect(text).to_have_value("@eurasian-home, Background ¶2, ¶3")
    form.keyboard.press("Enter")  # ends the place, and leads to the button that adds another
    form.keyboard.press("Enter")
    form.keyboard.type("minsk")
    form.keyboard.press("Enter")  # takes the first, also before it is shown
    form.clock.run_for(10_000)
    expect(row.get_by_label("Source", exact=True).last).to_have_value("Minsk Daily")
    form.keyboard.press("Tab")
    form.keyboard.type("p. 1")
    expect(text).to_have_value("@eurasian-home, Background ¶2, ¶3; @minsk-daily, p. 1")
    row.get_by_role("button", name="Remove source 1").click()
    expect(text).to_have_value("@minsk-daily, p. 1")
    expect(row.get_by_label("Source", exact=True)).to_be_focused()
    row.get_by_label("Source", exact=True).fill("Nezavisimaya")
    link = row.get_by_role("link", name="A source that is not here yet")
    expect(link).to_have_attribute("href", "/sources/new/?title=Nezavisimaya")
    expect(text).to_have_value("@nezavisimaya, p. 1")
    assert complaints == []


def test_a_claim_without_a_source_is_asked_about_with_the_picker_open(page, live_server, editor, csto, complaints):
    factories.state("Armenia")
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/bodies/csto/edit/")
    page.get_by_role("button", name="Add membership").last.click()
    row = page.locator("#members-body-1")
    row.get_by_role("combobox", name="Member").fill("arm")
    page.keyboard.press("Enter")
    page.clock.run_for(10_000)
    expect(row.get_by_role("combobox", name="Member")).to_have_value("Armenia (state)")
    page.get_by_label("Edit summary").fill("A member")
    page.get_by_role("button", name="Publish", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("Name the sources first")
    page.get_by_role("link", name="Members, 2: Sources").click()
    expect(row.get_by_label("Source", exact=True)).to_be_focused()
    row.get_by_label("Publish it without a source").check()
    page.get_by_role("button", name="Publish", exact=True).last.click()
    expect(page.get_by_role("link", name="[source wanted]")).to_be_visible()
    assert Membership.objects.count() == 2


def test_what_is_changed_is_listed_while_it_is_typed(form):
    listed = form.locator("[data-changes] li")
    expect(listed).to_have_count(0)
    form.locator("#id_seat").fill("Moscow")
    form.locator("#members-body-0").get_by_label("Place in it").fill("p. 1")
    form.clock.run_for(1_000)
    expect(listed).to_have_text(["Seat", "Members: Belarus (state) – Sources"])
    form.locator("#id_seat").fill("")
    form.clock.run_for(1_000)
    expect(listed).to_have_text(["Members: Belarus (state) – Sources"])


def test_the_one_preview_stands_in_the_place_of_the_page_that_came_back_with_it(page, live_server, editor, csto):
    sign_in(page, live_server, editor)
    page.route("**/htmx-2.min.js", lambda route: route.abort())
    page.goto(f"{live_server.url}/bodies/csto/edit/")
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator("#preview")).to_be_visible()
    page.unroute("**/htmx-2.min.js")
    page.reload()
    page.get_by_role("button", name="Preview", exact=True).click()
    pane = page.locator("#live-preview")
    expect(pane).to_contain_text("Belarus")
    expect(pane).to_be_focused()
    expect(page.locator("#preview")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(pane).to_be_hidden()
    expect(page.get_by_role("button", name="Preview", exact=True)).to_be_focused()

"""The admin in a real browser: what only scripts, styles and the security policy decide."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.door.publish import publish
from apps.entries.models import Membership
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def csto():
    """A body with a few members."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", abbreviation="CSTO", established="2002-10-07", dissolved="..")
    states = [factories.state(name) for name in ("Armenia", "Belarus", "Russia")]
    facts = {"body": csto, "start": "2002-10-07", "end": "..", "cites": "@eurasian-home"}
    publish([Membership(member=state, **facts) for state in states], user=None, summary="The founders")
    factories.state("Uzbekistan")
    return csto


@pytest.fixture
def signed_in(page, live_server, editor):
    """A page on which the editor has signed in by the form."""
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Name or e-mail address").fill(editor.username)
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="What would you like to edit?")).to_be_visible()
    return page


def test_an_editor_adds_a_membership_by_hand_and_sees_it_on_the_page(signed_in, live_server, csto, complaints):
    page = signed_in
    page.get_by_label("What can be edited").get_by_role("link", name="Bodies").click()
    page.locator("#result_list").get_by_role("link", name="CSTO", exact=True).click()
    members = page.locator("#members-body-group")
    members.get_by_role("button", name="Add another Membership").click()
    row = members.locator("#members-body-3")
    row.get_by_role("combobox", name="Member").first.click()
    page.get_by_role("searchbox", name="Search: Member").fill("uzb")
    page.get_by_role("option", name="Uzbekistan (state)").click()
    row.get_by_label("Start").fill("2006-06-23")
    row.get_by_label("End").fill("..")
    row.get_by_label("Source", exact=True).fill("eurasian-home")
    page.get_by_label("Edit summary").fill("Uzbekistan came back")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published as changeset")).to_contain_text("Uzbekistan came back")
    claim = Membership.objects.get(member__title="Uzbekistan")
    assert (claim.body_id, claim.status, claim.start, claim.end) == (csto.pk, "member", "2006-06-23", "..")
    assert complaints == []  # not even of inline styles: select2 does without those it would write
    page.goto(live_server.url + csto.get_absolute_url())
    expect(page.get_by_role("link", name="Uzbekistan").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_form_fits_the_window_and_can_be_used_by_all(signed_in, live_server, csto, width, theme):
    page = signed_in
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/admin/entries/body/{csto.pk}/change/")
    expect(page.locator(".select2-selection").first).to_be_visible()
    page.locator("#members-body-0 summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    luminous = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
    assert (min(luminous) > 200) if theme == "light" else (max(luminous) < 60)
    page.evaluate("document.documentElement.scrollTop = 0")
    title, buttons = page.locator("#content > h2").bounding_box(), page.locator(".object-tools").bounding_box()
    assert title["y"] + title["height"] <= buttons["y"]
    assert serious(page) == []


def serious(page):
    """What axe finds that keeps people out."""
    return [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_list_can_be_used_by_all_and_its_search_box_has_a_name(signed_in, live_server, csto, theme):
    page = signed_in
    page.emulate_media(color_scheme=theme)
    page.goto(f"{live_server.url}/admin/entries/body/")
    expect(page.get_by_role("textbox", name="Search")).to_be_visible()
    assert serious(page) == []


def test_the_editors_own_choice_of_theme_wins(signed_in, live_server, csto):
    page = signed_in
    page.emulate_media(color_scheme="light")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.goto(f"{live_server.url}/admin/entries/body/")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name=re.compile("Toggle theme")).click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark

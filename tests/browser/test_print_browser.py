"""What only a browser shows of the print version: its width and theme on a screen, and what paper leaves out."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def address(live_server):
    """The print version of a body that has something of everything."""
    factories.source("Eurasian Home", url="https://example.org/" + "a" * 90)
    long = "Moratorium-on-the-active-participation-in-the-organisation-and-its-bodies"
    text = f"See [a page](https://example.org/prose) [@eurasian-home, p. 1].\n\n| a | b |\n|---|--:|\n| {long} | 2 |"
    known = "wikidata: Q318693"
    csto = factories.body("CSTO", established="2002", text=text, cites="@eurasian-home", identifiers=known)
    factories.body("Council", parent=csto, composition=long)
    factories.body("Headquarters", parent=models.Body.objects.get(slug="council"))
    factories.event("Summit", organisation=csto, date="2009-06-14")
    factories.member(factories.state("Belarus"), csto, start="2002", note=long, cites="@eurasian-home, p. 2")
    factories.make(models.Topic, "Background of CSTO", slug="background", text="# Before\n\n[[CSTO]] began.")
    return f"{live_server.url}/bodies/csto/print/?on=2002-07-01"


@pytest.mark.parametrize(("window", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_it_is_a_quiet_column_that_axe_finds_nothing_serious_in(page, address, window, scheme):
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(window)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]
    assert page.locator("main").bounding_box()["width"] <= 46 * 17
    expect(page.get_by_role("navigation")).to_have_count(0)
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    assert heard == []


def test_the_theme_that_was_chosen_is_kept(page, address):
    page.goto(address)
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 23, 27)"


def test_its_button_prints_and_stands_only_where_scripts_run(page, new_context, address):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(address)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") is True
    expect(page.get_by_text("use your browser’s print command")).to_be_hidden()
    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(address)
    expect(plain.get_by_text("use your browser’s print command")).to_be_visible()
    expect(plain.get_by_role("button", name="Print")).to_be_hidden()


def test_on_paper_links_are_plain_words_and_those_that_leave_say_where_they_lead(page, address):
    page.goto(address)
    after = "link => getComputedStyle(link, '::after').content"
    outside, inside = page.get_by_role("link", name="a page"), page.get_by_role("link", name="Council")
    assert outside.evaluate(after) == "none"
    page.emulate_media(media="print", color_scheme="dark")
    assert "<" in outside.evaluate(after)
    assert inside.evaluate(after) == "none"
    assert inside.evaluate("link => getComputedStyle(link).textDecorationLine") == "none"
    assert inside.evaluate("link => getComputedStyle(link).color") == "rgb(0, 0, 0)"
    expect(page.get_by_role("link", name="← CSTO")).to_be_hidden()
    expect(page.get_by_text("Permanent address:").last).to_be_visible()


def test_the_back_link_leads_to_the_page_in_the_same_world(page, address):
    page.goto(address)
    page.get_by_role("link", name="← CSTO").click()
    expect(page).to_have_url(re.compile(r"/bodies/csto/\?on=2002-07-01$"))

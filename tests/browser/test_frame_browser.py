"""What stands around every page, measured: one row of masthead, the tabs in view, the moment by hand and by slider."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
WINDOWS = [{"width": 320, "height": 640}, PHONE, {"width": 640, "height": 450}, {"width": 1280, "height": 900}]
"""The third is a window of 1280 × 900 at 200 %."""
ADDRESSES = ["/bodies/csto/", "/bodies/csto/?on=1999-07-01&at=3", "/bodies/csto/history/", "/bodies/csto/cite/"]
SHARE, HIGHEST = 0.15, 64
"""Of the height of the window, and in pixels: what the masthead takes at most."""


@pytest.fixture
def site(live_server):
    """The address of a site with one body and its members, and a long name."""
    csto = factories.body("Collective Security Treaty Organization", slug="csto", established="2002-10-07")
    for name, start in (("Belarus", "1999"), ("Armenia", "2002-10-07"), ("Uzbekistan", "2006-06-23")):
        factories.member(factories.state(name), csto, start=start, end="2012-12-19")
    return live_server.url


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window['width']}×{window['height']}")
def test_the_masthead_is_one_row_and_the_tabs_are_in_view(page, site, window):
    page.set_viewport_size(window)
    for address in ADDRESSES:
        page.goto(site + address)
        boxes = page.locator(".masthead-inner > *").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).filter(at => at.width).map(at => [at.y, at.bottom])"
        )
        assert max(top for top, _ in boxes) < min(bottom for _, bottom in boxes), address  # side by side
        height = page.locator(".masthead").bounding_box()["height"]
        assert height <= min(HIGHEST, SHARE * window["height"]), address
        edit = page.locator(".tabs > ul > li").nth(1).bounding_box()  # that, or at another time the history
        assert edit["y"] + edit["height"] <= window["height"], address
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("width", [320, 360, 390, 1280])
def test_the_tabs_are_one_row_within_the_window_in_every_language(page, site, width, language):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}/bodies/csto/?lang={language}")
    boxes = page.locator(".tabs > ul > li:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(at => [at.y, at.bottom, at.right])"
    )
    assert len(boxes) >= 4
    assert max(top for top, *_ in boxes) < min(bottom for _, bottom, _ in boxes)  # side by side
    assert max(right for *_, right in boxes) <= width
    page.locator(".tabs .drop > summary").click()
    cite = page.get_by_role("link", name={"en": "Cite", "ru": "Цитировать"}[language], exact=True)
    expect(cite.and_(page.locator(".tabs a"))).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_on_a_phone_the_search_opens_over_the_masthead_and_finds(new_context, site, scripts):
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto(f"{site}/bodies/csto/")
    field = page.get_by_role("combobox" if scripts else "textbox", name="Search the wiki")
    expect(field).to_have_count(0)
    page.get_by_role("button", name="Search the wiki").click()
    if scripts:
        expect(field).to_be_focused()
    field.fill("Armenia")
    field.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=Armenia")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_another_day_is_chosen_in_the_chip(new_context, site, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{site}/bodies/csto/")
    page.get_by_text("Today", exact=True).click()
    if scripts:
        slider = page.get_by_role("slider", name="Day of change")
        slider.focus()
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        words = slider.get_attribute("aria-valuetext")
        expect(page.locator(".by-days strong")).to_have_text(words)
        page.get_by_role("button", name="Show").click()
    else:
        page.get_by_text("days of change").click()
        link = page.locator("[data-day]").nth(1)
        words = link.inner_text()
        link.click()
    expect(page.locator(".chip > summary")).to_contain_text(words)
    expect(page.get_by_text(f"As it stood on {words}.")).to_be_visible()


def test_what_dropped_closes_by_escape_and_by_a_click_elsewhere_and_axe_finds_nothing_in_it(page, site):
    page.goto(f"{site}/bodies/csto/")
    for drop in (".chip", ".menu", ".tabs .drop"):
        summary, panel = page.locator(f"{drop} > summary"), page.locator(f"{drop} > .drop-panel")
        summary.click()
        expect(page.locator(".drop-panel:visible")).to_have_count(1)  # another one closed
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(summary).to_be_focused()
        summary.click()
        page.locator("h1").click()
        expect(panel).to_be_hidden()


def test_sign_in_to_edit_leads_to_the_form_of_the_page(page, site, editor):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/bodies/csto/")
    page.get_by_role("link", name="Sign in to edit").click()
    page.get_by_label("Name or e-mail address").fill(editor.username)
    page.get_by_label("Password").fill("pass")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/bodies/csto/edit/")
    expect(page.get_by_role("link", name="Edit", exact=True)).to_have_attribute("aria-current", "page")
    assert models.Body.objects.get().title in page.locator("h1").inner_text()

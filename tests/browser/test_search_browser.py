"""What only a browser shows of the search: what is offered as one types, by keys, by mouse, by finger, and without."""

import re
from urllib.parse import quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def site(live_server):
    """The address of a site with a body and three states."""
    factories.body("Collective Security Treaty Organization", slug="csto", summary="A regional organisation. " * 8)
    for title in ("Belarus", "Belgium", "Kazakhstan"):
        factories.state(title, text="Of the Collective Security Treaty.")
    return live_server.url


@pytest.fixture
def heard(page):
    """What the console complained of."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def asked(page):
    """The lines for which suggestions were asked."""
    lines = []
    page.on("request", lambda request: lines.append(request.url) if "/search/suggest/" in request.url else None)
    return lines


def typed(page, text):
    """The box, once the whole of what is typed there has its answer: on a slow day its beginning is asked for too."""
    box = page.locator("#seek")
    box.click()
    with page.expect_response(re.compile(rf"/search/suggest/\?q={quote_plus(text)}(&|$)")):
        box.press_sequentially(text, delay=30)
    return box


def active(page):
    """The text of the option that the box points at."""
    key = page.locator("#seek").get_attribute("aria-activedescendant")
    return page.locator(f"#{key} strong").inner_text() if key else None


def test_the_arrows_lead_through_what_is_offered_and_enter_opens_it(page, site, heard, asked):
    page.goto(f"{site}/bodies/csto/")
    box = typed(page, "bel")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("role") == "combobox"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    assert page.locator("#seek-voice").inner_text().startswith("2 entries.")
    assert len(asked) == 1  # three letters, one question
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        box.press(key)
        seen.append(active(page))
    assert seen == ["Belarus", "Belgium", None, "Belgium"]
    assert page.locator('[role=option][aria-selected="true"]').count() == 1
    box.press("Enter")
    page.wait_for_url(f"{site}/states/belgium/")
    assert heard == []


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(page, site):
    page.goto(f"{site}/map/?on=1999-07-01")
    box = typed(page, "bel")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert page.get_by_role("listbox", name="Entries").is_hidden()
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "bel"
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    box.press("Enter")
    page.wait_for_url(f"{site}/search/?q=bel&on=1999-07-01")
    assert page.get_by_role("heading", name="2 entries found").is_visible()
    page.get_by_role("link", name="Belarus").click()
    page.wait_for_url(f"{site}/states/belarus/?on=1999-07-01")


def test_a_mouse_and_a_finger_open_what_is_offered(browser, site):
    for options in ({"viewport": DESKTOP}, {"viewport": PHONE, "has_touch": True, "is_mobile": True}):
        context = browser.new_context(**options)
        page = context.new_page()
        page.goto(site)
        typed(page, "kaza")
        option = page.get_by_role("option", name="Kazakhstan")
        option.tap() if "has_touch" in options else option.click()
        page.wait_for_url(f"{site}/states/kazakhstan/")
        context.close()


def test_leaving_the_box_closes_the_list_and_one_letter_opens_none(page, site, asked):
    page.goto(site)
    box = typed(page, "bel")
    page.get_by_role("option").first.wait_for()
    box.press("Tab")
    assert page.get_by_role("listbox", name="Entries").is_hidden()
    asked.clear()
    box.fill("b")
    page.wait_for_timeout(400)
    assert asked == []
    assert page.get_by_role("listbox", name="Entries").is_hidden()


def test_a_page_costs_no_more_until_the_box_is_used(page, site):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "htmx" in request.url else None)
    page.goto(site, wait_until="networkidle")
    assert fetched == []
    typed(page, "bel")
    assert len(fetched) == 1


def test_an_answer_that_fails_leaves_a_box_that_searches(page, site):
    page.route("**/search/suggest/**", lambda route: route.fulfill(status=500, body="<p>broken</p>"))
    page.goto(site)
    box = typed(page, "bel")
    page.wait_for_timeout(100)
    assert page.get_by_text("broken").count() == 0
    box.press("Enter")
    page.wait_for_url(f"{site}/search/?q=bel")


def test_it_is_a_form_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    box = page.get_by_role("textbox", name="Search the wiki")
    box.fill("kazahstan")
    box.press("Enter")
    assert page.get_by_text("Showing what was found for").is_visible()
    page.get_by_role("link", name="States").last.click()
    assert page.url == f"{site}/search/?q=kind%3Astate+kazahstan"
    page.get_by_role("link", name="Take off kind: state").click()
    assert page.url == f"{site}/search/?q=kazahstan"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(page, site, heard, window, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(window)
    found = {}
    for address in ("/search/?q=collective", "/search/?q=kazahstan+kind:state", "/search/", "/search/?q=zzzqqq", "/"):
        page.goto(site + address)
        for opened in (False, True):
            if opened:
                page.locator("#seek").fill("")
                typed(page, "coll").press("ArrowDown")
                page.get_by_role("option").first.wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address
            for each in Axe().run(page).response["violations"]:
                found[address, opened, each["id"]] = [node["html"] for node in each["nodes"]][:3]
    assert found == {}
    assert heard == []

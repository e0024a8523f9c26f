"""What only a browser shows of the search: what is offered as one types, by keys, by mouse, by finger, and without."""

import re
from urllib.parse import quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

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


def opened_search(page):
    """The box, which on a phone stands behind a button."""
    box = page.locator("#seek")
    if not box.is_visible():
        page.get_by_role("button", name="Search the wiki").click()
    return box


def typed(page, text):
    """The box, once the whole of what is typed there has its answer: on a slow day its beginning is asked for too."""
    box = opened_search(page)
    box.click()
    whole = quote_plus(box.input_value() + text)
    with page.expect_response(re.compile(rf"/search/suggest/\?q={whole}(&|$)")):
        box.press_sequentially(text, delay=30)
    expect(page.locator(".htmx-request")).to_have_count(0)  # then the answer is in the list
    return box


def active(page):
    """The text of the option that the box points at."""
    key = page.locator("#seek").get_attribute("aria-activedescendant")
    return page.locator(f"#{key} strong").inner_text() if key else None


def test_the_arrows_lead_through_what_is_offered_and_enter_opens_it(page, site, heard):
    page.goto(f"{site}/bodies/csto/")
    box = typed(page, "bel")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("role", "combobox")
    expect(page.locator(f"#{box.get_attribute('aria-controls')}")).to_have_attribute("role", "listbox")
    expect(page.locator("#seek-voice")).to_contain_text("Found: 2.")
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        box.press(key)
        seen.append(active(page))
    assert seen == ["Belarus", "Belgium", None, "Belgium"]
    expect(page.locator('[role=option][aria-selected="true"]')).to_have_count(1)
    box.press("Enter")
    page.wait_for_url(f"{site}/states/belgium/")
    assert heard == []


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(page, site):
    page.goto(f"{site}/map/?on=1999-07-01")
    box = typed(page, "bel")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    expect(page.get_by_role("listbox", name="Entries")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("bel")
    box.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    box.press("Enter")
    page.wait_for_url(f"{site}/search/?q=bel&on=1999-07-01")
    expect(page.get_by_role("heading", name="2 entries found")).to_be_visible()
    page.get_by_role("link", name="Belarus").click()
    page.wait_for_url(f"{site}/states/belarus/?on=1999-07-01")


def test_a_mouse_and_a_finger_open_what_is_offered(new_context, site):
    for options in ({"viewport": DESKTOP}, {"viewport": PHONE, "has_touch": True, "is_mobile": True}):
        page = new_context(**options).new_page()
        page.goto(site)
        typed(page, "kaza")
        option = page.get_by_role("option", name="Kazakhstan")
        option.tap() if "has_touch" in options else option.click()
        page.wait_for_url(f"{site}/states/kazakhstan/")


def test_letters_typed_at_once_are_one_question_and_an_answer_on_its_way_is_waited_for(page, site, heard, asked):
    page.goto(site)
    box = typed(page, "kaza")
    asked.clear()
    with page.expect_response("**/search/suggest/**"):
        box.evaluate("""box => ["be", "bel"].forEach(text => {
            box.value = text;
            box.dispatchEvent(new Event("input", { bubbles: true }));
        })""")
    assert [line.rpartition("?")[2] for line in asked] == ["q=bel"]
    on_their_way = []

    def hold(route):
        on_their_way.append(route)

    page.route("**/search/suggest/?q=belg", hold)
    with page.expect_request("**/search/suggest/?q=belg"):
        box.press("g")
    box.press("ArrowDown")
    with page.expect_response("**/search/suggest/?q=belgi"):
        box.press("i")
        on_their_way[0].continue_()
    expect(page.get_by_role("option")).to_have_text(re.compile("Belgium"))
    assert [line.rpartition("?")[2] for line in asked] == ["q=bel", "q=belg", "q=belgi"]
    assert heard == []  # htmx complains aloud of an answer that is not waited for


def test_leaving_the_box_closes_the_list_and_one_letter_opens_none(page, site, asked):
    page.clock.install()
    page.goto(site)
    box = typed(page, "bel")
    page.get_by_role("option").first.wait_for()
    box.press("Tab")
    expect(page.get_by_role("listbox", name="Entries")).to_be_hidden()
    asked.clear()
    box.fill("b")
    page.clock.run_for(10_000)
    assert asked == []
    expect(page.get_by_role("listbox", name="Entries")).to_be_hidden()


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
    expect(page.get_by_text("broken")).to_have_count(0)
    box.press("Enter")
    page.wait_for_url(f"{site}/search/?q=bel")


def test_it_is_a_form_without_scripts(new_context, site):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site)
    box = page.get_by_role("textbox", name="Search the wiki")
    box.fill("kazahstan")
    box.press("Enter")
    expect(page.get_by_text("Showing what was found for")).to_be_visible()
    page.get_by_role("link", name="States").last.click()
    expect(page).to_have_url(f"{site}/search/?q=kind%3Astate+kazahstan")
    page.get_by_role("link", name="Remove filter kind: state").click()
    expect(page).to_have_url(f"{site}/search/?q=kazahstan")


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
                opened_search(page).fill("")
                typed(page, "coll").press("ArrowDown")
                page.get_by_role("option").first.wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address
            for each in Axe().run(page).response["violations"]:
                found[address, opened, each["id"]] = [node["html"] for node in each["nodes"]][:3]
    assert found == {}
    assert heard == []

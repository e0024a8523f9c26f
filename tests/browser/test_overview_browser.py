"""What only a browser shows of the pictures: the slider, the keyboard, width, axe, and the weight of the map's page."""

from itertools import combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
STATES = {"AM": "Armenia", "BY": "Belarus", "GE": "Georgia", "KZ": "Kazakhstan", "RU": "Russia", "UZ": "Uzbekistan"}
ADDRESSES = [
    "/",
    "/bodies/csto/",
    "/timeline/",
    "/timeline/?span=199X&on=1999-07-01",
    "/map/",
    "/map/?document=treaty&on=1999-07-01",
    "/structure/?on=2005-01-01",
    "/participation/?on=1999-07-01",
    "/participation/compare/?from=1998-12-31&to=2006-06-23",
    "/reports/",
]


@pytest.fixture
def site(live_server):
    """The address of a site with statuses of every certainty, and bodies below each other."""
    csto = factories.body("Organization", slug="csto", established="2002-10-07", dissolved="..")
    council = factories.body("Council of Ministers of Foreign Affairs", slug="council", parent=csto, dissolved="..")
    factories.body("Secretariat", parent=council, established="2003", dissolved="..")
    treaty = factories.document("Treaty", concluded="1992-05-15", organisation=csto)
    factories.event("Summit", date="2009-06-14", organisation=csto)
    rows = []
    for code, title in STATES.items():
        state = models.State(title=title, slug=title.lower(), iso_code=code)
        rows += [state, models.TreatyAction(party=state, document=treaty, action="signature", date="1992-05-15")]
        if title in ("Georgia", "Uzbekistan"):
            rows.append(models.TreatyAction(party=state, document=treaty, action="withdrawal", date="1999"))
        else:
            rows.append(models.Membership(member=state, body=csto, start="2002-10-07", end="..", attested="2009"))
    factories.save(*rows)
    return live_server.url


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_picture_scrolls_the_page_or_breaks_its_policy_and_axe_finds_nothing(page, site, window) -> None:
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.set_viewport_size(window)
    page.emulate_media(color_scheme="dark" if window is PHONE else "light")
    found = {}
    for address in ADDRESSES:
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address
        for each in Axe().run(page).response["violations"]:
            found[address, each["id"]] = [node["html"] for node in each["nodes"]][:3]
    assert found == {}
    assert heard == []


def test_the_slider_goes_from_day_to_day_without_loading_the_page_anew(page, site) -> None:
    page.goto(f"{site}/map/?document=treaty&on=1998-06-01")
    page.evaluate("window.same = true")
    slider = page.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "1 June 1998")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="States on 1 January 1999").wait_for()
    expect(slider).to_be_focused()
    expect(page).to_have_url(f"{site}/map/?on=1999-01-01&document=treaty")
    expect(page.get_by_text("As it stood on 1 January 1999")).to_be_visible()
    expect(page.locator('[data-state="georgia"]')).to_have_attribute("data-certainty", "possible")
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="States on 31 December 1999").wait_for()
    expect(page.locator('[data-state="georgia"]')).to_have_attribute("data-status", "withdrawn")
    assert page.evaluate("window.same") is True
    expect(slider).to_be_focused()


def test_the_days_are_a_form_without_scripts(new_context, site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/map/?document=treaty")
    page.locator("#map-day").select_option("1999-12-31")
    page.locator("form.days").get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/map/?on=1999-12-31&document=treaty")
    expect(page.get_by_role("heading", name="States on 31 December 1999")).to_be_visible()


def test_every_state_on_the_map_is_reached_by_the_keyboard_and_says_its_status(page, site) -> None:
    page.goto(f"{site}/map/?document=treaty&on=1999-07-01")
    page.get_by_role("slider").focus()
    reached = set()
    for _ in range(len(STATES)):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.querySelector('title').textContent"))
    vague = ("Georgia", "Uzbekistan")
    expected = {f"{title}: party, assumed" for title in STATES.values() if title not in vague}
    assert reached == expected | {f"{title}: possibly party, possibly withdrawn" for title in vague}


def test_statuses_differ_by_pattern_and_not_by_colour_alone(page, site) -> None:
    page.goto(f"{site}/map/?document=treaty&on=2005-01-01")
    fills = {
        name: page.locator(f'[data-state="{name}"] path').evaluate("path => getComputedStyle(path).fill")
        for name in ("russia", "georgia")
    }
    assert fills["georgia"].startswith('url("#p-withdrawn")')
    assert fills["russia"].startswith("rgb")


def test_the_page_of_the_map_is_under_150_kilobytes(page, site) -> None:
    sizes = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if site in answer.url else None)
    page.goto(f"{site}/map/?document=treaty&on=1999-07-01", wait_until="networkidle")
    document = len(page.request.get(f"{site}/map/?document=treaty&on=1999-07-01").body())
    assert document < 100_000
    assert sum(sizes) < 150_000


def test_the_days_of_change_lead_there_by_a_click(page, site) -> None:
    page.goto(f"{site}/bodies/csto/?on=2005-01-01")
    chip = page.locator(".chip > summary")
    chip.click()
    page.get_by_role("link", name="Previous change in the world").click()
    expect(page.get_by_text("As it stood on 8 October 2002")).to_be_visible()
    chip.click()
    page.get_by_text("days of change").click()
    page.get_by_role("link", name="14 June 2009", exact=True).click()
    expect(page).to_have_url(f"{site}/bodies/csto/?on=2009-06-14")


KEYED = """() => Array.from(document.querySelectorAll(".map .key"))
  .filter((each) => each.checkVisibility())
  .flatMap((each) => [...each.childNodes].filter((node) => node.nodeType === 3).slice(1))
  .map((node) => node.textContent.replace(/[,.]/g, "").trim())"""
BOXES = """() => Array.from(document.querySelectorAll(".map .name"), (each) => {
  const { x, y, right, bottom, height } = each.getBoundingClientRect();
  return [each.textContent, x, y, right, bottom, height / each.childElementCount];
}).filter((box) => box[5] > 0)"""


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_name_on_the_map_lies_over_another_as_a_browser_writes_it(page, site, window) -> None:
    page.set_viewport_size(window)
    page.goto(f"{site}/map/?document=treaty")
    boxes = page.evaluate(BOXES)
    key = page.locator(".map .key:visible b").all_text_contents()
    assert {box[0] for box in boxes} - {*key} | {*page.evaluate(KEYED)} == {*STATES.values()}
    assert all(box[5] > 10 for box in boxes)  # letters that can be read
    for (one, *a), (other, *b) in combinations(boxes, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (one, other)


def test_the_heads_of_the_matrix_stay_in_view_and_the_chart_of_bodies_scrolls_by_keyboard(page, site) -> None:
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto(f"{site}/participation/")
    frame = page.get_by_role("region", name="Participation")
    frame.focus()
    frame.evaluate("each => each.scrollTo(60, each.scrollHeight)")
    expect(frame.get_by_role("columnheader", name="Party")).to_be_in_viewport()
    expect(frame.get_by_role("rowheader").last).to_be_in_viewport()
    top = "each => each.getBoundingClientRect().top - each.closest('.matrix-frame').getBoundingClientRect().top"
    assert frame.get_by_role("columnheader", name="Party").evaluate(top) < 4
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/structure/?on=2005-01-01")
    chart = page.get_by_role("region", name="The chart, to scroll")
    chart.focus()
    page.keyboard.press("ArrowRight")
    chart.evaluate(
        "each => new Promise(done => { const look = () => each.scrollLeft > 0 ? done() : requestAnimationFrame(look);"
        " look(); })"
    )
    expect(page.get_by_text("scroll it sideways")).to_be_visible()

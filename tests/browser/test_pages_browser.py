"""What only a browser shows of the public pages: width, keyboard, theme, the content security policy, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = [
    "/",
    "/bodies/csto/",
    "/documents/treaty/?on=1999-07-01&at=9",
    "/documents/treaty/print/",
    "/sources/eurasian-home/",
    "/events/",
    "/states/?q=nothing",
    "/states/belrus/",
    "/?on=yesterday",
    "/about/",
]
PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def site(live_server):
    """The address of a site with something of everything."""
    cites, quoted = "@eurasian-home, Background ¶1", '{{members of="csto" on="2005-07-01"}}'
    factories.source("Eurasian Home", publisher="Eurasia Heritage Foundation", url="https://example.org/" + "a" * 90)
    csto = factories.body(
        "Collective Security Treaty Organization",
        slug="csto",
        established="1999",
        cites=cites,
        identifiers="wikidata: Q318693",
        text=f"Founded by [[Belarus]] and [[Nowhere]] [{cites}]; members: {quoted}.\n\n| a | b |\n|---|--:|\n| 1 | 2 |",
    )
    belarus, georgia = factories.state("Belarus"), factories.state("Georgia")
    treaty = factories.document("Treaty", concluded="1992-05-15", organisation=csto)
    summit = factories.event("Summit", date="2009-06-14", type="summit", organisation=csto, host=belarus)
    long = "Moratorium-on-the-active-participation-in-the-organisation-and-its-bodies"
    factories.save(
        models.Membership(member=belarus, body=csto, start="1999", end="..", attested="2009", cites=cites),
        models.Membership(member=georgia, body=csto, start="1999", end="2000", note=f"{long} [{cites}]."),
        models.Membership(member=georgia, body=csto, status="suspended", start="2001", rank="deprecated"),
        models.Participation(party=belarus, event=summit, role="refused", note=long),
    )
    factories.act(georgia, treaty, "signature", "1992-05-15", cites=cites)
    factories.act(georgia, treaty, "withdrawal", "1999", cites=cites)
    return live_server.url


@pytest.fixture
def complaints(page):
    """What the console complained of, but for pages that are errors on purpose."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_page_scrolls_sideways_or_breaks_its_content_security_policy(page, site, complaints, window) -> None:
    page.set_viewport_size(window)
    for address in ADDRESSES:
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address
    assert [text for text in complaints if "status of 40" not in text] == []


@pytest.mark.parametrize(("window", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_axe_finds_nothing_serious(page, site, window, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(window)
    found = {}
    for address in ADDRESSES:
        page.goto(site + address)
        for each in Axe().run(page).response["violations"]:
            if each["impact"] in ("serious", "critical"):
                found[address, each["id"]] = [node["html"] for node in each["nodes"]][:3]
    assert found == {}


def test_the_first_tab_skips_to_the_content(page, site) -> None:
    page.goto(f"{site}/bodies/csto/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the content")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_the_theme_follows_the_system_until_the_reader_chooses(page, site) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.goto(site)
    dark = page.evaluate(paper)
    page.get_by_text("Menu", exact=True).click()
    button = page.get_by_role("button", name="Theme:")
    button.click()
    expect(button).to_have_text("Theme: light")
    light = page.evaluate(paper)
    assert dark != light
    page.goto(f"{site}/bodies/csto/")
    assert page.evaluate(paper) == light


def test_another_day_is_asked_for_by_hand_and_kept_by_links(page, site) -> None:
    page.goto(f"{site}/bodies/csto/")
    page.get_by_text("Today", exact=True).click()
    page.get_by_label("The world on").fill("1999-07-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("As it stood on 1 July 1999.")).to_be_visible()
    page.locator("#members-body").get_by_role("link", name="Belarus").click()
    expect(page).to_have_url(f"{site}/states/belarus/?on=1999-07-01")
    page.get_by_role("link", name="Back to now").click()
    expect(page).to_have_url(f"{site}/states/belarus/")


def test_a_table_that_stacks_on_a_phone_stays_a_table(page, site) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/bodies/csto/?section=members-body")
    table = page.get_by_role("table", name="Members, all recorded dates")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table.get_by_role("rowheader", name="Belarus")).to_be_visible()


def test_paper_has_no_navigation_and_opens_what_is_folded(page, site) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/sources/eurasian-home/")
    expect(page.get_by_role("navigation").first).to_be_hidden()
    expect(page.get_by_role("cell", name="refused").or_(page.get_by_text("Memberships")).first).to_be_visible()


def test_a_link_to_what_a_quoted_fact_comes_from_is_told_from_words_without_colour(page, site) -> None:
    page.goto(f"{site}/bodies/csto/")
    expect(page.locator(".quoted-from").first).to_have_css("text-decoration-line", "underline")

"""What only a browser shows of changes: the difference in the row, what is new to a reader, pages beside each other."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def site(live_server):
    """The address of a site with a body, a text that was changed, and a claim that came."""
    csto, belarus = factories.body("CSTO", slug="csto", established="2002"), factories.state("Belarus")
    csto.text = "\n\n".join(f"Paragraph {n} of many words that nobody changed." for n in range(30))
    factories.save(csto)
    csto.text += "\n\nA last one.\n"
    factories.save(csto, models.Membership(member=belarus, body=csto, start="2002"), summary="Tell of the last")
    return live_server.url


def faults(page) -> dict[str, list[str]]:
    return {each["id"]: [node["html"] for node in each["nodes"]][:3] for each in Axe().run(page).response["violations"]}


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_row_opens_to_what_changed_by_keyboard_and_axe_finds_nothing(page, site, window) -> None:
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.set_viewport_size(window)
    page.emulate_media(color_scheme="dark" if window is PHONE else "light")
    for address in ("/changes/", "/bodies/csto/history/"):
        page.goto(site + address)
        button = page.get_by_role("button", name=re.compile("What changed in #4"))
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".in-place ins").filter(has_text="A last one.").first).to_be_visible()
        opened = page.get_by_role("button", name="Hide what changed in #4")
        expect(opened).to_be_focused()
        expect(opened).to_have_attribute("aria-expanded", "true")
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]
        names = page.evaluate("Array.from(document.querySelectorAll('[id]'), (each) => each.id)")
        assert len(names) == len({*names})
        assert faults(page) == {}
        page.keyboard.press("Enter")
        expect(page.locator(".in-place ins").first).to_be_hidden()
    assert heard == []


def test_the_way_is_a_link_without_scripts(new_context, site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/changes/")
    page.get_by_role("link", name="What changed in #4").click()
    expect(page.get_by_role("heading", name="Changeset #4")).to_be_visible()


def test_what_came_since_the_last_visit_is_marked_for_a_reader_without_an_account(page, site) -> None:
    page.goto(f"{site}/changes/")
    expect(page.get_by_text("new", exact=True)).to_have_count(0)
    page.evaluate("localStorage.setItem('changes-seen', JSON.stringify([0, 3, 1]))")
    for _ in range(2):  # the visit goes on
        page.goto(f"{site}/changes/")
        expect(page.locator('[data-number="4"]').get_by_text("new", exact=True)).to_be_visible()
        expect(page.get_by_text("new", exact=True)).to_have_count(1)


def test_rendered_pages_stand_beside_each_other_with_their_heads_in_view(page, site) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{site}/bodies/csto/compare/3/4/?view=rendered")
    before, after = (page.get_by_role("region", name=f"{name}, as a page") for name in ("Before", "After"))
    expect(after.locator(".came").filter(has_text="A last one.")).to_have_count(1)
    expect(before.locator(".gone").filter(has_text="A last one.")).to_have_count(0)
    after.locator(".came").filter(has_text="A last one.").scroll_into_view_if_needed()
    expect(before.locator(".rendered-head")).to_be_in_viewport()
    assert faults(page) == {}
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("radio", name="After").check()
    expect(before).to_be_hidden()
    expect(after).to_be_visible()
    assert faults(page) == {}

"""What only a browser shows of the pages about the past: choosing without scripts, width, contrast, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = [
    "/bodies/csto/",
    "/bodies/csto/history/",
    "/bodies/csto/history/2/",
    "/bodies/csto/history/facts/seat/",
    "/bodies/csto/history/claims/memberships/1/",
    "/bodies/csto/compare/1/4/",
    "/bodies/csto/compare/1/4/?view=inline",
    "/changes/",
    "/changes/4/",
    "/users/somebody@example.org/",
]
PHONE, DESKTOP = {"width": 360, "height": 800}, {"width": 1280, "height": 900}


@pytest.fixture
def site(live_server, django_user_model):
    """The address of a site where a body was made, got a member, and was then changed in every way."""
    user = django_user_model.objects.create_user("somebody@example.org")
    lines = [f"Line {n} of a text." for n in range(12)]
    csto = factories.body("Collective Security Treaty Organization", slug="csto", seat="Minsk", text="\n".join(lines))
    belarus = factories.state("Belarus")
    claim = factories.member(belarus, csto, start="2002", end="..")
    csto.text = "\n".join(["A-word-that-is-far-too-long-for-any-line-of-a-narrow-telephone-screen", *lines[1:-1]])
    csto.seat, claim.end, claim.note = "Moscow", "2012", "It left."
    factories.save(csto, claim, models.Deployment(force=csto, location=belarus), user=user, summary="Much at once")
    return live_server.url


@pytest.mark.parametrize(("window", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_pages_about_the_past_fit_and_axe_finds_nothing_serious(page, site, window, scheme) -> None:
    key = models.Membership.objects.get().pk
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(window)
    found = {}
    for address in ADDRESSES:
        page.goto(site + address.replace("memberships/1/", f"memberships/{key}/"))
        assert page.evaluate("document.documentElement.scrollWidth") <= window["width"], address
        for each in Axe().run(page).response["violations"]:
            if each["impact"] in ("serious", "critical"):
                found[address, each["id"]] = [node["html"] for node in each["nodes"]][:3]
    assert found == {}


def test_two_revisions_are_chosen_and_compared_without_scripts(new_context, site) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/bodies/csto/history/")
    page.get_by_label("#1 as the first").check()
    page.get_by_label("#4 as the second").check()
    page.get_by_role("button", name="Compare the two selected revisions").click()
    expect(page).to_have_url(f"{site}/bodies/csto/compare/1/4/")
    expect(page.get_by_text("1 fact changed")).to_be_visible()
    page.get_by_role("link", name="Inline").click()
    expect(page.get_by_role("group", name="Text, line by line").get_by_text("unchanged line")).to_be_visible()


def test_a_fact_leads_to_its_history_by_keyboard(page, site) -> None:
    page.goto(f"{site}/bodies/csto/")
    link = page.get_by_role("link", name="History: Seat")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/bodies/csto/history/facts/seat/")
    expect(page.get_by_role("rowheader", name="Moscow")).to_be_visible()

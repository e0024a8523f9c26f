"""What only a browser shows of an entry's page: cards, rows that open, what is folded, the contents."""

import pytest
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server):
    """The address of a site with a body that has members, prose and sources."""
    factories.source("Eurasian Home", publisher="A press")
    part = "# Part {n}\n\nOf [[Belarus]] [@eurasian-home, Background ¶{n}].\n\n" + "Text.\n\n" * 20
    prose = part.format(n=1) + part.format(n=2)
    csto = factories.body("CSTO", established="1999", text=prose)
    belarus = factories.state("Belarus", iso_code="BY", summary="A state in Europe.")
    factories.save(
        models.Membership(member=belarus, body=csto, start="1999", note="It *joined*.", cites="@eurasian-home, p. 4")
    )
    return live_server.url


def test_a_citation_and_a_link_show_their_cards_to_pointer_and_keyboard(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/bodies/csto/?on=2001-01-01")
    card = page.get_by_role("tooltip")
    page.locator(".prose .cite a").first.hover()
    expect(card).to_have_text("Eurasian Home. A press. Background ¶1")
    card.hover()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(1, 1)  # away from what is under the card
    page.locator(".prose .cite a").first.focus()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus")).to_have_text("Belarus")
    expect(card).to_contain_text("A state in Europe.")
    assert asked.count(f"{site}/states/belarus/card/?on=2001-01-01") == 1
    expect(page.locator(":focus")).to_have_attribute("aria-describedby", "card")
    page.keyboard.press("Tab")
    expect(card).to_contain_text("Background ¶1")


def test_a_member_opens_by_keyboard_and_by_whoever_comes_from_a_reference(page, site):
    page.goto(f"{site}/bodies/csto/")
    note = page.locator("#membership").get_by_text("It joined.")
    expect(note).to_be_hidden()
    page.locator("#membership summary").first.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Enter")
    expect(note).to_be_hidden()
    mark = page.locator("#membership .cite a").get_attribute("id")
    page.locator(f'#references a[href="#{mark}"]').click()
    expect(note).to_be_visible()
    expect(page.locator(f"#{mark}")).to_be_in_viewport()


def test_the_contents_stay_in_view_on_a_wide_screen_and_open_on_a_narrow_one(page, site):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{site}/bodies/csto/")
    link = page.get_by_role("navigation", name="On this page").get_by_role("link", name="Part 2")
    page.locator("#text-part-2").scroll_into_view_if_needed()
    expect(link).to_be_in_viewport()
    page.set_viewport_size({"width": 360, "height": 700})
    expect(link).to_be_hidden()
    page.locator(".contents summary").click()
    link.click()
    expect(page.locator("#text-part-2")).to_be_in_viewport()


def test_paper_shows_what_is_folded(page, site):
    page.goto(f"{site}/bodies/csto/")
    page.emulate_media(media="print")
    expect(page.locator("#membership").get_by_text("It joined.")).to_be_visible()


SHIFTS = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().map((each) => each.value))).observe({ type: "layout-shift", buffered: true })
  || requestAnimationFrame(() => requestAnimationFrame(() => done([]))))"""


def test_a_phone_folds_long_lists_before_they_are_seen_and_tells_how_many_rows_they_have(page, site):
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{site}/bodies/csto/")
    assert page.evaluate(SHIFTS) == []
    references = page.locator("#references")
    expect(references.locator("summary")).to_have_text("References 1")
    source = references.get_by_role("link", name="Eurasian Home")
    expect(source).to_be_hidden()
    page.get_by_role("navigation", name="On this page").locator("summary").click()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="References").click()
    expect(source).to_be_in_viewport()
    references.locator("summary").click()
    expect(source).to_be_hidden()
    page.locator(".prose .cite a").first.click()
    expect(source).to_be_in_viewport()


def test_what_an_address_leads_to_is_open_on_a_phone_and_all_is_without_scripts_or_on_a_wide_screen(new_context, site):
    phone = {"width": 390, "height": 700}
    for kept, shown in (
        ({"viewport": phone}, False),
        ({"viewport": phone, "java_script_enabled": False}, True),
        ({"viewport": {"width": 1280, "height": 700}}, True),
    ):
        page = new_context(**kept).new_page()
        page.goto(f"{site}/bodies/csto/")
        expect(page.locator("#references").get_by_role("link", name="Eurasian Home")).to_be_visible(visible=shown)
    page = new_context(viewport=phone).new_page()
    page.goto(f"{site}/bodies/csto/#references")
    expect(page.locator("#references").get_by_role("link", name="Eurasian Home")).to_be_in_viewport()

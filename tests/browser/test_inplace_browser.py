"""Editing a page in its place in a real browser: steps, keys, many parts at once, mistakes, clashes, the way back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.entries.models import Body, Membership
from tests import factories
from tests.browser.editing import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "The lead.\n\n# Background\n\nSigned in Tashkent.\n\n## Before\n\nLong ago.\n\n# Today\n\nIt goes on."


@pytest.fixture
def csto():
    """A body with two members and some prose, a state that is none, and a source."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", established="2002", text=TEXT)
    states = [factories.state(name) for name in ("Armenia", "Belarus")]
    rows = [Membership(member=state, body=csto, start="1993", end="..", cites="@eurasian-home") for state in states]
    publish(rows, user=None, summary="Founders")
    factories.state("Uzbekistan")
    return csto


@pytest.fixture
def opened(new_context, live_server, editor, csto):
    """Opens the page in a new window, signed in; the page, and what its console and scripts complain of."""

    def open_(**options):
        context = new_context(**options)
        enter(context, live_server, editor)
        page = context.new_page()
        complaints = []
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}/bodies/csto/")
        return page, complaints

    return open_


def test_a_membership_takes_four_steps_and_stands_on_the_page_with_its_source(opened, csto):
    page, complaints = opened()
    # 1: Add
    page.get_by_role("link", name="Add member", exact=True).click()
    # 2: who, since when
    form = page.locator("[data-holder]")
    form.get_by_label("Member").fill("Uzbekistan")
    form.get_by_label("Start").fill("June 2006")
    expect(form.get_by_text("June 2006 – 2006-06")).to_be_visible()
    # 3: the source
    form.get_by_label("Source", exact=True).fill("Eurasian Home")
    form.get_by_label("Place in it").fill("Background ¶3")
    summary = page.get_by_label("Edit summary")
    expect(summary).to_have_value("Added Uzbekistan: member from June 2006, end not recorded")
    # 4: Publish
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").get_by_text("Published as changeset")).to_be_visible()
    expect(page.get_by_role("link", name="Edit Uzbekistan")).to_be_focused()
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Edit Uzbekistan"))
    expect(row).to_be_in_viewport()
    row.get_by_role("link", name="Reference").click()
    expect(page.get_by_text("Background ¶3")).to_be_in_viewport()
    claim = Membership.objects.get(member__title="Uzbekistan")
    assert (claim.start, claim.cites) == ("2006-06", "@eurasian-home, Background ¶3")
    assert complaints == []


def tab_to(page, name):
    """Tab on until what has the focus is called so."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if name in page.evaluate("(document.activeElement.ariaLabel ?? '') + document.activeElement.textContent"):
            return
    raise AssertionError(name)


def test_a_date_is_changed_by_keys_alone_and_taken_back(opened, csto):
    page, _ = opened()
    tab_to(page, "Edit Belarus")
    page.keyboard.press("Enter")
    start = page.get_by_label("Start")
    expect(start).to_be_visible()
    page.keyboard.press("Escape")
    expect(start).to_be_hidden()
    expect(page.get_by_role("link", name="Edit Belarus")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Member")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(start).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("1994")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Belarus: member since 1994 (was 1993)")).to_be_visible()
    expect(page.get_by_role("link", name="Edit Belarus")).to_be_focused()
    changeset = Changeset.objects.latest()
    assert Membership.objects.get(member__title="Belarus").start == "1994"
    page.get_by_role("link", name=f"#{changeset.number}").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Changeset #{changeset.number}")).to_be_visible()
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Edit summary")).to_be_visible()
    page.get_by_label("Edit summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is changeset")).to_be_visible()
    assert Membership.objects.get(member__title="Belarus").start == "1993"


def test_many_parts_are_one_edit_and_a_mistake_comes_back_at_its_field(opened, csto):
    page, complaints = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.get_by_role("link", name="Edit Armenia").click()
    page.get_by_role("button", name="Remove source 1").click()
    page.get_by_label("Start").fill("1992")
    page.get_by_role("link", name="Edit: Before").click()
    page.get_by_role("textbox", name="Heading and text").fill("## Earlier\n\nLong ago.")
    page.get_by_role("link", name="Edit: Established").click()
    established = page.get_by_role("textbox", name="Established")
    established.fill("nonsense")
    expect(page.get_by_text("3 changes")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.get_by_role("button", name="Publish").click()
    expect(established).to_have_attribute("aria-invalid", "true")
    expect(established).to_be_focused()
    established.fill("7 October 2002")
    page.get_by_role("button", name="Publish").click()
    page.get_by_label("Publish it without a source").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published as changeset")).to_be_visible()
    now = Body.objects.get()
    assert (now.established, now.text) == ("2002-10-07", TEXT.replace("## Before", "## Earlier"))
    assert Membership.objects.get(member__title="Armenia").start == "1992"
    assert complaints == []


def test_a_clash_comes_back_as_a_page_with_what_was_typed(opened, csto):
    page, _ = opened()
    page.get_by_role("link", name="Edit: Established").focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Established").fill("2003")
    csto.established = "2001"
    factories.save(csto)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="Others changed what you changed")).to_be_visible()
    expect(page.get_by_role("textbox", name="Established")).to_have_value("2003")
    page.get_by_role("button", name="Publish").last.click()
    expect(page.get_by_text("Published as changeset")).to_be_visible()
    assert Body.objects.get().established == "2003"


@pytest.mark.parametrize(("width", "touch"), [(1280, False), (390, True)])
def test_pencils_break_no_line_of_the_facts(opened, csto, width, touch):
    csto.established = "2002-10-07"
    factories.save(csto)
    page, _ = opened(viewport={"width": width, "height": 800}, has_touch=touch, is_mobile=touch)
    fact = page.locator(".infobox [data-part=established]")
    expect(fact.locator(".pencil")).to_have_count(1)
    heights = fact.locator("dt, dd").evaluate_all("(cells) => cells.map((cell) => cell.getBoundingClientRect().height)")
    assert len(set(heights)) == 1  # the date and the way to its past stand in the line of its name
    box = page.locator(".infobox").bounding_box()
    pencil = fact.locator(".pencil").bounding_box()
    assert pencil["x"] + pencil["width"] <= box["x"] + box["width"]


def test_a_reader_of_russian_writes_dates_and_is_told_what_they_change_in_it(opened, csto):
    page, complaints = opened(locale="ru-RU")
    page.locator('a[data-edit][href*="members-body:new"], a[data-edit][href*="members-body%3Anew"]').first.click()
    form = page.locator("[data-holder]")
    form.locator("[data-entry-name]:not([data-source])").press_sequentially("Uzb")
    expect(page.locator(".editor-voice").filter(has_text="Найдено: 1.")).to_be_attached()
    page.keyboard.press("Enter")
    form.locator("[name$=-start]").fill("с июня 2006")
    expect(form.get_by_text("июнь 2006 – 2006-06")).to_be_visible()
    summary = page.locator("[name=edit_summary]")
    expect(summary).to_have_value("Добавлено: Uzbekistan, член с июня 2006, конец не указан")
    form.locator("[data-source]").first.fill("Eurasian Home")
    page.get_by_role("button", name="Опубликовать", exact=True).click()
    expect(page.get_by_text("Добавлено: Uzbekistan, член с июня 2006")).to_be_visible()
    assert Changeset.objects.latest().summary == "Added Uzbekistan: member from June 2006, end not recorded"
    assert complaints == []

"""Writing prose in a real browser: toolbar, completion, and the same area without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries.models import Topic
from tests import factories
from tests.browser.editing import enter, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def csto():
    """A body with a member, and what can be linked and cited beside it."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", text="One two three")
    factories.member(factories.state("Belarus"), csto, cites="@eurasian-home")
    return csto


@pytest.fixture
def form(page, live_server, editor, csto):
    """The admin's form of the body."""
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/entries/body/{csto.pk}/change/")
    return page


@pytest.fixture
def text(form):
    """The long text of the form, empty, with the caret in it."""
    area = form.locator("#id_text")
    area.fill("")
    area.focus()
    return area


def tool(page, name):
    return page.get_by_role("toolbar", name="Formatting of: Text").get_by_role("button", name=name)


def suggested(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def select(area, start, end):
    area.evaluate("(area, [start, end]) => { area.focus(); area.setSelectionRange(start, end); }", [start, end])


def test_a_button_marks_what_is_selected_and_again_takes_the_mark_away(form, text, complaints):
    text.fill("One two three")
    select(text, 4, 7)
    tool(form, "Bold").click()
    expect(text).to_have_value("One **two** three")
    tool(form, "Italic").click()
    expect(text).to_have_value("One ***two*** three")
    tool(form, "Bold").click()
    expect(text).to_have_value("One *two* three")
    form.keyboard.press("Control+i")
    expect(text).to_have_value("One two three")
    form.keyboard.press("Control+b")
    expect(text).to_have_value("One **two** three")
    assert complaints == []


def test_undo_takes_back_what_a_button_did(form, text):
    form.keyboard.type("One two")
    select(text, 0, 3)
    tool(form, "Bold").click()
    tool(form, "Bulleted list").click()
    expect(text).to_have_value("- **One** two")
    form.keyboard.press("Control+z")
    expect(text).to_have_value("**One** two")
    form.keyboard.press("Control+z")
    expect(text).to_have_value("One two")


MARKS = [
    ("Heading", "Members", "## Members"),
    ("Heading", "## Members", "Members"),
    ("Bulleted list", "One\nTwo", "- One\n- Two"),
    ("Numbered list", "- One\n- Two", "1. One\n2. Two"),
    ("Numbered list", "1. One\n2. Two", "One\nTwo"),
    ("Quotation", "One\nTwo", "> One\n> Two"),
    ("Quotation", "> One\n> Two", "One\nTwo"),
    ("Link to an entry", "Belarus", "[[Belarus]]"),
    ("Link to an entry", "[[Belarus]]", "Belarus"),
    ("Citation", "So it is.", "So it is.[@]"),
    ("Footnote", "So it is.", "So it is.[^1]\n\n[^1]: "),
    ("Footnote", "So[^1]\n\n[^1]: it is.", "So[^1]\n\n[^1]: it is.[^2]\n[^2]: "),
    ("Table", "Above", "Above\n\n| Heading | Heading |\n| --- | --- |\n| Cell | Cell |\n| Cell | Cell |\n"),
]


def test_each_button_writes_its_mark(form, text):
    for name, before, after in MARKS:
        text.fill(before)
        select(text, 0, len(before))
        tool(form, name).click()
        expect(text, name).to_have_value(after)
        expect(text).to_be_focused()


def test_a_fact_to_quote_is_chosen_from_a_menu(form, text):
    tool(form, "Quote a fact").click()
    expect(form.get_by_role("menuitem", name="Members of a body")).to_be_focused()
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Enter")
    form.keyboard.type("treaty")
    expect(text).to_have_value('{{parties of="treaty"}}')
    text.fill('{{count of=""}}')
    select(text, 12, 12)
    form.keyboard.type("cst")
    suggested(form).first.click()
    expect(text).to_have_value('{{count of="body:csto"}}')
    tool(form, "Quote a fact").press("Enter")
    form.keyboard.press("Escape")
    expect(form.get_by_role("menu")).to_have_count(0)
    expect(tool(form, "Quote a fact")).to_be_focused()


def test_the_toolbar_is_one_stop_of_the_tab_key_and_its_arrows_lead_on(form, text):
    form.keyboard.press("Shift+Tab")
    expect(tool(form, "Bold")).to_be_focused()
    form.keyboard.press("ArrowRight")
    form.keyboard.press("ArrowRight")
    expect(tool(form, "Heading")).to_be_focused()
    form.keyboard.press("End")
    expect(tool(form, re.compile("")).last).to_be_focused()
    form.keyboard.press("Tab")
    expect(text).to_be_focused()
    form.keyboard.press("Tab")
    expect(form.locator("#id_cites")).to_be_focused()


def test_two_brackets_are_completed_by_the_keyboard(form, text, complaints):
    form.keyboard.type("Joined by [[bel")
    option = form.get_by_role("option", name="Belarus")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(form.locator(".editor-voice")).to_contain_text("Found: 1")
    assert text.get_attribute("aria-activedescendant") == option.get_attribute("id")
    form.keyboard.press("Enter")
    form.keyboard.type(".")
    expect(text).to_have_value("Joined by [[Belarus]].")
    expect(option).to_be_hidden()
    assert complaints == []


def test_a_citation_is_completed_with_the_caret_where_its_place_comes(form, text):
    tool(form, "Citation").click()
    form.keyboard.type("home")
    form.get_by_role("option", name="Eurasian Home").click()
    expect(text).to_have_value("[@eurasian-home, ]")
    form.keyboard.type("Background ¶2] [@eur")
    expect(suggested(form)).to_have_count(1)
    form.keyboard.press("Enter")
    form.keyboard.type("].")
    expect(text).to_have_value("[@eurasian-home, Background ¶2] [@eurasian-home].")
    select(text, 2, 2)
    form.keyboard.type("eur")
    expect(suggested(form)).to_have_count(1)
    form.keyboard.press("Enter")
    expect(text).to_have_value("[@eurasian-home, Background ¶2] [@eurasian-home].")


def test_escape_closes_the_suggestions_and_tab_then_leaves_the_text(form, text):
    form.keyboard.type("[[bel")
    expect(suggested(form)).to_have_count(1)
    form.keyboard.press("Escape")
    expect(suggested(form)).to_have_count(0)
    form.keyboard.type("a")
    form.clock.run_for(10_000)
    expect(suggested(form)).to_have_count(0)
    form.keyboard.press("Tab")
    expect(form.locator("#id_cites")).to_be_focused()
    expect(text).to_have_value("[[bela")


def test_rows_that_are_added_have_the_editor_too(form, complaints):
    members = form.locator("#members-body-group")
    members.get_by_role("button", name="Add another Membership").click()
    row = form.locator("#members-body-1")
    row.get_by_label("Source", exact=True).fill("nobody")
    expect(row.locator("textarea[name$=cites]")).to_have_value("@nobody")
    row.locator("summary").click()
    note = row.locator("textarea[name$=note]")
    note.click()
    bar = form.get_by_role("toolbar", name="Formatting of: Note")
    form.keyboard.type("See [[bel")
    form.get_by_role("option", name="Belarus").click()
    form.keyboard.press("Shift+Home")
    bar.get_by_role("button", name="Italic").click()
    expect(note).to_have_value("*See [[Belarus]]*")
    form.locator("#id_title").focus()
    expect(bar).to_be_hidden()
    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_open_editor_fits_the_window_and_can_be_used_by_all(form, text, width, theme):
    form.emulate_media(color_scheme=theme)
    form.set_viewport_size({"width": width, "height": 844})
    form.locator("#members-body-0 summary").click()
    form.locator("#members-body-0 textarea[name$=note]").click()
    expect(form.get_by_role("toolbar", name="Formatting of: Note")).to_be_visible()
    text.focus()
    form.keyboard.type("[[bel")
    expect(suggested(form)).to_have_count(1)
    assert form.evaluate("document.documentElement.scrollWidth") <= width
    serious = [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in Axe().run(form).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_without_scripts_it_is_a_plain_text_area_that_saves(new_context, live_server, editor):
    context = new_context(java_script_enabled=False)
    enter(context, live_server, editor)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/entries/topic/add/")
    expect(page.locator(".editor-tools")).to_have_count(0)
    page.locator("#id_title").fill("Background")
    page.locator("#id_slug").fill("background")
    page.locator("#id_text").fill("Plain **words**")
    page.locator("#id_edit_summary").fill("By hand")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published as changeset")).to_be_visible()
    assert Topic.objects.get().text == "Plain **words**"

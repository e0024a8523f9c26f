"""The public form in a real browser, with scripts and without, wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.door.publish import publish
from apps.entries.models import Body, Membership
from tests import factories
from tests.browser.editing import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def csto():
    """A body with two members, and a state that is none."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", established="2002-10-07", text="Signed in Tashkent.")
    states = [factories.state(name) for name in ("Armenia", "Belarus")]
    facts = {"body": csto, "start": "2002", "cites": "@eurasian-home"}
    publish([Membership(member=state, **facts) for state in states], user=None, summary="Founders")
    factories.state("Uzbekistan")
    return csto


@pytest.fixture
def opened(new_context, live_server, editor, csto):
    """Opens the form in a new window, signed in; the page, and what its console and scripts complain of."""

    def open_(path="/bodies/csto/edit/", **options):
        context = new_context(**options)
        enter(context, live_server, editor)
        page = context.new_page()
        complaints = []
        page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        return page, complaints

    return open_


def save(page, why="For a test"):
    page.get_by_label("Edit summary").fill(why)
    page.locator(".foot").get_by_role("button", name="Publish").click()


def test_an_editor_adds_a_membership_with_the_keyboard_alone(opened, csto):
    page, complaints = opened()
    page.locator("#members-body-add").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("uz", delay=20)  # the focus is in the new row
    box = page.locator("#id_members-body-2-member")
    expect(page.get_by_role("option", name="Uzbekistan")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Uzbekistan")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Uzbekistan (state)")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.locator("#id_members-body-2-start").fill("2006-06-23")
    page.locator("#id_members-body-2-cites").fill("eurasian-home")
    save(page, "Uzbekistan came back")
    expect(page.get_by_text("Published as changeset")).to_contain_text("Uzbekistan came back")
    claim = Membership.objects.get(member__title="Uzbekistan")
    assert (claim.body_id, claim.status, claim.start) == (csto.pk, "member", "2006-06-23")
    assert complaints == []


def test_escape_closes_the_list_and_enter_in_a_line_does_not_publish_unasked(opened, csto):
    page, _ = opened()
    parent = page.locator("#id_parent")
    parent.focus()
    page.keyboard.type("cs", delay=20)
    expect(page.locator("#entry-names")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#entry-names")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing was published yet")).to_be_visible()
    page.get_by_role("link", name="Edit summary").click()
    expect(page.get_by_label("Edit summary")).to_be_focused()
    expect(page.locator("#id_parent")).to_have_value("cs")
    assert Body.objects.get().parent is None


def test_rows_are_taken_away_and_brought_back(opened, csto):
    page, _ = opened()
    rows = page.locator("#members-body .claim")
    page.get_by_role("button", name="Add membership").last.click()
    expect(rows).to_have_count(3)
    rows.nth(2).locator("[data-remove]").click()
    for number in (0, 1):
        rows.nth(number).locator("[data-remove]").click()
    cells = rows.nth(0).locator("> .cells").last
    expect(cells).to_have_js_property("inert", True)
    rows.nth(0).get_by_role("button", name="Undo").click()
    expect(cells).to_have_js_property("inert", False)
    save(page)
    expect(page.get_by_text("Published as changeset")).to_be_visible()
    assert [claim.member.title for claim in Membership.objects.all()] == ["Armenia"]


def test_without_scripts_a_button_adds_a_row_where_one_can_see_it(opened, csto):
    page, _ = opened(java_script_enabled=False)
    page.locator("#id_seat").fill("Moscow")
    page.locator("#members-body-add").click()
    expect(page.locator("#members-body-add")).to_be_in_viewport()
    expect(page.locator("#id_seat")).to_have_value("Moscow")
    page.locator("#id_members-body-2-member").fill("uzbekistan")
    page.locator("#id_members-body-2-cites").fill("@eurasian-home")
    page.locator("#members-body-1").get_by_label("Remove").check()
    save(page)
    expect(page.get_by_text("Published as changeset")).to_be_visible()
    assert set(Membership.objects.values_list("member__title", flat=True)) == {"Armenia", "Uzbekistan"}
    assert Body.objects.get().seat == "Moscow"


def serious(page):
    """What axe finds that keeps people out."""
    found = Axe().run(page).response["violations"]
    return [
        (each["id"], [node["target"] for node in each["nodes"]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_form_errors_and_conflict_fit_the_window_and_can_be_used_by_all(opened, csto, width, theme):
    page, _ = opened(viewport={"width": width, "height": 844}, color_scheme=theme)
    page.locator("#members-body-0 summary").click()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#id_established").fill("1992")
    page.locator("#id_members-body-0-member").fill("Nobody at all")
    save(page)
    expect(page.get_by_role("heading", name="Nothing was published yet")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("link", name="Members, 1: Member").click()
    field = page.locator("#id_members-body-0-member")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    field.fill("Armenia")
    csto.established = "2003"
    factories.save(csto, summary="Another year")
    save(page)
    expect(page.get_by_role("heading", name="Others changed what you changed")).to_be_visible()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Take theirs").check()
    save(page)
    expect(page.get_by_text("You changed nothing")).to_be_visible()
    assert Body.objects.get().established == "2003"


@pytest.mark.parametrize("path", ["/new/?title=Belaruz", "/states/new/?title=Belarus"])
def test_the_pages_of_new_entries_can_be_used_by_all(opened, csto, path):
    page, complaints = opened(path, viewport={"width": 390, "height": 844})
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []

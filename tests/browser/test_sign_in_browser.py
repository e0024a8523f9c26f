"""Signing in as a reader does it: by the keyboard, with and without scripts, on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_signs_in_from_a_page_comes_back_to_it_and_signs_out(new_context, live_server, editor, scripts):
    factories.state("Belarus")
    editor.username = "edith." * 25  # the longest name that there may be
    editor.save()
    page = new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts).new_page()
    page.goto(f"{live_server.url}/states/belarus/?on=1999-07-01")
    menu = page.locator(".menu > summary")
    menu.click()
    page.get_by_role("link", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_have_count(0)
    page.get_by_label("Name or e-mail address").fill(editor.username)
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The username and/or password you specified are not correct.")
    expect(page.get_by_label("Name or e-mail address")).to_have_value(editor.username)
    page.get_by_label("Password").fill("pass")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/states/belarus/?on=1999-07-01")
    masthead = page.get_by_role("banner")
    menu.click()
    expect(masthead.get_by_text(editor.username).locator("visible=true")).to_have_count(1)
    expect(masthead.get_by_role("link", name="My changes")).to_be_visible()
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    masthead.get_by_role("button", name="Sign out").click()
    menu.click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_axe_finds_nothing_in_the_form_and_its_errors(page, live_server, db):
    page.goto(f"{live_server.url}/sign-in/?next=/states/")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator("form.sign-in").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_label("Password")).to_have_accessible_description("This field is required.")
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []

"""What a browser keeps of a form until it is saved, and the warning on leaving."""

import json
import re

import pytest
from playwright.sync_api import expect

from apps.door.publish import publish
from apps.entries.models import Body, Membership
from tests import factories
from tests.browser.editing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BEFORE = "First.\n\nSecond.\n\nThird."


@pytest.fixture
def csto():
    """A body with a member."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", text=BEFORE)
    factories.member(factories.state("Belarus"), csto, start="1999", cites="@eurasian-home")
    factories.state("Uzbekistan")
    return csto


@pytest.fixture
def warnings(page):
    """The warnings on leaving, each of which is overridden."""
    shown = []
    page.on("dialog", lambda dialog: (shown.append(dialog.type), dialog.accept()))
    return shown


@pytest.fixture
def address(live_server, csto):
    """Of the admin's form of the body."""
    return f"{live_server.url}/admin/entries/body/{csto.pk}/change/"


@pytest.fixture
def form(page, live_server, editor, address, warnings):
    """The admin's form of the body, at which the editor is."""
    sign_in(page, live_server, editor)
    page.goto(address)
    return page


def notice(page):
    return page.locator(".draft-notice")


def kept(page):
    """The drafts in the browser, once it has had the time to keep them."""
    page.clock.run_for(10_000)
    every = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('draft/'))")
    return [json.loads(draft) for _, draft in every]


def save(page, summary="For a test"):
    page.get_by_label("Edit summary").fill(summary)
    page.get_by_role("button", name="Publish", exact=True).click()


def test_a_draft_survives_a_reload_and_is_restored_with_its_new_rows(form, address, warnings):
    form.locator("#id_text").fill("Written and not saved")
    form.locator("#id_members-body-0-start").fill("2000")
    form.locator("#id_members-body-0-status").select_option("observer")
    form.locator("#members-body-group").get_by_role("button", name="Add another Membership").click()
    row = form.locator("#members-body-1")
    row.get_by_role("combobox", name="Member").first.click()
    form.get_by_role("searchbox", name="Search: Member").fill("uzb")
    form.get_by_role("option", name="Uzbekistan (state)").click()
    row.get_by_label("Source", exact=True).fill("eurasian-home")
    kept(form)
    form.reload()
    assert warnings == ["beforeunload"]
    expect(notice(form)).to_contain_text(
        re.compile(r"A draft of \d+ \w+ 20\d\d at \d\d:\d\d, begun from #\d+, is kept")
    )
    expect(form.locator("#id_text")).to_have_value(BEFORE)
    form.get_by_role("button", name="Restore it").click()
    expect(notice(form)).to_have_count(0)
    expect(form.locator("#id_text")).to_have_value("Written and not saved")
    save(form, "From a draft")
    expect(form.get_by_text("Published as changeset")).to_be_visible()
    assert len(warnings) == 1  # saving is not leaving
    claims = Membership.objects.order_by("pk").values_list("member__title", "status", "start")
    assert list(claims) == [("Belarus", "observer", "2000"), ("Uzbekistan", "member", "")]
    assert Body.objects.get().text == "Written and not saved"
    assert kept(form) == []  # what was saved is no draft
    form.goto(address)
    expect(form.locator(".editor-tools")).to_be_visible()
    expect(notice(form)).to_have_count(0)


def test_a_draft_can_be_discarded_and_what_is_as_it_was_is_none(form, address, warnings):
    form.locator("#id_text").fill("Not this")
    assert len(kept(form)) == 1
    form.locator("#id_text").fill(BEFORE)
    assert kept(form) == []
    form.goto(address)
    assert warnings == []
    form.locator("#id_text").fill("Nor that")
    form.goto(address)
    assert warnings == ["beforeunload"]
    form.get_by_role("button", name="Discard it").click()
    expect(notice(form)).to_have_count(0)
    form.reload()
    expect(form.locator(".editor-tools")).to_be_visible()
    expect(notice(form)).to_have_count(0)


def test_what_is_typed_beside_a_draft_does_not_write_over_it(form, address, warnings):
    form.locator("#id_text").fill("The first")
    form.goto(address)
    expect(notice(form)).to_have_count(1)
    form.locator("#id_text").fill("The second")
    assert sorted(draft["told"]["fields"]["text"] for draft in kept(form)) == ["The first", "The second"]
    form.goto(address)
    expect(notice(form)).to_have_count(2)
    form.get_by_role("button", name="Restore it").first.click()
    expect(notice(form)).to_have_count(0)  # what is restored is gone on with
    form.goto(address)
    expect(notice(form)).to_have_count(2)


def test_a_form_that_comes_back_goes_on_with_its_draft(form, address, warnings):
    form.locator("#id_text").fill("Good text")
    form.locator("#id_members-body-0-start").fill("no date")
    save(form)
    expect(form.get_by_text("Please correct the error")).to_be_visible()
    assert warnings == []
    expect(notice(form)).to_have_count(0)
    form.locator("#id_summary").fill("And more")
    (draft,) = kept(form)
    assert draft["told"]["fields"] == {"text": "Good text", "summary": "And more", "edit_summary": "For a test"}
    assert draft["told"]["rows"][0]["fields"] == {"start": "no date"}
    form.goto(address)
    assert warnings == ["beforeunload"]
    form.get_by_role("button", name="Restore it").click()
    form.locator("#id_members-body-0-start").fill("2001")
    save(form)
    expect(form.get_by_text("Published as changeset")).to_be_visible()
    body = Body.objects.get()
    assert (body.text, body.summary) == ("Good text", "And more")
    assert kept(form) == []


def test_what_others_changed_since_is_merged_with_a_draft(form, address, csto, warnings):
    form.locator("#id_text").fill(BEFORE.replace("Third", "My third"))
    form.locator("#id_members-body-0-start").fill("2000")
    kept(form)
    csto.refresh_from_db()
    csto.text = BEFORE.replace("First", "Their first")
    factories.save(csto)
    form.goto(address)
    expect(notice(form)).to_contain_text("The entry was changed since")
    form.get_by_role("button", name="Restore it").click()
    save(form)
    expect(form.get_by_text("Published as changeset")).to_be_visible()
    assert Body.objects.get().text == "Their first.\n\nSecond.\n\nMy third."
    assert Membership.objects.get().start == "2000"


def test_both_forms_of_an_entry_have_its_drafts_in_common(form, address, live_server, warnings):
    form.goto(f"{live_server.url}/bodies/csto/edit/")
    form.locator("#id_text").fill("Written on its page")
    form.locator("#id_members-body-0-status").select_option("observer")
    form.locator("#id_members-body-0-start").fill("2000")
    kept(form)
    form.goto(address)
    form.get_by_role("button", name="Restore it").click()
    expect(notice(form)).to_have_count(0)
    expect(form.locator("#id_text")).to_have_value("Written on its page")
    form.locator("#members-body-group").get_by_role("button", name="Add another Membership").click()
    row = form.locator("#members-body-1")
    row.get_by_role("combobox", name="Member").first.click()
    form.get_by_role("searchbox", name="Search: Member").fill("uzb")
    form.get_by_role("option", name="Uzbekistan (state)").click()
    (draft,) = kept(form)
    assert draft["told"]["fields"] == {"text": "Written on its page"}
    form.goto(f"{live_server.url}/bodies/csto/edit/")
    form.get_by_role("button", name="Restore it").click()
    expect(notice(form)).to_have_count(0)
    expect(form.locator("#id_members-body-1-member")).to_have_value("Uzbekistan (state)")
    expect(form.locator("#id_members-body-0-status")).to_have_value("observer")
    expect(form.locator("#id_members-body-0-start")).to_have_value("2000")


def test_what_finds_no_place_any_more_is_told_and_stays_kept(form, address, warnings):
    form.locator("#id_text").fill("Mine")
    form.locator("#id_members-body-0-start").fill("2000")
    kept(form)
    publish([], [Membership.objects.get()], user=None, summary="Removed meanwhile")
    form.goto(address)
    form.get_by_role("button", name="Restore it").click()
    expect(notice(form)).to_contain_text("(rows: 1; fields: 0). It is kept")
    expect(form.locator("#id_text")).to_have_value("Mine")
    assert len(kept(form)) == 2  # what was restored, and what could not be
    form.get_by_role("button", name="Discard it").click()
    assert len(kept(form)) == 1


def test_another_users_draft_is_not_offered(form, address, live_server, reviewer, warnings):
    form.locator("#id_text").fill("Mine alone")
    kept(form)
    form.context.clear_cookies()
    sign_in(form, live_server, reviewer)
    form.goto(address)
    expect(form.locator(".editor-tools")).to_be_visible()
    expect(notice(form)).to_have_count(0)


def test_a_browser_that_keeps_nothing_only_warns(page, live_server, editor, address, warnings):
    broken = []
    page.on("pageerror", lambda error: broken.append(error.stack))
    sign_in(page, live_server, editor)
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) {"
        " Object.defineProperty(window, name, {get() { throw new DOMException('denied', 'SecurityError'); }}); }"
    )
    page.goto(address)
    page.locator("#id_text").fill("Nowhere")
    page.clock.run_for(10_000)
    page.reload()
    assert warnings == ["beforeunload"]
    page.locator("#id_text").fill("Saved")
    save(page)
    expect(page.get_by_text("Published as changeset")).to_be_visible()
    assert Body.objects.get().text == "Saved"
    assert [stack for stack in broken if "/editor/" in stack] == []  # Django's own script of the theme does break

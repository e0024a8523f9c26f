"""Lines for dates in a real browser: what is read as one types, and the choice beside an end; page and admin."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.door.publish import publish
from apps.entries.models import Body, Membership
from tests import factories
from tests.browser.editing import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROW = "#members-body-0"
FORMS = {"page": "/bodies/csto/edit/", "admin": "/admin/entries/body/{pk}/change/"}


@pytest.fixture
def csto():
    """A body with two members, of which one still is."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", established="2002-10-07", dissolved="..")
    members = [
        Membership(member=factories.state("Armenia"), body=csto, start="2002-10-07", end="..", cites="@eurasian-home"),
        Membership(
            member=factories.state("Uzbekistan"), body=csto, start="2006-06-23", end="2012~", cites="@eurasian-home"
        ),
    ]
    publish(members, user=None, summary="Members")
    return csto


@pytest.fixture(params=FORMS)
def opened(request, new_context, live_server, editor, csto):
    """Opens the form, as the page or the admin has it, in a new window; with what the console complains of."""

    def open_(**options):
        context = new_context(**options)
        enter(context, live_server, editor)
        form = context.new_page()
        complaints = []
        form.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        form.on("pageerror", lambda error: complaints.append(str(error)))
        form.goto(live_server.url + FORMS[request.param].format(pk=csto.pk))
        return form, complaints

    return open_


def parts(form, name):
    """The line of a date, its reading, and the choice beside it."""
    line = form.locator(f"#id_{name}")
    return line, form.locator(f"#id_{name}_reading"), form.locator(f"select[name={name}-choice]")


def save(form):
    form.get_by_label("Edit summary").fill("For a test")
    form.locator(".foot, .submit-row").get_by_role("button", name=re.compile("^(Publish|Save)$")).click()


def test_a_date_is_read_as_it_is_typed_and_what_cannot_be_read_is_said(opened, csto):
    form, complaints = opened()
    line, reading, _ = parts(form, "established")
    expect(reading).to_have_text("7 October 2002")
    line.fill("")
    line.press_sequentially("about March 2012")
    expect(reading).to_have_text("about March 2012 – 2012-03~")
    expect(reading).to_have_attribute("aria-live", "polite")
    assert "id_established_reading" in line.get_attribute("aria-describedby")
    line.fill("05/06/1999")
    expect(reading).to_contain_text("5 June 1999 to some and 6 May 1999 to others")
    line.blur()
    expect(line).to_have_attribute("aria-invalid", "true")
    line.fill("2012-03")
    expect(reading).to_have_text("March 2012")
    expect(line).not_to_have_attribute("aria-invalid", "true")
    line.fill("5 May 2012")
    save(form)
    expect(form.get_by_text("Published as changeset")).to_be_visible()
    assert Body.objects.get().established == "2012-05-05"
    assert complaints == []


def test_the_choice_beside_an_end_and_its_line_keep_in_step(opened, csto):
    form, complaints = opened()
    line, reading, choice = parts(form, "members-body-1-end")
    expect(choice).to_have_value("ended")
    expect(reading).to_have_text("about 2012")
    choice.select_option("still so")
    expect(line).to_have_value("")
    expect(reading).to_be_empty()
    choice.select_option("ended")
    expect(line).to_have_value("2012~")
    line.fill("ongoing")
    expect(choice).to_have_value("open")
    line.fill("")
    line.blur()
    choice.select_option("not recorded")
    other, reading, chosen = parts(form, "members-body-0-end")
    expect(chosen).to_have_value("open")
    other.fill("until May 2013")
    expect(chosen).to_have_value("ended")
    expect(reading).to_have_text("May 2013 – 2013-05")
    parts(form, "dissolved")[0].fill("..")
    save(form)
    expect(form.get_by_text("Published as changeset")).to_be_visible()
    assert dict(Membership.objects.values_list("member__title", "end")) == {"Armenia": "2013-05", "Uzbekistan": ""}
    assert Body.objects.get().dissolved == ".."
    assert complaints == []


def test_a_row_that_is_added_reads_its_dates_too(opened, csto):
    form, _ = opened()
    form.locator("#members-body-add, #members-body-group .add-row a").first.click()
    line, reading, choice = parts(form, "members-body-2-end")
    line.fill("c. 2013")
    expect(reading).to_have_text("about 2013 – 2013~")
    expect(choice).to_have_value("ended")
    expect(line).to_have_attribute("aria-describedby", "id_members-body-2-end_helptext id_members-body-2-end_reading")


def test_words_that_were_saved_leave_no_draft(opened, csto):
    form, _ = opened()
    line, reading, _ = parts(form, "established")
    line.fill("May 2003")
    expect(reading).to_have_text("May 2003 – 2003-05")
    address = form.url
    form.evaluate("dispatchEvent(new Event('pagehide'))")  # as a window does that is closed
    assert '"established":"2003-05"' in form.evaluate("JSON.stringify(Object.values(localStorage))").replace("\\", "")
    csto.established = "2003-05"
    factories.save(csto, summary="As it was written in another window")
    form.once("dialog", lambda dialog: dialog.accept())
    form.goto(address)
    expect(form.locator("#id_established")).to_have_value("2003-05")
    expect(form.locator(".draft-notice")).to_have_count(0)


def test_without_scripts_a_form_that_comes_back_shows_what_was_read(opened, csto):
    form, _ = opened(java_script_enabled=False)
    form.locator("#id_established").fill("15 May 1992")
    line, _, choice = parts(form, "members-body-0-end")
    line.fill("2013")
    save(form)
    expect(form.locator("#id_established")).to_have_value("1992-05-15")
    expect(form.locator("#id_established_reading")).to_have_text("15 May 1992")
    said = form.locator(ROW).get_by_text("“still so” is chosen, and a date is written")
    expect(said).to_be_visible()
    choice.select_option("ended")
    save(form)
    expect(form.get_by_text("Published as changeset")).to_be_visible()
    assert Membership.objects.get(member__title="Armenia").end == "2013"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_readings_fit_the_window_and_can_be_used_by_all(opened, width, theme):
    form, _ = opened(viewport={"width": width, "height": 900}, color_scheme=theme)
    line, reading, _ = parts(form, "members-body-0-start")
    line.fill("05/06/1999")
    line.blur()
    expect(reading).to_have_class(re.compile("wrong"))
    found = Axe().run(form, ROW).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    assert form.evaluate("document.documentElement.scrollWidth") <= width
    end, _, choice = parts(form, "members-body-1-end")
    apart = "(end, choice) => end.getBoundingClientRect().y - choice.getBoundingClientRect().y"
    assert abs(end.evaluate(apart, choice.element_handle())) <= 3  # side by side, while the page may still move

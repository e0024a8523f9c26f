"""The live preview: what it asks, when, and what it says where there is no answer."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories
from tests.browser.editing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Preview:
    """Stands in for the wiki: keeps what was posted, and answers with the text."""

    def __init__(self):
        self.posted = []
        self.status = 200
        self.before = ""

    def answer(self, route):
        self.posted.append(parse_qs(route.request.post_data, keep_blank_values=True))
        body = f"{self.before}<p>{self.posted[-1]['text'][0]}</p>"
        route.fulfill(status=self.status, content_type="text/html", body=body)


@pytest.fixture
def preview(page):
    """Every page's form has a preview, which this answers."""
    stand_in = Preview()
    page.route("**/stand-in/", stand_in.answer)
    page.add_init_script(
        "document.addEventListener('readystatechange', () => document.querySelector('[data-edit-form]')"
        "?.setAttribute('data-preview', '/stand-in/'))"
    )
    return stand_in


@pytest.fixture
def form(page, live_server, editor, preview):
    """The admin's form of a topic, with the preview shown."""
    topic = factories.make(factories.models.Topic, "Background", text="As it was")
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}/admin/entries/topic/{topic.pk}/change/")
    page.get_by_role("button", name="Live preview").click()
    return page


def pane(page):
    return page.get_by_role("region", name="Preview")


def test_it_follows_what_is_typed_once_it_pauses(form, preview, complaints):
    expect(pane(form)).to_contain_text("As it was")
    assert len(preview.posted) == 1
    form.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))  # however slowly the keys come, they are no pause
    form.locator("#id_text").fill("")
    form.locator("#id_text").press_sequentially("As it will be")
    form.clock.run_for(10_000)
    expect(pane(form)).to_contain_text("As it will be")
    assert len(preview.posted) == 2  # not one for each key
    assert "csrfmiddlewaretoken" in preview.posted[-1]
    assert preview.posted[-1]["act"] == ["preview"]  # never what publishes
    assert complaints == []


def test_it_is_shown_again_until_it_is_hidden(form):
    form.reload()
    expect(pane(form)).to_contain_text("As it was")
    form.get_by_role("button", name="Live preview").click()
    expect(pane(form)).to_have_count(0)
    form.reload()
    expect(form.get_by_role("button", name="Live preview")).to_have_attribute("aria-pressed", "false")


def test_it_says_in_a_sentence_that_there_is_none(form, preview):
    expect(pane(form)).to_contain_text("As it was")
    preview.status = 500
    form.locator("#id_text").fill("Wrong")
    expect(pane(form)).to_contain_text("There is no preview at the moment: the wiki answered with error 500.")
    preview.status, preview.before = 200, "<!doctype html><h1>Sign in</h1>"
    form.locator("#id_text").fill("Signed out")
    expect(pane(form)).to_contain_text("the wiki answered with another page. Are you still signed in?")
    expect(pane(form).get_by_role("heading")).to_have_count(0)
    preview.before = ""
    form.locator("#id_text").fill("Right")
    expect(pane(form)).to_contain_text("Right")


@pytest.mark.parametrize("width", [1280, 390])
def test_it_stands_where_the_window_has_room(form, width):
    form.set_viewport_size({"width": width, "height": 844})
    expect(pane(form)).to_be_visible()
    assert form.evaluate("document.documentElement.scrollWidth") <= width
    area, shown = form.locator("#id_text").bounding_box(), pane(form).bounding_box()
    beside = shown["x"] >= area["x"] + area["width"]
    assert beside == (width == 1280)
    expect(pane(form)).to_be_in_viewport()
    found = Axe().run(form).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []

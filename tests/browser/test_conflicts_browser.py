"""Two editors in two real browsers on one entry: the second decides what clashes, and nothing else."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries.models import Body, Membership
from tests import factories
from tests.browser.editing import enter
from tests.conftest import persona

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROSE = "The treaty was signed in Tashkent.\n\nThe charter came later.\n\nIts seat is in Moscow."


@pytest.fixture
def csto():
    """A body with a member and a text."""
    factories.source("Eurasian Home")
    csto = factories.body("CSTO", summary="A defence organisation", established="2002-10-07", text=PROSE)
    factories.member(factories.state("Uzbekistan"), csto, start="2006", cites="@eurasian-home")
    return csto


@pytest.fixture
def pages(new_context, live_server, csto):
    """The form of the body in the browsers of two editors, both opened before either saves."""
    opened = []
    for name, group in (("rita", "Reviewers"), ("edith", "Editors")):
        context = new_context()
        enter(context, live_server, persona(name, group))
        page = context.new_page()
        page.goto(f"{live_server.url}/admin/entries/body/{csto.pk}/change/")
        expect(page.get_by_label("Edit summary")).to_be_visible()
        opened.append(page)
    return opened


def write(page, why, /, **values):
    """Fill in fields of the form by their ids, and save."""
    for name, value in values.items():
        page.locator(f"#id_{name.replace('__', '-')}").fill(value)
    page.get_by_label("Edit summary").fill(why)
    page.get_by_role("button", name="Publish", exact=True).click()


def clash(page, heading):
    return page.locator(".clash").filter(has=page.get_by_role("heading", name=heading))


def conflict(pages):
    """What the second editor sees after the first has saved."""
    rita, edith = pages
    write(
        rita,
        "From the charter",
        summary="A military alliance",
        established="1992-05-15",
        text=PROSE.replace("Tashkent", "Tashkent on 15 May 1992"),
        members__body__0__start="2006-06-23",
    )
    expect(rita.get_by_text("Published as changeset")).to_be_visible()
    write(
        edith,
        "From the news",
        summary="An intergovernmental alliance",
        established="2002",
        seat="Moscow",
        text=PROSE.replace("signed in", "agreed on in").replace("is in Moscow", "is Moscow"),
        members__body__0__start="2006-08",
    )
    expect(edith.get_by_role("heading", name="Others changed what you changed")).to_be_visible()
    return edith


def test_the_second_editor_takes_theirs_for_one_fact_and_keeps_the_own_for_another(pages, csto):
    edith = conflict(pages)
    expect(clash(edith, "Summary")).to_contain_text("rita changed it in #")
    expect(clash(edith, "Established")).to_contain_text("15 May 1992 1992-05-15")
    expect(clash(edith, "Start")).to_contain_text("membership Uzbekistan – CSTO")
    expect(clash(edith, "Text").locator("ins").first).to_contain_text("on 15 May 1992")
    expect(edith.locator("#id_summary")).to_have_value("An intergovernmental alliance")
    clash(edith, "Established").get_by_label("Take theirs").check()
    clash(edith, "Text").get_by_label("Take theirs").check()
    clash(edith, "Start").get_by_role("link", name="Start").click()
    edith.locator("#id_members-body-0-start").fill("2006-06-23")
    edith.get_by_role("button", name="Publish", exact=True).click()
    expect(edith.get_by_text("Merged with the changes made meanwhile by rita")).to_be_visible()
    now = Body.objects.get()
    assert (now.summary, now.established, now.seat) == ("An intergovernmental alliance", "1992-05-15", "Moscow")
    assert now.text == PROSE.replace("Tashkent", "Tashkent on 15 May 1992").replace("is in Moscow", "is Moscow")
    assert Membership.objects.get().start == "2006-06-23"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_conflict_fits_the_window_and_can_be_used_by_all(pages, width, theme):
    edith = pages[1]
    edith.emulate_media(color_scheme=theme)
    edith.set_viewport_size({"width": width, "height": 900})
    conflict(pages)
    assert edith.evaluate("document.documentElement.scrollWidth") <= width
    serious = [
        (found["id"], [node["target"] for node in found["nodes"]])
        for found in Axe().run(edith).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert serious == []

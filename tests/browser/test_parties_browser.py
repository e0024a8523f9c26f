"""What only a browser shows of a document's status table: width, axe, and that a link opens what is folded."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.entries import models
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESKTOP, PAPER = {"width": 360, "height": 800}, {"width": 1280, "height": 900}, {"width": 800, "height": 900}
ACTIONS = (
    *("signature", "provisional-application", "ratification", "acceptance", "approval", "accession", "succession"),
    *("formal-confirmation", "consent-to-be-bound", "observer", "refusal", "suspension", "denunciation"),
)


@pytest.fixture
def site(live_server):
    """The address of a site with a document about which many did everything that there is to do."""
    factories.source("Depositary", slug="depositary")
    treaty = factories.document("Treaty", consent="signature-subject-to-ratification", in_force="1995-07-01")
    rows = []
    for number, action in enumerate(ACTIONS):
        state = models.State(title=f"The State of {action}", slug=f"state-{number}")
        rows += [
            state,
            models.TreatyAction(party=state, document=treaty, action="signature", date="1992-09-15"),
            models.TreatyAction(
                party=state, document=treaty, action=action, date=f"1993-09-{number + 10}", cites="@depositary, p. 1"
            ),
            models.Declaration(party=state, document=treaty, type="objection", text="No. " * 30, date="1994"),
        ]
    factories.save(*rows)
    return live_server.url


@pytest.mark.parametrize(
    ("window", "colours", "address"),
    [
        (PHONE, "dark", "/documents/treaty/"),
        (DESKTOP, "light", "/documents/treaty/?on=1994-12-31"),
        (PAPER, "light", "/documents/treaty/print/"),
    ],
    ids=["phone", "desktop", "paper"],
)
def test_the_whole_table_fits_and_axe_finds_nothing(page, site, window, colours, address) -> None:
    page.set_viewport_size(window)
    page.emulate_media(color_scheme=colours)
    page.goto(site + address)
    table = page.locator(".table", has=page.locator(".parties")).first
    assert table.evaluate("each => each.scrollWidth - each.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]
    found = {
        each["id"]: [node["html"] for node in each["nodes"]][:3] for each in Axe().run(page).response["violations"]
    }
    assert found == {}


def test_a_link_opens_the_single_actions_and_a_note_leads_back(page, site) -> None:
    page.goto(f"{site}/documents/treaty/")
    actions = page.locator("#treaty_actions-document")
    expect(actions).to_be_hidden()
    page.locator(".contents a[href='#treaty_actions-document']").click()
    expect(actions).to_be_visible()
    page.goto(f"{site}/documents/treaty/#declarations-document")
    expect(page.locator("#declarations-document")).to_be_visible()
    page.locator("#noted-1").click()
    expect(page.locator("#party-note-1")).to_be_in_viewport()

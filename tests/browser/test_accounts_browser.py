"""Accounts as their owners meet them: a passkey, made and used, under the strict policy; and what a scanner says."""

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
PRESENT = {"isUserVerified": True, "automaticPresenceSimulation": True}


@pytest.fixture
def site(live_server, page):
    """The address by name: a browser makes no passkey for an address by number. And what the console says."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, **PRESENT}})
    yield live_server.url.replace("127.0.0.1", "localhost")
    assert said == []


def test_a_passkey_is_made_and_signs_in_without_a_password(site, page, editor):
    page.goto(f"{site}/sign-in/?next=/account/factors/keys/new/")
    page.get_by_label("Name or e-mail address").fill("edith")
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Its name").fill("Library")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert Authenticator.objects.filter(type="webauthn").get().wrap().name == "Library"
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in/?next=/about/roles/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who may do what")
    page.goto(f"{site}/account/factors/keys/")
    expect(page.get_by_text("Library").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_an_account(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    for place in ("/sign-in/", "/sign-up/", "/password/", "/about/roles/"):
        page.goto(site + place)
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320

"""The documentation page, in a browser: it works under the site's Content-Security-Policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe


def test_the_page_names_the_description_and_needs_nothing_inline(client):
    page = client.get("/api/v1/docs").content.decode()
    assert 'data-openapi="/api/v1/openapi.json"' in page
    assert "<noscript>" in page
    assert "https://" not in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_shows_every_call_and_tries_one(live_server, page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_server.url}/api/v1/docs")
    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() == len(
        page.request.get(f"{live_server.url}/api/v1/openapi.json").json()["paths"]
    )
    page.locator("#operations-claims-list_memberships button").first.click()
    page.get_by_role("button", name="Execute").click()
    page.get_by_text('"count": 0').first.wait_for()
    assert said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it_in_the_colours_of_the_site(live_server, page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/api/v1/docs")
    page.locator(".opblock").first.wait_for()
    page.locator("#operations-claims-list_memberships button").first.click()
    page.locator("tr[data-param-name=status] select").wait_for()
    assert page.locator(".opblock").first.evaluate("box => getComputedStyle(box).backgroundColor") == page.evaluate(
        "getComputedStyle(document.querySelector('.chip > summary, .drop-panel')).backgroundColor"
    )
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert {each["id"]: [node["html"][:120] for node in each["nodes"]][:3] for each in found} == {}

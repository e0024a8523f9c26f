"""What the tests of forms in a browser share."""

from playwright.sync_api import expect


def sign_in(page, live_server, user):
    """Sign in by the form. From here on the page's clock can be wound forward: `page.clock.run_for(10_000)`."""
    page.clock.install()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("pass")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What would you like to edit?")).to_be_visible()

"""What the tests of forms in a browser share."""

from django.test import Client


def enter(context, live_server, user):
    """Let a browser's window have the session of the user, as if signed in there."""
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def sign_in(page, live_server, user):
    """Let a page have the session of the user, and a clock that can be wound forward: `page.clock.run_for(10_000)`."""
    page.clock.install()
    enter(page.context, live_server, user)

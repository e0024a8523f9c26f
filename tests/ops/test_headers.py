"""What every answer tells the browser to refuse: foreign scripts and styles, frames, guessed types."""

import pytest

from tests import factories

SELF = {"'self'"}
POLICY = {
    "default-src": SELF,
    "script-src": SELF,
    "style-src": SELF,
    "img-src": SELF | {"data:"},
    "object-src": {"'none'"},
    "base-uri": SELF,
    "frame-ancestors": {"'none'"},
    "form-action": SELF,
}
"""The sources that each directive of the Content-Security-Policy names: no 'unsafe-inline', and no other site."""
OTHERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ADDRESSES = [
    *[("/", 200), ("/about/", 200), ("/states/", 200), ("/states/belarus/", 200), ("/states/belarus/print/", 200)],
    *[("/states/belarus/history/", 200), ("/states/belarus/compare/0/1/", 200), ("/changes/", 200)],
    *[("/search/?q=belarus", 200), ("/search/suggest/?q=bel", 200), ("/timeline/", 200), ("/map/", 200)],
    *[("/states/?format=csv", 200), ("/participation/?format=csv", 200), ("/cite/?of=/states/&format=bibtex", 200)],
    *[("/changes/feed/", 200), ("/states/belarus/feed/", 200), ("/robots.txt", 200), ("/sitemap.xml", 200)],
    *[("/api/v1/", 200), ("/api/v1/states/belarus", 200), ("/api/v1/docs", 200), ("/api/v1/openapi.json", 200)],
    *[("/sign-in/", 200), ("/admin/login/", 302), ("/admin/", 302), ("/states/belarus/edit/", 302), ("/healthz", 200)],
    *[("/nowhere/", 404), ("/states/nobody/", 404), ("/api/v1/states/nobody", 404), ("/static/none.css", 404)],
    *[("/?on=1999", 400), ("/api/v1/states?limit=x", 422), ("/timegate/states/belarus/", 302), ("/states", 301)],
]
FOR_EDITORS = [("/states/belarus/edit/", 200), ("/new/", 200), ("/admin/", 200), ("/admin/entries/state/add/", 200),
               ("/changes/1/undo/", 403), ("/admin/auth/user/", 403), ("/changes/deleted/", 403)]  # fmt: skip


def policy_of(response):
    """The Content-Security-Policy as directives, each with its sources; their order means nothing."""
    directives = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    assert len({name for name, *_ in directives}) == len(directives)  # a browser would heed the first of two alone
    return {name: set(sources) for name, *sources in directives}


def assert_guarded(response, status):
    assert response.status_code == status
    assert policy_of(response) == POLICY
    assert "Content-Security-Policy-Report-Only" not in response
    assert {name: response.get(name) for name in OTHERS} == OTHERS


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_every_answer_is_guarded(client, address, status):
    factories.member(factories.state("Belarus"), factories.body("CSTO"))
    assert_guarded(client.get(address), status)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), FOR_EDITORS)
def test_what_editors_are_answered_is_guarded(client, editor, address, status):
    factories.state("Belarus")
    client.force_login(editor)
    assert_guarded(client.get(address), status)


@pytest.mark.django_db
def test_refusals_of_other_verbs_names_and_tokens_and_faults_are_guarded(client, monkeypatch):
    assert_guarded(client.post("/states/"), 405)
    assert_guarded(client.get("/", headers={"Host": "evil.example"}), 400)
    client.handler.enforce_csrf_checks = True
    assert_guarded(client.post("/states/belarus/edit/"), 403)
    client.raise_request_exception = False
    monkeypatch.setattr("apps.pages.views.lists.read_list", lambda *args: 1 / 0)
    assert_guarded(client.get("/states/"), 500)

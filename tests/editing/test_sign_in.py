"""Signing in and out: who may, where it leads, what the header offers, and that the admin has no form of its own."""

import pytest
from django.urls import reverse

from apps.entries.models import Body
from tests import factories
from tests.answers import text_of, words_of
from tests.editing.forms_of_pages import address, edited

pytestmark = pytest.mark.django_db
NEVER = {"max-age=0", "no-cache", "no-store", "must-revalidate", "private"}
EDITH = {"username": "edith", "password": "pass"}
NOWHERE = [
    *(
        "",
        "https://evil.example/",
        "//evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ),
    *("https://testserver@evil.example/", "/nowhere/", "states/", "/static/tokens.css", "/admin/nowhere/", "\0", "["),
    *("/sign-in/", "/sign-in/?next=/", "/sign-out/", "/admin/login/", "/admin/logout/", "/sign%2Din/"),
]
"""What no page of this site serves, or not to who has just signed in."""
PLACES = [
    *(
        "/states/",
        "/st%61tes/",
        "/bodies/csto/edit/",
        "/bodies/csto/?on=1999-07-01&at=1",
        "http://testserver/states/",
        "/?q=a%26b#c",
    ),
    *("/users/j%C3%BCrgen/", "/admin/", "/admin/entries/state/add/", "/api/v1/docs"),
]


@pytest.fixture
def volunteer(django_user_model, editor):
    """A user who edits and is not of the staff."""
    user = django_user_model.objects.create_user("vera", password="pass")
    user.groups.set(editor.groups.all())
    return user


@pytest.fixture
def csto():
    return factories.body("CSTO")


def corner(response):
    """The words of the account's corner in the header."""
    masthead = response.content.decode().partition("</header>")[0]
    return words_of(masthead.rpartition("wide-only")[2].partition(">")[2])


def test_the_address_of_the_form_is_its_own(client):
    page = client.get("/sign-in/")
    html = page.content.decode()
    assert (page.status_code, reverse("sign-in"), reverse("sign-out")) == (200, "/sign-in/", "/sign-out/")
    assert set(page["Cache-Control"].split(", ")) == NEVER
    assert '<meta name="robots" content="noindex">' in html
    for said in ('<label for="id_username">', 'autocomplete="username webauthn"', 'autocomplete="current-password"'):
        assert said in html
    assert 'role="alert"' not in html


def test_who_is_not_of_the_staff_signs_in_edits_and_signs_out(client, csto, volunteer):
    asked = client.get(address(csto))
    assert (asked.status_code, asked.url) == (302, "/sign-in/?next=/bodies/csto/edit/")
    answer = client.post(asked.url, {"username": "vera", "password": "pass", "next": "/bodies/csto/edit/"})
    assert (answer.status_code, answer.url) == (302, "/bodies/csto/edit/")
    assert edited(client, csto, seat="Moscow").status_code == 302
    assert Body.objects.get().seat == "Moscow"
    page = client.get("/bodies/csto/")
    assert corner(page) == "Your account: vera vera My changes Your account Sign out"
    assert 'href="/users/vera/"' in page.content.decode()
    answer = client.post("/sign-out/")
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get(address(csto)).status_code == 302


def test_a_wrong_password_is_told_and_keeps_the_name_and_the_way(client, editor):
    answer = client.post("/sign-in/", {**EDITH, "password": "wrong", "next": "/states/"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count('role="alert"') == 1
    assert "The username and/or password you specified are not correct." in text_of(answer)
    assert 'value="edith"' in html
    assert '<input type="hidden" name="next" value="/states/">' in html
    assert "wrong" not in html
    assert client.get("/states/").context["user"].is_anonymous


def test_a_closed_account_and_an_empty_form_are_told_too(client, editor):
    empty = client.post("/sign-in/", {})
    assert "Error:" in text_of(empty)
    assert empty.content.decode().count('aria-invalid="true"') == 2
    editor.is_active = False
    editor.save()
    closed = client.post("/sign-in/", EDITH, follow=True)
    assert "This account is closed" in text_of(closed)
    assert closed.context["user"].is_anonymous


@pytest.mark.parametrize("place", PLACES)
def test_the_page_one_came_from_is_kept_through_the_form(client, editor, place):
    page = client.get("/sign-in/", {"next": place})
    assert page.context["next"] == place
    assert client.post("/sign-in/", {**EDITH, "next": place}).url == place


@pytest.mark.parametrize("place", NOWHERE)
def test_what_no_page_serves_or_another_site_leads_home(client, editor, place):
    page = client.get("/sign-in/", {"next": place})
    assert page.context["next"] == ""
    assert 'name="next"' not in page.content.decode().partition("<main")[2].partition("</main")[0]
    assert client.post("/sign-in/", {**EDITH, "next": place}).url == "/"
    assert client.get("/sign-in/", {"next": place}).url == "/"  # signed in already
    assert client.post("/sign-out/", {"next": place}).url == "/"


def test_over_https_nothing_leads_back_to_plain_http(client, editor):
    assert client.post("/sign-in/", {**EDITH, "next": "http://testserver/states/"}, secure=True).url == "/"


def test_the_signed_in_are_sent_on(client, editor):
    client.force_login(editor)
    answer = client.get("/sign-in/", {"next": "/states/"})
    assert (answer.status_code, answer.url) == (302, "/states/")


def test_the_header_offers_to_sign_in_and_to_come_back(client, csto):
    page = client.get("/bodies/csto/", {"on": "1999-07-01", "at": "1"})
    assert 'href="/sign-in/?next=/bodies/csto/%3Fon%3D1999-07-01%26at%3D1" rel="nofollow"' in page.content.decode()
    assert corner(page) == "Sign in"
    assert corner(client.get("/nowhere/")) == "Sign in"
    page = client.get("/sign-in/", {"next": "/states/"})
    assert corner(page) == ""


def test_the_header_names_the_staff_too(client, editor):
    client.force_login(editor)
    page = client.get("/")
    assert corner(page) == "Your account: edith edith My changes Your account Administration Sign out"


def test_nobody_signs_out_by_following_a_link(client, editor):
    client.force_login(editor)
    for verb in (client.get, client.head, client.put):
        assert verb("/sign-out/").status_code == 405
    assert client.get("/").context["user"] == editor


def test_the_form_takes_no_other_verbs(client):
    assert client.head("/sign-in/").status_code == 200
    for verb in (client.put, client.patch, client.delete, client.options):
        assert verb("/sign-in/").status_code == 405


def test_neither_form_is_taken_from_another_site(client, editor):
    client.handler.enforce_csrf_checks = True
    for place in ("/sign-in/", "/sign-out/"):
        assert client.post(place, EDITH).status_code == 403


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/admin/login/", "/sign-in/?next=/admin/"),
        ("/admin/login/?next=/admin/entries/state/", "/sign-in/?next=/admin/entries/state/"),
        ("/admin/entries/state/?q=a&o=1", "/sign-in/?next=/admin/entries/state/%3Fq%3Da%26o%3D1"),
        ("/admin/", "/sign-in/?next=/admin/"),
    ],
)
def test_the_admin_has_no_form_of_its_own(client, asked, leads):
    answer = client.get(asked)
    assert (answer.status_code, answer.url) == (302, leads)
    assert set(answer["Cache-Control"].split(", ")) == NEVER


def test_the_admin_signs_out_by_the_same_door(client, editor):
    client.force_login(editor)
    answer = client.post("/admin/logout/", follow=True)
    assert answer.redirect_chain == [("/sign-out/", 307), ("/", 302)]
    assert corner(answer) == "Sign in"


@pytest.mark.parametrize("place", ["/admin/", "/admin/entries/state/", "/admin/logout/", "/admin/jsi18n/"])
def test_who_is_not_of_the_staff_is_told_that_the_admin_is_for_them(client, volunteer, place):
    client.force_login(volunteer)
    for answer in (client.get(place), client.post(place)):
        assert answer.status_code == 403
        assert "The administration is for staff accounts, and yours is not one." in text_of(answer)
        assert set(answer["Cache-Control"].split(", ")) == NEVER
    answer = client.get("/admin/login/", follow=True)  # no loop
    assert ([where for where, _ in answer.redirect_chain], answer.status_code) == (
        ["/sign-in/?next=/admin/", "/admin/"],
        403,
    )

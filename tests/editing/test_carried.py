"""A form that is posted after its session has ended keeps its text: through signing in, and back into the form."""

import pytest
from django.test import Client

from apps.changes.models import Changeset
from apps.entries.models import Body
from tests import factories
from tests.answers import text_of
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db
KEPT = "Your text is kept on this page"


@pytest.fixture
def csto():
    return factories.body("CSTO")


@pytest.fixture(params=[forms_of_pages, forms_of_admin])
def forms(request):
    return request.param


def written(client, forms, entry):
    """What an editor has typed into the form of an entry."""
    data = forms.shown(client.get(forms.address(entry)))
    return {**data, "writer": "edith", "text": "Line 1\r\n\r\n“Line” & <2>", "edit_summary": "Mine", "_save": "Save"}


def sign_in(client, answer, name="edith"):
    """Sign in on the page that answered, with all that it carries."""
    posted = forms_of_pages.shown(answer, form="sign-in", ticked=False)
    return client.post("/sign-in/", {**posted, "username": name, "password": "pass"}, follow=True)


def test_it_comes_back_in_the_form_after_signing_in_and_is_not_published_by_itself(signed_in, csto, forms):
    data = written(signed_in, forms, csto)
    signed_in.logout()
    before = Changeset.objects.count()
    answer = signed_in.post(forms.address(csto), data)
    assert answer.status_code == 403
    assert KEPT in text_of(answer)
    way = sign_in(signed_in, answer)
    assert "Nothing was published." in text_of(way)
    again = forms_of_pages.shown(way, form="resume", ticked=False)
    form = signed_in.post(forms.address(csto), {**again, "act": "resume"})
    assert form.status_code == 200
    assert "Nothing was published. This is what you wrote" in text_of(form)
    shown = forms.shown(form)
    assert (shown["text"], shown["edit_summary"]) == (data["text"], "Mine")
    assert Changeset.objects.count() == before
    assert signed_in.post(forms.address(csto), shown).status_code == 302
    assert Body.objects.get().text == "Line 1\n\n“Line” & <2>"


def test_a_wrong_password_loses_nothing(signed_in, csto):
    data = written(signed_in, forms_of_pages, csto)
    signed_in.logout()
    answer = signed_in.post("/bodies/csto/edit/", data)
    posted = forms_of_pages.shown(answer, form="sign-in", ticked=False)
    assert posted["username"] == "edith"
    again = signed_in.post("/sign-in/", {**posted, "password": "wrong"})
    assert forms_of_pages.shown(again, form="sign-in", ticked=False)["carried-text"] == data["text"]


def test_another_person_is_not_shown_it(signed_in, csto, reviewer):
    data = written(signed_in, forms_of_pages, csto)
    signed_in.logout()
    answer = signed_in.post("/bodies/csto/edit/", data)
    refused = sign_in(signed_in, answer, name="rita")
    assert "This was written by “edith”" in text_of(refused)
    assert "_auth_user_id" not in signed_in.session
    assert "Back to the form" in text_of(sign_in(signed_in, refused))


def test_a_token_of_an_earlier_session_keeps_the_text_too(editor, reviewer, csto):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    data = written(client, forms_of_pages, csto) | {"csrfmiddlewaretoken": "x" * 64}
    way = client.post("/bodies/csto/edit/", data)
    assert way.status_code == 403
    again = forms_of_pages.shown(way, form="resume", ticked=False)
    assert again["text"] == data["text"]
    form = client.post("/bodies/csto/edit/", {**again, "act": "resume"})
    assert forms_of_pages.shown(form)["text"] == data["text"]
    client.force_login(reviewer)
    other = client.post("/bodies/csto/edit/", data)
    assert (other.status_code, "Line 1" in other.content.decode()) == (403, False)
    client.logout()
    assert KEPT in text_of(client.post("/bodies/csto/edit/", data))


@pytest.mark.parametrize("header", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_what_another_site_posts_is_refused_and_not_kept(editor, csto, header):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post("/bodies/csto/edit/", {"text": "Not mine"}, headers=header)
    assert answer.status_code == 403
    assert "Not mine" not in answer.content.decode()


@pytest.mark.parametrize("place", ["//elsewhere.example/bodies/csto/edit/", "/\\elsewhere.example/bodies/csto/edit/"])
def test_nothing_is_carried_to_another_site(editor, csto, place):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post("/sign-in/", {"next": place, "carried-text": "Mine", "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "Mine" not in answer.content.decode()


def test_an_act_is_shown_again_and_not_done(client, reviewer, csto):
    csto.seat = "Moscow"
    number = factories.save(csto).number
    client.force_login(reviewer)
    data = {"edit_summary": "A mistake", "base": str(number), "act": "resume"}
    for address in (f"/changes/{number}/undo/", "/bodies/csto/restore/1/"):
        assert "A mistake" in client.post(address, data).content.decode()
    assert Changeset.objects.latest().number == number


def test_what_cannot_be_shown_again_is_sent_to_sign_in_as_before(client, csto):
    for address in (forms_of_admin.address(csto, "delete"), "/admin/auth/user/add/"):
        assert client.post(address, {"username": "x", "password1": "secret"}).status_code == 302
    assert client.post("/bodies/csto/edit/", {"text": "x"}, headers={"HX-Request": "true"}).status_code == 302
    assert client.post("/bodies/csto/edit/", {}).status_code == 302


def test_signing_in_elsewhere_meanwhile_leads_back_to_the_form_too(signed_in, csto):
    data = written(signed_in, forms_of_pages, csto)
    posted = {f"carried-{name}": value for name, value in data.items()} | {"next": "/bodies/csto/edit/"}
    assert "Back to the form" in text_of(signed_in.post("/sign-in/", posted))
    assert signed_in.post("/sign-in/", {**posted, "next": "https://elsewhere.example/"}).status_code == 302


def test_the_form_of_a_part_is_shown_again_as_that(signed_in, csto):
    data = forms_of_pages.shown(signed_in.get("/bodies/csto/edit/?part=seat"))
    assert (data["part"], data["writer"]) == ("seat", "edith")
    signed_in.logout()
    answer = signed_in.post("/bodies/csto/edit/", {**data, "seat": "Moscow", "edit_summary": "Mine"})
    again = forms_of_pages.shown(sign_in(signed_in, answer), form="resume", ticked=False)
    form = signed_in.post("/bodies/csto/edit/", {**again, "act": "resume"})
    assert "Nothing was published. This is what you wrote" in text_of(form)
    shown = forms_of_pages.shown(form)
    assert (shown["seat"], shown["part"], "title" in shown) == ("Moscow", "seat", False)
    assert Body.objects.get().seat == ""

"""The preview shows the page as it will be, says what to look at, and writes nothing."""

import re

import pytest

from apps.changes.models import Changeset
from apps.entries.kinds import KINDS
from tests import factories
from tests.editing import forms_of_admin, forms_of_pages

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def csto():
    factories.source("Eurasian Home", author="A. Libman")
    csto = factories.body("CSTO", established="2002", text="Old words.", cites="@eurasian-home, Background")
    factories.member(factories.state("Armenia"), csto, start="2002", cites="@eurasian-home, Participants")
    return csto


@pytest.fixture(params=["page", "admin"])
def form(request, client, reviewer, csto):
    """The form of the CSTO, public or the admin's: what it would post, and a function that asks for its preview."""
    client.force_login(reviewer)
    forms = forms_of_pages if request.param == "page" else forms_of_admin
    address = forms.address(csto)
    posted = forms.shown(client.get(address))
    preview = address if request.param == "page" else re.sub(r"change/$", "preview/", address)

    def ask(*rows, **values):
        data = forms.with_claims(posted, *rows) | values | {"act": "preview"}
        answer = client.post(preview, data, headers=HTMX)
        assert answer.status_code == 200
        return answer.content.decode()

    ask.named = (lambda entry: entry.title) if request.param == "page" else (lambda entry: entry.pk)
    return ask


def test_it_shows_the_page_as_it_will_be_and_writes_nothing(form) -> None:
    before = Changeset.objects.count()
    belarus = factories.state("Belarus")
    html = form(
        (MEMBERS, {"member": form.named(belarus), "start": "1993", "status": "observer", "note": "See [[Armenia]]."}),
        title="The CSTO",
        seat="Moscow",
        text='## New words\n\nOf [[Armenia]] and [[Nowhere]][@eurasian-home, Background] {{count of="csto"}}.',
    )
    assert Changeset.objects.count() == before + 1  # Belarus's own
    assert "<h1>The CSTO</h1>" in html
    assert "Moscow" in html
    assert '<h3 id="preview-text-new-words">New words</h3>' in html
    assert 'href="/states/armenia/">Armenia</a>' in html
    assert 'href="/new/?title=Nowhere">Nowhere</a>' in html
    assert "[[Nowhere]] has no entry yet" in html
    assert html.count('<li id="preview-ref-') == 2  # the same place cited for facts and in prose is one reference
    assert "observer" in html
    assert "<form" not in html
    assert "Old words" not in html


def test_no_id_of_it_is_also_one_of_the_forms(client, form, csto) -> None:
    html = form()
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert ids
    assert all(each.startswith("preview-") for each in ids)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]*)"', html):
        assert target in ids


def test_it_says_what_is_ambiguous_unknown_or_cannot_be_quoted(form) -> None:
    factories.event("Double")
    factories.state("Double")
    html = form(text='[[Double]] [[thing:x]] [@nobody, p. 1] {{members of="Double"}} {{nothing}}')
    assert "[[Double]] can mean 2 entries, and leads to the first: write [[event:double|Double]] or" in html
    assert "[[thing:x]] names no kind: the kinds are state, body," in html
    assert "There is no source “nobody”." in html
    assert "There is no quoted fact “nothing”" in html


def test_claims_with_mistakes_are_left_out_and_counted(form) -> None:
    belarus = factories.state("Belarus")
    html = form((MEMBERS, {"member": form.named(belarus), "start": "sometime"}))
    assert "1 claim with mistakes: not shown in the preview." in html
    assert "Belarus" not in html
    html = form((MEMBERS, {"member": form.named(belarus), "start": "2005", "end": "2001"}))
    assert "1 claim with mistakes" in html


def test_removed_claims_are_gone_from_it(form) -> None:
    assert "Armenia" in form()
    assert "Armenia" not in form(**{f"{MEMBERS}-0-DELETE": "on"})


@pytest.mark.parametrize("mistake", [{"title": ""}, {"slug": "a/b"}, {"established": "x"}])
def test_a_field_with_a_mistake_is_previewed_as_it_stands_and_the_others_as_they_will_be(form, mistake) -> None:
    html = form(**{"seat": "Moscow", "text": "New words.", **mistake})
    for said in ("<h1>CSTO</h1>", '<time datetime="2002" title="2002">', "<dd>Moscow", "<p>New words.</p>", "Armenia"):
        assert said in html


def test_an_entry_whose_dates_contradict_each_other_has_no_preview_and_is_told_why(form) -> None:
    html = form(established="2005", dissolved="2001")
    assert "<li>The end (2001) is before the start (2005).</li>" in html
    assert "<h1>" not in html


@pytest.mark.parametrize("model", KINDS)
@pytest.mark.parametrize("where", ["page", "admin"])
def test_a_new_entry_of_each_kind_can_be_previewed(client, reviewer, model, where) -> None:
    client.force_login(reviewer)
    if where == "page":
        address = preview = f"/{model.spec.plural}/new/"
        posted = forms_of_pages.shown(client.get(address))
    else:
        address = f"/admin/entries/{model._meta.model_name}/add/"
        posted, preview = forms_of_admin.shown(client.get(address)), f"{address}preview/"
    answer = client.post(preview, posted | {"title": "Brand new", "slug": "brand-new", "act": "preview"}, headers=HTMX)
    assert answer.status_code == 200
    assert "<h1>Brand new</h1>" in answer.content.decode()
    assert not model.objects.exists()


def test_without_script_the_form_comes_back_with_its_preview(client, editor, csto) -> None:
    client.force_login(editor)
    answer = forms_of_pages.edited(client, csto, text="New [[words]].", act="preview", summary="")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="preview"' in html
    assert "[[words]] has no entry yet" in html
    assert "New [[words]].</textarea>" in html
    assert Changeset.objects.count() == 4


@pytest.mark.parametrize("who", ["anonymous", "reader"])
def test_it_is_for_those_who_may_edit(client, csto, django_user_model, who) -> None:
    if who == "reader":
        client.force_login(django_user_model.objects.create_user("reader"))
    address = forms_of_admin.address(csto).replace("change/", "preview/")
    assert client.post(address, {}).status_code in (302, 403)
    assert client.post("/bodies/csto/edit/", {"act": "preview"}, headers=HTMX).status_code in (302, 403)


def test_it_is_only_posted(client, reviewer, csto) -> None:
    client.force_login(reviewer)
    assert client.get(forms_of_admin.address(csto).replace("change/", "preview/")).status_code == 405
    assert client.post("/admin/entries/body/999999/preview/", {}).status_code == 404

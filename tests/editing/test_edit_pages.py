"""Editing an entry from its page: which entry it is, and what becomes of what is posted."""

import pytest

from apps.changes.models import Changeset
from apps.entries.models import Body, Membership, Touch
from tests import factories
from tests.editing.forms_of_pages import address, edited, errors, said, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def csto():
    return factories.body("CSTO", established="2002")


def test_an_unknown_slug_is_a_404_with_the_nearest_names(signed_in, csto):
    answer = signed_in.get("/bodies/csta/edit/")
    assert answer.status_code == 404
    assert 'href="/bodies/csto/"' in answer.content.decode()


def test_a_former_slug_leads_to_the_form_at_the_new_one(signed_in, csto):
    csto.slug = "odkb"
    factories.save(csto)
    answer = signed_in.get("/bodies/csto/edit/?from=link")
    assert (answer.status_code, answer.url) == (301, "/bodies/odkb/edit/?from=link")


def test_what_was_written_goes_to_the_entry_it_was_written_for_whoever_has_its_slug_by_now(signed_in, csto):
    data = shown(signed_in.get("/bodies/csto/edit/"))
    csto.slug = "odkb"
    factories.save(csto)
    other = factories.body("Another", slug="csto")
    answer = signed_in.post("/bodies/csto/edit/", {**data, "seat": "Moscow", "edit_summary": "Its seat"})
    assert (answer.status_code, answer.url) == (302, "/bodies/odkb/")
    assert Body.objects.get(pk=csto.pk).seat == "Moscow"
    assert (Body.objects.get(pk=other.pk).title, Body.objects.get(pk=other.pk).seat) == ("Another", "")


def test_a_kind_that_is_none_is_a_404_and_a_user_called_new_keeps_the_page(signed_in, django_user_model):
    django_user_model.objects.create_user("new")
    assert signed_in.get("/things/csto/edit/").status_code == 404
    assert signed_in.get("/things/new/").status_code == 404
    assert signed_in.get("/users/new/").status_code == 200


@pytest.mark.parametrize("verb", ["put", "delete", "patch"])
def test_other_verbs_are_refused(signed_in, csto, verb):
    assert getattr(signed_in, verb)(address(csto)).status_code == 405


def test_an_entry_with_three_claims_is_one_changeset_that_touches_all_ends(signed_in, csto, editor):
    states = [factories.state(name) for name in ("Belarus", "Armenia", "Russia")]
    rows = [(MEMBERS, {"member": state, "status": "member", "start": "2002-10-07"}) for state in states]
    before = Changeset.objects.count()
    answer = edited(signed_in, csto, *rows, summary="The founders", seat="Moscow")
    assert (answer.status_code, answer.url) == (302, "/bodies/csto/")
    changeset = Changeset.objects.get(number=before + 1)
    assert (changeset.user, changeset.summary) == (editor, "The founders")
    touched = set(Touch.objects.filter(changeset=changeset).values_list("entry", flat=True))
    assert touched == {csto.pk, *(state.pk for state in states)}
    assert Body.objects.get().seat == "Moscow"
    page = signed_in.get(answer.url)
    assert f"Published as changeset #{changeset.number} : The founders" in said(page)
    assert f'<a href="/changes/{changeset.number}/">#{changeset.number}</a>' in page.content.decode()


def test_claims_are_changed_and_removed_in_one_save(signed_in, csto):
    kept, gone = (factories.member(factories.state(name), csto, start="2002") for name in ("Belarus", "Georgia"))
    edited(signed_in, csto, **{f"{MEMBERS}-0-end": "..", f"{MEMBERS}-1-DELETE": "on"})
    changeset = Changeset.objects.latest()
    assert dict(Membership.history.filter(changeset=changeset).values_list("history_type", "id")) == {
        "~": kept.pk,
        "-": gone.pk,
    }


def test_a_facts_other_entry_is_chosen_by_name_and_can_be_taken_away(signed_in, csto):
    council = factories.body("Council")
    edited(signed_in, council, parent="csto")
    assert Body.objects.get(pk=council.pk).parent_id == csto.pk
    assert shown(signed_in.get(address(council)))["parent"] == "CSTO"
    edited(signed_in, council, parent="")
    assert Body.objects.get(pk=council.pk).parent_id is None


def test_nothing_changed_makes_no_changeset_and_says_so(signed_in, csto):
    before = Changeset.objects.count()
    answer = edited(signed_in, csto)
    assert Changeset.objects.count() == before
    assert "You changed nothing in “CSTO”" in said(signed_in.get(answer.url))


def test_a_form_that_comes_back_posts_what_was_typed(signed_in, csto):
    factories.state("Belarus")
    typed = {"member": "Belarus", "status": "observer", "start": "2002", "note": "A\r\n\r\nnote"}
    answer = edited(signed_in, csto, (MEMBERS, typed), summary="", seat="Moscow & more")
    assert set(errors(answer)) == {"edit_summary"}
    again = shown(answer)
    assert {name: again[f"{MEMBERS}-0-{name}"] for name in typed} == typed
    assert again["seat"] == "Moscow & more"
    assert signed_in.post(address(csto), {**again, "edit_summary": "Now"}).status_code == 302
    assert Membership.objects.get().note == "A\n\nnote"


def test_a_button_adds_a_blank_row_and_keeps_what_was_written(signed_in, csto):
    factories.state("Belarus")
    data = shown(signed_in.get(address(csto)))
    data |= {"text": "My long text.", "established": "nonsense", "edit_summary": ""}
    answer = signed_in.post(address(csto), {**data, "act": f"add:{MEMBERS}"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'aria-invalid="true"' not in page
    assert "errorlist" not in page
    again = shown(answer)
    assert (again["text"], again["established"]) == ("My long text.", "nonsense")
    assert (again[f"{MEMBERS}-TOTAL_FORMS"], again[f"{MEMBERS}-0-status"]) == ("1", "member")
    again |= {f"{MEMBERS}-0-member": "Belarus", "established": "2002", "edit_summary": "In two steps"}
    more = shown(signed_in.post(address(csto), {**again, "act": f"add:{MEMBERS}"}))
    assert more[f"{MEMBERS}-0-member"] == "Belarus"
    assert signed_in.post(address(csto), {**more, "act": "publish"}).status_code == 302
    assert Membership.objects.count() == 1  # the second blank row was left alone


@pytest.mark.parametrize("act", ["add:nothing", "add:", "other", "preview"])
def test_other_acts_publish_nothing_and_keep_everything(signed_in, csto, act):
    data = shown(signed_in.get(address(csto)))
    answer = signed_in.post(address(csto), {**data, "text": "My long text.", "act": act})
    assert answer.status_code == 200
    assert shown(answer)["text"] == "My long text."
    assert Changeset.objects.count() == 1


def test_a_preview_says_what_is_wrong_but_asks_for_no_summary(signed_in, csto):
    data = shown(signed_in.get(address(csto))) | {"established": "nonsense", "act": "preview"}
    answer = signed_in.post(address(csto), data)
    assert set(errors(answer)) == {"established"}


def test_the_entrys_page_leads_to_both_forms(signed_in, csto):
    page = signed_in.get("/bodies/csto/").content.decode()
    assert f'<link rel="edit" href="/admin/entries/body/{csto.pk}/change/">' in page
    assert '<a href="/bodies/csto/edit/">Edit</a>' in page
    assert "Edit in the administration" in page
    assert "/edit/" not in signed_in.get("/bodies/csto/?at=1").content.decode()


def test_the_form_tells_its_scripts_what_they_need(signed_in, csto):
    page = signed_in.get(address(csto)).content.decode()
    assert f'data-draft="bodies/{csto.pk}" data-user="edith" data-preview="/bodies/csto/edit/"' in page
    assert 'data-kinds="state,body"' in page
    assert page.index("<template>") < page.index(f"{MEMBERS}-__prefix__-member")
    assert shown(signed_in.get(address(csto)))["base"] == "1"


def test_a_citation_that_was_completed_and_has_no_place_is_published_without_its_comma(signed_in, csto):
    factories.source("Paper")
    data = {**shown(signed_in.get(address(csto))), "text": "Signed [@paper, ].\r\n\r\n`[@paper, ]`"}
    signed_in.post(address(csto), {**data, "edit_summary": "x", "act": "publish"})
    csto.refresh_from_db()
    assert csto.text == "Signed [@paper].\n\n`[@paper, ]`"

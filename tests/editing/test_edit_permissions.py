"""Who may edit an entry from its page, and what those are told who may not."""

import pytest
from django.contrib.auth.models import Permission

from apps.entries.entry import Protection
from apps.entries.models import Body, Membership
from tests import factories
from tests.answers import text_of
from tests.editing.forms_of_pages import address, edited, errors, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def csto():
    return factories.body("CSTO", established="2002")


def test_the_anonymous_are_asked_to_sign_in_and_come_back(client, csto):
    answer = client.get(address(csto))
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/bodies/csto/edit/")
    kept = client.post(address(csto), {"title": "ODKB"})  # what was written comes along
    assert (kept.status_code, "ODKB" in kept.content.decode()) == (403, True)
    assert Body.objects.get().title == "CSTO"


def test_an_account_without_the_permission_is_told_why(client, csto, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    for answer in (client.get(address(csto)), client.post(address(csto), {"title": "ODKB", "base": "1"})):
        assert answer.status_code == 403
        assert "Your account may not edit bodies" in text_of(answer)
    assert Body.objects.get().title == "CSTO"


def test_an_account_that_is_not_of_the_staff_edits_all_the_same(client, csto, django_user_model):
    user = django_user_model.objects.create_user("volunteer")
    user.user_permissions.set(Permission.objects.filter(codename="change_body"))
    client.force_login(user)
    page = client.get(address(csto))
    assert page.context["page"].lists == []  # claims have permissions of their own
    assert edited(client, csto, seat="Moscow").status_code == 302
    assert Body.objects.get().seat == "Moscow"
    entry_page = client.get("/bodies/csto/").content.decode()
    assert '<link rel="edit" href="/bodies/csto/edit/">' in entry_page
    assert "administration" not in entry_page


def test_a_protected_entry_is_for_reviewers_and_says_so(client, csto, editor, reviewer):
    csto.protection = Protection.REVIEWED
    factories.save(csto)
    client.force_login(editor)
    answer = client.get(address(csto))
    assert answer.status_code == 403
    assert "“CSTO” is protected" in text_of(answer)
    client.force_login(reviewer)
    assert edited(client, csto, seat="Moscow", protection="open").status_code == 302
    assert (Body.objects.get().seat, Body.objects.get().protection) == ("Moscow", "open")


def test_an_entry_protected_meanwhile_publishes_nothing_and_keeps_what_was_written(client, csto, editor):
    client.force_login(editor)
    data = shown(client.get(address(csto)))
    csto.protection = Protection.REVIEWED
    factories.save(csto)
    answer = client.post(address(csto), {**data, "text": "My long text.", "edit_summary": "Mine"})
    page = answer.content.decode()
    assert (answer.status_code, Body.objects.get().text) == (403, "")
    assert "My long text." in page
    assert "is protected" in page
    assert 'value="publish"' not in page


def test_editors_cannot_protect_an_entry(client, csto, editor):
    client.force_login(editor)
    assert "protection" not in shown(client.get(address(csto)))
    edited(client, csto, seat="Moscow", protection="reviewed")
    assert Body.objects.get().protection == "open"


def test_claims_at_a_protected_end_are_refused_at_their_row(client, csto, editor):
    factories.state("Belarus", protection=Protection.REVIEWED)
    client.force_login(editor)
    answer = edited(client, csto, (MEMBERS, {"member": "Belarus", "status": "member"}))
    assert answer.status_code == 200
    assert "“Belarus” is protected" in errors(answer)[f"{MEMBERS}-0-__all__"]
    assert not Membership.objects.exists()

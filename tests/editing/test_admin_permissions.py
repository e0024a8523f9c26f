"""Who may do what in the admin: anonymous, a user of no group, editors, reviewers; open and protected entries."""

import pytest
from django.urls import reverse

from apps.changes.models import Changeset
from apps.entries.kinds import KINDS
from apps.entries.models import Body, Membership
from tests import factories
from tests.editing.forms_of_admin import address, edited, errors, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"
PLACES = [
    reverse("admin:index"),
    reverse("admin:changes_changeset_changelist"),
    *(reverse(f"admin:entries_{kind._meta.model_name}_{page}") for kind in KINDS for page in ("changelist", "add")),
]


@pytest.mark.parametrize("place", PLACES)
def test_the_anonymous_are_asked_to_sign_in(client, place):
    answer = client.get(place)
    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={place}")


@pytest.mark.parametrize("place", PLACES[1:])
def test_staff_of_no_group_may_not_see_what_is_edited(client, django_user_model, place):
    client.force_login(django_user_model.objects.create_user("nora", is_staff=True))
    assert client.get(place).status_code == 403


@pytest.mark.parametrize("place", PLACES)
def test_editors_see_every_kind(client, editor, place):
    client.force_login(editor)
    assert client.get(place).status_code == 200


def test_editors_see_neither_users_nor_groups_and_cannot_add_changesets(client, editor):
    client.force_login(editor)
    for place in ("auth_user_changelist", "auth_group_changelist", "changes_changeset_add"):
        assert client.get(reverse(f"admin:{place}")).status_code == 403


@pytest.mark.parametrize(("page", "status"), [("change", 200), ("history", 403), ("delete", 403)])
def test_a_changeset_is_only_read_even_by_who_may_do_everything(client, administrator, page, status):
    factories.body()
    client.force_login(administrator)
    place = reverse(f"admin:changes_changeset_{page}", args=[1])
    answer = client.get(place)
    assert answer.status_code == status
    assert 'name="_save"' not in answer.content.decode()
    assert client.post(place, {"summary": "Forged"}).status_code == 403
    assert Changeset.objects.get().summary == "For a test"


def test_editors_do_not_delete_entries_and_reviewers_do(client, editor, reviewer):
    csto = factories.body()
    client.force_login(editor)
    assert "deletelink" not in client.get(address(csto)).content.decode()
    assert client.post(address(csto, "delete"), {"edit_summary": "x", "base": "1"}).status_code == 403
    client.force_login(reviewer)
    assert client.post(address(csto, "delete"), {"edit_summary": "x", "base": "1"}).status_code == 302
    assert not Body.objects.exists()


def test_editors_read_a_protected_entry_and_are_told_why(client, editor):
    csto = factories.body(protection="reviewed", seat="Moscow")
    client.force_login(editor)
    page = client.get(address(csto))
    assert "“CSTO” is protected" in page.content.decode()
    assert "Moscow" in page.content.decode()
    assert 'name="edit_summary"' not in page.content.decode()
    assert 'name="_save"' not in page.content.decode()
    assert client.post(address(csto), {"title": "x", "edit_summary": "x", "base": "1"}).status_code == 403


def test_reviewers_change_a_protected_entry(client, reviewer):
    csto = factories.body(protection="reviewed")
    client.force_login(reviewer)
    assert edited(client, csto, seat="Moscow").status_code == 302
    assert Body.objects.get().seat == "Moscow"


def test_only_reviewers_protect(client, editor, reviewer):
    csto = factories.body()
    client.force_login(editor)
    edited(client, csto, protection="reviewed", seat="Moscow")
    assert Body.objects.get().protection == "open"
    client.force_login(reviewer)
    edited(client, csto, protection="reviewed")
    assert Body.objects.get().protection == "reviewed"


def test_a_claim_at_a_protected_entry_cannot_be_added_from_its_other_end(client, editor):
    belarus, csto = factories.state(), factories.body(protection="reviewed")
    client.force_login(editor)
    before = Changeset.objects.count()
    answer = edited(client, belarus, ("memberships-member", {"body": csto, "status": "member"}))
    assert "“CSTO” is protected" in errors(answer)["memberships-member-0-__all__"]
    assert Changeset.objects.count() == before


def test_a_claim_cannot_be_moved_away_from_a_protected_entry(client, editor):
    belarus, csto, cis = factories.state(), factories.body(protection="reviewed"), factories.body("CIS")
    factories.member(belarus, csto)
    client.force_login(editor)
    moved = edited(client, belarus, **{"memberships-member-0-body": cis.pk})
    assert "“CSTO” is protected" in errors(moved)["memberships-member-0-__all__"]
    removed = edited(client, belarus, **{"memberships-member-0-DELETE": "on"})
    assert "“CSTO” is protected" in errors(removed)["memberships-member"]
    assert Membership.objects.get().body_id == csto.pk


def test_a_forged_claim_of_another_entry_is_refused(client, editor):
    belarus, csto, cis = factories.state(), factories.body(), factories.body("CIS")
    claim = factories.member(belarus, cis)
    client.force_login(editor)
    data = shown(client.get(address(csto))) | {
        f"{MEMBERS}-TOTAL_FORMS": "1",
        f"{MEMBERS}-INITIAL_FORMS": "1",
        f"{MEMBERS}-0-id": str(claim.pk),
        f"{MEMBERS}-0-member": str(belarus.pk),
        f"{MEMBERS}-0-status": "observer",
        f"{MEMBERS}-0-rank": "normal",
    }
    assert client.post(address(csto), data | {"edit_summary": "x", "seat": "Moscow"}).status_code == 200
    assert Body.objects.get(pk=csto.pk).seat == ""
    assert (Membership.objects.get().body_id, Membership.objects.get().status) == (cis.pk, "member")

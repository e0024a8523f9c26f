"""Who may publish, delete, and edit claims: each permission by itself, and the protection of an entry beside them."""

import pytest
from django.contrib.auth.models import Permission

from apps.changes.models import Changeset
from apps.door.plans import plan_restore
from apps.door.policy import bars, decide
from apps.door.publish import publish
from apps.door.undo import plan_undo
from apps.entries.access import Verb, Viewer
from apps.entries.models import Body, Membership, State
from tests import factories
from tests.door.test_plans import copy, planned
from tests.editing.forms_of_admin import address
from tests.hiding import hide

pytestmark = pytest.mark.django_db


@pytest.fixture
def user_who(django_user_model):
    """Makes a member of the staff with some permissions, by codename."""

    def make(*codenames):
        user = django_user_model.objects.create_user("carl", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        assert user.user_permissions.count() == len(codenames)
        return user

    return make


VERBS = ("add", "change", "delete")


@pytest.mark.parametrize("missing", [*VERBS, None])
def test_a_list_of_claims_takes_all_three_permissions(user_who, missing):
    user = user_who(*(f"{verb}_membership" for verb in VERBS if verb != missing), "add_tenure")
    assert Viewer.of(user).may_edit_claims(Membership) is (missing is None)


@pytest.mark.parametrize(
    ("codename", "new", "standing"),
    [("change_state", "Your account may not add states.", ""), ("add_state", "", "Your account may not edit states.")],
)
def test_a_new_entry_takes_the_permission_to_add_and_one_that_stands_to_change(user_who, codename, new, standing):
    user = user_who(codename)
    for entry, why in ((State(), new), (factories.state(), standing)):
        decision = decide(Viewer.of(user), entry)
        assert (decision.why, decision.publishes) == (why, not why)


def test_protection_closes_an_entry_to_all_but_reviewers_and_no_new_one(user_who):
    closed, open_one = factories.state(protection="reviewed"), factories.state("Armenia")
    user, keys = user_who("change_state", "add_state", "delete_state"), [closed.pk, open_one.pk]
    viewer = Viewer.of(user)
    for verb, reviews in ((Verb.REVIEW, False), (Verb.EDIT, False), (Verb.DELETE, False), (Verb.RESTORE, False)):
        assert viewer.may(verb, closed) is reviews, verb
    assert viewer.may(Verb.EDIT, open_one)
    assert list(viewer.closed(keys)) == [closed.pk]
    assert not viewer.closed([open_one.pk])
    assert decide(viewer, closed).why == (
        "“Belarus” is protected: only reviewers publish its changes. Ask a reviewer for it."
    )
    assert decide(viewer, State(protection="reviewed")).publishes
    user.user_permissions.add(Permission.objects.get(codename="review_entry"))
    viewer = Viewer.of(type(user).objects.get(pk=user.pk))
    assert (viewer.may(Verb.REVIEW), viewer.may(Verb.DELETE, closed), viewer.closed(keys)) == (True, True, {})
    assert decide(viewer, closed).publishes


def test_who_may_delete_but_does_not_review_deletes_no_protected_entry(client, user_who):
    csto, cis = factories.body("CSTO", protection="reviewed"), factories.body("CIS")
    client.force_login(user_who("view_body", "change_body", "delete_body"))
    for answer in (client.get(address(csto, "delete")), client.post(address(csto, "delete"), deleting())):
        assert answer.status_code == 403
    assert client.post("/changes/1/undo/", deleting()).status_code == 403
    assert Body.objects.count() == 2
    assert client.get(address(cis, "delete")).status_code == 200
    assert client.post(address(cis, "delete"), deleting()).status_code == 302
    assert Body.objects.get() == csto


EDITS_ENDS = ("change_state", "change_body")


@pytest.mark.parametrize(
    ("codenames", "reasons"),
    [
        ((), ["delete memberships", "edit bodies", "edit states"]),
        (("delete_membership",), ["edit bodies", "edit states"]),
        (("delete_membership", "change_state"), ["edit bodies"]),
        (("add_membership", "change_membership", *EDITS_ENDS), ["delete memberships"]),
        (("delete_membership", *EDITS_ENDS), []),
    ],
)
def test_a_plan_takes_what_its_rows_take_and_the_permission_to_edit_all_ends(user_who, codenames, reasons):
    claim, user = factories.member(factories.state(), factories.body()), user_who(*codenames)
    assert bars(Viewer.of(user), plan_undo(Changeset.objects.latest())) == [
        f"You may not {reason}." for reason in reasons
    ]
    removal = publish([], [claim], user=None, summary="Remove")
    assert ("You may not add memberships." in bars(Viewer.of(user), plan_undo(removal))) is (
        "add_membership" not in codenames
    )


def test_a_plan_of_which_a_part_is_hidden_is_barred(reviewer, monkeypatch):
    csto = factories.body()
    seen, secret = (Membership(member=factories.state(name), body=csto) for name in ("Belarus", "Armenia"))
    factories.save(seen, secret)
    assert bars(Viewer.of(reviewer), plan_undo(Changeset.objects.latest())) == []
    hide(monkeypatch, claims=[secret])
    assert bars(Viewer.of(reviewer), plan_undo(Changeset.objects.latest())) == ["Part of this is hidden from you."]


@pytest.mark.parametrize("out", [False, True])
def test_a_plan_that_moves_a_claim_to_or_from_what_is_hidden_is_barred(reviewer, monkeypatch, out):
    """Whatever the plan comes of."""
    shown, secret = factories.body("Shown"), factories.body("Secret")
    claim = factories.member(factories.state(), secret if out else shown)
    plan = planned(copy(claim, body=shown if out else secret))
    assert bars(Viewer.of(reviewer), plan) == []
    hide(monkeypatch, entries=[secret])
    assert bars(Viewer.of(reviewer), plan) == ["Part of this is hidden from you."]


def test_a_plan_that_comes_of_a_hidden_revision_is_barred(reviewer, monkeypatch):
    belarus = factories.state()
    for text in ("Secret", "Clean"):
        belarus.text = text
        factories.save(belarus)
    hide(monkeypatch, revisions=[(belarus, 2)])
    undoing = [plan_undo(Changeset.objects.get(number=number)) for number in (2, 3)]
    for plan in (*undoing, plan_restore(State, belarus.pk, 2)):
        assert bars(Viewer.of(reviewer), plan) == ["Part of this is hidden from you."]
    assert bars(Viewer.of(reviewer), plan_restore(State, belarus.pk, 1)) == []


def test_a_plan_that_brings_back_or_opens_what_is_protected_is_barred(user_who):
    belarus, armenia = factories.state(protection="reviewed"), factories.state("Armenia")
    publish([], [State.objects.get(pk=belarus.pk)], user=None, summary="Delete")
    user = user_who("change_state", "delete_state")
    said = "“Belarus” is protected: only reviewers publish changes of it."
    assert bars(Viewer.of(user), plan_undo(Changeset.objects.latest())) == [said]
    armenia.summary = "x"
    factories.save(armenia)
    assert bars(Viewer.of(user), plan_undo(Changeset.objects.latest())) == []
    armenia.protection = "reviewed"
    factories.save(armenia)
    said = "“Armenia” is protected: only reviewers publish changes of it."
    assert bars(Viewer.of(user), plan_undo(Changeset.objects.latest())) == [said]
    armenia.protection = "open"
    factories.save(armenia)
    assert bars(Viewer.of(user), plan_undo(Changeset.objects.latest())) == [said]


@pytest.mark.parametrize(("codename", "status"), [("view_body", 403), ("view_state", 200), ("change_state", 200)])
def test_the_admins_history_takes_the_permission_to_view_or_to_change(client, user_who, codename, status):
    client.force_login(user_who(codename))
    assert client.get(address(factories.state(), "history")).status_code == status


def deleting():
    return {"edit_summary": "Gone", "base": str(Changeset.objects.latest().number)}


def preview_of(entry):
    return address(entry).replace("/change/", "/preview/")


@pytest.mark.parametrize(
    ("codenames", "of_new", "of_open"),
    [((), 403, 403), (("view_state",), 403, 403), (("add_state",), 200, 403), (("change_state",), 403, 200)],
)
def test_the_admins_preview_takes_the_permission_that_its_form_takes(client, user_who, codenames, of_new, of_open):
    closed, belarus = factories.state("Armenia", protection="reviewed"), factories.state()
    client.force_login(user_who(*codenames))
    for place, status in (
        ("/admin/entries/state/add/preview/", of_new),
        (preview_of(belarus), of_open),
        (preview_of(closed), 403),
    ):
        assert client.post(place, {"title": "Draft"}).status_code == status, place


def test_the_admins_preview_is_posted_by_staff_for_an_entry_that_stands(client, editor):
    place = preview_of(factories.state())
    assert client.post(place).url == f"/sign-in/?next={place}"
    client.force_login(editor)
    for verb in (client.get, client.put):
        assert verb(place).status_code == 405
    assert client.post("/admin/entries/state/999999/preview/").status_code == 404

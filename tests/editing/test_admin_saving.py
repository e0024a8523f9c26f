"""One save of the admin's form: one changeset, or none; whatever is refused comes back to its field."""

import pytest

from apps.changes.models import Changeset
from apps.entries.models import Body, Membership, State, Touch
from tests import factories
from tests.editing.forms_of_admin import address, edited, errors, shown, with_claims

pytestmark = pytest.mark.django_db
MEMBERS, MEMBER_OF = "members-body", "memberships-member"


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


def test_an_entry_with_three_claims_is_one_changeset_that_touches_all_ends(client, editor):
    csto, states = factories.body(), [factories.state(name) for name in ("Belarus", "Armenia", "Russia")]
    rows = [(MEMBERS, {"member": state, "status": "member", "start": "2002-10-07"}) for state in states]
    before = Changeset.objects.count()
    answer = edited(client, csto, *rows, summary="The founders", seat="Moscow")
    assert answer.status_code == 302
    changeset = Changeset.objects.get(number=before + 1)
    assert (changeset.user, changeset.summary) == (editor, "The founders")
    assert set(Touch.objects.filter(changeset=changeset).values_list("entry", flat=True)) == {
        csto.pk,
        *(state.pk for state in states),
    }
    assert Membership.history.filter(changeset=changeset).count() == 3
    assert Body.objects.get().seat == "Moscow"


def test_a_new_entry_comes_with_its_claims(client):
    csto = factories.body()
    page = client.get("/admin/entries/state/add/")
    data = with_claims(shown(page), (MEMBER_OF, {"body": csto, "status": "member", "start": "2002", "end": ".."}))
    answer = client.post(
        "/admin/entries/state/add/", {**data, "title": "Belarus", "slug": "belarus", "edit_summary": "New"}
    )
    assert answer.status_code == 302
    assert Membership.objects.get().member_id == State.objects.get(slug="belarus").pk
    assert Changeset.objects.count() == 2


def test_adding_changing_and_removing_claims_at_once_is_one_changeset(client):
    csto = factories.body()
    kept, gone = (factories.member(factories.state(name), csto, start="2002") for name in ("Belarus", "Georgia"))
    moldova = factories.state("Moldova")
    data = shown(client.get(address(csto)))
    order = {data[f"{MEMBERS}-{i}-id"]: i for i in range(2)}
    row = (MEMBERS, {"member": moldova, "status": "observer"})
    edited(
        client,
        csto,
        row,
        **{f"{MEMBERS}-{order[str(kept.pk)]}-end": "..", f"{MEMBERS}-{order[str(gone.pk)]}-DELETE": "on"},
    )
    changeset = Changeset.objects.first()
    assert dict(Membership.history.filter(changeset=changeset).values_list("history_type", "member__title")) == {
        "+": "Moldova",
        "~": "Belarus",
        "-": "Georgia",
    }


def test_a_save_that_changes_nothing_makes_no_changeset_and_says_so(client):
    csto = factories.body(text="One line\n\nAnother", names=["ODKB", "DKB"], cites="")
    factories.member(factories.state(), csto, note="Said\nin two lines", start="2002", end="..")
    before = Changeset.objects.count()
    answer = client.get(edited(client, csto).url)
    assert Changeset.objects.count() == before
    assert "You changed nothing in “CSTO”" in answer.content.decode()


def test_a_membership_may_begin_where_one_that_is_ended_in_the_same_form_would_still_go_on(client):
    belarus, csto = factories.state(), factories.body()
    factories.member(belarus, csto, start="1993", end="..")
    row = (MEMBER_OF, {"body": csto, "status": "member", "start": "2006", "end": ".."})
    assert edited(client, belarus, row, **{f"{MEMBER_OF}-0-end": "1999"}).status_code == 302
    assert list(Membership.objects.order_by("start").values_list("start", "end")) == [("1993", "1999"), ("2006", "..")]


def test_an_edit_without_a_summary_is_refused_at_its_field(client):
    csto = factories.body()
    answer = edited(client, csto, summary="  ", title="ODKB")
    assert set(errors(answer)) == {"edit_summary"}
    assert Body.objects.get().title == "CSTO"


@pytest.mark.parametrize(
    ("facts", "where", "what"),
    [
        ({"start": "next year"}, "start", "next year"),
        ({"start": "1999-02-30"}, "start", "1999-02-30"),
        ({"start": "2002", "end": "1999"}, "end", ""),
        ({"cites": "@nobody, p. 1"}, "cites", "There is no source “nobody”"),
        ({"note": "As said [@nobody]."}, "note", "There is no source “nobody”"),
        ({"member": "", "start": "2002"}, "member", "required"),
        ({"member": "999999"}, "member", "Select a valid choice"),
        ({"member": "9" * 400}, "member", "Select a valid choice"),
        ({"member": "\0"}, "member", "Select a valid choice"),
        ({"status": "friend"}, "status", "Select a valid choice"),
        ({"start": "1999" * 100}, "start", ""),
        ({"note": "a\0b"}, "note", "Null characters"),
    ],
)
def test_a_claim_that_is_wrong_is_refused_at_its_field_and_nothing_is_written(client, facts, where, what):
    belarus, csto = factories.state(), factories.body()
    before = Changeset.objects.count()
    answer = edited(client, csto, (MEMBERS, {"member": belarus, "status": "member", **facts}), seat="Moscow")
    assert answer.status_code == 200
    assert set(errors(answer)) == {f"{MEMBERS}-0-{where}"}
    assert what in errors(answer)[f"{MEMBERS}-0-{where}"]
    assert 'value="Moscow"' in answer.content.decode()
    assert (Changeset.objects.count(), Body.objects.get().seat) == (before, "")


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"established": "next year"}, "established"),
        ({"established": "2002", "dissolved": "1992"}, "dissolved"),
        ({"cites": "@nobody"}, "cites"),
        ({"cites": "nobody"}, "cites"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"identifiers": "iso3166: Belarus"}, "identifiers"),
        ({"edit_summary": "x" * 501}, "edit_summary"),
        ({"base": "7" * 40}, "base"),
        ({"base": "none"}, "base"),
    ],
)
def test_a_fact_that_is_wrong_is_refused_at_its_field_and_nothing_is_written(client, facts, where):
    csto = factories.body()
    answer = edited(client, csto, seat="Moscow", **facts)
    assert answer.status_code == 200
    assert set(errors(answer)) - {"__all__"} == {where}
    assert Body.objects.get().seat == ""


def test_a_body_cannot_answer_to_what_answers_to_it(client):
    csto = factories.body()
    council = factories.body("Council", parent=csto)
    answer = edited(client, csto, parent=council.pk)
    assert "CSTO → Council → CSTO" in errors(answer)["parent"]


def test_the_same_membership_twice_in_one_form_is_refused_at_the_second(client):
    belarus, csto = factories.state(), factories.body()
    row = (MEMBERS, {"member": belarus, "status": "member", "start": "2002"})
    answer = edited(client, csto, row, row)
    assert list(errors(answer)) == [MEMBERS, f"{MEMBERS}-1-__all__"]
    assert not Membership.objects.exists()


def test_what_only_publication_finds_comes_back_to_every_claim_that_it_refuses(client):
    belarus, csto = factories.state(), factories.body()
    facts = {"member": belarus, "status": "member", "end": ".."}
    rows = [(MEMBERS, {**facts, "start": start}) for start in ("2002", "2004", "2006")]
    answer = edited(client, csto, *rows, seat="Moscow")
    assert list(errors(answer)) == [f"{MEMBERS}-1-start", f"{MEMBERS}-2-start"]
    assert "overlaps" in errors(answer)[f"{MEMBERS}-1-start"]
    assert 'value="Moscow"' in answer.content.decode()
    assert not Membership.objects.exists()


def test_a_new_entry_that_is_refused_with_its_claims_is_still_new(client):
    csto = factories.body()
    claims = [(MEMBER_OF, {"body": csto, "status": "member", "start": "2002", "end": "1999"})]
    data = with_claims(shown(client.get("/admin/entries/state/add/")), *claims)
    data |= {"title": "Belarus", "slug": "belarus", "edit_summary": "New"}
    answer = client.post("/admin/entries/state/add/", data)
    assert list(errors(answer)) == [f"{MEMBER_OF}-0-end"]
    assert not State.objects.exists()
    data[f"{MEMBER_OF}-0-end"] = ".."
    assert client.post("/admin/entries/state/add/", data).status_code == 302


def test_a_body_cannot_be_a_member_of_itself(client):
    csto = factories.body()
    assert "itself" in errors(edited(client, csto, (MEMBERS, {"member": csto, "status": "member"}))).popitem()[1]

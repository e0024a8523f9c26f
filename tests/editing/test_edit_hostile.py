"""What is wrong in the public form of an entry, by mistake or on purpose, is said at its place and never a crash."""

import pytest

from apps.entries.models import Body, Membership, State
from tests import factories
from tests.editing.forms_of_pages import address, edited, errors, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def csto():
    return factories.body("CSTO", established="2002")


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"title": "a\0b"}, "title"),
        ({"title": "x" * 10_000}, "title"),
        ({"slug": "new"}, "slug"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"parent": "a\0b"}, "parent"),
        ({"parent": "x" * 10_000}, "parent"),
        ({"parent": "body:"}, "parent"),
        ({"parent": "???"}, "parent"),
        ({"established": "next year"}, "established"),
        ({"cites": "@nobody"}, "cites"),
        ({"base": ""}, "base"),
        ({"base": "none"}, "base"),
        ({"base": "7" * 40}, "base"),
        ({"edit_summary": "x" * 501}, "edit_summary"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(signed_in, csto, typed, where):
    answer = edited(signed_in, csto, seat="Moscow", **typed)
    assert answer.status_code == 200
    assert set(errors(answer)) - {"__all__"} == {where}
    assert Body.objects.get().seat == ""
    page = answer.content.decode()
    if where != "base":
        assert f'<a href="#id_{where}">' in page
        assert f"id_{where}_error" in page


def test_a_long_text_is_a_text(signed_in, csto):
    assert edited(signed_in, csto, text="x" * 10_000).status_code == 302


@pytest.mark.parametrize("given", ["", "many", "1e9"])
def test_a_list_without_its_management_form_is_an_error_and_not_a_crash(signed_in, csto, given):
    factories.member(factories.state(), csto)
    data = shown(signed_in.get(address(csto)))
    data[f"{MEMBERS}-TOTAL_FORMS"] = given
    answer = signed_in.post(address(csto), {**data, "seat": "Moscow", "edit_summary": "Why"})
    assert answer.status_code == 200
    assert "did not arrive complete" in errors(answer)[MEMBERS]
    assert Body.objects.get().seat == ""
    again = signed_in.post(address(csto), {**shown(answer), "edit_summary": "Why"})
    assert (again.status_code, Membership.objects.count(), Body.objects.get().seat) == (302, 1, "Moscow")


@pytest.mark.parametrize(
    ("total", "initial", "rows"),
    [(2000, 1, 0), (102, 1, 0), (2000, 1, 2000), (102, 1, 102), (2000, 2000, 2000), (5, 2000, 0), (101, 101, 101)],
)
@pytest.mark.parametrize("where", ["/bodies/csto/edit/", "admin"])
def test_more_forms_than_can_be_meant_are_an_error_and_are_not_made(
    client, reviewer, django_assert_max_num_queries, csto, where, total, initial, rows
):
    client.force_login(reviewer)
    factories.member(factories.state(), csto)
    where = f"/admin/entries/body/{csto.pk}/change/" if where == "admin" else where
    page = client.get(where)
    counts = {f"{MEMBERS}-TOTAL_FORMS": total, f"{MEMBERS}-INITIAL_FORMS": initial}
    posted = {f"{MEMBERS}-{row}-start": "1999" for row in range(1, rows)}
    data = {**shown(page), **posted, **counts, "seat": "Moscow", "edit_summary": "Why"}
    with django_assert_max_num_queries(60):
        answer = client.post(where, data)
    assert answer.status_code == 200
    assert "did not arrive complete" in answer.content.decode()
    assert len(answer.content) < 1.5 * len(page.content)
    assert (Body.objects.get().seat, Membership.objects.count()) == ("", 1)


def test_a_list_of_more_claims_than_one_save_may_add_can_be_saved(signed_in, csto, monkeypatch):
    monkeypatch.setattr("apps.editing.forms.claims.MOST_NEW", 1)
    states = [State(title=f"State {number}", slug=f"state-{number}") for number in range(3)]
    factories.save(*states, *(Membership(member=state, body=csto, start="2002", end="..") for state in states))
    assert edited(signed_in, csto, seat="Moscow").status_code == 302
    assert (Body.objects.get().seat, Membership.objects.count()) == ("Moscow", 3)


def test_a_post_of_nothing_is_an_error_and_not_a_crash(signed_in, csto):
    answer = signed_in.post(address(csto), {})
    assert answer.status_code == 200
    assert {"title", "edit_summary", "base"} <= set(errors(answer))


def test_a_claim_of_another_entry_cannot_be_slipped_in(signed_in, csto):
    other = factories.member(factories.state(), factories.body("NATO"), start="1999")
    mine = factories.member(factories.state("Armenia"), csto, start="2002")
    data = shown(signed_in.get(address(csto))) | {f"{MEMBERS}-0-id": str(other.pk), f"{MEMBERS}-0-start": "2005"}
    answer = signed_in.post(address(csto), {**data, "edit_summary": "Why"})
    assert answer.status_code == 200
    assert f"{MEMBERS}-0-id" in errors(answer) or f"{MEMBERS}-0-__all__" in errors(answer)
    assert set(Membership.objects.values_list("pk", "start")) == {(other.pk, "1999"), (mine.pk, "2002")}

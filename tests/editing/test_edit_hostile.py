"""What is wrong in the public form of an entry, by mistake or on purpose, is said at its place and never a crash."""

import pytest

from apps.entries.models import Body, Membership
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
    assert "did not arrive whole" in errors(answer)[MEMBERS]
    assert Body.objects.get().seat == ""
    again = signed_in.post(address(csto), {**shown(answer), "edit_summary": "Why"})
    assert (again.status_code, Membership.objects.count(), Body.objects.get().seat) == (302, 1, "Moscow")


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

"""Editors who read another language find entries by both names, are shown both, and store what they stored before."""

import pytest

from apps.changes.models import Changeset
from apps.entries.models import Membership
from tests import factories
from tests.editing.forms_of_pages import address, edited, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    client.cookies["lang"] = "ru"
    return client


@pytest.fixture
def csto():
    return factories.body("CSTO")


@pytest.fixture
def belarus():
    belarus = factories.state()
    factories.name(belarus, "Белоруссия", language="ru")
    factories.name(factories.state("Georgia (country)", slug="georgia"), "Грузия (страна)", language="ru")
    return belarus


def suggested(client, q, wanted="entry", kind="state,body"):
    return client.get("/suggest/", {"for": wanted, "q": q, "kind": kind}).json()["results"]


@pytest.mark.parametrize("q", ["bela", "бело"])
def test_a_picker_finds_an_entry_by_both_names_and_shows_both(client, belarus, q):
    (found,) = suggested(client, q)
    assert (found["title"], found["label"]) == ("Белоруссия (Belarus)", "Белоруссия (Belarus) (state)")
    client.cookies["lang"] = "en"
    (found,) = suggested(client, q)
    assert (found["title"], found["label"]) == ("Belarus", "Belarus (state)")


def test_a_link_is_completed_with_the_title_that_names_it_in_texts(client, belarus):
    (found,) = suggested(client, "бело", wanted="link", kind="")
    assert found["insert"] == "Belarus"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        *(("Белоруссия", "belarus"), ("Belarus", "belarus"), ("Белоруссия (Belarus)", "belarus")),
        *(("Белоруссия (Belarus) (state)", "belarus"), ("Belarus (state)", "belarus")),
        *(("Грузия (страна)", "georgia"), ("Грузия (страна) (Georgia (country))", "georgia")),
        ("Georgia (country) (state)", "georgia"),
    ],
)
def test_what_a_picker_shows_is_understood(client, csto, belarus, typed, slug):
    assert edited(client, csto, (MEMBERS, {"member": typed, "status": "member"})).status_code == 302
    assert Membership.objects.get().member.slug == slug
    assert "Белоруссия" not in Changeset.objects.latest().summary


def test_a_form_shows_both_names_and_what_was_left_alone_is_no_change(client, csto, belarus):
    factories.member(belarus, csto)
    before = Changeset.objects.count()
    form = shown(client.get(address(csto)))
    assert form[f"{MEMBERS}-0-member"] == "Белоруссия (Belarus) (state)"
    client.cookies["lang"] = "en"
    assert shown(client.get(address(csto)))[f"{MEMBERS}-0-member"] == "Belarus (state)"
    client.post(address(csto), {**form, "edit_summary": "For a test"})  # in the other language than it was shown in
    assert Changeset.objects.count() == before
    assert Membership.objects.get().member_id == belarus.pk

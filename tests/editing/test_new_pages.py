"""Adding an entry: the page that asks for its kind, the form with what the query says, and the first save."""

import pytest
from django.contrib.auth.models import Permission

from apps.changes.models import Changeset
from apps.entries.entry import RESERVED
from apps.entries.kinds import KINDS
from apps.entries.models import Event, Membership, State
from tests import factories
from tests.answers import text_of
from tests.editing.forms_of_pages import errors, said, shown, with_claims

pytestmark = pytest.mark.django_db
MEMBER_OF = "memberships-member"


def added(client, address, *rows, **values):
    """POST the form at the address, filled in."""
    return client.post(address, with_claims(shown(client.get(address)), *rows) | {"edit_summary": "New", **values})


@pytest.mark.parametrize("address", ["/new/?title=Kyrgyzstan", "/states/new/?title=Kyrgyzstan"])
def test_the_anonymous_are_asked_to_sign_in_and_come_back(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.url.endswith("/new/%3Ftitle%3DKyrgyzstan")


@pytest.mark.parametrize("address", ["/new/", "/states/new/"])
def test_an_account_without_the_permission_is_told_why(client, address, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))
    answer = client.get(address)
    assert answer.status_code == 403
    assert "Your account may not add" in text_of(answer)
    if address != "/new/":
        assert client.post(address, {"title": "Belarus", "slug": "belarus"}).status_code == 403
    assert not State.objects.exists()


def test_only_kinds_that_one_may_add_are_offered(client, django_user_model):
    user = django_user_model.objects.create_user("volunteer")
    user.user_permissions.set(Permission.objects.filter(codename="add_event"))
    client.force_login(user)
    assert [spec.name for spec, _ in client.get("/new/").context["kinds"]] == ["event"]


@pytest.mark.parametrize("address", ["/new/", "/states/new/"])
def test_other_verbs_are_refused(signed_in, address):
    assert signed_in.put(address).status_code == 405


def test_the_chooser_says_what_each_kind_is_for_and_what_may_be_meant(signed_in):
    factories.state("Belarus")
    answer = signed_in.get("/new/", {"title": "Belaruz & more"})
    assert [spec.name for spec, _ in answer.context["kinds"]] == [model.spec.name for model in KINDS]
    assert all(meaning.endswith(".") for _, meaning in answer.context["kinds"])
    page = answer.content.decode()
    assert 'href="/people/new/?title=Belaruz+%26+more"' in page
    assert 'href="/states/belarus/"' in signed_in.get("/new/?title=Belaruz").content.decode()


def test_the_query_fills_in_the_form(signed_in):
    factories.body("CSTO")
    address = "/events/new/?title=Minsk summit, 2009&date=2009-06&type=summit&organisation=csto&ordinal=7th&other=x"
    data = shown(signed_in.get(address))
    filled = {"title": "Minsk summit, 2009", "slug": "minsk-summit-2009", "date": "2009-06", "type": "summit"}
    assert {name: data[name] for name in filled} == filled
    assert (data["organisation"], data["ordinal"], data["base"]) == ("csto", "7th", "0")
    assert "entry" not in data
    answer = added(signed_in, address)
    event = Event.objects.get()
    assert (answer.status_code, answer.url) == (302, "/events/minsk-summit-2009/")
    assert (event.organisation.title, event.date) == ("CSTO", "2009-06")
    assert "Published as changeset" in said(signed_in.get(answer.url))


def test_a_slug_that_is_given_is_taken_and_a_title_of_another_script_gives_none(signed_in):
    assert shown(signed_in.get("/states/new/?title=Kyrgyzstan&slug=kg"))["slug"] == "kg"
    assert shown(signed_in.get("/states/new/?title=Киргизия"))["slug"] == ""
    assert len(shown(signed_in.get("/states/new/?title=" + "long " * 60))["slug"]) <= 120


@pytest.mark.parametrize("query", ["title=Byelorussia", "slug=belarus", "title=BELARUS"])
def test_an_entry_of_that_name_is_pointed_out(signed_in, query):
    factories.state("Belarus", names=["Byelorussia"])
    factories.body("Belarus")
    page = signed_in.get(f"/states/new/?{query}")
    assert [entry.kind for entry in page.context["existing"]] == ["state"]
    assert '<a href="/states/belarus/">Belarus</a>' in page.content.decode()
    assert '<a href="/states/belarus/edit/">' in page.content.decode()


def test_a_new_entry_comes_with_its_claims_in_one_changeset(signed_in):
    factories.body("CSTO")
    row = (MEMBER_OF, {"body": "CSTO", "status": "member", "start": "2002", "end": ".."})
    assert added(signed_in, "/states/new/", row, title="Belarus", slug="belarus").status_code == 302
    assert Membership.objects.get().member_id == State.objects.get(slug="belarus").pk
    assert Changeset.objects.count() == 2


def test_a_new_entry_that_is_refused_with_its_claims_is_still_new(signed_in):
    factories.body("CSTO")
    row = (MEMBER_OF, {"body": "CSTO", "status": "member", "start": "2002", "end": "1999"})
    answer = added(signed_in, "/states/new/", row, title="Belarus", slug="belarus")
    assert list(errors(answer)) == [f"{MEMBER_OF}-0-end"]
    assert not State.objects.exists()
    data = shown(answer) | {f"{MEMBER_OF}-0-end": ".."}
    assert signed_in.post("/states/new/", data).status_code == 302


def test_a_new_entry_cannot_be_a_member_of_what_is_not_there_yet(signed_in):
    answer = added(signed_in, "/states/new/", (MEMBER_OF, {"body": "Nobody"}), title="Belarus", slug="belarus")
    assert "There is no body “Nobody”." in errors(answer)[f"{MEMBER_OF}-0-body"]


def test_a_slug_that_another_has_is_refused_at_its_field(signed_in):
    factories.state("Belarus")
    answer = added(signed_in, "/states/new/", title="Another", slug="belarus")
    assert "already" in errors(answer)["slug"]


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_slug_that_is_an_address_is_refused(signed_in, slug):
    answer = added(signed_in, "/states/new/", title="New", slug=slug)
    assert "address of its own" in errors(answer)["slug"]


@pytest.mark.parametrize("hostile", ["a\0b", "x" * 10_000, "<script>alert(1)</script>", "\u202e"])
def test_hostile_queries_are_only_texts(signed_in, hostile):
    for address in ("/new/", "/states/new/"):
        page = signed_in.get(address, {"title": hostile, "slug": hostile, "iso_code": hostile, "parent": hostile})
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_lists_and_the_foot_of_each_page_lead_to_the_forms(signed_in, client, django_user_model):
    page = signed_in.get("/states/").content.decode()
    assert '<a href="/states/new/">New state</a>' in page
    assert '<a href="/new/">New entry</a>' in page
    client.force_login(django_user_model.objects.create_user("reader"))
    assert "/states/new/" not in client.get("/states/").content.decode()

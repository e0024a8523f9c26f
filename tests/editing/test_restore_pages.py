"""Restoring an entry on its page, deleted ones included: every field and claim, and what stands in the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.models import Changeset, Tag
from apps.changes.verify import problems
from apps.door.publish import publish
from apps.entries.access import Viewer
from apps.entries.kinds import KINDS
from apps.entries.models import Membership, State
from apps.entries.world import World
from apps.revisions.revision import compare, rows_of
from tests import factories
from tests.answers import text_of
from tests.editing.forms_of_admin import edited
from tests.editing.pages_that_act import asked, confirmed

pytestmark = pytest.mark.django_db


def last():
    return Changeset.objects.latest()


def restore_of(entry, number):
    return f"/{entry.spec.plural}/{entry.slug}/restore/{number}/"


def contents(entry, at=None):
    rows = rows_of(World(Viewer(), at=at), type(entry), entry.pk)
    return {
        key: {field.attname: getattr(row, field.attname) for field in type(row)._meta.concrete_fields}
        for key, row in rows.items()
    }


def delete(*rows):
    return publish([], rows, user=None, summary="Delete")


@pytest.fixture
def belarus():
    return factories.state(iso_code="BY", text="Prose.\n")


@pytest.fixture
def client(client, reviewer):
    client.force_login(reviewer)
    return client


def test_an_entry_edited_with_three_claims_in_one_post_is_restored_in_every_field_and_claim(client, belarus):
    csto, cis = factories.body(), factories.body("CIS")
    facts = (("1991", cis, "member"), ("2002", csto, "member"), ("1993", csto, "observer"))
    rows = [("memberships-member", {"body": body, "start": year, "status": status}) for year, body, status in facts]
    edited(client, belarus, *rows, text="Prose of three claims.")
    number, then = last().number, contents(belarus)
    assert len(then) == 4
    edited(
        client,
        State.objects.get(),
        **{"memberships-member-0-body": csto.pk, "memberships-member-1-DELETE": "on"},
        text="Other.",
        title="Republic of Belarus",
        slug="republic-of-belarus",
    )
    changed = State.objects.get()
    assert contents(changed) != then
    page = client.get(restore_of(changed, number))
    assert page.status_code == 200
    assert "1 paragraph" in text_of(page)
    answer = client.post(restore_of(changed, number), asked(page), follow=True)
    assert "“Belarus” is restored to #" in text_of(answer)
    assert contents(belarus) == then
    assert compare(World(Viewer()), State, belarus.pk, number, last().number).changes == ()
    assert (last().tag, last().reverts_id, last().summary) == (
        Tag.RESTORE,
        number + 1,
        f"Restore “Belarus” to #{number}",
    )
    assert list(problems()) == []


def test_the_page_shows_what_would_be_done_and_writes_nothing(client, belarus):
    edited(client, belarus, text="Other.", iso_code="")
    with CaptureQueriesContext(connection) as queries:
        said = text_of(client.get(restore_of(belarus, 1)))
    assert "Restore Belarus to #1" in said
    assert "What this will change 1 fact changed, 1 paragraph." in said
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE", "SAVEPOINT"))]
    assert len(queries) <= 34  # a query or two for each sort of claim at whose ends a state stands


def test_restored_to_what_it_is_there_is_nothing_to_do(client, belarus):
    factories.state("Armenia")
    for number in (1, 2):
        page = client.get(restore_of(belarus, number))
        assert "there is nothing to restore" in text_of(page)
        answer = client.post(restore_of(belarus, number), asked(page))
        assert (answer.status_code, answer.url) == (302, "/states/belarus/history/")
    assert last().number == 2


def test_a_deleted_entry_comes_back_whole(client, belarus):
    factories.member(belarus, factories.body(), start="2002")
    then, number = contents(belarus), last().number
    deletion = delete(State.objects.get())
    page = client.get(restore_of(belarus, number))
    assert f"was deleted in # {deletion.number}" in text_of(page).replace("#", "# ")
    assert client.post(restore_of(belarus, number), asked(page)).status_code == 302
    assert contents(belarus) == then
    assert client.get("/states/belarus/").status_code == 200
    assert list(problems()) == []


@pytest.mark.parametrize("kind", KINDS, ids=[kind.spec.plural for kind in KINDS])
def test_every_kind_comes_back(client, kind):
    entry = factories.make(kind, "One")
    then = contents(entry)
    delete(kind.objects.get())
    assert confirmed(client, f"/{kind.spec.plural}/one/restore/1/").status_code == 302
    assert contents(kind(pk=entry_key(then))) == then


def entry_key(then):
    ((_, key),) = then
    return key


def test_a_slug_that_another_has_by_now_stands_in_the_way_and_the_page_says_whose(client, belarus):
    delete(belarus)
    other = factories.state("White Russia", slug="belarus")
    address = "/states/belarus/restore/1/"
    page = client.get(address)
    assert "cannot have the slug “belarus”: the state “White Russia” has it by now." in text_of(page)
    assert client.post(address, asked(page)).status_code == 409
    assert State.objects.get() == other
    other.slug = "white-russia"
    factories.save(other)
    assert confirmed(client, address).status_code == 302
    assert State.objects.count() == 2


def test_a_claim_whose_other_end_is_gone_is_named_and_can_be_left_out(client, belarus):
    csto, cis = factories.body(), factories.body("CIS")
    factories.member(belarus, csto)
    factories.member(belarus, cis)
    number = last().number
    delete(csto)
    edited(client, belarus, text="Other.")
    page = client.get(restore_of(belarus, number))
    assert "Membership Belarus – CSTO: there is no “CSTO” any more." in text_of(page)
    refused = client.post(restore_of(belarus, number), asked(page))
    assert refused.status_code == 409
    assert "“CSTO”, which was deleted since; restore that first." in text_of(refused)
    assert State.objects.get().text == "Other."
    assert client.post(restore_of(belarus, number), asked(page, leave_out="on")).status_code == 302
    assert State.objects.get().text == "Prose.\n"
    assert Membership.objects.get().body == cis


def test_a_fact_that_names_what_is_gone_stands_in_the_way(client, belarus):
    summit = factories.event(host=belarus)
    number = last().number
    summit.host = None
    factories.save(summit)
    delete(belarus)
    page = client.get(restore_of(summit, number))
    assert "This event names “Belarus”, which was deleted since; restore that first." in text_of(page)
    assert client.post(restore_of(summit, number), {"edit_summary": "x", "base": str(last().number)}).status_code == 409
    summit.refresh_from_db()
    assert summit.host is None


def test_what_changed_after_the_page_was_shown_is_shown_instead_of_done(client, belarus):
    edited(client, belarus, text="Other.")
    page = client.get(restore_of(belarus, 1))
    factories.member(belarus, factories.body())
    answer = client.post(restore_of(belarus, 1), asked(page))
    assert answer.status_code == 409
    assert "1 membership removed" in text_of(answer)
    assert Membership.objects.exists()
    assert client.post(restore_of(belarus, 1), asked(answer)).status_code == 302
    assert not Membership.objects.exists()


def test_all_that_is_restored_is_told_with_the_entry(client, belarus):
    csto = factories.body()
    factories.member(belarus, csto)
    parts = client.get(restore_of(csto, 2)).context["preview"].parts
    assert [(part.entry, part.line) for part in parts] == [(csto, "− membership Belarus")]


def test_a_former_slug_leads_to_the_entry(client, belarus):
    edited(client, belarus, slug="republic-of-belarus")
    answer = client.get("/states/belarus/restore/1/")
    assert (answer.status_code, answer.url) == (301, "/states/republic-of-belarus/restore/1/")
    assert confirmed(client, answer.url).status_code == 302
    assert State.objects.get().slug == "belarus"


def test_there_is_no_page_for_what_is_not(client, belarus):
    factories.body()
    for address in (
        "/states/belarus/restore/99/",
        "/states/belarus/restore/0/",
        f"/states/belarus/restore/{2**70}/",
        "/states/atlantis/restore/1/",
        "/planets/belarus/restore/1/",
        "/bodies/csto/restore/1/",
        "/states/%00/restore/1/",
    ):
        assert client.get(address).status_code == 404, address
    assert "did not exist at changeset 1" in text_of(client.get("/bodies/csto/restore/1/"))


def test_who_may_not_edit_it_may_not_restore_it(client, editor, django_user_model, belarus):
    edited(client, belarus, protection="reviewed", text="Other.")
    client.logout()
    assert client.get(restore_of(belarus, 1)).url == "/sign-in/?next=/states/belarus/restore/1/"
    for user in (editor, django_user_model.objects.create_user("stan", is_staff=True)):
        client.force_login(user)
        assert client.get(restore_of(belarus, 1)).status_code == 403
        assert client.post(restore_of(belarus, 1), {"edit_summary": "x", "base": "2"}).status_code == 403
    assert State.objects.get().text == "Other."


def test_an_editor_does_not_restore_what_a_reviewer_deleted(client, editor, belarus):
    delete(State.objects.get())
    client.force_login(editor)
    assert "You may not bring back deleted states." in text_of(client.get(restore_of(belarus, 1)))
    assert client.post(restore_of(belarus, 1), {"edit_summary": "x", "base": "2"}).status_code == 403
    assert not State.objects.exists()


def test_an_editor_does_not_bring_back_what_was_protected(client, editor, belarus):
    edited(client, belarus, protection="reviewed")
    delete(State.objects.get())
    client.force_login(editor)
    assert "“Belarus” is protected" in text_of(client.get(restore_of(belarus, 2)))


def test_a_claim_at_a_protected_entry_is_no_matter_where_it_stays_as_it_is(client, editor, belarus):
    factories.member(belarus, factories.body(protection="reviewed"))
    edited(client, belarus, text="Other.")
    client.force_login(editor)
    assert confirmed(client, restore_of(belarus, 3)).status_code == 302
    assert State.objects.get().text == "Prose.\n"

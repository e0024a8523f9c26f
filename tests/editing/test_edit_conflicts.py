"""Two editors at the public form: what clashes comes back as in the admin, and nothing that was written is lost."""

import pytest

from apps.changes.models import Changeset, Tag
from apps.door.publish import publish
from apps.door.reversal import undo
from apps.entries.models import Body, Membership
from tests import factories
from tests.editing.forms_of_pages import address, errors, said, shown

pytestmark = pytest.mark.django_db
MEMBERS = "members-body"


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def csto():
    return factories.body(text="One.\n\nTwo.\n\nThree.", established="2002")


def change(row, *, user=None, summary="Theirs", **values):
    """What somebody else publishes meanwhile."""
    row = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    return factories.save(row, user=user, summary=summary)


def remove(row, user=None, summary="Gone"):
    return publish([], [type(row).objects.get(pk=row.pk)], user=user, summary=summary)


def post(client, entry, data, **values):
    return client.post(address(entry), {**data, "edit_summary": "Mine", **values})


def clash_of(answer):
    """The one clash of a page that came back."""
    assert answer.status_code == 409
    (choice,) = answer.context["clashes"]
    return choice


def test_different_facts_and_passages_are_merged_and_the_message_names_the_other_changeset(client, csto, reviewer):
    data = shown(client.get(address(csto)))
    change(csto, user=reviewer, summary="Its name", title="ODKB", text="One.\n\nTwo.\n\nDrei.")
    answer = client.get(post(client, csto, data, seat="Moscow", text="Eins.\r\n\r\nTwo.\r\n\r\nThree.").url)
    now = Body.objects.get()
    assert (now.title, now.seat, now.text) == ("ODKB", "Moscow", "Eins.\n\nTwo.\n\nDrei.")
    assert Changeset.objects.latest().tag == Tag.MERGE
    assert "Merged with the changes made meanwhile by rita in changeset #2 (“Its name”)." in said(answer)


def test_a_clash_is_a_409_with_three_versions_who_did_it_and_the_editors_text(client, csto, reviewer):
    data = shown(client.get(address(csto)))
    change(csto, user=reviewer, summary="Its Russian name", title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact", text="My long text.")
    clash = clash_of(answer)
    told = clash.told
    assert (clash.name, clash.place) == ("theirs-title", "id_title")
    (theirs,), (mine,) = told.theirs, told.mine
    assert (theirs.before.raw, theirs.after.raw, mine.after.raw) == ("CSTO", "ODKB", "Tashkent Pact")
    assert "rita" in errors(answer)["title"]
    again = shown(answer)
    assert (again["text"], again["title"], again["base"], again["seen"]) == ("My long text.", "Tashkent Pact", "1", "2")
    assert (again["theirs-title"], Body.objects.get().title) == ("", "ODKB")
    assert "Its Russian name" in answer.content.decode()
    saved = post(client, csto, again)
    now = Body.objects.get()
    assert (saved.status_code, now.title, now.text) == (302, "Tashkent Pact", "My long text.")


def test_theirs_can_be_taken_and_stays_taken_while_something_else_is_corrected(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact", seat="Moscow")
    refused = post(client, csto, shown(answer), **{"theirs-title": "1", "slug": "Not a slug"})
    assert set(errors(refused)) == {"slug"}
    assert post(client, csto, shown(refused), slug="odkb").status_code == 302
    assert (Body.objects.get().title, Body.objects.get().seat) == ("ODKB", "Moscow")


def test_what_changed_after_the_clash_was_shown_is_shown_again(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact")
    change(csto, title="OTSC")
    assert clash_of(post(client, csto, shown(answer))).told.theirs[0].after.raw == "OTSC"


def test_another_entry_that_both_chose_is_decided_by_name(client, csto):
    parent, other = factories.body("Union", slug="union"), factories.body("Union", slug="second-union")
    data = shown(client.get(address(csto)))
    change(csto, parent=other)
    answer = post(client, csto, data, parent="body:union")
    assert clash_of(answer).told.mine[0].after.shown == parent
    taken = post(client, csto, shown(answer), **{"theirs-parent": "1"}, seat="")
    assert (taken.status_code, Body.objects.get(pk=csto.pk).parent_id) == (302, other.pk)
    kept = post(client, csto, shown(answer), seen=str(Changeset.objects.latest().number))
    assert (kept.status_code, Body.objects.get(pk=csto.pk).parent_id) == (302, parent.pk)


def test_a_claim_that_both_changed_and_one_removed_meanwhile(client, csto):
    changed, gone = (factories.member(factories.state(name), csto, start="2002") for name in ("Armenia", "Belarus"))
    data = shown(client.get(address(csto)))
    change(changed, start="2003", end="2009")
    remove(gone)
    mine = {f"{MEMBERS}-0-start": "2004", f"{MEMBERS}-0-status": "observer", f"{MEMBERS}-1-start": "2005"}
    answer = post(client, csto, data, **mine)
    assert answer.status_code == 409
    names = [choice.name for choice in answer.context["clashes"]]
    assert names == [f"theirs-{MEMBERS}-0-start", f"theirs-{MEMBERS}-1"]
    page = answer.content.decode()
    assert f'id="{MEMBERS}-1"' in page
    assert post(client, csto, shown(answer), **{names[0]: "1"}).status_code == 302
    stands = set(Membership.objects.values_list("pk", "start", "end", "status"))
    assert stands == {(changed.pk, "2003", "2009", "observer"), (gone.pk, "2005", "", "member")}


def test_an_entry_deleted_meanwhile_leaves_the_editors_text_and_the_way_back(client, csto, reviewer):
    factories.member(factories.state(), csto)
    data = shown(client.get(address(csto)))
    gone = remove(csto, user=reviewer, summary="Not notable")
    answer = post(client, csto, data, text="My long text.", **{f"{MEMBERS}-0-start": "2002"})
    assert answer.status_code == 409
    page = answer.content.decode()
    for word in ("My long text.", 'value="2002"', "rita", "Not notable", f'href="/changes/{gone.number}/"'):
        assert word in page
    assert not Body.objects.exists()
    undo(gone, user=reviewer)
    assert post(client, csto, shown(answer)).status_code == 302
    assert (Body.objects.get().text, Membership.objects.get().start) == ("My long text.", "2002")


def test_the_form_of_a_deleted_entry_says_that_it_was_deleted(client, csto):
    gone = remove(csto)
    answer = client.get(address(csto))
    assert answer.status_code == 404
    assert f'href="/changes/{gone.number}/"' in answer.content.decode()


def test_a_preview_while_others_edit_publishes_nothing_and_keeps_the_base(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact", act="preview")
    assert (answer.status_code, shown(answer)["base"], Body.objects.get().title) == (200, "1", "ODKB")


def test_both_texts_and_both_sources_can_be_kept_but_of_a_single_fact_only_one(client, csto):
    factories.source("Eurasian Home")
    factories.source("Minsk Daily")
    data = shown(client.get(address(csto)))
    change(csto, text="One.\n\nDeux.\n\nThree.", cites="@eurasian-home, p. 1", seat="Minsk")
    mine = {"text": "One.\r\n\r\nZwei.\r\n\r\nThree.", "cites": "@minsk-daily; @eurasian-home, p. 1", "seat": "Moscow"}
    answer = post(client, csto, data, **mine)
    offered = {choice.name: choice.both for choice in answer.context["clashes"]}
    assert offered == {"theirs-text": True, "theirs-cites": True, "theirs-seat": False}
    both = {"theirs-text": "both", "theirs-cites": "both"}
    assert post(client, csto, shown(answer), **both).status_code == 302
    now = Body.objects.get()
    assert now.text == "One.\n\nZwei.\n\nDeux.\n\nThree."
    assert (now.cites, now.seat) == ("@minsk-daily; @eurasian-home, p. 1", "Moscow")

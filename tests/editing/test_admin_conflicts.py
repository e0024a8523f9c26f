"""Two editors of one entry: what clashes comes back to the second with both versions, and nothing is lost."""

import pytest

from apps.changes.models import Changeset
from apps.door.publish import publish
from apps.door.reversal import undo
from apps.editing.forms import publishing
from apps.entries.models import Body, Membership
from tests import factories
from tests.editing.forms_of_admin import address, errors, shown

pytestmark = pytest.mark.django_db


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


def remove(row):
    return publish([], [type(row).objects.get(pk=row.pk)], user=None, summary="Gone")


def post(client, entry, data, **values):
    return client.post(address(entry), {**data, "edit_summary": "Mine", **values})


def clash_of(answer):
    """The one clash of a page that came back."""
    assert answer.status_code == 409
    (choice,) = answer.context["clashes"]
    return choice


def test_a_fact_that_both_changed_comes_back_with_the_editors_text_and_who_did_what(client, reviewer, csto):
    data = shown(client.get(address(csto)))
    change(csto, user=reviewer, summary="Its Russian name", title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact", text="My long text.")
    clash = clash_of(answer).told
    assert (clash.label, clash.theirs[0].before.raw, clash.theirs[0].after.raw) == ("Title", "CSTO", "ODKB")
    assert (clash.mine[0].after.raw, clash.changeset.number) == ("Tashkent Pact", 2)
    for said in (errors(answer)["__all__"], errors(answer)["title"]):
        assert "rita" in said
        assert "Its Russian name" in said
    page = answer.content.decode()
    assert 'href="/changes/2/"' in page
    assert "My long text." in page
    assert 'name="base" value="1"' in page
    assert 'name="seen" value="2"' in page
    assert "Please correct" not in page
    assert (Body.objects.get().title, Body.objects.get().text) == ("ODKB", "One.\n\nTwo.\n\nThree.")
    assert Changeset.objects.count() == 2


def test_saving_again_keeps_the_editors_own_and_what_others_did_elsewhere(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB", seat="Moscow")
    answer = post(client, csto, data, title="Tashkent Pact")
    assert post(client, csto, shown(answer)).status_code == 302
    assert (Body.objects.get().title, Body.objects.get().seat) == ("Tashkent Pact", "Moscow")


def test_theirs_can_be_taken_for_one_clash_and_the_own_kept_for_another(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB", established="2002-10-07")
    answer = post(client, csto, data, title="Tashkent Pact", established="1992", seat="Moscow")
    title, established = answer.context["clashes"]
    assert (title.name, established.name) == ("theirs-title", "theirs-established")
    assert "7 October 2002" in answer.content.decode()
    again = post(client, csto, shown(answer), **{"theirs-title": "1", "theirs-established": ""})
    assert again.status_code == 302
    now = Body.objects.get()
    assert (now.title, now.established, now.seat) == ("ODKB", "1992", "Moscow")


def test_a_choice_of_theirs_stays_in_the_form_when_something_else_is_refused(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact")
    refused = post(client, csto, shown(answer), **{"theirs-title": "1", "slug": "Not a slug"})
    assert set(errors(refused)) == {"slug"}
    again = post(client, csto, shown(refused), slug="odkb")
    assert again.status_code == 302
    assert (Body.objects.get().title, Body.objects.get().slug) == ("ODKB", "odkb")


def test_of_a_text_only_the_passages_that_clash_are_decided(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, text="Uno.\n\nTwo.\n\nTres.")
    mine = "Eins.\r\n\r\nZwei.\r\n\r\nThree."
    answer = post(client, csto, data, text=mine)
    assert clash_of(answer).told.theirs[0].rows
    assert "<ins>" in answer.content.decode()
    saved = post(client, csto, shown(answer))
    assert (saved.status_code, Body.objects.get().text) == (302, "Eins.\n\nZwei.\n\nTres.")
    change(csto, text="Uno.\n\nTwo.\n\nTres.")
    post(client, csto, shown(answer), seen="9", **{"theirs-text": "1"})
    assert Body.objects.get().text == "Uno.\n\nZwei.\n\nTres."


def test_what_changed_after_the_clash_was_shown_is_shown_again(client, csto):
    data = shown(client.get(address(csto)))
    change(csto, title="ODKB")
    answer = post(client, csto, data, title="Tashkent Pact")
    change(csto, title="OTSC")
    clash = clash_of(post(client, csto, shown(answer)))
    assert clash.told.theirs[0].after.raw == "OTSC"
    assert Body.objects.get().title == "OTSC"


def test_references_and_choices_are_shown_in_words(client, csto):
    parent, other = factories.body("Commonwealth"), factories.body("Union")
    data = shown(client.get(address(csto)))
    change(csto, parent=parent, type="command")
    answer = post(client, csto, data, parent=other.pk, type="organ")
    told = {choice.told.label: choice.told for choice in answer.context["clashes"]}
    kind, place = told["Type"], told["Answers to"]
    assert (place.theirs[0].after.shown.title, place.mine[0].after.shown.title) == ("Commonwealth", "Union")
    assert (kind.theirs[0].after.shown, kind.mine[0].after.shown) == ("command", "organ")
    page = answer.content.decode()
    assert "<dd>Commonwealth" in page
    assert "<dd>Union" in page


def test_a_claim_that_both_changed_is_a_clash_of_its_field(client, csto):
    claim = factories.member(factories.state(), csto, start="2002")
    data = shown(client.get(address(csto)))
    change(claim, start="2003", end="2009")
    answer = post(client, csto, data, **{"members-body-0-start": "2004", "members-body-0-status": "observer"})
    clash = clash_of(answer)
    assert (clash.name, clash.place) == ("theirs-members-body-0-start", "id_members-body-0-start")
    assert (clash.told.row, clash.told.label) == ("membership Belarus – CSTO", "Start")
    assert "members-body-0-start" in errors(answer)
    assert post(client, csto, shown(answer), **{clash.name: "1"}).status_code == 302
    now = Membership.objects.get()
    assert (now.start, now.end, now.status) == ("2003", "2009", "observer")


def test_a_claim_removed_meanwhile_is_a_conflict_and_no_riddle(client, csto):
    claim = factories.member(factories.state(), csto)
    data = shown(client.get(address(csto)))
    remove(claim)
    answer = post(client, csto, data, **{"members-body-0-start": "2002"})
    clash = clash_of(answer)
    assert (clash.told.act, clash.place, clash.told.mine[0].after.raw) == ("removed", "members-body-0", "2002")
    assert "while you were editing" in errors(answer)["__all__"]
    assert not Membership.objects.exists()
    assert 'id="members-body-0"' in answer.content.decode()
    taken = post(client, csto, shown(answer), **{clash.name: "1"}, seat="Moscow")
    assert (taken.status_code, Membership.objects.count(), Body.objects.get().seat) == (302, 0, "Moscow")
    kept = post(client, csto, shown(answer), seat="Minsk", seen=Changeset.objects.latest().number)
    assert (kept.status_code, Membership.objects.get().start, Membership.objects.get().pk) == (302, "2002", claim.pk)


def test_removing_a_claim_that_others_changed_is_asked_about(client, csto):
    claim = factories.member(factories.state(), csto)
    data = shown(client.get(address(csto)))
    change(claim, start="2002")
    answer = post(client, csto, data, **{"members-body-0-DELETE": "on"})
    clash = clash_of(answer)
    assert (clash.told.act, clash.told.theirs[0].after.raw) == ("removing", "2002")
    assert post(client, csto, shown(answer), **{clash.name: "1"}, seat="Moscow").status_code == 302
    assert Membership.objects.get().start == "2002"
    assert post(client, csto, shown(answer), seat="Moscow").status_code == 302
    assert not Membership.objects.exists()


def test_a_conflict_that_only_the_lock_finds_says_the_same(client, csto, monkeypatch):
    data = shown(client.get(address(csto)))

    def just_after_another(*rows, **options):
        change(csto, title="ODKB", summary="A moment before")
        return publish(*rows, **options)

    monkeypatch.setattr(publishing, "publish", just_after_another)
    answer = post(client, csto, data, title="Tashkent Pact", seat="Moscow")
    assert "A moment before" in str(clash_of(answer).told.changeset)
    assert 'value="Moscow"' in answer.content.decode()


def test_an_entry_deleted_meanwhile_leaves_the_editors_text_and_the_way_back(client, csto, reviewer):
    factories.member(factories.state(), csto)
    data = shown(client.get(address(csto)))
    publish([], [Body.objects.get()], user=reviewer, summary="Not notable")
    answer = post(client, csto, data, text="My long text.", **{"members-body-0-start": "2002"})
    assert answer.status_code == 409
    page = answer.content.decode()
    way_back = f'href="/changes/{answer.context["gone"].number}/"'
    for said in ("My long text.", 'value="2002"', "rita", "Not notable", way_back):
        assert said in page
    assert not Body.objects.exists()
    undo(answer.context["gone"], user=reviewer)
    assert post(client, csto, shown(answer)).status_code == 302
    assert (Body.objects.get().text, Membership.objects.get().start) == ("My long text.", "2002")


def test_the_form_of_a_deleted_entry_says_who_deleted_it(client, csto):
    remove(csto)
    answer = client.get(address(csto), follow=True)
    assert "This body was deleted by the system in " in answer.content.decode()
    assert client.get("/admin/entries/body/999/change/").status_code == 302

"""Two editors of one entry: the second is told, and loses nothing."""

import pytest

from apps.editing.admin import saving
from apps.editing.publish import publish
from apps.entries.models import Body, Membership
from tests import factories
from tests.editing.forms_of_admin import address, errors, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, editor):
    client.force_login(editor)
    return client


def test_an_entry_changed_meanwhile_comes_back_with_the_editors_text_and_the_way_to_the_other(client, reviewer):
    csto = factories.body()
    data = shown(client.get(address(csto)))
    factories.save(_titled(csto, "ODKB"), user=reviewer, summary="Its Russian name")
    answer = client.post(address(csto), {**data, "text": "My long text.", "edit_summary": "Mine"})
    assert answer.status_code == 200
    said = errors(answer)["__all__"]
    assert "rita" in said
    assert "Its Russian name" in said
    page = answer.content.decode()
    assert 'href="/changes/2/"' in page
    assert "My long text." in page
    assert 'name="base" value="1"' in page
    assert (Body.objects.get().title, Body.objects.get().text) == ("ODKB", "")


def test_a_claim_removed_meanwhile_is_a_conflict_and_no_riddle(client):
    csto = factories.body()
    claim = factories.member(factories.state(), csto)
    data = shown(client.get(address(csto)))
    publish([], [Membership.objects.get(pk=claim.pk)], user=None, summary="Gone")
    answer = client.post(address(csto), {**data, "members-body-0-start": "2002", "edit_summary": "Mine"})
    assert answer.status_code == 200
    assert "while you were editing" in errors(answer)["__all__"]
    assert not Membership.objects.exists()


def test_a_conflict_that_only_the_lock_finds_says_the_same(client, monkeypatch):
    csto = factories.body()
    data = shown(client.get(address(csto)))

    def just_after_another(*rows, **options):
        factories.save(_titled(Body.objects.get(), "ODKB"), summary="A moment before")
        return publish(*rows, **options)

    monkeypatch.setattr(saving, "publish", just_after_another)
    answer = client.post(address(csto), {**data, "seat": "Moscow", "edit_summary": "Mine"})
    assert answer.status_code == 200
    assert "A moment before" in errors(answer)["__all__"]
    assert 'value="Moscow"' in answer.content.decode()


def test_the_next_save_after_a_save_that_continues_is_no_conflict(client):
    csto = factories.body()
    data = shown(client.get(address(csto)))
    answer = client.post(
        address(csto), {**data, "seat": "Moscow", "edit_summary": "One", "_continue": "1"}, follow=True
    )
    answer = client.post(address(csto), {**shown(answer), "seat": "Minsk", "edit_summary": "Two"})
    assert answer.status_code == 302
    assert Body.objects.get().seat == "Minsk"


def _titled(entry, title):
    entry.title = title
    return entry

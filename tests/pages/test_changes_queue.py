"""The list of changes as a queue: what is new to an account, what may be undone, and by what it is narrowed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from apps.changes.models import Changeset, Tag, Visit
from apps.door.publish import publish
from apps.door.reversal import undo
from apps.entries import models
from apps.pages.visits import PAUSE
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def topic(n: int):
    return factories.save(models.Topic(title=f"Topic {n}", slug=f"topic-{n}"), summary=f"Edit {n}.")


def listed(client, query: str = "") -> list[int]:
    page = client.get(f"/changes/?{query}").content.decode()
    return [n for n in range(30, 0, -1) if f'<li data-number="{n}">' in page]


def test_an_account_is_told_what_came_since_its_last_visit_and_that_is_a_filter(client, editor) -> None:
    topic(1)
    client.force_login(editor)
    with time_machine.travel(NOON, tick=False) as clock:
        first = text_of(client.get("/changes/"))
        assert "since your last visit" not in first
        topic(2)
        clock.shift(PAUSE + timedelta(minutes=1))
        page = client.get("/changes/")
        assert "1 change since your last visit" in text_of(page)
        assert "new #2 Edit 2." in text_of(page)
        assert "new #1" not in text_of(page)
        assert 'href="?after=1"' in page.content.decode()
        clock.shift(timedelta(minutes=5))
        assert "1 change since your last visit" in text_of(client.get("/changes/"))
        clock.shift(PAUSE + timedelta(minutes=1))
        assert "Nothing new since your last visit" in text_of(client.get("/changes/"))
    assert listed(client, "after=1") == [2]
    assert client.get("/changes/?after=x").status_code == 400


def test_what_an_account_saw_outlasts_its_session_and_is_nobody_elses(client, editor, reviewer) -> None:
    topic(1)
    for user in (editor, reviewer):
        client.force_login(user)
        client.get("/changes/")
        client.logout()
    assert Visit.objects.count() == 2
    client.get("/changes/")
    assert Visit.objects.count() == 2
    assert "last visit" not in text_of(client.get("/changes/"))


def test_a_look_at_an_earlier_moment_is_no_visit(client, editor) -> None:
    topic(1)
    client.force_login(editor)
    client.get("/changes/?at=1")
    assert not Visit.objects.exists()


def test_acts_and_sizes_are_filters(client) -> None:
    topic(1)
    renamed = models.Topic.objects.get()
    renamed.title = "Another title altogether"
    factories.save(renamed)
    renamed.text = "A long text. " * 60
    factories.save(renamed)
    publish([], [renamed], user=None, summary="Delete it")
    assert listed(client, "tag=new") == [1]
    assert listed(client, "tag=rename") == [2]
    assert listed(client, "tag=delete") == [4]
    assert listed(client, "tag=edit") == [4, 3, 2, 1]
    assert listed(client, "size=small") == [1]
    assert listed(client, "size=medium") == [2]
    assert listed(client, "size=large&tag=edit") == [4, 3]
    assert client.get("/changes/?size=huge").status_code == 400
    assert "#2" in client.get("/changes/feed/?tag=rename").content.decode()


def test_menus_offer_editors_and_entries(client, editor) -> None:
    belarus = factories.state("Belarus")
    belarus.summary = "A state."
    factories.save(belarus, user=editor)
    page = client.get("/changes/?entry=state:belarus&user=edith").content.decode()
    assert '<option value="state:belarus" selected>Belarus</option>' in page
    assert '<option value="edith" selected>edith</option>' in page


def test_where_there_are_many_one_types(client, monkeypatch) -> None:
    monkeypatch.setattr("apps.pages.change_lists.MOST_OFFERED", 1)
    topic(1)
    topic(2)
    page = client.get("/changes/?entry=topic:topic-1").content.decode()
    assert 'name="entry" type="text" value="topic:topic-1"' in page


def test_undoing_is_offered_in_the_row_to_those_who_may(client, editor) -> None:
    topic(1)
    shown = models.Topic.objects.get()
    shown.text = "Some words."
    factories.save(shown)
    address = f'href="{reverse("undo", args=[2])}"'
    pages = ("/changes/", "/topics/topic-1/history/")
    assert not any(address in client.get(page).content.decode() for page in pages)
    client.force_login(editor)
    assert all(address in client.get(page).content.decode() for page in pages)
    undone = undo(Changeset.objects.get(number=2), user=editor)
    for page in pages:
        answer = client.get(page)
        assert address not in answer.content.decode()
        assert f"undone in #{undone.number}" in text_of(answer)
    assert "undone in" not in text_of(client.get("/changes/?at=2"))
    undo(undone, user=editor)
    assert "undone in #3" not in text_of(client.get("/changes/")).split("#2 ")[1]


def test_what_is_protected_is_not_offered_to_be_undone(client, editor) -> None:
    shown = factories.make(models.Topic, "Topic 1", protection="reviewed")
    shown.text = "Some words."
    factories.save(shown, tag=Tag.MERGE)
    client.force_login(editor)
    assert reverse("undo", args=[2]) not in client.get("/changes/").content.decode()


def test_what_was_not_counted_has_no_size_and_no_words(client) -> None:
    topic(1)
    Changeset.objects.update(added=None, removed=None, did="was~gone")
    assert "Edit 1. new entry" in text_of(client.get("/changes/"))
    assert 'class="size"' not in client.get("/changes/").content.decode()

"""How much the pages of editors tell: so many changesets, and rows in full only where they are few."""

import pytest

from apps.editing import plan_preview
from apps.editing.admin import deleting
from apps.editing.forms import publishing
from apps.entries.models import State, Topic
from tests import factories
from tests.editing.forms_of_admin import address
from tests.editing.pages_that_act import edit, last, undo_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def belarus():
    """A state that was made in #1, and changed in #2, #3 and #4."""
    belarus = factories.state()
    for number in (1, 2, 3):
        edit(belarus, summary=str(number))
    return belarus


@pytest.mark.parametrize(("most", "listed"), [(2, [4, 3]), (20, [4, 3, 2])])
def test_so_many_changesets_are_listed_before_a_deletion(client, reviewer, belarus, monkeypatch, most, listed):
    monkeypatch.setattr(deleting, "MOST_SHOWN", most)
    client.force_login(reviewer)
    answer = client.post(address(belarus, "delete"), {"edit_summary": "Gone", "base": "1"})
    assert answer.status_code == 409
    assert [changeset.number for changeset in answer.context["since"].changesets] == listed
    assert State.objects.exists()


@pytest.mark.parametrize(("most", "told", "more"), [(1, 1, "; and 1 more."), (2, 2, None), (3, 2, None)])
def test_so_many_of_those_who_saved_meanwhile_are_told(belarus, monkeypatch, most, told, more):
    monkeypatch.setattr(publishing, "MOST_TOLD", most)
    said = publishing.say_published(last(), belarus, 1)
    assert said.count("<a ") == 1 + told
    assert said.endswith(more) if more else "more" not in said
    assert "Merged" not in publishing.say_published(last(), belarus, 3)
    assert "Merged" not in publishing.say_published(last(), belarus, None)


@pytest.mark.parametrize(("most", "in_full"), [(1, False), (2, True)])
def test_rows_are_shown_in_full_where_they_are_few(client, editor, monkeypatch, most, in_full):
    monkeypatch.setattr(plan_preview, "MOST", most)
    topics = [factories.make(Topic, title) for title in ("One", "Two")]
    for topic in topics:
        topic.text = "More."
    client.force_login(editor)
    parts = client.get(undo_of(factories.save(*topics))).context["preview"].parts
    assert [(part.entry.title, part.line, bool(part.changes)) for part in parts] == [
        ("One", "text", in_full),
        ("Two", "text", in_full),
    ]

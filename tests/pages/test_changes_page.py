"""Recent changes, one changeset whole, what was deleted, and what an editor contributed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.urls import reverse

from apps.changes.models import Tag
from apps.door.publish import publish
from apps.entries import models
from apps.entries.models import TreatyAction
from tests import factories
from tests.answers import text_of

pytestmark = pytest.mark.django_db


def summaries(response) -> list[str]:
    """Which of the scene's changesets are listed."""
    page = text_of(response)
    return sorted((each for each in ("One", "Two", "Three", "Four") if f" {each} " in page), key=page.index)


@pytest.fixture
def scene(editor, reviewer):
    """Four changesets on two days: a state, a body, a membership between them, and an edit of the state."""
    with time_machine.travel(datetime(2026, 5, 3, 23, 59, tzinfo=UTC), tick=False):
        belarus, csto = models.State(title="Belarus", slug="belarus"), models.Body(title="CSTO", slug="csto")
        factories.save(belarus, summary="One")
        factories.save(csto, summary="Two", user=editor)
    with time_machine.travel(datetime(2026, 5, 4, 0, 1, tzinfo=UTC), tick=False):
        factories.save(models.Membership(member=belarus, body=csto), summary="Three", user=reviewer, tag=Tag.MERGE)
        belarus.summary = "A state."
        factories.save(belarus, summary="Four", user=editor)
    return belarus, csto


def test_changes_stand_under_their_days_with_the_entries_they_touched(client, scene) -> None:
    response = client.get("/changes/")
    assert summaries(response) == ["Four", "Three", "Two", "One"]
    page = text_of(response)
    assert page.index("4 May 2026") < page.index("Three") < page.index("3 May 2026") < page.index("Two")
    assert "Three merge ±0 0 characters added, 0 removed + membership 00:01 UTC · rita · Belarus , CSTO" in page
    assert 'href="/bodies/csto/compare/2/3/"' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=state", ["Four", "Three", "One"]),
        ("kind=body", ["Three", "Two"]),
        ("kind=topic", []),
        ("entry=body:csto", ["Three", "Two"]),
        ("user=edith", ["Four", "Two"]),
        ("user=nobody", []),
        ("tag=merge", ["Three"]),
        ("from=2026-05-04", ["Four", "Three"]),
        ("to=2026-05-03", ["Two", "One"]),
        ("from=2026-05-03&to=2026-05-03&user=edith", ["Two"]),
        ("before=3", ["Two", "One"]),
        ("at=3", ["Three", "Two", "One"]),
        ("at=3&kind=body&before=3", ["Two"]),
        ("kind=&entry=&user=&tag=&from=&to=", ["Four", "Three", "Two", "One"]),
    ],
)
def test_changes_are_narrowed(client, scene, query, found) -> None:
    assert summaries(client.get(f"/changes/?{query}")) == found


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("kind=planet", 400),
        ("tag=nothing", 400),
        ("from=x", 400),
        ("before=x", 400),
        ("entry=csto", 400),
        ("entry=planet:csto", 400),
        ("entry=body:nothing", 404),
        ("user=%00&kind=state", 200),
    ],
)
def test_what_cannot_be_read_is_refused(client, scene, query, status) -> None:
    assert client.get(f"/changes/?{query}").status_code == status


def test_the_changes_of_a_deleted_entry_are_found_by_its_name_and_kind(client, scene) -> None:
    publish([], [scene[0]], user=None, summary="Delete it")
    assert summaries(client.get("/changes/?entry=state:belarus")) == ["Four", "Three", "One"]
    response = client.get("/changes/?kind=state")
    assert summaries(response) == ["Four", "Three", "One"]
    assert "Belarus (deleted since)" in text_of(response)


def test_twenty_five_are_on_a_page_and_its_cost_does_not_grow(client, scene, django_assert_max_num_queries) -> None:
    for n in range(25):
        factories.save(models.Topic(title=f"Topic {n}", slug=f"topic-{n}"), summary=f"Edit {n}")
    with django_assert_max_num_queries(7):  # three for what was taken back, and for the editors and entries to choose
        page = client.get("/changes/").content.decode()
    assert '<a rel="next" href="?before=5">' in page
    assert summaries(client.get("/changes/?before=5")) == ["Four", "Three", "Two", "One"]


def test_a_changeset_shows_all_that_it_did_by_entry(client, scene) -> None:
    belarus, csto = scene
    csto.seat = "Minsk"
    belarus.text = "One line.\n"
    number = factories.save(belarus, csto, models.Membership(member=belarus, body=csto, start="2012")).number
    page = text_of(client.get(f"/changes/{number}/"))
    assert "2 entries changed: 1 paragraph, 1 fact changed, 1 membership added." in page
    assert (
        page.index("text; + membership CSTO")
        < page.index("added: One line.")
        < page.index("seat; + membership Belarus")
    )
    assert page.count("added: 2012") == 1
    assert "added: Minsk" in page


def test_a_changeset_too_large_for_a_page_leads_to_each_entry(client) -> None:
    topics = [models.Topic(title=f"Topic {n}", slug=f"topic-{n}", text=f"Text {n}") for n in range(61)]
    factories.save(*topics)
    page = client.get("/changes/1/").content.decode()
    assert "61 entries changed: 61 topics added." in page
    assert 'href="/topics/topic-60/compare/0/1/"' in page
    assert "Text 60" not in page


def test_a_changeset_names_what_it_reverses_and_what_reversed_it(client, scene) -> None:
    belarus, _ = scene
    belarus.summary = ""
    four = belarus.history.first().changeset
    factories.save(belarus, summary="Back", tag=Tag.UNDO, reverts=four)
    assert "which reverses #4" in text_of(client.get("/changes/5/"))
    assert "Reversed by #5 : Back" in text_of(client.get("/changes/4/"))
    assert "Reversed by" not in text_of(client.get("/changes/4/?at=4"))


def test_a_changeset_leads_to_the_one_before_and_the_one_after(client, scene) -> None:
    page = client.get("/changes/4/").content.decode()
    assert '<a rel="prev" href="/changes/3/">' in page
    assert 'rel="next"' not in page
    assert 'rel="next"' not in client.get("/changes/3/?at=3").content.decode()
    assert client.get("/changes/4/?at=3").status_code == 404


def test_a_changeset_is_undone_by_those_who_edit_what_it_touched(client, scene, editor) -> None:
    link = f'href="{reverse("undo", args=[3])}"'
    assert link not in client.get("/changes/3/").content.decode()
    client.force_login(editor)
    assert link in client.get("/changes/3/").content.decode()


def test_deleted_entries_are_listed_for_reviewers_and_nobody_else(client, scene, editor, reviewer) -> None:
    belarus, csto = scene
    publish([], [belarus], user=reviewer, summary="A hoax")
    factories.save(csto, summary="Not deleted")
    assert client.get("/changes/deleted/").status_code == 302
    client.force_login(editor)
    response = client.get("/changes/deleted/")
    assert response.status_code == 403
    assert "not open to your account" in text_of(response)
    client.force_login(reviewer)
    response = client.get("/changes/deleted/")
    page = response.content.decode()
    assert "A hoax" in page
    assert 'href="/states/belarus/?at=4"' in page
    assert 'href="/states/belarus/history/"' in page
    assert f'href="{reverse("restore", args=["states", "belarus", 4])}"' in page
    assert "CSTO" not in text_of(response)
    assert "A hoax" not in client.get("/changes/deleted/?at=4").content.decode()


def test_an_entry_that_came_back_is_deleted_no_more(client, scene, reviewer) -> None:
    belarus = models.State.objects.get()
    key = belarus.pk
    publish([], [belarus], user=None, summary="A hoax")
    again = models.State.history.filter(id=key)[1].instance
    again.kind = "state"
    publish([again], user=None, summary="No hoax")
    client.force_login(reviewer)
    assert "No entry is deleted" in text_of(client.get("/changes/deleted/"))


def test_what_one_changeset_deleted_stays_on_one_page(client, reviewer) -> None:
    topics = [models.Topic(title=f"Topic {n:02}", slug=f"topic-{n:02}") for n in range(60)]
    factories.save(*topics)
    publish([], topics[:1], user=None, summary="One")
    publish([], topics[1:], user=None, summary="The rest")
    client.force_login(reviewer)
    page = client.get("/changes/deleted/").content.decode()
    assert page.count("The rest") == 59
    assert 'href="?before=3"' in page
    assert "Topic 00" in text_of(client.get("/changes/deleted/?before=3"))


def test_an_editor_has_a_page_of_contributions(client, scene) -> None:
    response = client.get("/users/edith/")
    assert summaries(response) == ["Four", "Two"]
    assert 'href="/changes/feed/?user=edith"' in response.content.decode()
    assert summaries(client.get("/users/edith/?at=3")) == ["Two"]
    assert summaries(client.get("/users/edith/?before=4")) == ["Two"]
    assert 'href="/users/edith/"' in client.get("/changes/").content.decode()


@pytest.mark.parametrize("name", ["a b", "ann@example.org", "x/y", "x/feed", "Ødipus", "50%", "a?b#c&d", "<b>", "q\"'"])
def test_names_of_any_letters_have_a_page_that_every_list_leads_to(client, name) -> None:
    user = get_user_model().objects.create_user(name)
    factories.save(models.Topic(title="Topic", slug="topic"), user=user, summary="One")
    address = reverse("user", args=[name])
    assert f'href="{address}"'.replace("&", "&amp;").replace("'", "&#x27;") in client.get("/changes/").content.decode()
    assert summaries(client.get(address)) == ["One"]
    assert "<b>" not in client.get(address).content.decode()


def test_a_name_that_no_address_can_hold_breaks_no_list(client) -> None:
    user = get_user_model().objects.create_user("a\nb")
    factories.save(models.Topic(title="Topic", slug="topic"), user=user, summary="One")
    assert 'href="/changes/?user=a%0Ab"' in client.get("/changes/").content.decode()
    assert client.get("/topics/topic/history/").status_code == 200


def test_a_closed_account_keeps_its_contributions_under_its_new_name(client, scene, editor) -> None:
    editor.username, editor.is_active = "edda", False
    editor.save()
    response = client.get("/users/edda/")
    assert summaries(response) == ["Four", "Two"]
    assert "This account is closed" in text_of(response)
    assert client.get("/users/edith/").status_code == 404


def test_roll_back_is_offered_to_reviewers_only(client, scene, editor, reviewer) -> None:
    link = f'href="{reverse("rollback", args=["edith"])}"'
    client.force_login(editor)
    assert link not in client.get("/users/edith/").content.decode()
    client.force_login(reviewer)
    assert link in client.get("/users/edith/").content.decode()


def test_claims_that_would_be_named_alike_are_counted(client) -> None:
    treaty, belarus = factories.document("Treaty"), factories.state("Belarus")
    number = factories.save(
        TreatyAction(party=belarus, document=treaty, action="observer", date="1993"),
        TreatyAction(party=belarus, document=treaty, action="withdrawal", date="1999"),
    ).number
    page = text_of(client.get(f"/changes/{number}/"))
    assert "+ 2 treaty actions" in page
    assert "Treaty and Treaty" not in page

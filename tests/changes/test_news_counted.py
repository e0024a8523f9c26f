"""Committing raises the count that the processes of a machine share; a reader sees it without the database."""

from types import SimpleNamespace

import pytest

from apps.changes import news
from apps.changes.announcing import announce

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(settings, tmp_path):
    settings.NEWS_COUNTER = tmp_path / "deep" / "news"
    return news.counter()


def test_while_a_commit_is_coming_nothing_is_trusted_and_then_all_is_another(
    shared, django_capture_on_commit_callbacks
):
    before = shared.read()
    with django_capture_on_commit_callbacks(execute=True):
        announce("a")
        assert shared.read() is None
    assert shared.read() not in (None, before)
    assert news.counter() is shared


def test_what_is_not_committed_leaves_it_distrusted_until_the_next(shared, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        announce("a")
    assert shared.read() is None
    with django_capture_on_commit_callbacks(execute=True):
        announce("b")
    assert shared.read() is not None


def test_what_is_done_then_may_fail_and_what_was_committed_stands(
    shared, django_capture_on_commit_callbacks, monkeypatch
):
    done = []
    monkeypatch.setattr(news, "TOLD", lambda: done.append(1 / 0 if done else 1))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            announce("a")
    assert done == [1]
    assert shared.read() is not None
    assert news.newest()[0] == 2


def test_where_it_cannot_be_said_that_a_commit_is_coming_nothing_is_committed(shared, monkeypatch):
    def fail():
        raise OSError("no space is left")

    monkeypatch.setattr(shared, "start", fail)
    with pytest.raises(OSError, match="no space"):
        announce("a")
    assert news.recent() == []


@pytest.mark.parametrize(
    ("vendor", "in_memory", "said", "expected"),
    [
        ("sqlite", False, "", "db.sqlite3-news"),
        ("sqlite", True, "", None),
        ("postgresql", False, "", None),
        ("postgresql", False, "told", "told"),
        ("sqlite", False, "told", "told"),
    ],
)
def test_it_stands_beside_the_database_of_one_file_or_where_it_is_said(
    vendor, in_memory, said, expected, settings, tmp_path, monkeypatch
):
    settings.NEWS_COUNTER = str(tmp_path / said) if said else ""
    database = SimpleNamespace(
        vendor=vendor, is_in_memory_db=lambda: in_memory, settings_dict={"NAME": tmp_path / "db.sqlite3"}
    )
    monkeypatch.setattr(news, "connection", database)
    found = news.counter()
    assert (found.path if found else None) == (str(tmp_path / expected) if expected else None)


def test_news_have_marks_by_which_one_database_is_told_from_another():
    for _ in range(3):
        announce("a")
    assert len({each.mark for each in news.recent()}) == 3
    assert [each.number for each in news.recent()] == [1, 2, 3]
    assert news.after(3) == []
    assert [each.number for each in news.after(0)] == [1, 2, 3]


def test_everything_told_counts_for_every_kind(django_assert_num_queries):
    announce("k:state")
    assert news.turned({"k:state"}) == 0
    news.tell({"*", "e1", "k:body"}, changeset=SimpleNamespace(number=7))
    news.tell({"k:event"}, changeset=SimpleNamespace(number=9))
    assert news.turned({"k:state"}) == news.turned(()) == 7
    assert news.turned({"e1"}) == 7
    news.tell({"t:auth_user"}, changeset=SimpleNamespace(number=8))
    assert news.turned({"t:auth_user"}) == 8
    assert news.turned({"k:event", "k:body"}) == 9


def test_before_any_news_the_newest_is_none_and_nothing_came_after():
    assert news.newest() == (0, "")
    assert news.since(0, "") == news.after(0) == news.recent() == []

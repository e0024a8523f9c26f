"""Whether a store may be answered from: it is brought up to the news, or nobody is answered from it."""

import pytest
from django.db import OperationalError

from apps.changes import news
from apps.changes.announcing import announce
from apps.fresh.counter import Counter
from apps.kept.freshness import Freshness
from apps.kept.page import Page
from apps.kept.store import Store

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(tmp_path, monkeypatch):
    """What all processes share; nobody commits."""
    shared = Counter(tmp_path / "news")
    monkeypatch.setattr(news, "counter", lambda: shared)
    return shared


@pytest.fixture
def fresh():
    return Freshness(Store(10**6))


def keep(fresh, token):
    """Keep a page that is made of this now."""
    store = fresh.store
    page = Page("200 OK", [], b"", frozenset({token}), 1.0, 0.0, store.number, store.mark)
    assert store.put((token,), page)


def commit(counter, token):
    """What another process does."""
    started = counter.start()
    told = news.News.objects
    told.create(number=told.count() + 1, mark=token, tokens=token)
    counter.finish(started)


def asks(fresh, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        assert fresh.catch_up()


def test_the_database_is_asked_only_after_somebody_committed(counter, fresh, django_assert_num_queries):
    asks(fresh, 1, django_assert_num_queries)
    for _ in range(2):
        asks(fresh, 0, django_assert_num_queries)
    commit(counter, "a")
    asks(fresh, 2, django_assert_num_queries)
    asks(fresh, 0, django_assert_num_queries)
    assert fresh.store.number == 1


def test_while_somebody_commits_it_is_asked_each_time(counter, fresh, django_assert_num_queries):
    fresh.catch_up()
    counter.start()
    for _ in range(2):
        asks(fresh, 1, django_assert_num_queries)
    announce("a")
    assert counter.read() is None
    asks(fresh, 2, django_assert_num_queries)
    assert fresh.store.number == 1


def test_without_a_count_it_is_asked_each_time(monkeypatch, fresh, django_assert_num_queries):
    monkeypatch.setattr(news, "counter", lambda: None)
    for _ in range(3):
        asks(fresh, 1, django_assert_num_queries)


def test_a_store_that_begins_knows_the_news_that_there_are(fresh):
    announce("a")
    fresh.catch_up()
    assert (fresh.store.number, fresh.store.mark) == news.newest()
    announce("b")
    fresh.catch_up()
    keep(fresh, "a")
    fresh.catch_up()
    assert len(fresh.store) == 1


def test_news_drop_what_is_made_of_them_and_nothing_else(fresh):
    fresh.catch_up()
    for token in ("a", "b"):
        keep(fresh, token)
    announce("a")
    assert fresh.catch_up()
    assert list(fresh.store._pages) == [("b",)]
    assert (fresh.store.number, fresh.store.mark) == news.newest()


def test_where_the_news_do_not_lead_on_every_page_goes(fresh):
    announce("a")
    fresh.catch_up()
    keep(fresh, "b")
    news.News.objects.update(mark="of a database that was restored")
    assert fresh.catch_up()
    assert len(fresh.store) == 0
    assert fresh.store.mark == "of a database that was restored"


def test_what_cannot_be_read_is_asked_again_though_nobody_committed(counter, fresh, monkeypatch):
    fresh.catch_up()
    commit(counter, "a")
    closed = []

    def fail():
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(news, "newest", fail)
        broken.setattr("apps.kept.freshness.connection.close", lambda: closed.append(True))
        assert not fresh.catch_up()
        assert not fresh.catch_up()
    assert closed == [True, True]
    assert fresh.catch_up()
    assert fresh.store.number == 1

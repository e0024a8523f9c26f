"""From which database a request is answered, and when it is tried once more: with databases that are only told of."""

from types import SimpleNamespace
from unittest.mock import MagicMock

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from apps.changes.models import Changeset
from apps.databases import PRIMARY, Behind, Router, reads_from
from cstowiki import attempts
from cstowiki.attempts import EVERYTHING, WROTE, Attempts
from tests import factories

REPLICA = "replica1"
get, post = RequestFactory().get, RequestFactory().post


def outage(kind=psycopg.OperationalError):
    error = OperationalError("the database is out")
    error.__cause__ = kind("the database is out")
    return error


class Site:
    """The middleware around a view; `said` are the view's answers in turn, the last again and again."""

    def __init__(self, *said, near=True, newest=0):
        self.said, self.asked, self.after, self.left_out = list(said), [], None, []
        self.near, self.newest = near, newest
        replicas = SimpleNamespace(all=[REPLICA], lag=10, watch=lambda: None)
        replicas.choose, replicas.left_out = self.choose, self.left_out.append
        self.middleware = Attempts(self.answer, replicas)

    def choose(self, after):
        self.after = after
        return SimpleNamespace(alias=REPLICA, newest=self.newest) if self.near else None

    def answer(self, request):
        self.asked.append(reads_from())
        said = self.said.pop(0) if len(self.said) > 1 else self.said[0]
        if isinstance(said, Exception):
            return self.middleware.process_exception(request, said)
        return said(request) if callable(said) else HttpResponse(status=said)


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """Connections that nobody opens, in no transaction, and a primary that says how far it is."""
    connections = MagicMock()
    connections.__getitem__.return_value.in_atomic_block = False
    monkeypatch.setattr("apps.databases.connections", connections)
    monkeypatch.setattr(attempts, "connections", connections)
    monkeypatch.setattr(attempts, "ask", lambda alias: (4711, 1))
    return connections


def test_a_reader_is_answered_from_a_replica():
    site = Site(200)
    assert site.middleware(get("/states/")).status_code == 200
    assert site.asked == [REPLICA]


def test_without_a_replica_that_is_near_the_primary_answers():
    site = Site(200, near=False)
    site.middleware(get("/states/"))
    assert site.asked == [PRIMARY]


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/entries/state/", "/states/belarus/edit/", "/states/new/", "/changes/3/undo/", "/sign-in/"],
)
def test_forms_and_the_admin_are_answered_from_the_primary(address):
    site = Site(200)
    site.middleware(get(address))
    assert site.asked == [PRIMARY]


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_what_may_write_is_answered_from_the_primary_and_once(verb):
    site = Site(outage())
    assert site.middleware(getattr(RequestFactory(), verb)("/states/")).status_code == 503
    assert site.asked == [PRIMARY]


def test_within_a_transaction_what_is_read_is_read_from_the_primary(told):
    told.__getitem__.return_value.in_atomic_block = True
    site = Site(200)
    site.middleware(get("/states/"))
    assert site.asked == [PRIMARY]


def test_a_replica_that_is_out_is_left_alone_and_the_primary_answers():
    site = Site(outage(), 200)
    assert site.middleware(get("/states/")).status_code == 200
    assert site.asked == [REPLICA, PRIMARY]
    assert site.left_out == [REPLICA]


def test_a_replica_that_took_too_long_is_not_left_alone_but_the_primary_answers():
    site = Site(outage(psycopg.errors.QueryCanceled), 200)
    assert site.middleware(get("/states/")).status_code == 200
    assert site.asked == [REPLICA, PRIMARY]
    assert site.left_out == []


def test_a_reader_whose_connection_to_the_primary_broke_is_answered_over_another(told):
    site = Site(outage(psycopg.errors.AdminShutdown), 200, near=False)
    assert site.middleware(get("/states/")).status_code == 200
    assert site.asked == [PRIMARY, PRIMARY]
    assert told.__getitem__.return_value.close.called


def test_what_took_the_primary_too_long_is_not_asked_again():
    site = Site(outage(psycopg.errors.QueryCanceled), 200, near=False)
    answer = site.middleware(get("/states/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert site.asked == [PRIMARY]


def test_it_is_tried_twice_and_no_more():
    site = Site(outage())
    answer = site.middleware(get("/states/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert site.asked == [REPLICA, PRIMARY]


def test_what_a_replica_cannot_know_the_primary_answers():
    site = Site(Behind(), 200)
    assert site.middleware(get("/states/?at=2026-05-03")).status_code == 200
    assert site.asked == [REPLICA, PRIMARY]
    assert site.left_out == []


def test_the_second_try_begins_without_what_the_first_found_out():
    def of_replica(request):
        request.viewer = "as the replica knows"
        return site.middleware.process_exception(request, Behind())

    def of_primary(request):
        assert not hasattr(request, "viewer")
        return HttpResponse("found")

    site = Site(of_replica, of_primary)
    assert site.middleware(get("/states/")).content == b"found"


@pytest.mark.parametrize("status", [400, 404, 410])
@pytest.mark.django_db
def test_that_there_is_nothing_is_believed_of_a_replica_that_knows_the_newest_changeset(status, monkeypatch):
    monkeypatch.undo()
    no_transaction = MagicMock(__getitem__=lambda self, alias: MagicMock(in_atomic_block=False))
    monkeypatch.setattr("apps.databases.connections", no_transaction)
    factories.state()
    newest = Changeset.objects.count()
    behind = Site(status, 200, newest=newest - 1)
    assert behind.middleware(get("/changes/1/")).status_code == 200
    assert behind.asked == [REPLICA, PRIMARY]
    level = Site(status, 200, newest=newest)
    assert level.middleware(get("/changes/1/")).status_code == status
    assert level.asked == [REPLICA]


def writing(request):
    Router().db_for_write(Changeset)
    return HttpResponse()


def test_who_wrote_reads_from_a_replica_that_knows_it():
    site = Site(writing, 200)
    cookie = site.middleware(post("/states/")).cookies[WROTE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 20)
    asking = get("/states/")
    asking.COOKIES[WROTE] = cookie.value
    assert WROTE not in site.middleware(asking).cookies
    assert site.after == 4711


def test_a_reader_for_whom_something_was_written_counts_as_a_writer():
    assert WROTE in Site(writing).middleware(get("/states/")).cookies


def test_what_wrote_nothing_sets_no_cookie():
    site = Site(writing, 200)
    site.middleware(post("/states/"))
    assert WROTE not in site.middleware(post("/states/")).cookies


def test_a_primary_that_cannot_say_how_far_it_is_is_read_by_who_wrote(monkeypatch):
    def out(alias):
        raise outage()

    monkeypatch.setattr(attempts, "ask", out)
    site = Site(writing, 200)
    asking = get("/states/")
    asking.COOKIES[WROTE] = site.middleware(post("/states/")).cookies[WROTE].value
    site.middleware(asking)
    assert site.after == EVERYTHING


@pytest.mark.parametrize("value", ["", "9", "9:x:y", "9:1wABCD:sig"])
def test_a_cookie_that_is_not_ours_is_none(value):
    site, asking = Site(200), get("/states/")
    asking.COOKIES[WROTE] = value
    assert site.middleware(asking).status_code == 200
    assert site.after == 0

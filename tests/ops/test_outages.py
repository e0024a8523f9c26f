"""A database that is out or gave up waiting: readers are told when to come again, and writers keep what they wrote."""

import sqlite3

import psycopg
import pytest
from django.db import IntegrityError, InterfaceError, InternalError, OperationalError, ProgrammingError

from apps.databases import is_lost, is_outage
from apps.entries.models import Body
from tests import factories
from tests.answers import text_of
from tests.editing.forms_of_pages import shown

pytestmark = pytest.mark.django_db
errors = psycopg.errors


def raised(kind, cause):
    error = kind("said by the database")
    error.__cause__ = cause
    return error


def busy(code):
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


OUTAGES = {
    "no connection": (raised(OperationalError, psycopg.OperationalError("connection refused")), True),
    "a connection closed": (raised(InterfaceError, psycopg.InterfaceError("the connection is closed")), True),
    "shut down": (raised(OperationalError, errors.AdminShutdown()), True),
    "starting": (raised(OperationalError, errors.CannotConnectNow()), True),
    "too many": (raised(OperationalError, errors.TooManyConnections()), True),
    "no longer the primary": (raised(InternalError, errors.ReadOnlySqlTransaction()), True),
    "idle": (raised(InternalError, errors.IdleInTransactionSessionTimeout()), True),
    "a statement": (raised(OperationalError, errors.QueryCanceled()), False),
    "a lock": (raised(OperationalError, errors.LockNotAvailable()), False),
    "a replay": (raised(OperationalError, errors.SerializationFailure()), False),
    "SQLite's lock": (raised(OperationalError, busy(sqlite3.SQLITE_BUSY)), False),
}
FAULTS = [
    raised(ProgrammingError, errors.UndefinedTable()),
    raised(IntegrityError, errors.UniqueViolation()),
    raised(InternalError, errors.InternalError_()),
    raised(OperationalError, busy(sqlite3.SQLITE_ERROR)),
    ValueError(),
    None,
]


@pytest.mark.parametrize(("error", "lost"), OUTAGES.values(), ids=OUTAGES)
def test_what_may_go_well_another_time_is_an_outage(error, lost):
    assert is_outage(error) is True
    assert is_lost(error) is lost


@pytest.mark.parametrize("error", FAULTS, ids=repr)
def test_a_fault_of_ours_is_none(error):
    assert is_outage(error) is False


@pytest.fixture
def fails(monkeypatch):
    """Lets every World, without which no page reads anything, raise an error; how often it was asked for."""

    def fail(error, place="apps.entries.world.World.asked"):
        asked = []

        def out(*arguments, **options):
            asked.append(arguments)
            raise error

        monkeypatch.setattr(place, out)
        return asked

    return fail


def test_a_reader_is_told_to_come_again(client, fails):
    asked = fails(OUTAGES["a statement"][0])
    answer = client.get("/states/")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert "That took too long" in text_of(answer)
    assert len(asked) == 1


def test_a_reader_whose_connection_broke_is_answered_at_the_second_try(client, fails):
    asked = fails(OUTAGES["shut down"][0])
    answer = client.get("/states/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert len(asked) == 2


def test_the_api_says_so_as_json(client, fails):
    fails(OUTAGES["a statement"][0], "apps.entries.world.World.asked")
    answer = client.get("/api/v1/states")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer.json() == {"detail": "The database took too long. Try again."}


def test_a_fault_of_ours_is_still_a_500(client, fails):
    fails(FAULTS[0])
    client.raise_request_exception = False
    assert client.get("/states/").status_code == 500


def test_before_a_view_is_reached_it_is_told_too(client, fails):
    fails(OUTAGES["no connection"][0], "django.contrib.sessions.middleware.SessionMiddleware.process_request")
    client.raise_request_exception = False
    assert client.get("/states/").status_code == 503


def test_who_wrote_keeps_it_and_can_send_it_again(client, editor, monkeypatch):
    client.force_login(editor)
    body = factories.body("CSTO")
    text = "\r\nA long text & <one> of many lines.\r\n" * 4
    written = {**shown(client.get("/bodies/csto/edit/")), "text": text, "edit_summary": "Tell more"}
    with monkeypatch.context() as patch:

        def out():
            raise OUTAGES["a lock"][0]

        patch.setattr("apps.changes.recording.hold_commit_lock", out)
        answer = client.post("/bodies/csto/edit/?from=link", written)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "most likely not been published" in text_of(answer)
    assert 'action="/bodies/csto/edit/?from=link"' in answer.content.decode()
    kept = shown(answer, "kept")
    assert kept == written
    assert client.post("/bodies/csto/edit/", kept).status_code == 302
    assert Body.objects.get(pk=body.pk).text.strip() == text.replace("\r\n", "\n").strip()


def test_no_password_is_sent_back(client, fails):
    fails(OUTAGES["no connection"][0], "allauth.account.adapter.authenticate")
    answer = client.post("/sign-in/", {"username": "edith", "password": "a secret"})
    assert answer.status_code == 503
    assert "a secret" not in answer.content.decode()
    assert "<form" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]

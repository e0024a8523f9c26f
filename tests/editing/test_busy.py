"""Whose turn to write does not come in time is told so, keeps what was written, and sees no error of the site."""

import sqlite3

import pytest
from django.db.utils import OperationalError

from apps.changes.models import Changeset
from apps.editing.forms import publishing
from apps.entries.models import Body
from tests import factories
from tests.editing import forms_of_admin, forms_of_pages
from tests.editing.pages_that_act import undo_of

pytestmark = pytest.mark.django_db


class LockNotAvailable(Exception):
    """As psycopg says that a lock was not given in time."""

    sqlstate = "55P03"


def locked(*args, **kwargs):
    error = sqlite3.OperationalError("database is locked: others wrote for 60 seconds")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise OperationalError(*error.args) from error


def locked_on_postgres(*args, **kwargs):
    raise OperationalError("canceling statement due to lock timeout") from LockNotAvailable()


def broken(*args, **kwargs):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise OperationalError(*error.args) from error


@pytest.fixture
def csto():
    return factories.body("CSTO")


@pytest.mark.parametrize("form", [forms_of_pages, forms_of_admin], ids=["page", "admin"])
@pytest.mark.parametrize("door", [locked, locked_on_postgres])
def test_the_form_comes_back_with_what_was_written(client, editor, csto, monkeypatch, form, door):
    client.force_login(editor)
    posted = {**form.shown(client.get(form.address(csto))), "seat": "Moscow, at last", "edit_summary": "Its seat"}
    monkeypatch.setattr(publishing, "publish", door)
    answer = client.post(form.address(csto), posted)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "not your turn in time" in said
    assert 'value="Moscow, at last"' in said
    assert Body.objects.get().seat == ""
    monkeypatch.undo()
    assert client.post(form.address(csto), posted).status_code == 302


def test_another_page_says_so_with_a_503_and_when_to_come_again(client, editor, csto, monkeypatch):
    client.force_login(editor)
    monkeypatch.setattr("apps.editing.views.undo.plan_undo", locked)
    answer = client.get(undo_of(Changeset.objects.get()))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "That took too long" in answer.content.decode()


def test_what_is_broken_is_an_error(client, editor, csto, monkeypatch):
    client.force_login(editor)
    posted = {**forms_of_pages.shown(client.get(forms_of_pages.address(csto))), "seat": "Moscow", "edit_summary": "x"}
    monkeypatch.setattr(publishing, "publish", broken)
    with pytest.raises(OperationalError, match="disk"):
        client.post(forms_of_pages.address(csto), posted)

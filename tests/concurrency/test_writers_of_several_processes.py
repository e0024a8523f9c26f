"""Writers of several processes, each of several threads, stand in one line on SQLite: all get their turn."""

import os
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.db.utils import OperationalError

from apps.changes.models import Changeset
from apps.changes.verify import problems
from apps.databases import is_lost, is_outage
from apps.door.publish import publish
from apps.entries.models import Person, Tenure
from cstowiki.queued_sqlite import line
from deploy.dependencies import ROOT
from tests import factories
from tests.conftest import persona
from tests.editing.forms_of_pages import address, shown

pytestmark = pytest.mark.sqlite  # PostgreSQL keeps a line of its own


class TakenBack(Exception):
    """Something goes wrong in a transaction."""


PROCESSES, THREADS, SAVES = 4, 2, 4


@pytest.fixture
def person(shared_database):
    return factories.person()


@pytest.fixture
def told(person, monkeypatch):
    """The lines in which transactions stood, by what they were told."""
    told, wait = [], line.wait
    monkeypatch.setattr(line, "wait", lambda *args: told.append(args) or wait(*args))
    return told


def test_all_save_and_none_fails(person):
    body, before = factories.body(), Changeset.objects.count()
    name = connection.settings_dict["NAME"]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{name}", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    commands = [
        [sys.executable, "-m", "tests.concurrency.writer", str(process), str(THREADS), str(SAVES), str(body.pk)]
        for process in range(PROCESSES)
    ]
    writers = [subprocess.Popen(command, env=environment, cwd=ROOT) for command in commands]
    assert [writer.wait() for writer in writers] == [0] * PROCESSES
    wanted = {f"{p}.{t}.{s}" for p in range(PROCESSES) for t in range(THREADS) for s in range(SAVES)}
    assert set(Tenure.objects.values_list("office", flat=True)) == wanted
    numbers = list(Changeset.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, before + len(wanted) + 1))
    assert list(problems()) == []


def test_a_transaction_stands_in_line_beside_its_database_and_reading_does_not(person, told):
    assert Tenure.objects.count() == 0
    assert told == []
    person.summary = "Known"
    publish([person], user=None, summary="One")
    assert {path for path, _ in told} == {f"{connection.settings_dict['NAME']}-line"}
    line.wait(told[0][0], 0).end()  # nobody is left in it


def test_a_turn_ends_with_a_transaction_that_is_taken_back(person):
    with pytest.raises(TakenBack), transaction.atomic():
        raise TakenBack
    line.wait(f"{connection.settings_dict['NAME']}-line", 0).end()


def test_who_waits_too_long_writes_nothing(person, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)
    other = line.wait(f"{connection.settings_dict['NAME']}-line", 0)
    person.summary = "Not written"
    with pytest.raises(OperationalError, match="database is locked") as refused:
        publish([person], user=None, summary="Not written")
    assert is_outage(refused.value)  # which is answered 503
    assert not is_lost(refused.value)
    other.end()
    assert publish([person], user=None, summary="Written")


def test_who_waits_too_long_with_a_form_keeps_what_was_written(person, monkeypatch, client):
    client.force_login(persona("editor", "Editors"))
    written = {**shown(client.get(address(person))), "summary": "What was written", "edit_summary": "Known"}
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0)
    other = line.wait(f"{connection.settings_dict['NAME']}-line", 0)
    answer = client.post(address(person), written)
    other.end()
    assert answer.status_code == 503
    assert "What was written" in answer.content.decode()
    assert client.post(address(person), shown(answer, "kept")).status_code == 302
    assert Person.objects.get(pk=person.pk).summary == "What was written"

"""After an upgrade that changed what history rows hold, the history is sealed anew; what is empty is never sealed."""

import pytest
from django.core.management import call_command
from django.db import connection

from apps.changes.chain import row_digest
from apps.changes.models import Changeset
from apps.changes.verify import problems
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_history_whose_rows_were_given_another_value_is_whole_after_it_is_sealed_anew(capsys):
    belarus = factories.state()
    factories.member(belarus, factories.body(), start="2002")
    belarus.title = "Republic of Belarus"
    factories.save(belarus)
    before = Changeset.objects.values_list("digest", flat=True).get(number=4)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entries_membership SET confirmed = '2009-12-31'")
        cursor.execute("UPDATE entries_historicalmembership SET confirmed = '2009-12-31'")
    assert len(list(problems())) > 0
    call_command("reseal_history")
    newest = Changeset.objects.values_list("digest", flat=True).get(number=4)
    assert f"4 changesets sealed anew. The newest seal: {newest}" in capsys.readouterr().out
    assert newest != before
    assert list(problems()) == []


def test_sealing_a_whole_history_anew_changes_no_seal():
    factories.member(factories.state(), factories.body(), start="2002")
    before = list(Changeset.objects.values_list("number", "digest"))
    call_command("reseal_history")
    assert list(Changeset.objects.values_list("number", "digest")) == before


def test_what_is_interrupted_has_changed_no_seal(monkeypatch):
    factories.member(factories.state(), factories.body(), start="2002")
    before = list(Changeset.objects.values_list("number", "digest"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entries_historicalmembership SET confirmed = '2009-12-31'")
    broken = list(problems())
    monkeypatch.setattr("apps.changes.resealing.announce", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("reseal_history")
    assert list(Changeset.objects.values_list("number", "digest")) == before
    assert list(problems()) == broken != []


def test_an_empty_history_can_be_sealed(capsys):
    call_command("reseal_history")
    assert "0 changesets sealed anew. The newest seal: none" in capsys.readouterr().out


def test_a_column_that_is_empty_is_not_sealed_and_one_that_says_something_is():
    said = {"title": "Belarus", "protection": "open"}
    assert row_digest("s", "entries.state", "+", said) == row_digest(
        "s", "entries.state", "+", said | {"dissolved": "", "event_id": None}
    )
    for more in ({"personnel": 0}, {"flag": False}, {"dissolved": ".."}):
        assert row_digest("s", "entries.state", "+", said) != row_digest("s", "entries.state", "+", said | more)

"""A history altered afterwards, and a row written past it, are found and named."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from apps.changes.chain import changeset_digest
from apps.changes.models import Changeset
from apps.changes.verify import problems
from apps.door.publish import publish
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def wiki():
    belarus, csto = factories.state(), factories.body()
    claim = factories.member(belarus, csto, start="2002")
    belarus.title = "Republic of Belarus"
    factories.save(belarus)
    publish([], [claim], user=None, summary="Not a member")
    return belarus


def run(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_whole_history_has_no_problems(wiki, capsys):
    assert list(problems()) == []
    call_command("verify_history")
    assert "5 changesets is whole" in capsys.readouterr().out


def test_rows_that_were_written_by_turns_are_each_replayed_by_themselves():
    belarus, armenia = factories.state(), factories.state("Armenia")
    for summary in ("one", "two"):
        for row in (armenia, belarus):
            row.summary = summary
            factories.save(row)
    assert list(problems()) == []


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE entries_entry SET title = 'x' WHERE slug = 'belarus'", "title is not as #4 left it"),
        ("UPDATE entries_state SET iso_code = 'BY'", "iso_code is not as #4 left it"),
        ("UPDATE entries_historicalstate SET title = 'x' WHERE changeset_id = 1", "altered in its history, at #1"),
        ("UPDATE entries_historicalstate SET until = 3 WHERE changeset_id = 1", "gap in its history"),
        ("DELETE FROM entries_historicalstate WHERE changeset_id = 4", "lost its history after #1"),
        ("UPDATE changes_changeset SET summary = 'x' WHERE number = 2", "Changeset #2 was altered"),
        ("DELETE FROM entries_historicalmembership WHERE changeset_id = 5", "deleted outside a changeset"),
        ("DELETE FROM entries_state", "deleted outside a changeset"),
    ],
)
def test_what_was_done_past_the_door_is_named(wiki, sql, told):
    run(sql)
    assert any(told in problem for problem in problems())
    with pytest.raises(CommandError):
        call_command("verify_history")


def test_a_row_without_a_history_is_named(wiki):
    run("DELETE FROM entries_historicalstate")
    assert any("has no history" in problem for problem in problems())


def test_a_changeset_resealed_after_an_alteration_breaks_the_next(wiki):

    first = Changeset.objects.get(number=1)
    first.summary = "Forged"
    forged = changeset_digest("", first, [])
    run("UPDATE changes_changeset SET summary = %s, digest = %s WHERE number = 1", "Forged", forged)
    assert any("Changeset #2 was altered" in problem for problem in problems())


def test_rows_without_a_history_are_named_in_the_order_in_which_they_were_made():
    keys = [str(factories.state(title).pk) for title in ("Zambia", "Armenia")]
    run("DELETE FROM entries_historicalstate")
    assert [problem.split()[1] for problem in problems()][:2] == keys

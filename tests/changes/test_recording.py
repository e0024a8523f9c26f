"""Changesets: numbered without gaps, one for one act, and nothing tracked is written without one."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.changes.models import LATEST, Changeset
from apps.changes.recording import OutsideChangeset, recording
from apps.entries.models import State
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_write_outside_a_changeset_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(OutsideChangeset):
        State(title="Belarus", slug="belarus").save()
    assert not State.objects.exists()


def test_a_deletion_outside_a_changeset_is_refused() -> None:
    belarus = factories.state()
    with CaptureQueriesContext(connection) as queries, pytest.raises(OutsideChangeset), transaction.atomic():
        belarus.delete()
    assert not [query for query in queries if query["sql"].startswith("DELETE")]  # it is not made and taken back
    assert State.objects.exists()


@pytest.mark.parametrize(
    "write",
    [
        lambda: State.objects.update(title="x"),
        lambda: State.objects.filter(slug="belarus").update(title="x"),
        lambda: State.objects.bulk_create([State(title="x", slug="x")]),
        lambda: State.objects.bulk_update([], ["title"]),
    ],
)
def test_bulk_writes_are_refused_even_inside_a_changeset(write) -> None:
    factories.state()
    with pytest.raises(OutsideChangeset), recording(None, "In bulk"):
        write()


def test_numbers_run_from_one_without_gaps() -> None:
    with recording(None, "Nothing is written"):
        pass
    factories.state("Belarus")
    with pytest.raises(ZeroDivisionError), recording(None, "Fails"):
        State(title="Moldova", slug="moldova").save(force_insert=1 / 0)
    factories.state("Armenia")
    assert list(Changeset.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert not State.objects.filter(slug="moldova").exists()


def test_recordings_do_not_nest() -> None:
    with recording(None, "Outer"), pytest.raises(OutsideChangeset), recording(None, "Inner"):
        pass


def test_rows_of_one_changeset_have_distinct_dates_and_no_user_of_their_own() -> None:
    with recording(None, "Two states"):
        State(title="Belarus", slug="belarus").save()
        State(title="Armenia", slug="armenia").save()
    rows = list(State.history.all())
    assert len({row.history_date for row in rows}) == 2
    assert {row.changeset_id for row in rows} == {1}


def test_a_row_stands_until_the_changeset_that_supersedes_it() -> None:
    belarus = factories.state()
    for title in ("Republic of Belarus", "White Rus"):
        belarus.title = title
        factories.save(belarus)
    rows = State.history.order_by("history_id").values_list("changeset_id", "until", "title", "history_type")
    assert list(rows) == [
        (1, 2, "Belarus", "+"),
        (2, 3, "Republic of Belarus", "~"),
        (3, LATEST, "White Rus", "~"),
    ]


def test_an_open_changeset_knows_the_one_before_it():
    factories.state()
    with recording(None, "Another") as opened:
        assert (opened.before, opened.changeset.number) == (1, 2)


def test_a_row_written_again_closes_its_own_past_alone():
    belarus, armenia = factories.state(), factories.state("Armenia")
    belarus.title = "Republic of Belarus"
    factories.save(belarus)
    stood = State.history.order_by("history_id").values_list("id", "changeset", "until")
    assert list(stood) == [(belarus.pk, 1, 3), (armenia.pk, 2, LATEST), (belarus.pk, 3, LATEST)]

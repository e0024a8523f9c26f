"""Many rows go through the same door as few: one changeset, by batches, or nothing at all."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.changes.verify import problems
from apps.door.publish import Refused, publish
from apps.door.reversal import undo
from apps.entries.linking.models import Reference
from apps.entries.models import Document, State, Touch, TreatyAction
from apps.search.index import rebuild
from apps.search.models import Indexed
from tests import factories

pytestmark = pytest.mark.django_db

FEW, MANY = 200, 400


@pytest.fixture
def parties():
    factories.source("Article")
    states = [State(title=f"State {n}", slug=f"state-{n}") for n in range(MANY // 4)]
    factories.save(*states)
    return states


def actions(parties, count, date):
    treaties = [Document(title=f"Treaty {date} {n}", slug=f"treaty-{date}-{n}") for n in range(4)]
    factories.save(*treaties)
    return [
        TreatyAction(
            party=parties[n // 4], document=treaties[n % 4], action="signature", date=date,
            cites="@article", note=f"See [[State {n % 7}]].",
        )
        for n in range(count)
    ]  # fmt: skip


def statements(rows):
    with CaptureQueriesContext(connection) as queries:
        factories.save(*rows)
    return len(queries)


def test_statements_grow_by_batches_and_not_by_rows(parties):
    few, many = (statements(actions(parties, count, date)) for count, date in ((FEW, "1992"), (MANY, "1993")))
    assert many <= 2 * few
    assert many < MANY / 4
    assert list(problems()) == []


def test_many_rows_have_all_that_few_have(parties):
    rows = actions(parties, FEW, "1992")
    changeset = factories.save(*rows)
    assert TreatyAction.history.filter(changeset=changeset, history_type="+").count() == FEW
    assert Touch.objects.filter(changeset=changeset).count() == FEW // 4 + 4
    assert Reference.objects.filter(claim="treaty-actions", target__isnull=False).count() == 2 * FEW
    kept = list(Indexed.objects.order_by("pk").values_list())
    rebuild()
    assert list(Indexed.objects.order_by("pk").values_list()) == kept
    assert {row.pk for row in rows} == set(TreatyAction.objects.values_list("pk", flat=True))


def test_one_row_among_many_that_is_refused_is_named_and_nothing_is_written(parties):
    rows = actions(parties, FEW, "1992")
    rows[7].date = "15 May 1992"
    rows[8].party = rows[9].document
    with pytest.raises(Refused) as refused:
        factories.save(*rows)
    assert [each.row for each in (refused.value, *refused.value.others)] == [rows[7], rows[8]]
    assert not TreatyAction.objects.exists()
    assert not TreatyAction.history.exists()


def test_what_was_published_together_is_undone_together_and_comes_back_with_its_keys(parties):
    changeset = factories.save(*actions(parties, FEW, "1992"))
    keys = set(TreatyAction.objects.values_list("pk", flat=True))
    undone = undo(changeset, user=None)
    assert not TreatyAction.objects.exists()
    assert not Reference.objects.filter(claim="treaty-actions").exists()
    undo(undone, user=None)
    assert set(TreatyAction.objects.values_list("pk", flat=True)) == keys
    assert list(problems()) == []


def test_many_rows_are_deleted_in_batches(parties):
    rows = actions(parties, FEW, "1992")
    factories.save(*rows)
    with CaptureQueriesContext(connection) as queries:
        publish([], rows, user=None, summary="Deleted")
    assert len(queries) < FEW / 2
    assert not TreatyAction.objects.exists()
    assert list(problems()) == []


def test_many_rows_that_changed_are_written_in_batches(parties):
    told = []
    for count, date in ((FEW, "1992"), (MANY, "1993")):
        rows = actions(parties, count, date)
        factories.save(*rows)
        for number, row in enumerate(rows):
            row.note, row.date = f"Now [[State {number % 5}]].", f"{date}-05"
        told.append(statements(rows))
    assert told[1] <= 2 * told[0]
    assert told[1] < MANY / 4
    assert set(TreatyAction.objects.values_list("date", flat=True)) == {"1992-05", "1993-05"}
    assert Reference.objects.filter(claim="treaty-actions", target__isnull=False).count() == 2 * (FEW + MANY)
    assert list(problems()) == []


@pytest.mark.parametrize("more", [(), (3,), (1, 3), (0,)])
def test_one_row_takes_the_name_that_another_has_just_let_go_of(more):
    states = [State(title=f"State {n}", slug=f"state-{n}") for n in range(4)]
    factories.save(*states)
    for number, state in reversed(list(enumerate(states))):
        state.slug = f"state-{number + 1}"
        if number in more:
            state.summary = "It changes in more than that."
    factories.save(*reversed(states))
    assert list(State.objects.order_by("pk").values_list("slug", flat=True)) == [f"state-{n + 1}" for n in range(4)]

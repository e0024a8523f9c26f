"""Changesets by time: those of the days asked for, also where a clock was set back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.changes import days
from apps.changes.models import Changeset

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)


def written(hours):
    Changeset.objects.all().delete()
    Changeset.objects.bulk_create(
        Changeset(number=number, created=BEGIN + timedelta(hours=hour), summary="It", digest=f"{number:064}")
        for number, hour in enumerate(hours, 1)
    )


def numbers(where):
    return list(Changeset.objects.filter(where).order_by("number").values_list("number", flat=True))


STEPS = st.lists(st.integers(-20, 60), max_size=12)


@given(STEPS, st.integers(-100, 300))
@settings(max_examples=60, deadline=None)
def test_they_are_those_of_the_time_if_no_clock_went_back_by_more_than_a_day(steps, hour) -> None:
    hours, last, highest = [], 0, 0
    for step in steps:
        last = max(last + step, highest - 23)
        highest = max(highest, last)
        hours.append(last)
    written(hours)
    moment = BEGIN + timedelta(hours=hour)
    assert numbers(days.since(moment)) == [n for n, each in enumerate(hours, 1) if each >= hour]
    assert numbers(days.until(moment)) == [n for n, each in enumerate(hours, 1) if each <= hour]


def test_a_list_in_their_order_is_bounded_by_numbers() -> None:
    written(range(0, 2_400, 24))
    with CaptureQueriesContext(connection) as asked:
        assert numbers(days.since(BEGIN + timedelta(days=90)))[0] == 91
        assert numbers(days.until(BEGIN + timedelta(days=3)))[-1] == 4
    sql = [each["sql"] for each in asked]
    assert '"number" > 89' in sql[1]
    assert '"number" < 6' in sql[3]


@pytest.mark.parametrize("moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_time_are_times(moment) -> None:
    written([0])
    assert numbers(days.since(moment)) + numbers(days.until(moment)) == [1]

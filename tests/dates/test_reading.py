"""The database answers as `Period` does, and a question is asked of one whole day."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.dates.edtf import InvalidDate
from apps.dates.period import Contradiction, Period
from apps.dates.reading import assumed, certain, holding, parse_day
from tests.dates.strategies import DATE_TEXTS, DAYS, POINT_TEXTS


def rows(period):
    """A queryset of one row with the period's bounds, without a table of its own."""
    edges = ("start_earliest", "start_latest", "end_earliest", "end_latest", "confirmed")
    bounds = {edge: Value(getattr(period, edge), DateField()) for edge in edges}
    return ContentType.objects.filter(pk=ContentType.objects.order_by("pk").values("pk")[:1]).annotate(**bounds)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.just("") | POINT_TEXTS,
    st.sampled_from(["", ".."]) | POINT_TEXTS,
    st.just("") | DATE_TEXTS,
    st.none() | DAYS,
)
def test_the_database_answers_as_the_rule_does(start, end, attested, day):
    try:
        period = Period.of(start, end, attested)
    except Contradiction:
        return
    for asked in [day] if day else [period.start_earliest, period.start_latest, period.end_earliest, period.confirmed]:
        answer = period.certainty(asked)
        assert rows(period).filter(holding(asked)).exists() is (answer is not None)
        assert rows(period).filter(certain(asked)).exists() is (answer == "certain")
        goes_on = rows(period).filter(assumed(asked) & ~certain(asked))
        assert goes_on.exists() is (answer == "assumed")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "answer"),
    [("1998-12-31", (False, False)), ("1999-01-01", (True, False)), ("1999-12-30", (True, False)),
     ("1999-12-31", (True, True)), ("2005-01-01", (True, True)), ("2005-01-02", (True, False)),
     ("2005-12-31", (True, False)), ("2006-01-01", (False, False))],
)  # fmt: skip
def test_what_holds_and_what_certainly_does_on_both_sides_of_each_bound(day, answer):
    row, day = rows(Period.of("1999", "2005")), date.fromisoformat(day)
    assert (row.filter(holding(day)).exists(), row.filter(certain(day)).exists()) == answer


def test_a_refusal_quotes_twenty_characters_at_most():
    for text, shown in (("9" * 20, "9" * 20), ("9" * 21, "9" * 20 + "…")):
        with pytest.raises(InvalidDate, match=f"^“{shown}” is not a day"):
            parse_day(text)


def test_a_day_is_read_in_full():
    assert parse_day(" 1999-07-01 ") == date(1999, 7, 1)
    assert parse_day("2000-02-29") == date(2000, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "1999",
            "1999-07",
            "1999-7-1",
            "19990701",
            "1999-W26-4",
            "1999-02-29",
            "0000-01-01",
            "1999-07-01T00:00",
        ),
        *(
            "1999-07-01~",
            "..",
            "today",
            "1 July 1999",
            "01.07.1999",
            "١٩٩٩-٠٧-٠١",
            "1999-07-01\x00",
            "9" * 5000,
        ),
    ],
)
def test_anything_but_a_whole_day_is_refused_with_what_is_accepted(text):
    with pytest.raises(InvalidDate, match=r"is not a day: write year, month and day, such as 1999-07-01\.$") as refusal:
        parse_day(text)
    assert len(str(refusal.value)) < 120

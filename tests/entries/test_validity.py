"""What lasts keeps its bounds in columns, and refuses dates that contradict each other at the field to look at."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import Period
from apps.entries.models import Body, Document, Membership, TreatyAction
from apps.entries.validity import BOUNDS, bounds_of, holding_period
from tests import factories

JANUARY, MAY = (date(1999, 1, 1), date(1999, 1, 31)), (date(2005, 5, 1), date(2005, 5, 31))


@pytest.mark.parametrize(
    ("row", "bounds"),
    [
        (Membership(start="1999-01", end="2005-05"), (*JANUARY, *MAY, MAY[1])),
        (Membership(end="..", attested="1999-01"), (BEGINNING, JANUARY[1], FOREVER, FOREVER, JANUARY[1])),
        (Body(established="1999-01", dissolved="2005-05"), (*JANUARY, *MAY, MAY[1])),
        (Body(established="1999-01", dissolved="..", attested="2005-05"), (*JANUARY, FOREVER, FOREVER, MAY[1])),
        (Document(concluded="1999-01"), (*JANUARY, FOREVER, FOREVER)),
        (TreatyAction(date="1999-01", attested="2005-05"), (*JANUARY, FOREVER, FOREVER)),
        (TreatyAction(attested="2005-05"), (BEGINNING, MAY[1], FOREVER, FOREVER)),
    ],
)
def test_a_period_is_read_from_the_fields_that_date_it(row, bounds):
    assert row.period == Period(*bounds)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "errors"),
    [
        (Membership(start="2005", end="1999"), {"end": ["The end (1999) is before the start (2005)."]}),
        (Membership(start="2005", attested="1999"), {"attested": ["It is attested (1999) before the start (2005)."]}),
        (Membership(end="1999", attested="2005"), {"attested": ["It is attested (2005) after the end (1999)."]}),
        (Body(established="2005", dissolved="1999"), {"dissolved": ["The end (1999) is before the start (2005)."]}),
    ],
)
def test_dates_that_contradict_each_other_are_refused_at_the_field_to_look_at(row, errors):
    with pytest.raises(ValidationError) as refusal:
        row.clean()
    assert refusal.value.message_dict == errors
    assert [error.code for found in refusal.value.error_dict.values() for error in found] == ["contradiction"]


@pytest.mark.django_db
def test_a_date_that_cannot_be_read_is_left_to_its_own_field():
    document = Document(title="Treaty", slug="treaty", concluded="May 1999")
    with pytest.raises(ValidationError) as refusal:
        document.full_clean(validate_unique=False, validate_constraints=False)
    assert list(refusal.value.error_dict) == ["concluded"]
    assert len(refusal.value.error_dict["concluded"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bounds", "name"),
    [
        (("1999-02-01", "1999-01-01", "2005-01-01", "2005-01-01"), "membership_start_in_order"),
        (("1999-01-01", "1999-01-01", "2005-02-01", "2005-01-01"), "membership_end_in_order"),
        (("2005-02-01", "2005-02-01", "1999-01-01", "1999-01-01"), "membership_start_before_end"),
        (("1999-01-01", "1999-01-01", "1999-01-01", "1999-01-01"), ""),
    ],
)
def test_the_database_keeps_bounds_in_order(bounds, name):
    claim = factories.member(factories.state(), factories.body(), start="1999", end="2005")
    assert bounds_of(Membership.objects.get()) == claim.period
    rows = QuerySet(Membership).filter(pk=claim.pk)  # its own manager refuses to write past the history
    values = dict(zip(BOUNDS, map(date.fromisoformat, bounds), strict=False))
    if not name:
        assert rows.update(**values) == 1
        return
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        rows.update(**values)


def test_a_claim_holds_within_the_lives_of_what_is_known_to_stand_at_its_ends():
    body = Body(title="Base", established="2002", dissolved="2005-05")
    for name in BOUNDS:
        setattr(body, name, getattr(body.period, name))
    claim = Membership(start="1999", end="2010", body=body)
    for name in BOUNDS:
        setattr(claim, name, getattr(claim.period, name))
    found = holding_period(claim)
    assert (found.first, found.last) == (date(2002, 1, 1), date(2005, 5, 31))
    claim.body = None
    assert holding_period(claim).end_latest == date(2010, 12, 31)

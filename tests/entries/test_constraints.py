"""Check constraints answered in Python: never laxer than the database, and silent where it would be."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from apps.entries.constraints import CheckConstraint, surely_holds
from apps.entries.kinds import CLAIMS, KINDS, Body, Membership

EARLY, LATE = date(1992, 5, 15), date(1999, 4, 2)
DATES = (None, EARLY, LATE)
READ = [
    Q(status__in=["member", "observer"]),
    ~Q(status__in=["member", "observer"]),
    Q(status="member"),
    ~Q(status=""),
    Q(start_earliest__lte=F("start_latest")),
    Q(start_earliest__lt=F("start_latest")),
    Q(start_earliest__gte=F("start_latest")),
    Q(start_earliest__gt=F("start_latest")),
    ~Q(member=F("body")),
    Q(body=None),
    ~Q(body=None),
    Q(status="member") | Q(start_earliest__lt=F("start_latest")),
    ~(Q(status="member") & Q(start_earliest__lt=F("start_latest"))),
    ~(Q(status="member") | Q(start_earliest=F("start_latest"))),
]
UNREAD = [
    Q(status="member") ^ Q(rank="normal"),
    Q(status__contains="member"),
    Q(status__length__gt=3),
    Q(end__isnull=True),
    Q(pk__gt=0),
    Q(start_earliest__lt=F("start_latest") + 1),
    Q(models.Exists(Membership.objects.all())),
]


def rows():
    """Memberships of every sort that a condition above can tell apart."""
    for status, earliest, latest, body in product(("", "member", "guest"), DATES, DATES, (None, 1, 2)):
        yield Membership(status=status, start_earliest=earliest, start_latest=latest, member_id=1, body_id=body)


def lets_pass(constraint, row):
    """Whether the database, asked by Django's own constraint, lets the row pass."""
    try:
        models.CheckConstraint.validate(constraint, type(row), row)
    except ValidationError:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize("condition", READ)
def test_what_is_read_in_python_is_what_the_database_says(condition):
    constraint = CheckConstraint(condition=condition, name="tried")
    answers = [(surely_holds(condition, row), lets_pass(constraint, row)) for row in rows()]
    assert all(python == database for python, database in answers)
    assert {python for python, _ in answers} == {True, False}


@pytest.mark.parametrize("condition", UNREAD)
def test_what_is_not_read_in_python_is_left_to_the_database(condition):
    row = Membership(status="member", start_earliest=EARLY, start_latest=LATE, pk=1)
    assert not surely_holds(condition, row)


@pytest.mark.django_db
def test_a_row_that_holds_is_validated_without_a_query(django_assert_num_queries):
    row = Membership(status="member", start_earliest=EARLY, start_latest=LATE, member_id=1, body_id=2)
    checks = [check for check in Membership._meta.constraints if isinstance(check, CheckConstraint)]
    with django_assert_num_queries(0):
        for check in checks:
            check.validate(Membership, row)
    assert len(checks) == 6


@pytest.mark.django_db
def test_a_row_that_does_not_hold_is_refused_by_the_database(django_assert_num_queries):
    check = CheckConstraint(condition=Q(status__in=["member"]), name="tried", violation_error_message="No such status.")
    with django_assert_num_queries(3), pytest.raises(ValidationError, match="No such status"):
        check.validate(Membership, Membership(status="guest"))  # its query stands between two of its savepoint


@pytest.mark.django_db
def test_a_field_that_is_left_out_is_not_judged():
    check = CheckConstraint(condition=Q(status__in=["member"]), name="tried")
    check.validate(Membership, Membership(status="guest"), exclude={"status"})


def test_values_that_cannot_be_compared_are_left_to_the_database():
    assert not surely_holds(Q(start_earliest__lte=F("status")), Membership(start_earliest=EARLY, status="member"))


def test_every_check_of_every_kind_and_claim_is_one_of_these():
    checks = [check for model in (*KINDS, *CLAIMS) for check in model._meta.constraints]
    plain = [check.name for check in checks if type(check) is models.CheckConstraint]
    assert checks
    assert plain == []


def test_migrations_name_django_s_own_constraint():
    check = next(check for check in Body._meta.constraints if isinstance(check, CheckConstraint))
    path, _, kwargs = check.deconstruct()
    assert path == "django.db.models.CheckConstraint"
    assert set(kwargs) == {"condition", "name"}

"""What has a beginning and perhaps an end: bounds in columns, so that every question of a day is a range query.

Must not know which kinds and claims use it.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from apps.dates.edtf import InvalidDate
from apps.dates.fields import BoundField
from apps.dates.period import Contradiction, Period

from .constraints import CheckConstraint

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def bounds_of(row: Any) -> Period:
    """The period of a row, or of a stub, from its four columns: nothing is parsed."""
    return Period(*(getattr(row, name) for name in BOUNDS))


class Lasting(models.Model):
    """Adds four indexed columns of days, kept from `period`: unknown bounds are the first and last day there is."""

    start_earliest = BoundField(source="period", edge="start_earliest")
    start_latest = BoundField(source="period", edge="start_latest")
    end_earliest = BoundField(source="period", edge="end_earliest")
    end_latest = BoundField(source="period", edge="end_latest")

    dates: tuple[str, ...] = ("start", "end", "attested")
    """The EDTF fields from which `period` is read, in the order of Period.of(); one alone: Period.since()."""

    class Meta:
        abstract = True
        indexes = (models.Index(fields=("start_earliest", "end_latest")),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            CheckConstraint(
                condition=models.Q(start_earliest__lte=models.F("start_latest")),
                name="%(class)s_start_in_order",
            ),
            CheckConstraint(
                condition=models.Q(end_earliest__lte=models.F("end_latest")), name="%(class)s_end_in_order"
            ),
            CheckConstraint(
                condition=models.Q(start_earliest__lte=models.F("end_latest")),
                name="%(class)s_start_before_end",
            ),
        )

    @property
    def period(self) -> Period:
        """When this holds. Raises InvalidDate for dates that cannot be read, Contradiction for impossible ones."""
        texts = [getattr(self, name) for name in self.dates]
        return Period.since(*texts) if len(texts) == 1 else Period.of(*texts)

    def clean(self) -> None:
        """Refuses, at the field, dates that contradict each other."""
        super().clean()
        try:
            self.period  # noqa: B018  # reading it is the check
        except Contradiction as error:
            field = self.dates[("start", "end", "attested").index(error.field)]
            raise ValidationError({field: ValidationError(str(error), code="contradiction")}) from error
        except InvalidDate:
            pass  # said at the field already

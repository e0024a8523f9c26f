"""What has a beginning and perhaps an end: bounds in columns, so that every question of a day is a range query.

Must not know which kinds and claims use it.
"""

from dataclasses import replace
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from apps.dates.edtf import FOREVER, InvalidDate
from apps.dates.fields import BoundField
from apps.dates.period import Contradiction, Period

from .constraints import CheckConstraint

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "confirmed")
CONFIRMED = ("as_of_earliest", "as_of_latest")
"""What a row is annotated with where it may be confirmed: the bounds of the day of its last confirmation, or None."""


def bounds_of(row: Any) -> Period:
    """The period of a row, or of a stub, from its five columns and its last confirmation: nothing is parsed."""
    period = Period(*(getattr(row, name) for name in BOUNDS))
    earliest, latest = (getattr(row, name, None) for name in CONFIRMED)
    return period.confirmed_by(earliest, latest) if earliest and latest else period


def holding_period(claim: Any) -> Period | None:
    """When a claim holds whose ends are attached: by its dates, or those of the end that dates it, within the lives of
    what stands at its ends, unless it outlasts them. None where the end that dates it is not attached. No query.
    """
    dating = _attached(claim, claim.spec.dated_by) if claim.spec.dated_by else claim
    if dating is None:
        return None
    period = bounds_of(dating)
    for end in () if claim.spec.outlasts else claim.spec.ends:
        entry = _attached(claim, end.field)
        if entry is not None and not entry.spec.happens and getattr(entry, "start_earliest", None) is not None:
            period = period.within(entry.start_earliest, entry.end_latest)
    return period


def _attached(claim: Any, name: str) -> Any:
    return claim._meta.get_field(name).get_cached_value(claim, default=None)


def acted(date: str, attested: str) -> Period:
    """From the day of an act on, for ever; an attestation bounds a day that is unknown. Raises InvalidDate."""
    return Period.since(date) if date else replace(Period.of("", "..", attested), confirmed=FOREVER)


def is_lasting(model: type[models.Model]) -> bool:
    """Whether rows of the model have a beginning and perhaps an end of their own."""
    return issubclass(model, Lasting)


class Lasting(models.Model):
    """Adds five columns of days, kept from `period`: unknown bounds are the first and last day there is."""

    start_earliest = BoundField(source="period", edge="start_earliest")
    start_latest = BoundField(source="period", edge="start_latest")
    end_earliest = BoundField(source="period", edge="end_earliest")
    end_latest = BoundField(source="period", edge="end_latest")
    confirmed = BoundField(source="period", edge="confirmed")

    dates: tuple[str, ...] = ("start", "end", "attested")
    """The EDTF fields from which `period` is read, in the order of Period.of(); one alone is the day of an act."""

    class Meta:
        abstract = True
        indexes: ClassVar[tuple[models.Index, ...]] = (models.Index(fields=("start_earliest", "end_latest")),)
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
        return Period.of(*texts) if len(texts) > 1 else acted(texts[0], getattr(self, "attested", ""))

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

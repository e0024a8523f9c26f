"""State, the kind. Names follow ISO 3166."""

from django.core.validators import RegexValidator
from django.db import models

from apps.changes.history import Tracked

from ..entry import Entry
from ..specs import KindSpec


class State(Entry):
    """A state, as a subject of international law."""

    iso_code = models.CharField(
        "ISO 3166-1 code",
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", "Two capital letters of ISO 3166-1, such as BY.")],
    )

    history = Tracked()
    spec = KindSpec(
        "state",
        "states",
        facts=("iso_code",),
        columns=("iso_code",),
        concerned=True,
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("iso_code",),
                condition=~models.Q(iso_code=""),
                name="state_iso_code_unique",
                violation_error_message="Another state has this ISO 3166-1 code.",
            ),
        )

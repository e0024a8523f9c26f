"""Person, the kind, and the offices that people hold. Names follow Popolo's Person and Membership."""

from django.db import models

from apps.changes.history import Tracked

from ..boxes import FromClaims
from ..claims import Claim, DatedClaim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import Acts, ClaimSpec, End, KindSpec
from ..validity import Lasting


class Person(Entry):
    """Somebody who held an office or took part in an event."""

    native_name = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=300, blank=True, help_text="Who it is, in a few words.")

    history = Tracked()
    spec = KindSpec(
        "person",
        "people",
        facts=("native_name", "description"),
        columns=("native_name", "description"),
        box=("native_name", "description", FromClaims("tenures", by="office")),
    )

    class Meta:
        verbose_name_plural = "people"


class Tenure(Lasting, DatedClaim):
    """A person held an office of a body or a state."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    institution = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", limit_choices_to={"kind__in": ["state", "body"]}
    )
    office = models.CharField(max_length=120)

    history = Tracked()
    spec = ClaimSpec(
        "tenure",
        "tenures",
        ends=(End("person", "tenures", "Offices held"), End("institution", "tenures", "Office holders")),
        facts=("office", "start", "end"),
        acts=Acts(
            "offices",
            "Offices: who took and left them",
            "office",
            began={"": "took office as {}"},
            ended={"": "left office as {}"},
        ),
        place=40,
        confirmed=True,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("person", "institution", "office", "start", "rank"),
                name="tenure_once",
                violation_error_message="This tenure is recorded already: same person, institution, office and start.",
            ),
            CheckConstraint(condition=~models.Q(office=""), name="tenure_has_office"),
        )

    def clean(self) -> None:
        """Refuses an institution that has no offices."""
        super().clean()
        require_kind(self, "institution", "state", "body")

"""Person, the kind, and the offices that people hold. Names follow Popolo's Person and Membership."""

from django.db import models

from apps.changes.history import Tracked
from apps.language.marking import _, ngettext_lazy

from ..boxes import FromClaims
from ..claims import Claim, DatedClaim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..schema import Schema
from ..specs import Acts, ClaimSpec, End, KindSpec
from ..validity import Lasting


class Person(Entry):
    """Somebody who held an office or took part in an event."""

    native_name = models.CharField(_("native name"), max_length=200, blank=True)
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("Who it is, in a few words.")
    )

    history = Tracked()
    spec = KindSpec(
        "person",
        "people",
        one=_("person"),
        many=_("people"),
        new=_("New person"),
        counted=ngettext_lazy("%(count)s person", "%(count)s people", "count"),
        facts=("native_name", "description"),
        columns=("native_name", "description"),
        box=("native_name", "description", FromClaims("tenures", by="office")),
        schema=Schema("Person", {"native_name": "alternateName", "description": "disambiguatingDescription"}),
    )

    class Meta:
        verbose_name_plural = "people"


class Tenure(Lasting, DatedClaim):
    """A person held an office of a body or a state."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    institution = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"kind__in": ["state", "body"]},
        verbose_name=_("institution"),
    )
    office = models.CharField(_("office"), max_length=120)

    history = Tracked()
    spec = ClaimSpec(
        "tenure",
        "tenures",
        one=_("tenure"),
        many=_("tenures"),
        add=_("Add tenure"),
        counted=ngettext_lazy("%(count)s tenure", "%(count)s tenures", "count"),
        ends=(End("person", "tenures", _("Offices held")), End("institution", "tenures", _("Office holders"))),
        facts=("office", "start", "end"),
        acts=Acts(
            "offices",
            _("Offices: who took and left them"),
            "office",
            began={"": _("took office as {}")},
            ended={"": _("left office as {}")},
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
                violation_error_message=_(
                    "This tenure is recorded already: same person, institution, office and start."
                ),
            ),
            CheckConstraint(condition=~models.Q(office=""), name="tenure_has_office"),
        )

    def clean(self) -> None:
        """Refuses an institution that has no offices."""
        super().clean()
        require_kind(self, "institution", "state", "body")

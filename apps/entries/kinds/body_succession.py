"""How bodies succeed each other, such as one organisation another. Names follow Wikidata (P1365, P1366) and, for the
types, ORG's changes of organisations.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy

from ..claims import Claim
from ..constraints import CheckConstraint
from ..specs import ClaimSpec, End
from ..validity import Lasting
from .body import Body


class BodySuccessionType(models.TextChoices):
    """How one body came after another: made of it, in its place, of several, or of a part of it."""

    TRANSFORMATION = "transformation", _("transformation")
    REPLACEMENT = "replacement", _("replacement")
    MERGER = "merger", _("merger")
    DIVISION = "division", _("division")


class BodySuccession(Lasting, Claim):
    """A body took the place of another, or of a part of it."""

    predecessor = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("predecessor"))
    successor = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("successor"))
    type = models.CharField(_("type"), max_length=16, choices=BodySuccessionType)
    date = EdtfField(_("date"), interval=True)

    history = Tracked()
    dates = ("date",)
    spec = ClaimSpec(
        "body succession",
        "body-successions",
        one=_("succession of a body"),
        many=_("successions of bodies"),
        add=_("Add succession of a body"),
        counted=ngettext_lazy("%(count)s succession of a body", "%(count)s successions of bodies", "count"),
        ends=(
            End("predecessor", "successors", _("Successors")),
            End("successor", "predecessors", _("Predecessors")),
        ),
        facts=("type", "date"),
        place=72,
        aside=True,
        outlasts=True,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("predecessor", "successor", "type", "date", "rank"),
                name="body_succession_once",
                violation_error_message=_("This succession is recorded already: same bodies, type and date."),
            ),
            CheckConstraint(condition=models.Q(type__in=BodySuccessionType.values), name="body_succession_type_known"),
            CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="body_succession_not_of_itself"
            ),
        )

    def clean(self) -> None:
        """Refuses a body that comes after itself."""
        super().clean()
        if self.predecessor_id is not None and self.predecessor_id == self.successor_id:
            raise ValidationError({"successor": gettext("A body cannot be its own successor.")})

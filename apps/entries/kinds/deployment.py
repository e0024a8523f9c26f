"""Deployment, the claim that a force was stationed in a state."""

from django.db import models

from apps.changes.history import Tracked
from apps.language.marking import _, ngettext_lazy

from ..claims import Claim, DatedClaim
from ..specs import ClaimSpec, End
from ..validity import Lasting
from .body import Body


class Deployment(Lasting, DatedClaim):
    """A force, or a unit of it, was stationed in a state."""

    force = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+", verbose_name=_("force"))
    location = models.ForeignKey(
        "entries.State", on_delete=models.CASCADE, related_name="+", verbose_name=_("location")
    )
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    personnel = models.PositiveIntegerField(_("personnel"), null=True, blank=True, help_text=_("How many people."))

    history = Tracked()
    spec = ClaimSpec(
        "deployment",
        "deployments",
        one=_("deployment"),
        many=_("deployments"),
        add=_("Add deployment"),
        counted=ngettext_lazy("%(count)s deployment", "%(count)s deployments", "count"),
        ends=(
            End("force", "deployments", _("Deployments")),
            End("location", "deployments", _("Forces deployed here")),
        ),
        facts=("unit", "place", "personnel", "start", "end"),
        place=50,
        confirmed=True,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("force", "location", "unit", "place", "start", "rank"),
                name="deployment_once",
                violation_error_message=_("This deployment is recorded already."),
            ),
        )

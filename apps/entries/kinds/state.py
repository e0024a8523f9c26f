"""State, the kind, and how states succeed each other. Names follow ISO 3166, Wikidata (P1365, P1366) and the Vienna
Convention on Succession of States in respect of Treaties of 1978.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy

from ..boxes import FromClaims
from ..claims import Claim
from ..constraints import CheckConstraint
from ..entry import Entry
from ..schema import Schema
from ..specs import ClaimSpec, End, KindSpec
from ..validity import Lasting


class State(Lasting, Entry):
    """A state, as a subject of international law, for as long as it is one."""

    iso_code = models.CharField(
        _("ISO 3166-1 code"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters of ISO 3166-1, such as BY."))],
        help_text=_(
            "Empty for a former state; ISO 3166-3 has codes of those: “iso3166-3: SUHH” among its identifiers."
        ),
    )
    established = EdtfField(_("established"), interval=False, begins=True)
    dissolved = EdtfField(_("dissolved"), interval=False, open_end=True)
    attested = EdtfField(_("attested on"), interval=True, help_text=_("A day on which a source says that it existed."))

    history = Tracked()
    dates = ("established", "dissolved", "attested")
    spec = KindSpec(
        "state",
        "states",
        one=_("state"),
        many=_("states"),
        new=_("New state"),
        counted=ngettext_lazy("%(count)s state", "%(count)s states", "count"),
        facts=("iso_code", "established", "dissolved", "attested"),
        columns=("iso_code", "established", "dissolved"),
        byline=("iso_code",),
        flag="iso_code",
        box=(
            "iso_code", FromClaims("tenures", by="office"), "established", "dissolved",
            FromClaims("predecessors"), FromClaims("successors"), FromClaims("memberships"),
        ),
        extras=("taken_over",),
        concerned=True,
        aside=True,
        schema=Schema("Country", {"iso_code": "identifier"}),
    )  # fmt: skip

    class Meta(Lasting.Meta):
        indexes = (
            *Lasting.Meta.indexes,
            models.Index(fields=("end_latest",), name="state_ended"),
        )  # for turns around a day
        constraints = (
            *Lasting.Meta.constraints,
            models.UniqueConstraint(
                fields=("iso_code",),
                condition=~models.Q(iso_code=""),
                name="state_iso_code_unique",
                violation_error_message=_("Another state has this ISO 3166-1 code."),
            ),
        )


class SuccessionType(models.TextChoices):
    """How one state came after another: by its end, out of it, together with others, or as the same legal person."""

    DISSOLUTION = "dissolution", _("dissolution")
    SECESSION = "secession", _("secession")
    UNION = "union", _("union")
    CONTINUATION = "continuation", _("continuation")


class Succession(Lasting, Claim):
    """A state took the place of another in the responsibility for the international relations of territory."""

    predecessor = models.ForeignKey(State, on_delete=models.CASCADE, related_name="+", verbose_name=_("predecessor"))
    successor = models.ForeignKey(State, on_delete=models.CASCADE, related_name="+", verbose_name=_("successor"))
    type = models.CharField(_("type"), max_length=16, choices=SuccessionType)
    date = EdtfField(_("date"), interval=True)

    history = Tracked()
    dates = ("date",)
    spec = ClaimSpec(
        "succession",
        "successions",
        one=_("succession"),
        many=_("successions"),
        add=_("Add succession"),
        counted=ngettext_lazy("%(count)s succession", "%(count)s successions", "count"),
        ends=(
            End("predecessor", "successors", _("Successors")),
            End("successor", "predecessors", _("Predecessors")),
        ),
        facts=("type", "date"),
        place=70,
        aside=True,
        outlasts=True,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("predecessor", "successor", "type", "date", "rank"),
                name="succession_once",
                violation_error_message=_("This succession is recorded already: same states, type and date."),
            ),
            CheckConstraint(condition=models.Q(type__in=SuccessionType.values), name="succession_type_known"),
            CheckConstraint(condition=~models.Q(predecessor=models.F("successor")), name="succession_not_of_itself"),
        )

    def clean(self) -> None:
        """Refuses a state that comes after itself."""
        super().clean()
        if self.predecessor_id is not None and self.predecessor_id == self.successor_id:
            raise ValidationError({"successor": gettext("A state cannot be its own successor.")})

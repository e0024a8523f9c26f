"""What parties do about a document: the claims from which it is derived how they stand to it.

Names follow the UN Treaty Collection's glossary; what each act brings is in `treaty_law`.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from apps.changes.history import Tracked
from apps.dates.edtf import InvalidDate
from apps.dates.fields import EdtfField
from apps.dates.period import Period
from apps.language.marking import _, ngettext_lazy

from ..claims import Claim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import Acts, ClaimSpec, End, Stands
from ..treaty_law import BRINGS, MARKS, Action, Status
from ..validity import Lasting
from .document import Document

DID: dict[str, str] = {
    Action.SIGNATURE: _("signed"),
    Action.DEFINITIVE_SIGNATURE: _("signed definitively"),
    Action.RATIFICATION: _("ratified"),
    Action.ACCEPTANCE: _("accepted"),
    Action.APPROVAL: _("approved"),
    Action.ACCESSION: _("acceded"),
    Action.SUCCESSION: _("succeeded"),
    Action.FORMAL_CONFIRMATION: _("confirmed formally"),
    Action.CONSENT: _("consented to be bound"),
    Action.PROVISIONAL_APPLICATION: _("began to apply it provisionally"),
    Action.NOTIFICATION: _("made a notification"),
    Action.OBSERVER: _("became an observer"),
    Action.PROLONGATION: _("prolonged"),
    Action.SUSPENSION: _("was suspended"),
    Action.RESUMPTION: _("resumed"),
    Action.EXCLUSION: _("was excluded"),
    Action.DENUNCIATION: _("denounced it"),
    Action.WITHDRAWAL: _("withdrew"),
    Action.REFUSAL: _("refused"),
}
"""What a reader calls it when a party acted."""


HEADINGS: dict[str, str] = {
    Status.PARTY: _("Parties"),
    Status.CONTRACTING: _("Contracting states"),
    Status.SIGNATORY: _("Signatories"),
    Status.OBSERVER: _("Observers"),
}
"""What those of a status are together."""


class TreatyAction(Lasting, Claim):
    """A state or a body did something about a document; its day is the first of the status that it brings."""

    party = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"kind__in": ["state", "body"]},
        verbose_name=_("party"),
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+", verbose_name=_("document"))
    action = models.CharField(_("action"), max_length=24, choices=Action)
    date = EdtfField(_("date"), interval=True)
    in_force = EdtfField(_("in force for it from"), interval=False, help_text=_("Its entry into force for this party."))
    event = models.ForeignKey(
        "entries.Event",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("at event"),
    )

    history = Tracked()
    dates = ("date",)
    spec = ClaimSpec(
        "treaty action",
        "treaty-actions",
        one=_("treaty action"),
        many=_("treaty actions"),
        add=_("Add treaty action"),
        counted=ngettext_lazy("%(count)s treaty action", "%(count)s treaty actions", "count"),
        ends=(
            End("party", "treaty_actions", _("Treaty actions")),
            End("document", "treaty_actions", _("Treaty actions")),
            End("event", "treaty_actions", _("Treaty actions at this event")),
        ),
        facts=("action", "date", "in_force"),
        acts=Acts("documents", _("Documents: who signed, refused and withdrew"), "action", DID),
        stands=Stands(
            *("party", "document", "action", "parties"),
            statuses=dict(Status.choices),
            brings=BRINGS,
            marks=MARKS,
            terms=("consent", "in_force"),
            headings=HEADINGS,
        ),
        place=20,
        confirmed=True,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("party", "document", "action", "date", "rank"),
                name="treaty_action_once",
                violation_error_message=_("This treaty action is recorded already, with the same date."),
            ),
            CheckConstraint(condition=models.Q(action__in=Action.values), name="treaty_action_known"),
            CheckConstraint(condition=~models.Q(party=models.F("document")), name="treaty_action_not_by_document"),
        )

    def clean(self) -> None:
        """Refuses a party that cannot act, and an entry into force for it that is certainly before the act."""
        super().clean()
        require_kind(self, "party", "state", "body")
        try:
            acted_on, in_force = self.period, Period.since(self.in_force)
        except InvalidDate:
            return  # said at the field already
        if self.in_force and self.date and in_force.start_latest < acted_on.start_earliest:
            message = gettext(
                "It cannot be in force for a party (%(in_force)s) before the act that binds it (%(date)s)."
            ) % {"in_force": self.in_force, "date": self.date}
            raise ValidationError({"in_force": ValidationError(message, code="contradiction")})

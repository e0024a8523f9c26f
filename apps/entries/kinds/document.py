"""Document, the kind, and what parties do to one. Names follow the UN Treaty Collection's glossary."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.dates.period import Period

from ..claims import Claim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..lasting import Lasting
from ..specs import ClaimSpec, End, KindSpec


class DocumentType(models.TextChoices):
    """What sort of instrument."""

    TREATY = "treaty", "treaty"
    CHARTER = "charter", "charter"
    PROTOCOL = "protocol", "protocol"
    AGREEMENT = "agreement", "agreement"
    MEMORANDUM = "memorandum", "memorandum"
    DECISION = "decision", "decision"
    DECLARATION = "declaration", "declaration"


class Document(Lasting, Entry):
    """A treaty, or another instrument that somebody adopted. It exists from the day on which it was signed."""

    type = models.CharField(max_length=16, choices=DocumentType, blank=True)
    signed = EdtfField(interval=True, help_text="EDTF, such as 1992-05-15.")
    in_force = EdtfField("in force from", interval=False, help_text="EDTF: the day of entry into force.")
    depositary = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        "entries.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    adopted_at = models.ForeignKey(
        "entries.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    url = models.URLField("full text at", max_length=500, blank=True)

    history = Tracked()
    dates = ("signed",)
    spec = KindSpec(
        "document",
        "documents",
        facts=("type", "signed", "in_force", "depositary", "organisation", "adopted_at", "url"),
        columns=("type", "signed", "organisation"),
        filters=("type", "organisation"),
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            CheckConstraint(condition=models.Q(type__in=["", *DocumentType.values]), name="document_type_known"),
        )


class Action(models.TextChoices):
    """What a party can do: the UN Treaty Collection's actions and the CSTO's own."""

    SIGNATURE = "signature", "signature"
    DEFINITIVE_SIGNATURE = "definitive-signature", "definitive signature"
    RATIFICATION = "ratification", "ratification"
    ACCEPTANCE = "acceptance", "acceptance"
    APPROVAL = "approval", "approval"
    ACCESSION = "accession", "accession"
    SUCCESSION = "succession", "succession"
    OBSERVER = "observer", "observer"
    PROLONGATION = "prolongation", "prolongation"
    SUSPENSION = "suspension", "suspension"
    RESUMPTION = "resumption", "resumption"
    EXCLUSION = "exclusion", "exclusion"
    WITHDRAWAL = "withdrawal", "withdrawal"
    REFUSAL = "refusal", "refusal"


class TreatyAction(Lasting, Claim):
    """A state or a body did something about a document; its day is the first of the status that it brings."""

    party = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", limit_choices_to={"kind__in": ["state", "body"]}
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=24, choices=Action)
    date = EdtfField(interval=True, help_text="EDTF: 1999, 1999-05, 1999-05-15, 1999~. Empty: unknown.")
    event = models.ForeignKey(
        "entries.Event",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="at event",
    )

    history = Tracked()
    dates = ("date",)
    spec = ClaimSpec(
        "treaty action",
        "treaty-actions",
        ends=(
            End("party", "treaty_actions", "Treaty actions"),
            End("document", "treaty_actions", "Treaty actions"),
            End("event", "treaty_actions", "Treaty actions here"),
        ),
        facts=("action", "date"),
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("party", "document", "action", "date", "rank"),
                name="treaty_action_once",
                violation_error_message="This treaty action is recorded already, with the same date.",
            ),
            CheckConstraint(condition=models.Q(action__in=Action.values), name="treaty_action_known"),
            CheckConstraint(condition=~models.Q(party=models.F("document")), name="treaty_action_not_by_document"),
        )

    @property
    def period(self) -> Period:
        """From the action's own day on; an attestation bounds a day that is unknown."""
        return Period.since(self.date) if self.date else Period.of("", "..", self.attested)

    def clean(self) -> None:
        """Refuses a party that cannot act."""
        super().clean()
        require_kind(self, "party", "state", "body")

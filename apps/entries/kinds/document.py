"""Document, the kind, and what parties do to one. Names follow the UN Treaty Collection's glossary."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.dates.period import Period

from ..claims import Claim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import Acts, ClaimSpec, End, Glance, KindSpec, Stands
from ..validity import Lasting


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
    signed = EdtfField(interval=True)
    in_force = EdtfField("in force from", interval=False, help_text="The day of entry into force.")
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
        extras=("parties",),
        glance=Glance("organisation", "Key documents"),
        later=("in_force",),
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


class Status(models.TextChoices):
    """How a party can stand to a document, that which says most first."""

    PARTY = "party", "party"
    OBSERVER = "observer", "observer"
    SUSPENDED = "suspended", "suspended"
    EXCLUDED = "excluded", "excluded"
    WITHDRAWN = "withdrawn", "withdrawn"
    REFUSED = "refused", "refused"


BRINGS: dict[str, str] = {
    Action.SIGNATURE: Status.PARTY,
    Action.DEFINITIVE_SIGNATURE: Status.PARTY,
    Action.RATIFICATION: Status.PARTY,
    Action.ACCEPTANCE: Status.PARTY,
    Action.APPROVAL: Status.PARTY,
    Action.ACCESSION: Status.PARTY,
    Action.SUCCESSION: Status.PARTY,
    Action.PROLONGATION: Status.PARTY,
    Action.RESUMPTION: Status.PARTY,
    Action.OBSERVER: Status.OBSERVER,
    Action.SUSPENSION: Status.SUSPENDED,
    Action.EXCLUSION: Status.EXCLUDED,
    Action.WITHDRAWAL: Status.WITHDRAWN,
    Action.REFUSAL: Status.REFUSED,
}
"""The status that each action brings, from its own day on (docs/decisions/0005)."""

ENTERING = (
    Status.OBSERVER, Status.REFUSED, Status.PARTY, Status.SUSPENDED, Status.EXCLUDED, Status.WITHDRAWN
)  # fmt: skip
"""Which of two actions with the same dates came first: one enters before one leaves."""

LEAVES = (Action.WITHDRAWAL, Action.EXCLUSION)
RETURNS = (Action.ACCESSION, Action.SUCCESSION, Action.RESUMPTION, Action.OBSERVER)
"""What brings a party that had left back to a document, so that it can act again."""

DID: dict[str, str] = {
    Action.SIGNATURE: "signed",
    Action.DEFINITIVE_SIGNATURE: "signed definitively",
    Action.RATIFICATION: "ratified",
    Action.ACCEPTANCE: "accepted",
    Action.APPROVAL: "approved",
    Action.ACCESSION: "acceded",
    Action.SUCCESSION: "succeeded",
    Action.OBSERVER: "became an observer",
    Action.PROLONGATION: "prolonged",
    Action.SUSPENSION: "was suspended",
    Action.RESUMPTION: "resumed",
    Action.EXCLUSION: "was excluded",
    Action.WITHDRAWAL: "withdrew",
    Action.REFUSAL: "refused",
}
"""What a reader calls it when a party acted."""


class TreatyAction(Lasting, Claim):
    """A state or a body did something about a document; its day is the first of the status that it brings."""

    party = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", limit_choices_to={"kind__in": ["state", "body"]}
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=24, choices=Action)
    date = EdtfField(interval=True)
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
        acts=Acts("documents", "Documents: who signed, refused and withdrew", "action", DID),
        stands=Stands("party", "document", "action", "parties", dict(Status.choices), BRINGS, ENTERING),
        place=20,
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

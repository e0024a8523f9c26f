"""Document, the kind, and what parties state about one. Names follow the UN Treaty Collection's glossary."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField

from ..boxes import FromClaims
from ..claims import Claim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import ClaimSpec, End, Glance, KindSpec, Remark
from ..treaty_law import Consent
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
    """A treaty, or another instrument that somebody adopted. It exists from the day on which it was concluded.

    `in_force` is its entry into force in general; where it is empty, it binds from the day of each act.
    """

    type = models.CharField(max_length=16, choices=DocumentType, blank=True)
    concluded = EdtfField("concluded on", interval=True)
    place = models.CharField("concluded at", max_length=120, blank=True)
    consent = models.CharField(
        "how it binds",
        max_length=40,
        choices=Consent,
        blank=True,
        help_text="Empty: the source does not say; then a signature makes a party.",
    )
    in_force = EdtfField("in force from", interval=False, help_text="The day of entry into force in general.")
    depositary = models.CharField(max_length=200, blank=True)
    unts_volume = models.CharField(
        "UN Treaty Series volume",
        max_length=12,
        blank=True,
        help_text="Where it is registered: the volume, such as 1894.",
    )
    unts_number = models.CharField(
        "UN registration number", max_length=12, blank=True, help_text="Its number there, such as I-32307."
    )
    languages = models.CharField(
        "authentic languages", max_length=200, blank=True, help_text="In which its text is authentic: Russian, English."
    )
    organisation = models.ForeignKey(
        "entries.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    adopted_at = models.ForeignKey(
        "entries.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    url = models.URLField("full text at", max_length=500, blank=True)

    history = Tracked()
    dates = ("concluded",)
    spec = KindSpec(
        "document",
        "documents",
        facts=(
            *("type", "concluded", "place", "consent", "in_force", "depositary", "unts_volume", "unts_number"),
            *("languages", "organisation", "adopted_at", "url"),
        ),
        columns=("type", "concluded", "organisation"),
        filters=("type", "organisation"),
        box=("type", "concluded", "place", "in_force", FromClaims("treaty_actions"), "organisation"),
        extras=("parties",),
        glance=Glance("organisation", "Key documents"),
        later=("in_force",),
    )  # fmt: skip

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            CheckConstraint(condition=models.Q(type__in=["", *DocumentType.values]), name="document_type_known"),
            CheckConstraint(condition=models.Q(consent__in=["", *Consent.values]), name="document_consent_known"),
        )


class DeclarationType(models.TextChoices):
    """What a party can state about a document (Vienna Convention, articles 19 to 23 and 29)."""

    DECLARATION = "declaration", "declaration"
    RESERVATION = "reservation", "reservation"
    OBJECTION = "objection", "objection"
    TERRITORIAL_APPLICATION = "territorial-application", "territorial application"


class Declaration(Lasting, Claim):
    """A party stated something about a document: a declaration, reservation, objection or territorial application."""

    party = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="+", limit_choices_to={"kind__in": ["state", "body"]}
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    type = models.CharField(max_length=24, choices=DeclarationType, default=DeclarationType.DECLARATION)
    text = models.TextField(help_text="What it says, in the words of the source or in short.")
    date = EdtfField(interval=True)

    history = Tracked(packed=("text",))
    dates = ("date",)
    spec = ClaimSpec(
        "declaration",
        "declarations",
        ends=(
            End("party", "declarations", "Declarations and reservations"),
            End("document", "declarations", "Declarations and reservations"),
        ),
        facts=("type", "text", "date"),
        remark=Remark("party", "document", "type", "text"),
        place=25,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            CheckConstraint(condition=models.Q(type__in=DeclarationType.values), name="declaration_type_known"),
            CheckConstraint(condition=~models.Q(text=""), name="declaration_has_text"),
            CheckConstraint(condition=~models.Q(party=models.F("document")), name="declaration_not_by_document"),
        )

    def clean(self) -> None:
        """Refuses a party that cannot act."""
        super().clean()
        require_kind(self, "party", "state", "body")

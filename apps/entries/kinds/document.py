"""Document, the kind, and what parties state about one. Names follow the UN Treaty Collection's glossary."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy

from ..boxes import FromClaims
from ..claims import Claim, require_kind
from ..constraints import CheckConstraint
from ..entry import Entry
from ..layouts import Glance
from ..schema import Schema
from ..specs import ClaimSpec, End, KindSpec, Remark
from ..treaty_law import Consent
from ..validity import Lasting


class DocumentType(models.TextChoices):
    """What sort of instrument."""

    TREATY = "treaty", _("treaty")
    CHARTER = "charter", _("charter")
    PROTOCOL = "protocol", _("protocol")
    AGREEMENT = "agreement", _("agreement")
    MEMORANDUM = "memorandum", _("memorandum")
    DECISION = "decision", _("decision")
    DECLARATION = "declaration", _("declaration")


class Document(Lasting, Entry):
    """A treaty, or another instrument that somebody adopted. It exists from the day on which it was concluded.

    `in_force` is its entry into force in general; where it is empty, it binds from the day of each act.
    """

    type = models.CharField(_("type"), max_length=16, choices=DocumentType, blank=True)
    concluded = EdtfField(_("concluded on"), interval=True)
    place = models.CharField(_("concluded at"), max_length=120, blank=True)
    consent = models.CharField(
        _("how it binds"),
        max_length=40,
        choices=Consent,
        blank=True,
        help_text=_("Empty: the source does not say; then a signature makes a party."),
    )
    in_force = EdtfField(_("in force from"), interval=False, help_text=_("The day of entry into force in general."))
    depositary = models.CharField(_("depositary"), max_length=200, blank=True)
    unts_volume = models.CharField(
        _("UN Treaty Series volume"),
        max_length=12,
        blank=True,
        help_text=_("Where it is registered: the volume, such as 1894."),
    )
    unts_number = models.CharField(
        _("UN registration number"),
        max_length=12,
        blank=True,
        help_text=_("Its number there, such as I-32307."),
    )
    languages = models.CharField(
        _("authentic languages"),
        max_length=200,
        blank=True,
        help_text=_("In which its text is authentic: Russian, English."),
    )
    organisation = models.ForeignKey(
        "entries.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("organisation"),
    )
    adopted_at = models.ForeignKey(
        "entries.Event",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("adopted at"),
    )
    url = models.URLField(_("full text at"), max_length=500, blank=True)

    history = Tracked()
    dates = ("concluded",)
    spec = KindSpec(
        "document",
        "documents",
        one=_("document"),
        many=_("documents"),
        new=_("New document"),
        counted=ngettext_lazy("%(count)s document", "%(count)s documents", "count"),
        facts=(
            *("type", "concluded", "place", "consent", "in_force", "depositary", "unts_volume", "unts_number"),
            *("languages", "organisation", "adopted_at", "url"),
        ),
        columns=("type", "concluded", "organisation"),
        filters=("type", "organisation"),
        box=("type", "concluded", "place", "in_force", FromClaims("treaty_actions"), "organisation"),
        extras=("parties",),
        glance=Glance("organisation", _("Key documents")),
        later=("in_force",),
        schema=Schema("Legislation", {"type": "legislationType", "concluded": "legislationDate", "url": "sameAs"}),
    )  # fmt: skip

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            CheckConstraint(condition=models.Q(type__in=["", *DocumentType.values]), name="document_type_known"),
            CheckConstraint(condition=models.Q(consent__in=["", *Consent.values]), name="document_consent_known"),
        )


class DeclarationType(models.TextChoices):
    """What a party can state about a document (Vienna Convention, articles 19 to 23 and 29)."""

    DECLARATION = "declaration", _("declaration")
    RESERVATION = "reservation", _("reservation")
    OBJECTION = "objection", _("objection")
    TERRITORIAL_APPLICATION = "territorial-application", _("territorial application")


class Declaration(Lasting, Claim):
    """A party stated something about a document: a declaration, reservation, objection or territorial application."""

    party = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"kind__in": ["state", "body"]},
        verbose_name=_("party"),
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+", verbose_name=_("document"))
    type = models.CharField(_("type"), max_length=24, choices=DeclarationType, default=DeclarationType.DECLARATION)
    text = models.TextField(_("text"), help_text=_("What it says, in the words of the source or in short."))
    date = EdtfField(_("date"), interval=True)

    history = Tracked(packed=("text",))
    dates = ("date",)
    spec = ClaimSpec(
        "declaration",
        "declarations",
        one=_("declaration"),
        many=_("declarations"),
        add=_("Add declaration"),
        counted=ngettext_lazy("%(count)s declaration", "%(count)s declarations", "count"),
        ends=(
            End("party", "declarations", _("Declarations and reservations")),
            End("document", "declarations", _("Declarations and reservations")),
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

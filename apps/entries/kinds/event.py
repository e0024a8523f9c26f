"""Event, the kind, and who took part. Names follow schema.org's Event."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy

from ..boxes import FromClaims
from ..claims import Claim
from ..constraints import CheckConstraint
from ..entry import Entry
from ..layouts import Glance
from ..schema import Schema
from ..specs import ClaimSpec, End, KindSpec
from ..validity import Lasting


class EventType(models.TextChoices):
    """What sort of event."""

    SIGNING = "signing", _("signing")
    SUMMIT = "summit", _("summit")
    ACCESSION = "accession", _("accession")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    ESTABLISHMENT = "establishment", _("establishment")
    REGISTRATION = "registration", _("registration")
    HANDOVER = "handover", _("handover")
    RATIFICATION = "ratification", _("ratification")
    DECISION = "decision", _("decision")


class Event(Lasting, Entry):
    """Something that happened, on a day or in a span of days."""

    type = models.CharField(_("type"), max_length=16, choices=EventType, blank=True)
    date = EdtfField(_("date"), interval=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    host = models.ForeignKey(
        "entries.State", null=True, blank=True, on_delete=models.PROTECT, related_name="events", verbose_name=_("host")
    )
    organisation = models.ForeignKey(
        "entries.Body",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("organisation"),
    )
    ordinal = models.CharField(_("ordinal"), max_length=20, blank=True, help_text=_("Its place in a series: “15th”."))
    outcome = models.CharField(_("outcome"), max_length=300, blank=True)

    history = Tracked()
    dates = ("date",)
    spec = KindSpec(
        "event",
        "events",
        one=_("event"),
        many=_("events"),
        new=_("New event"),
        counted=ngettext_lazy("%(count)s event", "%(count)s events", "count"),
        facts=("type", "date", "place", "host", "organisation", "ordinal", "outcome"),
        columns=("date", "type", "place", "organisation"),
        order="date",
        filters=("type", "organisation", "host"),
        glance=Glance("organisation", _("Timeline"), by_year=True),
        within="organisation",
        happens=True,
        box=("type", "date", "place", "host", "organisation", "outcome", FromClaims("participations", by="role")),
        schema=Schema("Event", {"date": "startDate", "place": "location", "organisation": "organizer"}),
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            CheckConstraint(condition=models.Q(type__in=["", *EventType.values]), name="event_type_known"),
        )


class ParticipationRole(models.TextChoices):
    """What somebody was at an event; refusing to come and being absent are recorded too."""

    HOST = "host", _("host")
    PARTICIPANT = "participant", _("participant")
    SIGNATORY = "signatory", _("signatory")
    CHAIR = "chair", _("chair")
    OUTGOING_CHAIR = "outgoing-chair", _("outgoing chair")
    OBSERVER = "observer", _("observer")
    REFUSED = "refused", _("refused")
    ABSENT = "absent", _("absent")


class Participation(Claim):
    """Somebody took part in an event, or did not. It holds from the event's own date on."""

    party = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", verbose_name=_("party"))
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+", verbose_name=_("event"))
    role = models.CharField(_("role"), max_length=16, choices=ParticipationRole, default=ParticipationRole.PARTICIPANT)

    history = Tracked()
    spec = ClaimSpec(
        "participation",
        "participations",
        one=_("participation"),
        many=_("participations"),
        add=_("Add participation"),
        counted=ngettext_lazy("%(count)s participation", "%(count)s participations", "count"),
        ends=(
            End("party", "participations", _("Participation in events")),
            End("event", "participations", _("Participants")),
        ),
        facts=("role",),
        dated_by="event",
        place=30,
    )

    class Meta:
        constraints = (
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("party", "event", "role", "rank"),
                name="participation_once",
                violation_error_message=_("This participation is recorded already: same party, event and role."),
            ),
            CheckConstraint(condition=models.Q(role__in=ParticipationRole.values), name="participation_role_known"),
            CheckConstraint(condition=~models.Q(party=models.F("event")), name="participation_not_of_itself"),
        )

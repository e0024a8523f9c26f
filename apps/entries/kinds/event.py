"""Event, the kind, and who took part. Names follow schema.org's Event."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField

from ..boxes import FromClaims
from ..claims import Claim
from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import ClaimSpec, End, Glance, KindSpec
from ..validity import Lasting


class EventType(models.TextChoices):
    """What sort of event."""

    SIGNING = "signing", "signing"
    SUMMIT = "summit", "summit"
    ACCESSION = "accession", "accession"
    WITHDRAWAL = "withdrawal", "withdrawal"
    ESTABLISHMENT = "establishment", "establishment"
    REGISTRATION = "registration", "registration"
    HANDOVER = "handover", "handover"
    RATIFICATION = "ratification", "ratification"
    DECISION = "decision", "decision"


class Event(Lasting, Entry):
    """Something that happened, on a day or in a span of days."""

    type = models.CharField(max_length=16, choices=EventType, blank=True)
    date = EdtfField(interval=True)
    place = models.CharField(max_length=120, blank=True)
    host = models.ForeignKey("entries.State", null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    organisation = models.ForeignKey(
        "entries.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    ordinal = models.CharField(max_length=20, blank=True, help_text="Its place in a series: “15th”.")
    outcome = models.CharField(max_length=300, blank=True)

    history = Tracked()
    dates = ("date",)
    spec = KindSpec(
        "event",
        "events",
        facts=("type", "date", "place", "host", "organisation", "ordinal", "outcome"),
        columns=("date", "type", "place", "organisation"),
        order="date",
        filters=("type", "organisation", "host"),
        glance=Glance("organisation", "Timeline", by_year=True),
        within="organisation",
        happens=True,
        box=("type", "date", "place", "host", "organisation", "outcome", FromClaims("participations", by="role")),
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            CheckConstraint(condition=models.Q(type__in=["", *EventType.values]), name="event_type_known"),
        )


class ParticipationRole(models.TextChoices):
    """What somebody was at an event; refusing to come and being absent are recorded too."""

    HOST = "host", "host"
    PARTICIPANT = "participant", "participant"
    SIGNATORY = "signatory", "signatory"
    CHAIR = "chair", "chair"
    OUTGOING_CHAIR = "outgoing-chair", "outgoing chair"
    OBSERVER = "observer", "observer"
    REFUSED = "refused", "refused"
    ABSENT = "absent", "absent"


class Participation(Claim):
    """Somebody took part in an event, or did not. It holds from the event's own date on."""

    party = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=16, choices=ParticipationRole, default=ParticipationRole.PARTICIPANT)

    history = Tracked()
    spec = ClaimSpec(
        "participation",
        "participations",
        ends=(
            End("party", "participations", "Participation in events"),
            End("event", "participations", "Participants"),
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
                violation_error_message="This participation is recorded already: same party, event and role.",
            ),
            CheckConstraint(condition=models.Q(role__in=ParticipationRole.values), name="participation_role_known"),
            CheckConstraint(condition=~models.Q(party=models.F("event")), name="participation_not_of_itself"),
        )

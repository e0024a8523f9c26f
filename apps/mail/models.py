"""Letters on their way. Must not know what they tell."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from apps.language.marking import _


class Progress(models.TextChoices):
    """How far a letter has come."""

    READY = "ready", _("waits")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
    UNSURE = "unsure", _("perhaps sent")
    FAILED = "failed", _("refused")


class Letter(models.Model):
    """One letter to one address. It is written in the transaction of the act that it tells of, and sent once.

    `key` names recipient and occasion: a second letter of the same key is none. What was sent keeps no text.
    """

    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=320)
    subject = models.CharField(max_length=500)
    body = models.TextField()
    headers = models.JSONField(default=dict)
    made = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=Progress, default=Progress.READY)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=40, default="", blank=True)
    taken = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("not_before",), name="letter_ready", condition=Q(state=Progress.READY)),
            models.Index(fields=("taken",), name="letter_sending", condition=Q(state=Progress.SENDING)),
            models.Index(fields=("state", "made"), name="letter_by_state"),
        )
        constraints = (models.CheckConstraint(condition=Q(state__in=Progress.values), name="letter_state_known"),)

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"

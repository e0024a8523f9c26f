"""Invitations: what lets somebody make an account. Must not know requests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Many invitations."""

    def open(self) -> "InvitationQuerySet":
        """Those that can still be used."""
        return self.filter(used_by=None, withdrawn=None, until__gt=timezone.now())


class Invitation(models.Model):
    """One person was asked to make an account. Of the address that lets them do so only a digest is kept.

    It is used once. Whom it was for, `note` says to those who see the list.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    note = models.CharField(_("for whom"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitation"
    )
    used = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-made", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(withdrawn=None) | Q(used=None), name="invitation_used_or_withdrawn"),
            models.CheckConstraint(condition=~Q(note=""), name="invitation_says_for_whom"),
        )

    def __str__(self) -> str:
        return self.note

    @property
    def is_open(self) -> bool:
        """Whether it can still be used."""
        return self.used is None and self.withdrawn is None and self.until > timezone.now()

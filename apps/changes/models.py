"""The changeset, and the texts from which others are told. Must not know which models are tracked."""

from django.conf import settings
from django.db import models

from apps.hooks import Hook

from .seals import HexField

LATEST = 2**63 - 1
"""The `until` of a historical row that nothing has superseded: the largest 64-bit integer."""

CHANGESET_PAGE: Hook[[int], str] = Hook("the address of the page of the changeset of a number")


class Tag(models.TextChoices):
    """What kind of act a changeset was."""

    EDIT = "edit", "edit"
    SEED = "seed", "seed"
    RESTORE = "restore", "restore"
    UNDO = "undo", "undo"
    ROLLBACK = "rollback", "roll back"
    MERGE = "merge", "merge"
    SUGGESTION = "suggestion", "suggestion"


class Changeset(models.Model):
    """One act of editing: who, when and why. It spans every row that the act wrote.

    `number` is given in the order in which changesets commit (see `apps.changes.recording`), without gaps,
    so that "as of changeset 42" names one state of the wiki for ever.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    created = models.DateTimeField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="changesets"
    )
    summary = models.CharField("edit summary", max_length=500)
    tag = models.CharField(max_length=12, choices=Tag, default=Tag.EDIT)
    reverts = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reverted_by")
    digest = HexField(editable=False, help_text="Its seal in the chain (apps.changes.chain).")

    class Meta:
        ordering = ("-number",)
        get_latest_by = "number"
        constraints = (
            models.CheckConstraint(condition=models.Q(number__gte=1), name="changeset_number_from_1"),
            models.CheckConstraint(condition=~models.Q(summary=""), name="changeset_has_summary"),
            models.CheckConstraint(condition=models.Q(tag__in=Tag.values), name="changeset_tag_known"),
        )

    def __str__(self) -> str:
        return f"#{self.number} {self.summary}"

    def get_absolute_url(self) -> str:
        """The changeset's own page."""
        return CHANGESET_PAGE(self.number)


class News(models.Model):
    """What one act, mostly a changeset, changed of what pages are made of. It is told for caches, and soon forgotten.

    `number` follows the order of commits. `mark` is random: of a database that was restored, the same numbers tell
    something else. `tokens` have blanks between; `*` is everything. They are no part of the history.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    mark = models.CharField(max_length=16)
    tokens = models.TextField()
    changeset = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name_plural = "news"

    def __str__(self) -> str:
        return f"{self.number}: {self.tokens[:60]}"


class Turned(models.Model):
    """The last changeset that changed what a token of many rows stands for: a table, a kind of entries, everything."""

    token = models.CharField(max_length=100, primary_key=True)
    changeset = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.token} at {self.changeset}"


class BaseText(models.Model):
    """A long text of the history in full, packed, from which others are told as what differs (apps.changes.packing).

    It is never changed: where one of the texts that hang on it must go, the others are told anew and it is deleted.
    """

    body = models.BinaryField()

    def __str__(self) -> str:
        return f"base {self.pk}"

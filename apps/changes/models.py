"""The changeset, and the texts from which others are told. Must not know which models are tracked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.hooks import Hook
from apps.language.marking import pgettext_lazy

from .seals import HexField

LATEST = 2**63 - 1
"""The `until` of a historical row that nothing has superseded: the largest 64-bit integer."""

CHANGESET_PAGE: Hook[[int], str] = Hook("the address of the page of the changeset of a number")


class Tag(models.TextChoices):
    """What kind of act a changeset was."""

    EDIT = "edit", pgettext_lazy("a changeset", "edit")
    SEED = "seed", pgettext_lazy("a changeset", "seed")
    RESTORE = "restore", pgettext_lazy("a changeset", "restore")
    UNDO = "undo", pgettext_lazy("a changeset", "undo")
    ROLLBACK = "rollback", pgettext_lazy("a changeset", "roll back")
    MERGE = "merge", pgettext_lazy("a changeset", "merge")
    SUGGESTION = "suggestion", pgettext_lazy("a changeset", "suggestion")


class Fate(models.TextChoices):
    """What an act did to entries, where that says more than its tag."""

    NEW = "new", _("new entry")
    RENAME = "rename", _("rename")
    DELETE = "delete", _("delete")


class Changeset(models.Model):
    """One act of editing: who, when and why. It spans every row that the act wrote.

    `number` is given in the order in which changesets commit (see `apps.changes.recording`), without gaps,
    so that "as of changeset 42" names one state of the wiki for ever. What it wrote is counted beside it, not sealed
    (`apps.changes.measuring`).
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    created = models.DateTimeField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="changesets",
        db_index=False,  # they are found by the index of both
    )
    summary = models.CharField(_("edit summary"), max_length=500)
    tag = models.CharField(max_length=12, choices=Tag, default=Tag.EDIT)
    reverts = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reverted_by")
    digest = HexField(editable=False, help_text="Its seal in the chain (apps.changes.chain).")
    added = models.PositiveBigIntegerField(
        null=True, editable=False, help_text="Characters, as far as they were counted."
    )
    removed = models.PositiveBigIntegerField(null=True, editable=False)
    extent = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="Small (1), middling (2), large (3)."
    )
    did = models.TextField(default="", db_default="", editable=False, help_text="See apps.changes.measuring.")
    act = models.CharField(max_length=12, default="", db_default="", editable=False, choices=Fate)

    class Meta:
        ordering = ("-number",)
        get_latest_by = "number"
        indexes = (  # of what one looks for, newest first
            models.Index(fields=("tag", "-number"), name="changeset_by_tag"),
            models.Index(fields=("act", "-number"), name="changeset_by_act"),
            models.Index(fields=("extent", "-number"), name="changeset_by_extent"),
            models.Index(fields=("user", "-number"), name="changeset_by_user"),
        )
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


_LABELS = {"number": _("number"), "created": _("created"), "user": _("user"), "tag": _("tag"), "reverts": _("reverts")}
for _name, _words in _LABELS.items():  # as the administration calls them: it is nothing for migrations
    vars(Changeset._meta.get_field(_name))["verbose_name"] = _words
Changeset._meta.verbose_name, Changeset._meta.verbose_name_plural = _("changeset"), _("changesets")


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


class Visit(models.Model):
    """Up to which changeset somebody had seen the list of changes before the visit that goes on, and in it.

    It says nothing to anybody else, and is no part of the history.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    seen = models.PositiveBigIntegerField()
    shown = models.PositiveBigIntegerField()
    last = models.DateTimeField()

    def __str__(self) -> str:
        return f"#{self.seen}, #{self.shown}"

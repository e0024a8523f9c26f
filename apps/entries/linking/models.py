"""What is derived from the rows so that names and references are found at once. Must not know how it is kept up."""

from typing import Any

from django.db import models
from django.db.models import Q

from apps.dates.edtf import LONGEST
from apps.language.marking import _, pgettext_lazy

from ..access import Viewer
from ..constraints import CheckConstraint
from ..entry import Entry, SpokenField
from .secrets import secret_names


class KnownNameQuerySet(models.QuerySet):
    """Names that entries have or had."""

    def known_to(self, viewer: Viewer) -> "KnownNameQuerySet":
        """Those by which a viewer may find entries: not by what only a hidden record calls one."""
        secret = [Q(entry=key, slug=slug[:200]) for key, slug in secret_names(viewer)]
        return self.exclude(Q(*secret, _connector=Q.OR)) if secret else self

    def bearers(self, *names: str) -> models.QuerySet[Any, Any]:
        """The keys of the entries that have or had one of these names (slugs), to be asked for within a query."""
        return self.filter(slug__in=names).values("entry")


class KnownName(models.Model):
    """An entry has, or once had, a name: its slug, its title or another, as a slug. It outlives the entry.

    `first` is the number of the changeset that gave it the name first.
    """

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="ever_named")
    slug = models.CharField(max_length=200, db_index=True)
    first = models.BigIntegerField()

    objects = KnownNameQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "slug"), name="known_name_once_per_entry"),)

    def __str__(self) -> str:
        return f"“{self.slug}”, a name of {self.entry_id}"


class Stub(models.Model):
    """What a link to an entry that stands needs to know of it: see `stubs.COLUMNS`. `id` is the key of the entry."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    slug = models.CharField(max_length=120, db_index=True)
    summary = models.CharField(max_length=300, blank=True)
    names = models.TextField()
    when = models.CharField(max_length=LONGEST, blank=True)
    byline = models.TextField(blank=True)
    spoken = SpokenField()
    start_earliest = models.DateField()
    start_latest = models.DateField()
    end_earliest = models.DateField()
    end_latest = models.DateField()
    confirmed = models.DateField()

    def __str__(self) -> str:
        return self.title


class Sort(models.TextChoices):
    """How a row refers to an entry."""

    LINK = "link", _("links to")
    CITATION = "citation", pgettext_lazy("a text", "cites")
    QUOTE = "quote", _("quotes a fact of")


class Reference(models.Model):
    """Somebody wrote in a row the name of an entry that is to be linked to, cited, or quoted.

    `entry` is where it is read: the entry itself, or the one at the first end of the claim `claim` (the plural that
    its spec declares) of the key `row`; for the entry's own, `claim` is empty. `field` is "text", "note" or "cites".
    `kind` (empty for any) and `name` (as a slug) are what was written; `locator` is the place in a source. `target` is
    the entry that this means now, none where it is wanted. `before`, `words` and `after` are the first passage where
    it stands, below the heading of the id `heading`, and `times` how often it stands in the field.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="references")
    claim = models.CharField(max_length=40, blank=True)
    row = models.BigIntegerField()
    field = models.CharField(max_length=10)
    sort = models.CharField(max_length=10, choices=Sort)
    kind = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200, db_index=True)
    locator = models.CharField(max_length=500, blank=True)
    target = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="referred_to_by")
    before = models.CharField(max_length=400, blank=True)
    words = models.CharField(max_length=600, blank=True)
    after = models.CharField(max_length=400, blank=True)
    heading = models.CharField(max_length=250, blank=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)
        constraints = (
            CheckConstraint(condition=models.Q(sort__in=Sort.values), name="reference_sort_known"),
            CheckConstraint(condition=~models.Q(name=""), name="reference_has_name"),
        )
        indexes = (
            models.Index(fields=("claim", "row"), name="reference_of_row"),
            models.Index(fields=("target", "sort"), name="reference_to_target"),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.sort} {self.kind}:{self.name}"

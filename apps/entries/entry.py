"""Entry, the common parent of everything that has a page. Must not know the kinds."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext

from apps.changes.history import TrackedQuerySet
from apps.changes.models import Changeset
from apps.hooks import Hook
from apps.language.marking import _

from .beside import at_hand
from .cited import CitesField, ProseField
from .constraints import CheckConstraint
from .identifiers import validate_identifiers
from .rendered import RenderedField
from .specs import KindSpec
from .spoken import name_in_readers_language

SLUG = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("A slug is made of the words of the title: lower-case Latin letters and digits, joined by single hyphens."),
)

ENTRY_PAGE: Hook[[str, str], str] = Hook("the address of the page of the entry of a kind and a slug")

RESERVED = {"new"}
"""Words that stand where a slug would, in the address of something else."""


class Protection(models.TextChoices):
    """Who may publish an edit of an entry without a review."""

    OPEN = "open", _("open: editors publish")
    REVIEWED = "reviewed", _("reviewed: reviewers publish")


class KindField(models.CharField):
    """The word for an entry's kind, taken from its class as it is written."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The kind of the class; a historical row keeps the value it was copied."""
        if isinstance(spec := getattr(model_instance, "spec", None), KindSpec):
            setattr(model_instance, self.attname, spec.name)
        return super().pre_save(model_instance, add)


class NamesField(models.TextField):
    """Every name of an entry, title included, as slugs between bars (`|csto|odkb|`), so that one is found by any."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The names as the entry now has them; a historical row keeps the value it was copied."""
        if isinstance(model_instance, Entry):
            names = [model_instance.title, *model_instance.other_names]
            slugs = dict.fromkeys(filter(None, (name_slug(name) for name in names)))
            setattr(model_instance, self.attname, "|" + "".join(f"{slug}|" for slug in slugs))
        return super().pre_save(model_instance, add)


LONGEST_BESIDE = 120
"""Letters of a name that stands beside a title."""


class SpokenField(models.TextField):
    """What it is called in languages other than that of titles, as lines of `spoken`; the door keeps it.

    It follows from the name records, so the history does not keep it: of the past it is asked of their history.
    """

    derived = True
    """Told to apps.changes.history.Tracked, which passes over it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"editable": False, "blank": True, "default": "", "db_default": "", **kwargs})


@lru_cache(8_192)
def name_slug(name: str) -> str:
    """The slug by which a name is looked up; letters of every script are kept."""
    return slugify(name, allow_unicode=True)


class Entry(models.Model):
    """A thing with a page. `kind` says which table holds the rest of it.

    `called` are the texts of its name records (apps.entries.kinds.name), one a line, deprecated ones left out: the door
    keeps them beside the records, so that whoever reads an entry knows its names. `identifiers` are `scheme: value`,
    one a line. `cites` are the citations of the entry's own facts. The historical rows are the kinds' own: an Entry is
    never written by itself.
    """

    kind = KindField(max_length=16, editable=False)
    title = models.CharField(_("title"), max_length=200)
    slug = models.CharField(
        _("slug"), max_length=120, validators=[SLUG], help_text=_("The words of the title, as in its address.")
    )
    called = models.TextField(blank=True, editable=False, default="")
    summary = models.CharField(_("summary"), max_length=300, blank=True, help_text=_("One line, for lists."))
    text = ProseField(_("text"), help_text=_("Markdown, with [[links]] and [@source, locator] citations."))
    cites = CitesField(_("cites"), help_text=_("Where the facts come from: @source-slug, locator; @another, locator."))
    identifiers = models.TextField(
        _("identifiers"),
        blank=True,
        validators=[validate_identifiers],
        help_text=_("One a line: “wikidata: Q184”, “iso3166: BY”."),
    )
    protection = models.CharField(_("protection"), max_length=10, choices=Protection, default=Protection.OPEN)
    names = NamesField(editable=False)
    rendered = RenderedField(of="text")
    spoken = SpokenField()
    changesets = models.ManyToManyField(Changeset, through="Touch", related_name="entries", editable=False)

    spec: KindSpec
    asked_on: date | None = None
    """The day of the world for which it was read, where one was asked for."""
    history: Any
    objects = TrackedQuerySet.as_manager()

    class Meta:
        ordering = ("title", "pk")
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=("kind", "title", "id"), name="entry_in_lists"),
            models.Index(fields=("slug",), name="entry_by_slug"),  # whatever its kind
        )
        permissions = (("review_entry", "Can publish edits of reviewed entries"),)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="entry_slug_unique_in_kind",
                violation_error_message=_("An entry of this kind has this slug already."),
            ),
            CheckConstraint(condition=~models.Q(title=""), name="entry_has_title"),
            CheckConstraint(condition=~models.Q(slug=""), name="entry_has_slug"),
            CheckConstraint(condition=~models.Q(kind=""), name="entry_has_kind"),
            CheckConstraint(condition=models.Q(protection__in=Protection.values), name="entry_protection_known"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return ENTRY_PAGE(self.kind, self.slug)

    @property
    def name(self) -> str:
        """What pages call it: its name in the language of the reader, on the day asked for, else its title.

        It is that where the row was read without its names, too: there is no query.
        """
        lines = vars(self).get("spoken")
        return (lines and name_in_readers_language(lines, self.asked_on)) or self.title

    @property
    def both_names(self) -> str:
        """Its name with its title, where that is another: “Белоруссия (Belarus)”; as editors meet it in choices."""
        name = self.name
        return self.title if name == self.title or len(name) > LONGEST_BESIDE else f"{name} ({self.title})"

    @property
    def other_names(self) -> list[str]:
        """What else it is called than by its title, each once."""
        lines = (line.strip() for line in self.called.splitlines())
        return list(dict.fromkeys(name for name in lines if name and name != self.title))

    @property
    def known_as(self) -> list[tuple[str, str]]:
        """The identifiers as (scheme, value)."""
        pairs = (line.partition(":") for line in self.identifiers.splitlines() if line.strip())
        return [(scheme.strip(), value.strip()) for scheme, _, value in pairs]

    @property
    def wants_source(self) -> bool:
        """Whether it has facts of its own, and names no source of them; a source tells of itself."""
        if self.cites.strip() or self.spec.cited:
            return False
        columns = (self._meta.get_field(name).attname for name in self.spec.facts)  # type: ignore[union-attr]  # all are columns
        return any(getattr(self, column) not in (None, "", "..") for column in columns)

    def clean(self) -> None:
        """Refuses a slug that is no entry's to have, or another's of the kind: uniqueness spans the parent's table."""
        super().clean()
        if self.slug in RESERVED:
            said = gettext("“%(slug)s” is an address of its own here: choose another slug.") % {"slug": self.slug}
            raise ValidationError({"slug": said})
        self.kind = self.spec.name  # the constraints are checked next, before the field writes it
        if self._has_anothers_slug():
            said = gettext("Another %(kind)s has the slug “%(slug)s” already.")
            said %= {"kind": self.spec.one, "slug": self.slug}
            raise ValidationError({"slug": ValidationError(said, "unique")})

    def _has_anothers_slug(self) -> bool:
        if (beside := at_hand()) is not None:
            return beside.is_taken(self, Entry, ("kind", "slug"))
        return Entry.objects.filter(kind=self.spec.name, slug=self.slug).exclude(pk=self.pk).exists()


class Touch(models.Model):
    """A changeset wrote something of this entry: itself, or a claim at one of whose ends it stands.

    It outlives the entry, as the history does.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="touches"
    )  # the constraint has an index of its own
    changeset = models.ForeignKey(Changeset, on_delete=models.PROTECT, related_name="touches")

    class Meta:
        ordering = ("-changeset_id",)
        constraints = (models.UniqueConstraint(fields=("entry", "changeset"), name="touch_once_per_changeset"),)

    def __str__(self) -> str:
        return f"{self.entry_id} in #{self.changeset_id}"

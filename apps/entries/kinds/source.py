"""Source, the kind. Names follow the Citation Style Language (CSL 1.0.2)."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField
from apps.language.marking import _, ngettext_lazy

from ..constraints import CheckConstraint
from ..entry import Entry
from ..schema import Schema
from ..specs import CITED, KindSpec


class SourceType(models.TextChoices):
    """CSL's item types, those that a wiki on international organisations meets."""

    ARTICLE = "article", _("article")
    ARTICLE_JOURNAL = "article-journal", _("journal article")
    ARTICLE_NEWSPAPER = "article-newspaper", _("newspaper article")
    BOOK = "book", _("book")
    CHAPTER = "chapter", _("chapter")
    DATASET = "dataset", _("dataset")
    DOCUMENT = "document", _("document")
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", _("encyclopedia entry")
    LEGISLATION = "legislation", _("legislation")
    REPORT = "report", _("report")
    SPEECH = "speech", _("speech")
    TREATY = "treaty", _("treaty")
    WEBPAGE = "webpage", _("web page")


PRIMARY = (SourceType.TREATY, SourceType.LEGISLATION, SourceType.DOCUMENT)
"""The types of what is itself what facts are about, or the official record of it; all others tell of it."""


class Source(Entry):
    """A text on whose word facts rest."""

    type = models.CharField(_("type"), max_length=24, choices=SourceType, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published = EdtfField(
        _("published"), interval=False, help_text=_("The day of publication, as exact as it is known.")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed = EdtfField(_("accessed"), interval=False, help_text=_("When the address was last read."))

    history = Tracked()
    spec = KindSpec(
        CITED,
        "sources",
        one=_("source"),
        many=_("sources"),
        new=_("New source"),
        counted=ngettext_lazy("%(count)s source", "%(count)s sources", "count"),
        facts=("type", "author", "publisher", "published", "url", "accessed"),
        columns=("type", "author", "publisher", "published"),
        filters=("type",),
        byline=("author", "publisher", "published", "url", "type"),
        extras=("resting",),
        schema=Schema(
            "CreativeWork",
            {"author": "author", "publisher": "publisher", "published": "datePublished", "url": "sameAs"},
        ),
    )

    class Meta:
        constraints = (
            CheckConstraint(condition=models.Q(type__in=["", *SourceType.values]), name="source_type_known"),
        )

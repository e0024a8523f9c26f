"""Source, the kind. Names follow the Citation Style Language (CSL 1.0.2)."""

from django.db import models

from apps.changes.history import Tracked
from apps.dates.fields import EdtfField

from ..constraints import CheckConstraint
from ..entry import Entry
from ..specs import CITED, KindSpec


class SourceType(models.TextChoices):
    """CSL's item types, those that a wiki on international organisations meets."""

    ARTICLE = "article", "article"
    ARTICLE_JOURNAL = "article-journal", "journal article"
    ARTICLE_NEWSPAPER = "article-newspaper", "newspaper article"
    BOOK = "book", "book"
    CHAPTER = "chapter", "chapter"
    DATASET = "dataset", "dataset"
    DOCUMENT = "document", "document"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", "encyclopedia entry"
    LEGISLATION = "legislation", "legislation"
    REPORT = "report", "report"
    SPEECH = "speech", "speech"
    TREATY = "treaty", "treaty"
    WEBPAGE = "webpage", "web page"


PRIMARY = (SourceType.TREATY, SourceType.LEGISLATION, SourceType.DOCUMENT)
"""The types of what is itself what facts are about, or the official record of it; all others tell of it."""


class Source(Entry):
    """A text on whose word facts rest."""

    type = models.CharField(max_length=24, choices=SourceType, blank=True)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = EdtfField(interval=False, help_text="The day of publication, as exact as it is known.")
    url = models.URLField("address", max_length=500, blank=True)
    accessed = EdtfField(interval=False, help_text="When the address was last read.")

    history = Tracked()
    spec = KindSpec(
        CITED,
        "sources",
        facts=("type", "author", "publisher", "published", "url", "accessed"),
        columns=("type", "author", "publisher", "published"),
        filters=("type",),
        byline=("author", "publisher", "published", "url", "type"),
        extras=("resting",),
    )

    class Meta:
        constraints = (
            CheckConstraint(condition=models.Q(type__in=["", *SourceType.values]), name="source_type_known"),
        )

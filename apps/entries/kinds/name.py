"""Names, the claims of what an entry was called: by whom, in which language, from when until when. Must not know kinds.

The title is what this wiki calls an entry; every other name is a record of its own, with its source.
"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext

from apps.changes.history import Tracked
from apps.dates.edtf import BEGINNING, FOREVER
from apps.dates.period import Period
from apps.language.marking import _, ngettext_lazy

from ..claims import Claim, DatedClaim
from ..constraints import CheckConstraint
from ..entry import Entry, name_slug
from ..languages import Language, LanguageField, language_of
from ..specs import ClaimSpec, End
from ..validity import Lasting

LANGUAGE_TAG = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*\Z",
    _("A language tag of BCP 47: “en”, “ru”, “uz-Cyrl”, “be-tarask”, “en-GB”."),
)
"""Language, script, region and variants of RFC 5646, written as it recommends."""


class NameSort(models.TextChoices):
    """In what way an entry is called so."""

    OFFICIAL = "official", _("official")
    COMMON = "common", _("common")
    SHORT = "short", _("short")
    ABBREVIATION = "abbreviation", _("abbreviation")
    FORMER = "former", _("former")
    TRANSLITERATION = "transliteration", _("transliteration")


THEN = (NameSort.OFFICIAL, NameSort.FORMER)
"""The sorts of which one with dates tells how an entry was called on a day."""


class Name(Lasting, DatedClaim):
    """An entry was called so, in some language, for some time. A name without dates is one whenever it is asked."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", verbose_name=_("entry"))
    text = models.CharField(_("name"), max_length=300)
    language = LanguageField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[LANGUAGE_TAG],
        help_text=_("BCP 47: “en”, “ru”, “uz-Cyrl”. Empty: not stated."),
    )
    sort = models.CharField(_("sort"), max_length=16, choices=NameSort, default=NameSort.COMMON)

    history = Tracked()
    spec = ClaimSpec(
        "name",
        "names",
        one=_("name"),
        many=_("names"),
        add=_("Add name"),
        counted=ngettext_lazy("%(count)s name", "%(count)s names", "count"),
        ends=(End("entry", "names", _("Names")),),
        facts=("text", "sort", "language", "start", "end"),
        names="text",
        timeline=False,
        place=60,
    )

    class Meta(Lasting.Meta):
        constraints = (
            *Lasting.Meta.constraints,
            *Claim.Meta.constraints,
            models.UniqueConstraint(
                fields=("entry", "text", "language", "sort", "start", "rank"),
                name="name_once",
                violation_error_message=_("This name is recorded already: same text, language, sort and start."),
            ),
            CheckConstraint(condition=~models.Q(text=""), name="name_has_text"),
            CheckConstraint(condition=models.Q(sort__in=NameSort.values), name="name_sort_known"),
        )

    def __str__(self) -> str:
        return gettext("“%(name)s”, a name of %(entry)s") % {"name": self.text, "entry": self.entry}

    @property
    def period(self) -> Period:
        """When it was the name; where nothing at all is said of that, always. Raises as Lasting's does."""
        if not any(getattr(self, name).strip() for name in self.dates):
            return Period(BEGINNING, BEGINNING, FOREVER, FOREVER)
        return super().period

    @property
    def spoken(self) -> Language:
        """Its language, as a page marks it up and names it."""
        return language_of(self.language)

    def clean(self) -> None:
        """Refuses what no page and no link could show: a name of several lines, or without a letter or digit."""
        super().clean()
        self.text = re.sub(r"\s+", " ", self.text).strip()
        if self.text and not name_slug(self.text):
            raise ValidationError({"text": gettext("A name has a letter or a digit.")})

"""Languages by their tags (BCP 47): what they are called, and which way they are written. Must not know names."""

from dataclasses import dataclass
from typing import Any

from django.conf.locale import LANG_INFO
from django.db import models

from apps.language.marking import _, pgettext_lazy
from apps.language.said import said

SCRIPTS = {
    "Arab": pgettext_lazy("script", "Arabic"),
    "Cyrl": pgettext_lazy("script", "Cyrillic"),
    "Hans": pgettext_lazy("script", "simplified"),
    "Hant": pgettext_lazy("script", "traditional"),
    "Latn": pgettext_lazy("script", "Latin"),
}
"""ISO 15924, as far as a language is written in several."""
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku-Arab", "ps", "sd", "ug", "ur", "yi"}
BESIDE = {"ps": _("Pashto"), "zh": _("Chinese"), "ku": _("Kurdish"), "mo": _("Moldovan")}
"""What Django has no name for by the language alone."""


class LanguageField(models.CharField):
    """The tag of a language, which readers meet by its name."""

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        """It is called so in the language of the page, wherever it has no name of its own."""
        super().contribute_to_class(cls, name, private_only)
        if self._verbose_name is None:  # type: ignore[attr-defined]
            self.verbose_name = _("language")


@dataclass(frozen=True)
class Language:
    """A language: its tag, its name in the language of the reader, and whether it is written from right to left."""

    tag: str
    words: str
    right_to_left: bool = False

    @property
    def direction(self) -> str:
        """HTML's `dir`."""
        return "rtl" if self.right_to_left else "ltr"


def language_of(tag: str) -> Language:
    """The language of a tag; one that has no name here is called by its tag, and none at all by nothing."""
    first, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    known: Any = LANG_INFO
    whole = known.get(tag.lower(), {})
    name = said(whole.get("name", "")) or str(BESIDE.get(first, "")) or said(known.get(first, {}).get("name", ""))
    if not name:
        return Language(tag, tag)
    words = f"{name} ({SCRIPTS.get(script, script)})" if script and "name" not in whole else name
    backwards = script == "Arab" or (not script and (first in RIGHT_TO_LEFT or bool(known.get(first, {}).get("bidi"))))
    return Language(tag, words, backwards)

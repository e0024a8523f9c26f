"""The form of a renaming. Must not know what it brings with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from apps.entries.entry import Entry
from apps.language.marking import _
from apps.language.said import RETOLD, as_stored, retold

from .entry import SummaryForm

RENAMED = gettext_noop("Renamed “%(entry)s” to %(title)s")
RETOLD.append(RENAMED)


class RenameForm(SummaryForm):
    """The new title and slug of an entry, and what is to follow them."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("The heading of the page."))
    slug = forms.CharField(
        label=_("Slug"), max_length=120, help_text=_("The words of the title, as in its address. The old one stays.")
    )
    keep = forms.BooleanField(required=False, label=_("Keep the old title as another name"))
    rewriting = forms.BooleanField(required=False, label=_("Rewrite links, citations and quoted facts to the new name"))

    def __init__(self, entry: Entry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        likely = retold(RENAMED % {"entry": entry.title, "title": "…"})
        self.fields["edit_summary"].widget.attrs["placeholder"] = likely[:200]

    def clean(self) -> dict[str, Any]:
        """What the entry itself says of its names."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        probe = type(self.entry)(pk=self.entry.pk, title=said.get("title", ""), slug=said.get("slug", ""))
        try:
            probe.clean_fields(exclude={field.name for field in probe._meta.fields} - {"title", "slug"})
            probe.clean()
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, ValidationError(list(errors)))
        return said

    def clean_edit_summary(self) -> str:
        """The summary that was proposed in English, since it is stored."""
        return as_stored(self.cleaned_data["edit_summary"], self._sentence())

    def propose_summary(self) -> None:
        """Have the form that goes back to the editor say what it does, where they did not say it themselves."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a request's
        if not data.get("edit_summary", "").strip():
            data["edit_summary"] = retold(self._sentence())
        self.data = data

    def _sentence(self) -> str:
        return RENAMED % {"entry": self.entry.title, "title": f"“{self.data.get('title', '').strip()}”"}

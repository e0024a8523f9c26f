"""The form of an entry: its facts, the summary of the edit, and the changeset that the editor started from.

Must not know single kinds.
"""

from typing import Any

from django import forms

from apps.changes.models import LATEST, Changeset

from ..publish import latest_changeset
from .choices import Choices, EntryChoiceField
from .refusals import MAIN, Refusals, conflict, report


class SummaryForm(forms.Form):
    """What every act of editing says of itself: why, and from which changeset it started (0 for a new entry)."""

    edit_summary = forms.CharField(
        max_length=500,
        label="Edit summary",
        help_text="In a few words, what you changed and why. It stays in the history.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "vTextField"}),
    )
    base = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=LATEST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "The form has lost the number of the changeset that you started from: open it anew.",
        ),
    )

    def full_clean(self) -> None:
        """Says a lost base where it can be seen: its own field is hidden."""
        super().full_clean()
        if self.is_bound and (lost := self.errors.get("base")):
            self.add_error(None, list(lost))


class EntryForm(forms.ModelForm, SummaryForm):
    """An entry of any kind. `refusals` are the errors of a publication that was tried with the same data.

    `choices` are those of the whole page. An instance that came with its `revision` is not asked for it again.
    """

    def __init__(
        self, *args: Any, choices: Choices | None = None, refusals: Refusals | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.refusals = refusals or {}
        revision = getattr(self.instance, "revision", None)
        self.fields["base"].initial = revision or (latest_changeset(self.instance) if self.instance.pk else 0)
        for name, field in self.fields.items():
            if choices is not None and isinstance(field, EntryChoiceField):
                field.among = choices
                choices.want([self[name].value()])

    def clean(self) -> dict[str, Any] | None:
        """Says at once if somebody else came between, before the editor corrects anything else."""
        cleaned = super().clean()
        base = self.cleaned_data.get("base")
        if self.instance.pk and base is not None and MAIN not in self.refusals:
            later = Changeset.objects.filter(touches__entry=self.instance.pk, number__gt=base)
            if latest := later.select_related("user").first():
                self.add_error(None, conflict(self.instance, latest))
        return cleaned

    def full_clean(self) -> None:
        """Adds what the door refused to what the form itself finds."""
        super().full_clean()
        if self.is_bound and MAIN in self.refusals:
            report(self, self.refusals[MAIN])

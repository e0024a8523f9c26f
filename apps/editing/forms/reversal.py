"""What editors say as they undo, restore or roll back: why, and what they decided. Must not know plans or pages."""

from datetime import UTC, datetime, time

from django import forms
from django.core.exceptions import ValidationError

from apps.changes.models import LATEST, Changeset
from apps.dates.edtf import InvalidDate
from apps.dates.reading import parse_day
from apps.language.marking import _

from .entry import SummaryForm

CLASH = "clash-"
"""What the names of decisions begin with in a form."""


class ReversalForm(SummaryForm):
    """Why something is reversed. `leave_out` gives up what cannot come back."""

    leave_out = forms.BooleanField(required=False)

    @property
    def settled(self) -> dict[str, str]:
        """The decisions about clashes, by their names."""
        return {name.removeprefix(CLASH): value for name, value in self.data.items() if name.startswith(CLASH)}


class SinceField(forms.CharField):
    """From where on: the number of a changeset, or a day, which stands for the first changeset from that day (UTC)."""

    default_error_messages = {"unknown": _("Write a changeset’s number, such as 12, or a day, such as 2026-05-03.")}

    def clean(self, value: str | None) -> int:
        """The number of the first changeset meant; one that is still to come for a day after all of them."""
        text = super().clean(value)
        if text.isascii() and text.isdigit():
            return min(int(text[:20]), LATEST)
        try:
            begin = datetime.combine(parse_day(text), time.min, UTC)
        except InvalidDate as error:
            raise ValidationError(self.error_messages["unknown"], code="unknown") from error
        numbers = Changeset.objects.filter(created__gte=begin).order_by("number").values_list("number", flat=True)
        return numbers.first() or LATEST


class SinceForm(forms.Form):
    """How far back an editor is rolled back."""

    since = SinceField(max_length=40)


class RollbackForm(SummaryForm, SinceForm):
    """The same, and why."""

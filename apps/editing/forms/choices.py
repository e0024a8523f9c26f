"""Choosing an entry in a form, with the chosen ones of a whole formset found in one query.

Must not know how the choice is offered.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.entries.entry import Entry

LONGEST_KEY = 18
"""Digits; a longer number is no key of any database."""


class EntryChoiceField(forms.ModelChoiceField):
    """One entry. Where `known` is given, it holds every entry that can be chosen here, by key, and nothing is asked."""

    known: Mapping[int, Entry] | None = None

    def to_python(self, value: Any) -> Entry | None:
        """The entry of a key. Raises ValidationError for one that cannot be chosen."""
        if value in self.empty_values:
            return None
        key = as_key(value)
        if key is None or (self.known is not None and key not in self.known):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return self.known[key] if self.known is not None else super().to_python(str(key))

    def chosen(self, keys: Iterable[Any]) -> dict[int, Entry]:
        """Those of the entries with these keys that can be chosen, by key."""
        wanted = {key for value in keys if (key := as_key(value)) is not None}
        if self.known is not None:
            return {key: self.known[key] for key in wanted if key in self.known}
        if not wanted:
            return {}
        entries = self.queryset.complex_filter(self.get_limit_choices_to() or {})
        return {entry.pk: entry for entry in entries.filter(pk__in=wanted)}

    def label_from_instance(self, obj: Any) -> str:
        """The title, and the kind where several can be chosen from."""
        return choice_label(obj, several_kinds=self.queryset.model is Entry)


def choice_label(entry: Entry, *, several_kinds: bool) -> str:
    """How an entry is named among choices: “Belarus”, or “Belarus (state)” where kinds are mixed."""
    return f"{entry} ({entry.kind})" if several_kinds else str(entry)


def as_key(value: Any) -> int | None:
    """A primary key as a form or a row gives it, or None for what is none."""
    value = getattr(value, "pk", value)
    text = str(value) if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY else None

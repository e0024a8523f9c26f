"""What the one door refused, brought back to the form that it came from. Must not know how forms are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.forms.models import construct_instance
from django.forms.utils import ErrorDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.changes.models import Changeset
from apps.door.merging import Clash
from apps.entries.ends import entry_keys
from apps.entries.entry import Entry
from apps.language.numbers import grouped
from apps.language.said import retold

Refusals = Mapping[str, ValidationError]
"""Errors by the prefix of the form that they belong to; the entry's own form has the prefix ""."""

MAIN = ""
MARKS = ("[[", "[@", "{{")
"""What links, citations and quoted facts begin with."""
MOST_MARKS = 3_000
"""In all texts of one form together; a page shows no more either. Each is looked up and kept as the edit is saved."""


@dataclass(frozen=True)
class Conflict:
    """Clashes, each with the prefix of the form whose row it is about, up to the changeset `latest`."""

    clashes: tuple[tuple[str, Clash], ...]
    latest: Changeset


class Unpublished(Exception):
    """An edit that publish() would not take; `refusals` says at which forms, `conflict` what clashed."""

    def __init__(self, refusals: Refusals, conflict: Conflict | None = None) -> None:
        super().__init__(gettext("This edit was not published."))
        self.refusals = refusals
        self.conflict = conflict


class RefusableForm(forms.ModelForm):
    """A form of one row, which checks each field by itself; what the row may be is for publish() to say.

    `refusals` are the errors of a publication that was tried with the same data. A form that is not `checked` goes
    back as it came and says nothing of errors: the editor is not done.
    """

    instance: Any
    checked = True
    refusals: Refusals = {}

    def full_clean(self) -> None:
        """Adds what the door refused to what the form itself finds."""
        too_much = overloaded(self.data) if self.is_bound and self.checked else ""
        if too_much or (self.is_bound and not self.checked):
            self._errors, self.cleaned_data = ErrorDict(), {}
            if too_much and not self.prefix:
                self.add_error(None, ValidationError(too_much, "over_budget"))
            return
        super().full_clean()
        if self.is_bound and (error := self.refusals.get(str(self.prefix or MAIN))):
            report(self, error)

    def _post_clean(self) -> None:
        """Give the instance what was typed, and check that, field by field.

        What was left alone is left as it is: others may have changed it, and publish() checks what comes of both.
        """
        if not self.has_changed():
            return
        exclude = {*self._get_validation_exclusions(), *(key.name for key in entry_keys(type(self.instance)))}  # type: ignore[attr-defined]  # ModelForm's own
        if self.instance.pk:
            exclude |= self.fields.keys() - set(self.changed_data)
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        try:
            self.instance.clean_fields(exclude=exclude)
        except ValidationError as error:
            report(self, error)


def overloaded(posted: Any) -> str:
    """Why what was posted to all forms of a page is more than one edit may bring, in a sentence; else nothing.

    Each text has a budget of its own, but a page has many: this is seen before any of them is read.
    """
    known: dict[str, Any] = getattr(posted, "__dict__", {})
    if (count := known.get("marks_counted")) is None:
        count = sum(str(value).count(mark) for value in posted.values() for mark in MARKS)
        known["marks_counted"] = count
    if count <= MOST_MARKS:
        return ""
    return gettext(
        "There are %(count)s links, citations and quoted facts in this form, but one edit may have "
        "%(most)s. Nothing was published, and your text is still here. Save it in parts."
    ) % {"count": grouped(count), "most": grouped(MOST_MARKS)}


def report(form: BaseForm, error: ValidationError) -> None:
    """Add an error to a form, each part at its field; what has no visible field there is said of the form."""
    parts = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in parts.items():
        field = form.fields.get(name)
        seen = field is not None and not field.widget.is_hidden
        form.add_error(name if seen else None, ValidationError(list(errors)))


def changeset_sentence(changeset: Changeset) -> SafeString:
    """A changeset as one sentence names it: its editor, its number with the way to it, its summary."""
    return format_html(
        gettext('{who} in <a href="{address}">changeset #{number}</a> (“{summary}”)'),
        who=changeset.user.get_username() if changeset.user else gettext("the system"),
        address=changeset.get_absolute_url(),
        number=changeset.number,
        summary=retold(changeset.summary),
    )


def clashing(conflict: Conflict) -> Refusals:
    """What to say at the forms and fields where others changed what the editor changed."""
    by_form: dict[str, dict[str, list[ValidationError]]] = {}
    for prefix, clash in conflict.clashes:
        removed = clash.theirs is None and not clash.field
        also = gettext("Also removed by {}.") if removed else gettext("Also changed by {}.")
        said = ValidationError(format_html(also, changeset_sentence(clash.changeset)), code="conflict")
        by_form.setdefault(prefix, {}).setdefault(clash.field or NON_FIELD_ERRORS, []).append(said)
    last = max((clash.changeset for _, clash in conflict.clashes), key=lambda changeset: changeset.number)
    sentence = format_html(
        gettext(
            "What you changed was changed while you were editing, by {}. Nothing of yours was published, and all "
            "of it is still here: decide what stays, then save again."
        ),
        changeset_sentence(last),
    )
    by_form.setdefault(MAIN, {}).setdefault(NON_FIELD_ERRORS, []).insert(0, ValidationError(sentence, code="conflict"))
    return {prefix: ValidationError(parts) for prefix, parts in by_form.items()}


def overtaken(entry: Entry, latest: Changeset, what: str) -> ValidationError:
    """What to say to an editor who was about to do something to an entry that others changed or deleted meanwhile."""
    said = gettext("“{}” was changed by {} while you were editing.")
    if what == "deleted":
        said = gettext("“{}” was deleted by {} while you were editing.")
    return ValidationError(format_html(said, entry, changeset_sentence(latest)), code="conflict")

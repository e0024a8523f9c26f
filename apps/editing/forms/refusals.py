"""What the one door refused, brought back to the form that it came from. Must not know how forms are shown."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.utils.html import format_html

from apps.changes.models import Changeset
from apps.entries.entry import Entry

Refusals = Mapping[str, ValidationError]
"""Errors by the prefix of the form that they belong to; the entry's own form has the prefix ""."""

MAIN = ""


class Unpublished(Exception):
    """An edit that publish() would not take; `refusals` says at which forms."""

    def __init__(self, refusals: Refusals) -> None:
        super().__init__("This edit was not published.")
        self.refusals = refusals


def report(form: BaseForm, error: ValidationError) -> None:
    """Add an error to a form, each part at its field; what has no visible field there is said of the form."""
    parts = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in parts.items():
        field = form.fields.get(name)
        seen = field is not None and not field.widget.is_hidden
        form.add_error(name if seen else None, ValidationError(list(errors)))


def conflict(entry: Entry, latest: Changeset) -> ValidationError:
    """What to tell an editor whose entry somebody else changed meanwhile: who, why, where to read it, what to do."""
    return ValidationError(
        format_html(
            '“{}” was changed by {} in <a href="{}">changeset #{}</a> (“{}”) while you were editing. Nothing of yours '
            'was published, and all of it is still here: compare it with <a href="{}">the page as it stands</a>, '
            "then open the form anew and bring over what is missing.",
            entry,
            latest.user.get_username() if latest.user else "the system",
            latest.get_absolute_url(),
            latest.number,
            latest.summary,
            entry.get_absolute_url(),
        ),
        code="conflict",
    )

"""Claims that an edit would publish without a source: asked about once, and published if the editor says so.

The answer travels with the form as `unsourced-<prefix>`, a tick beside the claim. Must not know single claims.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.door.policy import unsourced

from .refusals import Refusals

PREFIX = "unsourced-"
CODE = "unsourced"
YES = "1"
SAID = _("No source is named. Name one and the place in it, or tick “Publish it without a source”.")


def is_ticked(form: Any) -> bool:
    """Whether the editor publishes the claim of a form without a source."""
    return bool(form.is_bound and form.data.get(f"{PREFIX}{form.prefix}") == YES)


def is_asked(form: Any) -> bool:
    """Whether a form is to show the tick: it was asked for it, or has it."""
    return is_ticked(form) or (form.is_bound and form.has_error("cites", CODE))


def in_question(formsets: Sequence[Any]) -> list[Any]:
    """The forms of claims that were added or changed, stay, and name no source though they should."""
    forms = [
        form
        for formset in formsets
        for form in formset.forms
        if form.has_changed() and not (formset.can_delete and formset._should_delete_form(form))
    ]
    wanting = {id(claim) for claim in unsourced(form.instance for form in forms)}
    return [form for form in forms if id(form.instance) in wanting]


def unanswered(formsets: Sequence[Any]) -> Refusals:
    """What to say at each claim in question, unless the editor has said that it is to be published all the same."""
    asked = (form for form in in_question(formsets) if not is_ticked(form))
    return {str(form.prefix): ValidationError({"cites": ValidationError(SAID, CODE)}) for form in asked}

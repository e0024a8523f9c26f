"""The fields of entries and claims as the public pages offer them: entries are chosen by their names.

Must not know requests, single kinds or claims.
"""

from functools import cache
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.dates.fields import EdtfField
from apps.entries.access import SYSTEM
from apps.entries.cited import CitesField, ProseField
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.specs import End

from .claims import BACKING, SOURCES, ClaimForm, ClaimFormSet, facts_beside, formset_at
from .dates import date_field
from .entry import EntryForm, groups_of
from .lines import LinesField, ProseLinesField
from .names import EntryNameField
from .shared import SharedFields
from .widgets import CitesInput, ProseInput

ROWS = {"text": 18, "note": 3, "cites": 2, "identifiers": 3}
"""How many lines the text areas are high."""


def form_field(db_field: Any, **kwargs: Any) -> forms.Field | None:
    """The form field of a model field."""
    rows = {"rows": ROWS.get(db_field.name, 3)}
    match db_field:
        case models.ForeignKey() if issubclass(db_field.remote_field.model, Entry):
            nothing = SYSTEM.rows(db_field.remote_field.model).none()  # names are found by the page, all together
            return db_field.formfield(form_class=EntryNameField, key=db_field, queryset=nothing)
        case ProseField():
            return db_field.formfield(form_class=ProseLinesField, widget=ProseInput(rows))
        case CitesField():
            return db_field.formfield(form_class=LinesField, widget=CitesInput(rows), label=_("Sources"))
        case models.TextField():
            return db_field.formfield(form_class=LinesField, widget=forms.Textarea(rows))
        case models.URLField():
            return db_field.formfield(assume_scheme="https")
        case EdtfField():
            return date_field(db_field)
    return db_field.formfield(**kwargs)


@cache
def form_of(kind: type[Entry], *, protects: bool) -> type[EntryForm]:
    """The form of a kind; who may not edit protected entries cannot protect them either."""
    fields = [name for _, names in groups_of(kind) for name in names if protects or name != "protection"]
    made: Any = forms.modelform_factory(kind, form=EntryForm, fields=fields, formfield_callback=form_field)
    return made


@cache
def formset_of(kind: type[Entry], claim: type[Claim], end: End) -> type[ClaimFormSet]:
    """The formset of the claims at one end of entries of a kind."""
    made: Any = forms.inlineformset_factory(
        kind,
        claim,
        form=ClaimForm,
        formset=formset_at(end),
        fk_name=end.field,
        fields=(*facts_beside(claim, end), SOURCES, *BACKING),
        formfield_callback=form_field,
        extra=0,
    )
    made.form.base_fields = SharedFields(made.form.base_fields)
    return made

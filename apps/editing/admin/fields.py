"""How the admin offers the fields of entries and claims. Must not know single kinds or claims."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect
from django.db import models
from django.forms import Field, Media, URLInput
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.dates.fields import EdtfField
from apps.entries.cited import CitesField, ProseField
from apps.entries.entry import Entry
from apps.web.request import viewer_of

from ..forms.choices import EntryChoiceField
from ..forms.dates import date_field
from ..forms.lines import LinesField, ProseLinesField
from ..forms.script_words import WORDS
from ..forms.widgets import CitesInput, ProseInput


class EntrySelect(AutocompleteSelect):
    """Autocomplete that names its choice from what the field knows, instead of asking for each row of a form."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> list[Any]:
        """The chosen entry, and an empty choice where none is needed."""
        field: EntryChoiceField = self.choices.field
        options = [] if self.is_required else [self.create_option(name, "", "–", False, 0)]
        for key in value:
            if entry := field.chosen(key):
                options.append(self.create_option(name, key, field.label_from_instance(entry), True, len(options)))
        return [(None, options, 0)]

    @property
    def media(self) -> Media:
        """Django's, and after it what gives select2's boxes the names of their labels."""
        scripts: Any = (WORDS, "admin/js/autocomplete.js", "admin-site/labels.js")  # the stubs know only addresses
        return super().media + Media(js=scripts)


class EntryFields:
    """For ModelAdmin and inlines: entries are chosen by autocomplete, lines keep one kind of line end.

    Prose and citations have the editor of static/editor, as on the public form.
    """

    admin_site: Any
    formfield_overrides: Any = {
        models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
        ProseField: {"form_class": ProseLinesField, "widget": ProseInput},
        CitesField: {"form_class": LinesField, "widget": CitesInput, "label": _("Sources")},
        models.URLField: {"assume_scheme": "https", "widget": URLInput},
    }
    small_text: dict[str, int] = {}
    """Rows of the text areas that are not of the usual height, by field."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """The form field of a model field."""
        if isinstance(db_field, models.ForeignKey) and issubclass(db_field.remote_field.model, Entry):
            # Not Django's way, which would add buttons for pop-ups to each of them: a claim is one line.
            return db_field.formfield(
                form_class=EntryChoiceField,
                key=db_field,
                queryset=viewer_of(request).rows(db_field.remote_field.model),
                widget=EntrySelect(db_field, self.admin_site),
            )
        if isinstance(db_field, EdtfField):
            return date_field(db_field)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # the admin class's
        if rows := self.small_text.get(db_field.name):
            field.widget.attrs["rows"] = rows
        return field

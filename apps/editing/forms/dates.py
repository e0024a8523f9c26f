"""Lines for dates, which show beneath them how they are read, and ends, with the choice whether there is one.

Must not know single kinds or claims. Without JavaScript a line is plain, and comes back as the EDTF that was read;
with it, static/editor/dates.js finds the lines by `data-date`, and asks `data-read-date` as they are typed in.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from apps.dates.edtf import InvalidDate, parse
from apps.dates.fields import EMPTY, EdtfField, EdtfFormField, how_to_write
from apps.entries.entry import Entry
from apps.language.marking import _

from .rendering import text_of
from .shared import address

OPEN, ENDED, NOT_RECORDED = "open", "ended", "unrecorded"
CHOICE = "-choice"
"""What the name of an end's choice has beyond the name of its line."""


class DateInput(forms.TextInput):
    """A line for a date, with a place for how it is read."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's; screen readers are told of the reading beside what helps."""
        attrs = {"data-read-date": address("read-date"), **(attrs or {})}
        if key := attrs.get("id"):
            attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {key}_reading".strip()
        return super().get_context(name, value, attrs)

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The line, and what stands in it in words."""
        return self.line(name, value, attrs, renderer) + self.reading(value, attrs)

    def line(self, name: str, value: Any, attrs: dict[str, Any] | None, renderer: Any) -> SafeString:
        """The line alone."""
        return super().render(name, value, attrs, renderer)

    def reading(self, value: Any, attrs: dict[str, Any] | None) -> SafeString:
        """The words of a date that can be read; a script says there what it hears of another."""
        try:
            words = parse(value).words if value else ""
        except InvalidDate:
            words = ""  # the error is said at the field
        key = f' id="{text_of(attrs["id"])}_reading"' if attrs and attrs.get("id") else ""
        return SafeString(f'<span class="date-reading"{key} aria-live="polite">{text_of(words)}</span>')

    @property
    def media(self) -> forms.Media:
        """One module and its style."""
        script: list[Any] = [forms.Script("editor/dates.js", type="module")]  # the stubs know only addresses
        return forms.Media(css={"all": ["editor/dates.css"]}, js=script)


class WrittenEnd(str):
    """What was posted of an end: its line, and what was `chosen` beside it (None for nothing)."""

    chosen: str | None = None


class EndInput(DateInput):
    """A line for an end, after the choice whether it is still so, ended, or not recorded.

    Posted are the line under its name, where a plain `..` goes on meaning that it goes on, and the choice, which may be
    left out. `still` is what is said of what goes on.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, still: str = _("still so")) -> None:
        super().__init__(attrs)
        self.choices = {OPEN: still, ENDED: _("ended"), NOT_RECORDED: _("not recorded")}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> WrittenEnd:
        """Both, as one text: `..` where that is chosen and no date is written."""
        text, chosen = (data.get(name) or "").strip(), data.get(name + CHOICE)
        written = WrittenEnd(".." if chosen == OPEN and not text else text)
        written.chosen = chosen if chosen in self.choices else None
        return written

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The choice, the line, and what stands in it in words."""
        text = value or ""
        chosen = getattr(value, "chosen", None) or (OPEN if text == ".." else ENDED if text else NOT_RECORDED)
        options = "".join(
            f'<option value="{each}"{" selected" if each == chosen else ""}>{text_of(said)}</option>'
            for each, said in self.choices.items()
        )
        told = f'name="{text_of(name)}{CHOICE}" aria-label="{text_of(gettext("Does it go on?"))}" data-date-choice'
        date = "" if text == ".." else text
        return SafeString(
            f'<span class="date-end"><select {told}>{options}</select>{self.line(name, date, attrs, renderer)}</span>'
            f"{self.reading(date, attrs)}"
        )


class _BoundEnd(BoundField):
    """An end with what was posted of it: “not recorded” that was not touched says nothing beside a date."""

    @property
    def data(self) -> Any:
        """The line and the choice beside it."""
        written: WrittenEnd = super().data
        return WrittenEnd(written) if written.chosen == NOT_RECORDED and not self.initial else written


class EndField(EdtfFormField):
    """An end: a date, `..` for what goes on, or nothing; as it is chosen and written."""

    widget: Any = EndInput

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """The field with what was posted of it."""
        return _BoundEnd(form, self, field_name)

    def to_python(self, value: Any) -> str:
        """The EDTF text. Raises ValidationError where the choice and the line contradict each other."""
        text = super().to_python(value)
        chosen = getattr(value, "chosen", None)
        said = self.widget.choices
        if (chosen == OPEN and text not in ("", "..")) or (chosen == NOT_RECORDED and text):
            raise ValidationError(
                gettext("“%(said)s” is chosen, and a date is written: choose “%(said2)s”, or leave the date out.")
                % {"said": said[chosen], "said2": said[ENDED]},
                code="contradiction",
            )
        if chosen == ENDED and not text:
            raise ValidationError(
                gettext(
                    "“%(said)s” is chosen: write when, as near as it is known, such as 1999 or about 1999. "
                    "If nothing is known of the day, choose “%(said2)s”."
                )
                % {"said": said[ENDED], "said2": said[NOT_RECORDED]},
                code="contradiction",
            )
        return text


def _help(db_field: EdtfField, last: str) -> str:
    return f"{db_field.help_text} {how_to_write(interval=db_field.interval)} {last}".strip()


_told: Any = lazy(_help, str)
"""What helps with a date: the field is made once, and shown in several languages."""


def date_field(db_field: EdtfField) -> EdtfFormField:
    """The form field of a date, on the public pages and in the admin."""
    if not db_field.open_end:
        widget = DateInput({"placeholder": _("unknown")})  # what an empty one says
        return db_field.formfield(widget=widget, help_text=_told(db_field, EMPTY))
    return db_field.formfield(
        form_class=EndField,
        widget=EndInput(
            {"placeholder": _("date")},
            still=_("still exists") if issubclass(db_field.model, Entry) else _("still so"),
        ),
        help_text=_told(db_field, _("If it ended and nobody knows when: not recorded.")),
    )

"""Model fields for dates that are as vague as their sources; must not know the models that use them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext

from apps.language.marking import _

from .edtf import LONGEST, InvalidDate, parse
from .written import LONGEST_WRITTEN, edtf_of

_OURS = {"max_length": LONGEST, "blank": True, "default": ""}


def _check(text: str, *, interval: bool, open_end: bool) -> None:
    """Raises ValidationError unless `text` is empty or a date of these forms."""
    if text:
        try:
            parse(text, interval=interval, open_end=open_end)
        except InvalidDate as error:
            raise ValidationError(str(error), code="invalid_edtf") from error


def how_to_write(*, interval: bool = False) -> str:
    """What a person can write in a line for a date."""
    if interval:
        return gettext("Such as March 2012, 15 May 1992, about 1999, 1990s, 1999 to 2005; or EDTF.")
    return gettext("Such as March 2012, 15 May 1992, about 1999, 1990s; or EDTF.")


EMPTY = _("Empty: not recorded.")
_how_to_fill_in: Any = lazy(lambda interval: f"{how_to_write(interval=interval)} {EMPTY}", str)
"""The same for a field that is made once, and shown in several languages."""


class EdtfFormField(forms.CharField):
    """A line for a date as people write it, which becomes EDTF: the options are those of `edtf_of`.

    A form that comes back shows the EDTF that was read.
    """

    def __init__(self, *, interval: bool = False, open_end: bool = False, begins: bool = False, **kwargs: Any) -> None:
        self.takes = {"interval": interval, "open_end": open_end, "begins": begins}
        kwargs["help_text"] = kwargs.get("help_text") or _how_to_fill_in(interval=interval)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What keeps phones and browsers from "correcting" a date; the widget's own attributes come first."""
        wanted = {
            "size": 24 if self.takes["interval"] else 14,
            "maxlength": LONGEST_WRITTEN,
            "placeholder": _("15 May 1999"),
            "inputmode": "text",
            "autocomplete": "off",
            "autocapitalize": "off",
            "spellcheck": "false",
            "data-date": " ".join(name for name, taken in self.takes.items() if taken),
        }
        return {**super().widget_attrs(widget), **wanted, **widget.attrs}

    def to_python(self, value: Any) -> str:
        """The EDTF text of what was written. Raises ValidationError for what cannot be read."""
        try:
            return edtf_of(super().to_python(value) or "", **self.takes)
        except InvalidDate as error:
            raise ValidationError(str(error), code="invalid_edtf") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """The EDTF that was read; what cannot be read as it was written."""
        try:
            return self.to_python(data)
        except ValidationError:
            return data


class EdtfField(models.CharField):
    """An EDTF date as it was written, white space around it left out; empty is unknown.

    `interval` allows spans and `open_end` allows `..` alone: see `apps.dates.edtf.parse`. A date that `begins`
    something may be written in a form as “since 1999”.
    """

    def __init__(
        self, *args: Any, interval: bool = False, open_end: bool = False, begins: bool = False, **kwargs: Any
    ) -> None:
        self.interval, self.open_end, self.begins = interval, open_end, begins
        super().__init__(*args, **{**_OURS, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For migrations: what differs from this field's own defaults, but for what only forms say and ask."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("help_text", None)
        for option, usual in _OURS.items():
            if getattr(self, option) == usual:
                kwargs.pop(option, None)
            else:
                kwargs[option] = getattr(self, option)
        for option in ("interval", "open_end"):
            if getattr(self, option):
                kwargs[option] = True
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        """The text without white space around it."""
        value = super().to_python(value)
        return value.strip() if isinstance(value, str) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses what is no date, at the field."""
        super().validate(value, model_instance)
        _check(value, interval=self.interval, open_end=self.open_end)

    def formfield(self, **kwargs: Any) -> Any:
        """A line that helps with the forms accepted here."""
        takes = {"interval": self.interval, "open_end": self.open_end, "begins": self.begins}
        return super().formfield(**{"form_class": EdtfFormField, **takes, **kwargs})


class BoundField(models.DateField):
    """One bound of a period, copied as the row is saved from `instance.<source>.<edge>`, to be asked for.

    An instance without `source`, such as a historical row, keeps the value that it was given.
    """

    def __init__(self, *args: Any, source: str, edge: str, **kwargs: Any) -> None:
        self.source, self.edge = source, edge
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """For migrations: where the value comes from, too."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        if self.editable:
            kwargs["editable"] = True
        return name, path, args, {**kwargs, "source": self.source, "edge": self.edge}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The bound as the instance's dates now give it. Raises InvalidDate for dates that cannot be."""
        holder = getattr(model_instance, self.source, None)
        if holder is not None:
            setattr(model_instance, self.attname, getattr(holder, self.edge))
        return super().pre_save(model_instance, add)

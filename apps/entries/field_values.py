"""Facts as a reader meets them: label, form and value of each field. Must not know single kinds, nor HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, cast

from django.db.models import ForeignKey, IntegerField, Model, URLField
from django.utils.translation import get_language

from apps.dates.edtf import InvalidDate, parse
from apps.dates.fields import EdtfField
from apps.language.numbers import grouped
from apps.language.said import capital

from .languages import Language, LanguageField, language_of

_MACHINE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True)
class Value:
    """A field of a row. `form` says how it is shown: "date", "entry", "address" or "text".

    `shown` is the words of a date, the Entry, the address or the text; `raw` what is stored, as in CSV. A text that is
    in another language than the page may have its `language`.
    """

    name: str
    label: str
    form: str
    shown: Any
    raw: str
    language: Language | None = None

    def __bool__(self) -> bool:
        return bool(self.raw)

    @property
    def machine(self) -> str:
        """The date as HTML's `time` takes it; nothing for one that is too vague for that."""
        return self.raw if self.form == "date" and _MACHINE.fullmatch(self.raw) else ""


def read_value(row: Any, name: str) -> Value:
    """The value of one field of a kind or a claim; an empty one is false."""
    field = row._meta.get_field(name)
    stored = getattr(row, name)
    form, shown, raw = "text", stored, "" if stored is None else str(stored)
    if isinstance(field, EdtfField):
        form, shown = "date", words(raw)
    elif isinstance(field, ForeignKey):
        form, raw = "entry", "" if stored is None else stored.slug
    elif isinstance(field, LanguageField):
        shown = language_of(raw).words
    elif isinstance(field, URLField):
        form = "address"
    elif isinstance(field, IntegerField):
        shown = grouped(stored) if stored is not None else ""
    elif field.choices:
        shown = str(_chosen(cast(Any, type(row)), name).get(stored, stored))
    elif told := getattr(row, f"get_{name}_display", None):
        shown = told()
    language = getattr(row, "spoken", None) if name == row.spec.names else None
    return Value(name, label(type(row), name), form, shown, raw, language)


def read_values(row: Any, names: tuple[str, ...]) -> Iterator[Value]:
    """The values of those fields that say something; an end that is open says nothing yet."""
    return (value for name in names if (value := read_value(row, name)) and value.raw != "..")


@cache
def _chosen(model: type[Model], name: str) -> dict[Any, Any]:
    """What stands for each value of a field with choices; Django's own way makes it anew for each row."""
    return dict(cast(Any, model._meta.get_field(name)).flatchoices)


def label(model: type[Model], name: str) -> str:
    """A field's name as a heading."""
    return _label(cast(Any, model), name, get_language())


@cache
def _label(model: type[Model], name: str, language: str) -> str:
    return capital(cast(Any, model._meta.get_field(name)).verbose_name)


def words(edtf: str) -> str:
    """A date in words; a text that is no EDTF stays as it is."""
    return _words(edtf, get_language())


@lru_cache(4_096)
def _words(edtf: str, language: str) -> str:
    try:
        return parse(edtf, interval=True, open_end=True).words if edtf else ""
    except InvalidDate:
        return edtf

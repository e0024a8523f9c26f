"""Fields of kinds and claims as JSON: the type of each, and its value. Must not know single kinds and claims."""

from typing import Any

from django.db.models import ForeignKey, IntegerField, Model
from pydantic import Field

from apps.dates.fields import EdtfField
from apps.entries.entry import Entry
from apps.wikitext.citations import parse_cites


def column(model: type[Model], name: str) -> Any:
    """The model's field of that name."""
    return model._meta.get_field(name)


def choices(field: Any) -> list[str]:
    """The values that the field can have, where they are a closed set; else none."""
    return [str(value) for value, _ in field.flatchoices if value]


def field_shape(field: Any) -> tuple[Any, Any]:
    """The type and the description of a field, as pydantic wants them."""
    name = str(field.verbose_name).capitalize()
    if isinstance(field, EdtfField):
        return str, Field(description=f"{name}. EDTF; empty: unknown.", examples=["1992-05-15"])
    if isinstance(field, ForeignKey):
        slug = f"{name}: the slug of a {kind_word(field)}."
        return (
            (str | None, Field(description=f"{slug} Null: unknown or none."))
            if field.null
            else (
                str,
                Field(description=slug),
            )
        )
    if isinstance(field, IntegerField):
        return (int | None if field.null else int), Field(description=f"{name}. Null: unknown.")
    if values := choices(field):
        values += [""] if field.blank else []
        return str, Field(description=f"{name}.", json_schema_extra={"enum": list(values)})
    return str, Field(description=f"{name}." + (" Empty: unknown or none." if field.blank else ""))


def kind_word(field: Any) -> str:
    """What sort of entry a foreign key leads to: its kind, or those that it can be of."""
    kinds = (field.get_limit_choices_to() or {}).get("kind__in")
    if spec := getattr(field.remote_field.model, "spec", None):
        return str(spec.name)
    return " or ".join(kinds) if kinds else "entry of any kind"


def any_kind(field: Any) -> bool:
    """Whether a foreign key leads to entries of several kinds, so that a slug alone does not say which."""
    return isinstance(field, ForeignKey) and field.remote_field.model is Entry


def value(row: Any, name: str) -> Any:
    """A field as JSON: an entry by its slug, all else as it is stored."""
    stored = getattr(row, name)
    return stored.slug if isinstance(stored, Entry) else stored


def citations(cites: str) -> list[dict[str, str]]:
    """The citations of a fact."""
    return [{"source": each.source, "locator": each.locator} for each in parse_cites(cites)]

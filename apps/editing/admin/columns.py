"""The columns of the admin's lists, made from what kinds declare. Must not know single kinds."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import ForeignKey
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.timezone import localtime

from apps.changes.models import Changeset
from apps.dates.fields import EdtfField
from apps.entries.entry import Entry
from apps.entries.field_values import label, read_value
from apps.language.marking import _

Column = str | Callable[[Any], Any]


def columns_of(kind: type[Entry]) -> tuple[Column, ...]:
    """The title, the facts that lists of the kind show, and the last change."""
    facts = (date_column(kind, name) if is_date(kind, name) else name for name in kind.spec.columns)
    return ("title", *facts, last_change)


def is_date(kind: type[Entry], name: str) -> bool:
    """Whether a fact is a date."""
    return isinstance(kind._meta.get_field(name), EdtfField)


def date_column(kind: type[Entry], name: str) -> Column:
    """A date in words, in the order of time where the kind keeps its first day."""
    ordering = "start_earliest" if name in getattr(kind, "dates", ())[:1] else name

    @admin.display(description=lazy(label, str)(kind, name), ordering=ordering)
    def words(entry: Any) -> str:
        return read_value(entry, name).shown

    words.__name__ = name
    return words


@admin.display(description=_("Last change"), ordering="revision")
def last_change(entry: Any) -> str:
    """The changeset that touched the entry last, and its day; World.entries() brings both."""
    if entry.revision is None:
        return ""
    address = Changeset(number=entry.revision).get_absolute_url()
    day = f"{localtime(entry.revised):%Y-%m-%d}"
    return format_html('<a href="{}">#{}</a> <time>{}</time>', address, entry.revision, day)


def filters_of(kind: type[Entry]) -> tuple[Any, ...]:
    """What a list can be narrowed by; entries only as far as some entry of the kind names them."""
    fields = (kind._meta.get_field(name) for name in kind.spec.filters)
    facts = (
        (field.name, RelatedOnlyFieldListFilter) if isinstance(field, ForeignKey) else field.name for field in fields
    )
    return (*facts, "protection")


def named_of(kind: type[Entry]) -> tuple[str, ...]:
    """The facts shown in a list that name other entries."""
    names = (*kind.spec.columns, *kind.spec.filters)
    return tuple(dict.fromkeys(name for name in names if isinstance(kind._meta.get_field(name), ForeignKey)))

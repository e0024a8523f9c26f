"""How templates draw the fields of forms: in Python, for a page has hundreds. Must not know what they ask."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..forms.rendering import admin_cell, cell

register = template.Library()


@register.filter
def cells(fields: Iterable[Any]) -> SafeString:
    """Fields, each with its label, what is wrong with it, and what helps."""
    return SafeString("".join(map(cell, fields)))


@register.filter
def as_cell(field: Any) -> SafeString:
    """One field, as `cells` draws it."""
    return cell(field)


@register.filter
def admin_cells(line: Iterable[Any]) -> SafeString:
    """The fields of a line of the admin's form."""
    return SafeString("".join(map(admin_cell, line)))

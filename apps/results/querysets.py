"""Querysets of entries narrowed to what a line finds, for lists that have filters, an order and pages of their own.

Must not know these lists.
"""

from typing import Any

from django.db.models import Case, QuerySet, Value, When

from apps.entries.access import Viewer
from apps.entries.specs import KindSpec

from .autocomplete import name_query, suggestions
from .ranking import WEIGHED
from .search import find


def found_among(viewer: Viewer, line: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the entries that a line finds, in their own order; with misspelt words corrected where none is found.

    All its words must be found: a list that is narrowed does not say that it was widened.
    """
    if not line.replace("\0", "").strip():
        return rows
    finding = find(viewer, line, _kinds(rows))
    if not finding.count or finding.near == "some":
        return rows.none()
    return rows.filter(pk__in=finding.rows().values("entry"))


def named_among(viewer: Viewer, name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the entries with a name that begins so, or has words that do: the nearest come first, and no more."""
    if not name.replace("\0", "").strip():
        return rows
    found = suggestions(viewer, name_query(name), _kinds(rows), most=WEIGHED, mending=True)
    places = [When(pk=entry.pk, then=Value(place)) for place, entry in enumerate(found)]
    if not places:
        return rows.none()
    return rows.filter(pk__in=[entry.pk for entry in found]).order_by(Case(*places))


def _kinds(rows: QuerySet[Any]) -> list[str]:
    return [spec.name] if isinstance(spec := getattr(rows.model, "spec", None), KindSpec) else []

"""What entries are marked with so that a query's filters find them: kind, what they have to do with, years, decades.

A mark is a letter and what it says: `kevent`, `y2007`, `d200`; and the letter of a kind that is a facet with the key of
an entry: `b12`, of a body. Must not know words, nor single kinds.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext

from apps.entries.access import Viewer
from apps.entries.entry import Entry, name_slug
from apps.entries.kinds import KIND, KINDS
from apps.entries.linking.models import KnownName

from .document import Said

KIND_MARK, YEAR_MARK, DECADE_MARK = "k", "y", "d"
FACETS: dict[str, type[Entry]] = {kind.spec.name: kind for kind in KINDS if kind.spec.facet}
"""The kinds by whose entries finds are narrowed, each with a letter of its own, by their words."""

_YEAR = re.compile(r"\d{3}[\dx]", re.ASCII)


def marks_of(said: Said) -> list[str]:
    """The marks of an entry."""
    decades = sorted({year // 10 for year in said.years})
    return [
        *of_kinds([said.entry.kind]),
        *(f"{KIND[kind].spec.facet}{key}" for kind, key in sorted(said.about)),
        *(f"{YEAR_MARK}{year:04}" for year in sorted(said.years)),
        *(f"{DECADE_MARK}{decade:03}" for decade in decades),
    ]


def of_kinds(kinds: Iterable[str]) -> list[str]:
    """The marks of entries of these kinds."""
    return [f"{KIND_MARK}{kind}" for kind in sorted(kinds)]


def wanted_marks(viewer: Viewer, filters: dict[str, str]) -> tuple[list[list[str]], list[str]]:
    """The marks that a query's filters ask for, one of each list; and a sentence for each that names nothing."""
    marks: list[list[str]] = []
    refused = []
    if kind := filters.get("kind"):
        marks.append(of_kinds(name for name, model in KIND.items() if kind in (name, model.spec.plural)))
        if not marks[-1]:
            said = gettext("There is no kind “%(kind)s”: the kinds are %(kinds)s.")
            refused.append(said % {"kind": kind, "kinds": ", ".join(model.spec.name for model in KINDS)})
    for name, model in FACETS.items():
        if called := filters.get(name):
            marks.append([f"{model.spec.facet}{key}" for key in entries_called(viewer, model, called)])
            if not marks[-1]:
                refused.append(gettext("There is no %(kind)s “%(name)s”.") % {"kind": model.spec.one, "name": called})
    if year := filters.get("year"):
        if _YEAR.fullmatch(year):
            marks.append([f"{DECADE_MARK}{year[:3]}" if year.endswith("x") else f"{YEAR_MARK}{year}"])
        else:
            said = gettext("“%(year)s” is no year: write four digits, such as 2007, or 200X for a decade.")
            refused.append(said % {"year": year})
    return marks, refused


def entries_called(viewer: Viewer, kind: type[Entry], name: str) -> Iterable[int]:
    """The keys of the entries of a kind that have the name."""
    called = KnownName.objects.known_to(viewer).bearers(name_slug(name))
    found = viewer.rows(Entry).filter(kind=kind.spec.name, pk__in=called)
    return found.order_by("pk").values_list("pk", flat=True)

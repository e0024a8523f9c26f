"""How what was found is spread over kinds, bodies and decades. Must not know requests or HTML."""

from dataclasses import dataclass

from django.db.models import Count, F

from apps.entries.entry import Entry, readable_by
from apps.entries.kinds import KIND

from .finding import Finding
from .models import Tie, Year

MOST_SHOWN = 8


@dataclass(frozen=True)
class Facet:
    """One value: what it is called, the filter that narrows to it, and how many of the finds it has."""

    label: str
    filter: str
    count: int


def facets(finding: Finding) -> dict[str, list[Facet]]:
    """By kind, by body and by decade: three queries over the finds that are counted."""
    if not finding.count:
        return {}
    keys = finding.keys
    kinds = Entry.objects.filter(pk__in=keys).order_by().values_list("kind").annotate(n=Count("pk"))
    bodies = (
        Tie.objects.filter(readable_by(finding.user, "body__"), entry__in=keys)
        .values_list("body__slug", "body__title")
        .annotate(n=Count("pk"))
    )
    years = Year.objects.filter(entry__in=keys).annotate(decade=F("year") - F("year") % 10).values_list("decade")
    decades = years.annotate(n=Count("entry", distinct=True)).order_by("decade")
    found = {
        "Kind": [Facet(KIND[kind].spec.plural.capitalize(), f"kind:{kind}", n) for kind, n in kinds if kind in KIND],
        "Body": [
            Facet(title, f"body:{slug}", n) for slug, title, n in bodies.order_by("-n", "body__title")[:MOST_SHOWN]
        ],
        "Decade": [Facet(f"{decade}s", f"year:{decade // 10}X", n) for decade, n in decades],
    }
    found["Kind"].sort(key=lambda facet: (-facet.count, facet.label))
    return {name: facets for name, facets in found.items() if facets}

"""Claims as inlines of the entries at their ends, made from what claims declare. Must not know single claims."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.entries.claims import Claim
from apps.entries.ends import ends_of
from apps.entries.entry import Entry
from apps.entries.kinds import CLAIMS
from apps.entries.specs import End

from ..forms.claims import BACKED, BACKING, SOURCES, ClaimForm, facts_beside, formset_at, recorded
from .fields import EntryFields
from .request_state import shown_of


class ClaimInline(EntryFields, admin.StackedInline):
    """The claims at one end: who and what in one row, its sources below, how else it is known folded away."""

    form = ClaimForm
    template = "admin/edit_inline/claims.html"
    extra = 0
    small_text = {"note": 3, "cites": 3}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """All that are recorded, oldest first; for a form that comes back, all that it had shown."""
        return recorded(shown_of(request), self.model)


def inlines_of(kind: type[Entry]) -> Iterator[type[ClaimInline]]:
    """An inline for each claim and each of its ends at which an entry of the kind can stand."""
    for claim in CLAIMS:
        for end in ends_of(kind, claim):
            yield inline_of(claim, end)


def inline_of(claim: type[Claim], end: End) -> type[ClaimInline]:
    """The inline of a claim at one of its ends: it asks for the other ends and for the claim's own facts."""
    options = {
        "model": claim,
        "fk_name": end.field,
        "verbose_name": claim.spec.one,
        "verbose_name_plural": end.heading,
        "formset": formset_at(end),
        "fieldsets": (
            (None, {"fields": (facts_beside(claim, end), SOURCES)}),
            (BACKED, {"fields": (BACKING,)}),
        ),
    }
    return type(f"{claim.__name__}{end.field.title()}Inline", (ClaimInline,), options)

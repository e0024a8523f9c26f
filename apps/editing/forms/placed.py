"""Some claims of a list as forms, each named by its place and not by a number: more of them can be opened beside them
without any changing its name. Must not know pages, nor single claims.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.specs import End

from .claims import ClaimFormSet
from .fields import formset_of
from .parts import is_new


class PlacedForms:
    """Mixed into a formset: its forms are those of `places`, keys of claims first; none: of all claims."""

    places: Sequence[str] = ()

    def __init__(self, *args: Any, places: Sequence[str], **kwargs: Any) -> None:
        self.places = places
        super().__init__(*args, **kwargs)
        new = [place for place in places if is_new(place)]
        if not self.is_bound:  # type: ignore[attr-defined]  # a formset's
            keys = [str(claim.pk) for claim in self.rows]  # type: ignore[attr-defined]  # a formset's
            self.places, self.extra = [*keys, *new], len(new)

    def add_prefix(self, index: Any) -> str:
        """The name of a form, by its place."""
        place = self.places[index] if isinstance(index, int) and index < len(self.places) else index
        return f"{self.prefix}-{place}"  # type: ignore[attr-defined]  # a formset's


@cache
def placed_formset_of(kind: type[Entry], claim: type[Claim], end: End) -> type[ClaimFormSet]:
    """The formset of some claims at one end of entries of a kind."""
    return type("PlacedClaims", (PlacedForms, formset_of(kind, claim, end)), {})

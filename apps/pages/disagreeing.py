"""Claims of the same ends that sources date or name differently, told in one line. Must not know single claims.

They are told apart from claims that follow one another by their ranks: of two accounts of the same, one is preferred
or deprecated. Two of one rank that certainly overlap are a contradiction, which a report names.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField

from apps.dates.fields import EdtfField
from apps.entries.claims import Rank
from apps.entries.validity import Lasting

ORDER = list(Rank)


def disagreements(claims: Iterable[Any]) -> list[list[Any]]:
    """Groups of two claims or more, among some of one sort, in each of which all but the first clash with that.

    The first is the one of the highest rank; the others follow by rank.
    """
    groups: dict[Any, list[Any]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim, Lasting):
            groups[_about(claim)].append(claim)
    found = []
    for group in groups.values():
        ranked = sorted(group, key=lambda claim: ORDER.index(claim.rank))
        while ranked:
            best, *ranked = ranked
            others = [claim for claim in ranked if _clash(best, claim)]
            ranked = [claim for claim in ranked if claim not in others]
            if others:
                found.append([best, *others])
    return found


def _about(claim: Any) -> tuple[Any, ...]:
    """What two claims have in common that tell the same of the same: their ends, and what they say but for a status."""
    stands = claim.spec.stands
    status = stands.fact if stands is not None and not stands.derived else ""
    said = (name for name in claim.spec.facts if name != status and _is_word(claim, name))
    return (*(getattr(claim, f"{end.field}_id") for end in claim.spec.ends), *(getattr(claim, name) for name in said))


def _is_word(claim: Any, name: str) -> bool:
    field = claim._meta.get_field(name)
    return isinstance(field, CharField) and not isinstance(field, EdtfField)


def _clash(one: Any, other: Any) -> bool:
    return bool(
        one.rank != other.rank and one.start_earliest <= other.end_latest and other.start_earliest <= one.end_latest
    )

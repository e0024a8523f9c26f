"""An entry as an editor would leave it, read like any other before it is saved. Must not know forms, nor write."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify

from apps.entries.claims import Claim, Rank
from apps.entries.resolver import EntryResolver
from apps.entries.specs import End
from apps.entries.validity import BOUNDS, Lasting, bounds_of
from apps.entries.world import World

from .entry_data import ClaimList, EntryData, complete


def read_draft(world: World, entry: Any, lists: Iterable[tuple[type[Claim], End, list[Any]]]) -> EntryData:
    """The sheet of an unsaved entry with unsaved claims, each valid by itself, at the ends of `lists`."""
    entry.title = entry.title or "Untitled"
    entry.slug = slugify(entry.slug or entry.title) or "untitled"
    entry.kind = entry.spec.name
    entry.rendered = ""
    _set_bounds(entry)
    sheet = EntryData(world, entry, EntryResolver())
    sheet.named.want([entry])
    for model, end, claims in lists:
        for claim in claims:
            claim.rendered = ""
            claim.certainty = None
            _set_bounds(claim)
        sheet.named.want(claims)
        sheet.lists.append(ClaimList(model, end, claims, list(claims)))
    complete(sheet, every=True)
    for listing in sheet.lists:
        for claim in listing.claims:
            setattr(claim, listing.end.field, entry)
            claim.certainty = _certainty(claim, world)
    return sheet


def _set_bounds(row: Any) -> None:
    """What the columns of a dated row will hold."""
    if isinstance(row, Lasting):
        period = row.period
        for name in BOUNDS:
            setattr(row, name, getattr(period, name))


def _certainty(claim: Any, world: World) -> str | None:
    if claim.rank == Rank.DEPRECATED:
        return None
    end = claim.spec.dated_by
    dating = getattr(claim, end) if end else claim
    if dating is None:
        return None
    period = dating.period if isinstance(dating, Lasting) and not hasattr(dating, "when") else bounds_of(dating)
    return period.certainty(world.day)

"""Which claims can differ between two Worlds, where there are too many to compare all. Must not know how they do."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q

from apps.changes.models import LATEST
from apps.dates.period import ONE_DAY
from apps.entries.claims import Claim
from apps.entries.ends import kinds_at
from apps.entries.validity import is_lasting
from apps.entries.world import World

WHOLE = 2000
"""How many claims of a sort are compared at most."""
PAIRS = 100
"""Of how many claims that can differ the pairs are compared, where there are more."""


def narrowed(before: World, after: World, claim: type[Claim]) -> tuple[Q, bool]:
    """Which claims of a sort to read in both Worlds, and whether they leave out some that can differ.

    All, where there are few; else all of the pairs of whom some claim, or who themselves, began, ended or became sure
    between the days, or were written between the records.
    """
    records = {world.at: world for world in (before, after)}.values()
    if all(world.rows(claim).order_by()[: WHOLE + 1].count() <= WHOLE for world in records):
        return Q(), False
    ends = [f"{end.field}_id" for end in claim.spec.ends[:2]]
    pairs: set[tuple[int, ...]] = set()
    cut = False
    for rows in _differing(before, after, claim):
        found = list(rows.values_list(*ends)[: PAIRS + 1])
        pairs |= set(found[:PAIRS])
        cut |= len(found) > PAIRS
    chosen = sorted(pairs)[:PAIRS]
    where = Q(*((f"{end}__in", {pair[n] for pair in chosen}) for n, end in enumerate(ends)))
    return where, cut or len(pairs) > PAIRS


def _differing(before: World, after: World, claim: type[Claim]) -> Iterator[Any]:
    first, last = sorted((before.day, after.day))
    for world in (before, after):
        rows = world.rows(claim).order_by("id")
        if first < last:
            yield rows.filter(turning(first, last))
        yield rows.filter(_of_changed(world, claim, first, last))
        if before.at == after.at:
            return
    older, newer = sorted(LATEST if world.at is None else world.at for world in (before, after))
    written = Q(changeset__gt=older, changeset__lte=newer) | Q(until__gt=older, until__lte=newer, until__lt=LATEST)
    yield after.viewer.past(claim).filter(written).order_by("id")


def turning(first: date, last: date) -> Q:
    """What begins, ends or becomes sure after the first day and up to the last."""
    found = Q()
    for name in ("start_earliest", "start_latest"):
        found |= Q((f"{name}__gt", first), (f"{name}__lte", last))
    for name in ("end_earliest", "end_latest"):
        found |= Q((f"{name}__gte", first), (f"{name}__lte", last - ONE_DAY))
    return found


def _of_changed(world: World, claim: type[Claim], first: date, last: date) -> Q:
    """Claims at whose ends stands what begins or ceases to exist between the days."""
    found = Q(id__in=())
    for end in () if claim.spec.outlasts or first == last else claim.spec.ends[:2]:
        for kind in kinds_at(claim._meta.get_field(end.field)):  # type: ignore[arg-type]  # ends are foreign keys
            if is_lasting(kind) and not kind.spec.happens:
                changed = world.rows(kind).order_by().filter(turning(first, last)).values("id")
                found |= Q((f"{end.field}_id__in", changed))
    return found

"""The query for entries by their keys, and by what they are or were called. Must not know why they are looked for."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from ..stubs import COLUMNS, pairs, union
from .models import KnownName, Stub


def called_in(size: int) -> Callable[..., QuerySet[Any]]:
    """Builds the query, in a World, for so many keys, and names after them."""

    def build(world: Any, *values: Any) -> QuerySet[Any]:
        where, names, beside = Q(id__in=values[:size]), values[size:], []
        if names:
            known = KnownName.objects.known_to(world.viewer).filter(slug__in=names)
            if world.at is not None:
                known = known.filter(first__lte=world.at)
            where, beside = where | Q(id__in=known.values("entry")), [pairs(known)]
        if world.at is not None:
            return union(world.rows, where, *beside)
        found = world.viewer.rows(Stub).filter(where).order_by().values(*COLUMNS)
        return found.union(*beside, all=True) if beside else found

    return build

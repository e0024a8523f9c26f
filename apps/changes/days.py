"""Which changesets a time can concern, told by their numbers: a list in their order is not read through for it.

Must not know requests.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from .models import Changeset

SLACK = timedelta(days=1)
"""By how much a clock may have been set back: numbers follow the order of commits, and times nearly so."""


def since(begin: datetime, prefix: str = "") -> Q:
    """That a changeset is not older than a time; on rows that lead to changesets by `prefix`. A query."""
    older = Changeset.objects.filter(created__lt=_moved(begin, -SLACK)).order_by("-created")
    last = older.values_list("number", flat=True).first()
    return Q(**{f"{prefix}created__gte": begin}) & (Q(**{f"{prefix}number__gt": last}) if last else Q())


def until(end: datetime, prefix: str = "") -> Q:
    """That a changeset is not newer than a time. A query."""
    newer = Changeset.objects.filter(created__gt=_moved(end, SLACK)).order_by("created")
    first = newer.values_list("number", flat=True).first()
    return Q(**{f"{prefix}created__lte": end}) & (Q(**{f"{prefix}number__lt": first}) if first else Q())


def _moved(time: datetime, by: timedelta) -> datetime:
    try:
        return time + by
    except OverflowError:  # before the first day that there is, or after the last
        return time

"""Telling caches before the site, such as Varnish with xkey, what to drop. Must not know what the keys mean.

It is done as soon as the change is committed; what fails is done again with the next change, and by `manage.py purge`.
"""

import logging
import urllib.request
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError

from apps.changes import news

from .headers import ANY, EVERY
from .models import Purged

logger = logging.getLogger(__name__)

PATIENCE = 2
"""Seconds to wait for one cache."""
MOST = 6_000
"""Bytes of keys in one request."""


def purge() -> int:
    """Tell every cache of PURGE_URLS what it was not told yet; how many of them know all now."""
    return sum(_purge(url) for url in settings.PURGE_URLS)


def _purge(url: str) -> bool:
    try:
        told, _ = Purged.objects.get_or_create(url=url)
        last, _ = news.newest()
        if told.number >= last:
            return True
        for keys in _parts(_keys_since(told.number)):
            request = urllib.request.Request(url, method="PURGE", headers={"xkey": keys, "Surrogate-Key": keys})  # noqa: S310
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - the operator's own address
                answer.read()
        Purged.objects.filter(url=url, number__lt=last).update(number=last)
    except (OSError, DatabaseError) as error:
        logger.warning("%s was not told what to drop: %s", url, error)
        return False
    return True


def _keys_since(number: int) -> list[str]:
    """What the news after this number name; everything where they are no longer known, or name everything."""
    told = news.after(number)
    if told is None or any(news.EVERYTHING in each.tokens for each in told):
        return [EVERY]
    return [ANY, *sorted(set().union(*(each.tokens for each in told)))]


def _parts(keys: Iterable[str]) -> list[str]:
    """The keys, with blanks between, in as many parts as requests must be."""
    parts = [""]
    for key in keys:
        if len(parts[-1]) + len(key) >= MOST:
            parts.append("")
        parts[-1] = f"{parts[-1]} {key}".strip()
    return parts

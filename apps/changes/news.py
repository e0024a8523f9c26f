"""News of what was committed, for whoever keeps pages: told under the commit lock, so that they come in its order.

Must not know what the tokens mean, nor who keeps what.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from apps.fresh.counter import Counter
from apps.fresh.depending import depending
from apps.hooks import Hook

from .models import Changeset, News, Turned

EVERYTHING = "*"
MOST = 500
"""Tokens of one act; of more, everything is told."""
KEPT = 1_000
"""News that are kept at least; who is further behind starts anew."""
OF_MANY = ("t:", "k:", EVERYTHING)
"""How the tokens begin of which the last changeset is kept: there are few of them."""

TOLD: Hook[[], object] = Hook("what is done once news were committed")


@dataclass(frozen=True)
class Told:
    """One piece of news."""

    number: int
    mark: str
    tokens: frozenset[str]


def counter() -> Counter | None:
    """What the processes of this machine share; None where the database itself is asked each time."""
    path = getattr(settings, "NEWS_COUNTER", "")
    own: Any = connection
    if not path and own.vendor == "sqlite" and not own.is_in_memory_db():
        path = f"{own.settings_dict['NAME']}-news"
    return _counter(str(path)) if path else None


@cache
def _counter(path: str) -> Counter:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return Counter(path)


def tell(tokens: Collection[str], changeset: Changeset | None = None) -> None:
    """Write news, at the end of the transaction that holds the commit lock."""
    if len(tokens) > MOST:
        tokens = {EVERYTHING, *(token for token in tokens if token.startswith(OF_MANY))}
    last = News.objects.aggregate(last=Max("number"))["last"] or 0
    News.objects.create(
        number=last + 1,
        mark=secrets.token_hex(8),
        tokens=" ".join(sorted(tokens)),
        changeset=changeset.number if changeset is not None else None,
    )
    if (last + 1) % (KEPT // 10) == 0:
        News.objects.filter(number__lte=last - KEPT).delete()
    if changeset is not None:
        turned = [Turned(token=token, changeset=changeset.number) for token in tokens if token.startswith(OF_MANY)]
        Turned.objects.bulk_create(turned, update_conflicts=True, unique_fields=["token"], update_fields=["changeset"])
    if (shared := counter()) is not None:
        started = shared.start()
        # After a rollback nobody finishes: readers ask the database until the next commit.
        transaction.on_commit(lambda: shared.finish(started))
    transaction.on_commit(_go_on, robust=True)


def _go_on() -> None:
    TOLD()


def newest() -> tuple[int, str]:
    """The number and the mark of the last news; 0 and nothing where there are none."""
    with depending():
        return News.objects.order_by("-number").values_list("number", "mark").first() or (0, "")


def since(number: int, mark: str) -> list[Told] | None:
    """The news after some that are known, in order; None where what is known does not lead to them."""
    with depending():
        rows = News.objects.filter(number__gte=number).order_by("number").values_list("number", "mark", "tokens")
        found = [Told(each, its, frozenset(tokens.split())) for each, its, tokens in rows]
    if number == 0:
        return found if not found or found[0].number == 1 else None
    return found[1:] if found and (found[0].number, found[0].mark) == (number, mark) else None


def recent() -> list[Told]:
    """All news that are kept, in order."""
    with depending():
        rows = News.objects.order_by("number").values_list("number", "mark", "tokens")
        return [Told(number, mark, frozenset(tokens.split())) for number, mark, tokens in rows]


def after(number: int) -> list[Told] | None:
    """The news after a number, in order; None where some of them are forgotten."""
    rows = News.objects.filter(number__gt=number).order_by("number").values_list("number", "mark", "tokens")
    found = [Told(each, its, frozenset(tokens.split())) for each, its, tokens in rows]
    return found if not found or found[0].number == number + 1 else None


def turned(tokens: Iterable[str]) -> int:
    """The last changeset that changed what one of the tokens of many rows stands for; 0 for none."""
    many = {EVERYTHING, *(token for token in tokens if token.startswith(OF_MANY))}
    with depending():
        return Turned.objects.filter(token__in=many).aggregate(last=Max("changeset"))["last"] or 0

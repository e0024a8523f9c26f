"""What a page depends on, noted as it is made: whatever is read makes it depend on the tables that the SQL names, so
that what is added later is never forgotten. Code that knows better says so with `depending`.

Must not know what the tokens mean, nor who tells of changes.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.db import connections

MOST_TEXTS = 5_000
"""SQL texts of which the tables are remembered."""
_NAMED = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?"?(\w+)', re.IGNORECASE)
_WRITTEN = re.compile(
    r'\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?!\s+SET\b)|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+(?:ONLY\s+)?"?(\w+)',
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"(\w+)"')
_known: dict[bytes, frozenset[str]] = {}


@dataclass
class Noted:
    """What a page was made of: tokens; `until` when it holds at most, since pages speak of today (UTC).

    `elsewhere` says that something was read from another database than the one that is written to, and may lag.
    """

    until: datetime
    tokens: set[str] = field(default_factory=set)
    elsewhere: bool = False


_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)
_covered: ContextVar[frozenset[str] | None] = ContextVar("covered", default=frozenset())
"""The tables that need not be noted; None for all."""


def table(name: str) -> str:
    """The token of a table: some row of it was written."""
    return f"t:{name}"


@contextmanager
def collecting() -> Iterator[Noted]:
    """Note what is read inside."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    noted = Noted(until=today + timedelta(days=1))
    token, covered = _noted.set(noted), _covered.set(frozenset())
    try:
        with watching(_look):
            yield noted
    finally:
        _covered.reset(covered)
        _noted.reset(token)


def noted_so_far() -> set[str]:
    """The tokens that were noted of the page that is being made; none where none is."""
    return set(noted.tokens) if (noted := _noted.get()) is not None else set()


def note(*tokens: str) -> None:
    """Have the page that is being made, if there is one, depend on this."""
    if (noted := _noted.get()) is not None:
        noted.tokens.update(tokens)


@contextmanager
def depending(*tokens: str, tables: Iterable[str] | None = None) -> Iterator[None]:
    """What is read inside depends on the tokens, and not on these tables, by default on no table at all.

    It must be around the evaluation of a query, not around where it is put together.
    """
    noted = _noted.get()
    if noted is None:
        yield
        return
    noted.tokens.update(tokens)
    already = _covered.get()
    covered = _covered.set(None if tables is None or already is None else already.union(tables))
    try:
        yield
    finally:
        _covered.reset(covered)


@contextmanager
def watching(look: Callable[..., Any]) -> Iterator[None]:
    """Have each statement of this thread, whatever its database, pass through a wrapper (Django's execute_wrapper)."""
    with ExitStack() as wrappers:
        for connection in connections.all():
            wrappers.enter_context(connection.execute_wrapper(look))
        yield


def _look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    noted = _noted.get()
    if noted is not None:
        if context["connection"].alias != "default":
            noted.elsewhere = True
        covered = _covered.get()
        if covered is not None:
            noted.tokens.update(table(name) for name in tables_in(sql) if name not in covered)
    return execute(sql, params, many, context)


def tables_in(sql: Any) -> frozenset[str]:
    """The tables that a statement can read: more are named than it reads rather than fewer."""
    text = str(sql)
    key = blake2b(text.encode(), digest_size=16).digest()
    if (found := _known.get(key)) is None:
        found = frozenset(_NAMED.findall(text)) | (model_tables() & set(_QUOTED.findall(text)))
        if len(_known) >= MOST_TEXTS:
            _known.clear()
        _known[key] = found
    return found


def tables_written(sql: Any) -> set[str]:
    """The tables that a statement writes."""
    return set(_WRITTEN.findall(str(sql)))


@cache
def model_tables() -> frozenset[str]:
    """The tables of all models."""
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))

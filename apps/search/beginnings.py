"""Texts that begin so, by the column's index on both databases. Must not know what is in the column."""

from django.db.models import Q

from .backends import is_postgres

LAST = "\U0010ffff"
"""Sorts after all that can be written."""


def beginning(column: str, text: str) -> Q:
    """Where a column begins with a text, case and all: PostgreSQL's LIKE has an index for it, SQLite's has none."""
    if is_postgres():
        return Q(**{f"{column}__startswith": text})
    return Q(**{f"{column}__gte": text, f"{column}__lt": text + LAST})

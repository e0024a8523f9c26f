"""Which historical rows stood at a changeset, and the index that finds them. Must not know which models are tracked.

"As of changeset N" is `changeset <= N < until`. An index of either column alone finds nearly every row: all that came
before N, or all that did not end by it. PostgreSQL has an index of ranges, which finds those around N and no others.
SQLite reads the one of both columns up to N, and of the rows only those that stood.
"""

from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BooleanField, F, Func, Value


class StoodIndex(models.Index):
    """On PostgreSQL a GiST index of the ranges from `changeset` to `until`; elsewhere one of both columns."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        """The statement that makes it."""
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **kwargs)
        return Statement(
            "CREATE INDEX %(name)s ON %(table)s USING gist (int8range(changeset_id, until))",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )


class Stood(Func):
    """Whether a historical row stood at a changeset, written so that the index is used."""

    output_field = BooleanField()

    def __init__(self, number: int) -> None:
        super().__init__(F("changeset"), F("until"), Value(number))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:  # type: ignore[override]  # Django's has more
        """The range around the number; on SQLite, its beginning by the index (`+` keeps it from one of `until`)."""
        (since, a), (until, b), (number, n) = (compiler.compile(each) for each in self.get_source_expressions())
        if connection.vendor == "postgresql":
            return f"int8range({since}, {until}) @> {number}::bigint", [*a, *b, *n]
        return f"({since} <= {number} AND +{until} > {number})", [*a, *n, *b, *n]

"""The table of words as Django asks it, with the entries' own columns. Must not know readers, nor how it is written."""

from typing import Any

from django.db import models
from django.db.models import F, FloatField, Func, Lookup, Value

from apps.entries.entry import Entry

from .asking import Query
from .engines import TABLE, asked, is_postgres


class WordsField(models.TextField):
    """What a query is matched against: FTS5's own column of that name, or a tsvector."""


@WordsField.register_lookup
class Matches(Lookup):
    """`words__matches=…`, with a query in the database's own language."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """FTS5's MATCH, or PostgreSQL's @@."""
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        told = f"{left} @@ {right}::tsquery" if connection.vendor == "postgresql" else f"{left} MATCH {right}"
        return told, (*left_params, *right_params)


class Rank(Func):
    """PostgreSQL's ts_rank, with the weights of prose, facts, names and titles; longer texts count less."""

    template = "ts_rank('{0.05,0.2,0.6,1.0}', %(expressions)s::tsquery, 1)"
    output_field = FloatField()


class WordsQuerySet(models.QuerySet):
    """Rows of words; `entry` leads to the entries' columns."""

    def matching(self, query: Query, *, names_only: bool = False) -> "WordsQuerySet":
        """Those with all the terms that are wanted and none that are excluded: all of them where nothing is wanted.

        `names_only` asks that titles and other names alone have all that is wanted.
        """
        if not query.wanted:
            return self
        column = "named" if names_only and is_postgres() else "words"
        return self.filter(**{f"{column}__matches": asked(query, names_only=names_only)})

    def ranked(self, query: Query, *, names_only: bool = False) -> "WordsQuerySet":
        """The same with their `score`, the best first."""
        found = self.matching(query, names_only=names_only)
        if not query.wanted:
            return found.annotate(score=Value(0.0, FloatField())).order_by("entry__title", "entry")
        if is_postgres():
            column = "named" if names_only else "words"
            told = asked(query, names_only=names_only)
            return found.annotate(score=Rank(F(column), Value(told))).order_by("-score", "entry")
        return found.annotate(score=-F("rank")).order_by("rank", "entry")


class Words(models.Model):
    """The words of one entry. The migration makes the table, in the way of the database; nothing is saved here.

    `named` is PostgreSQL's, of titles and names alone, and `rank` SQLite's: each is asked only where it is.
    """

    entry = models.OneToOneField(
        Entry, primary_key=True, db_column="rowid", db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )
    words = WordsField(db_column=TABLE)
    named = WordsField()
    rank = models.FloatField()

    objects = WordsQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = TABLE

    def __str__(self) -> str:
        return f"the words of {self.entry_id}"

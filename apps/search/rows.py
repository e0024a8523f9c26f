"""The tables of words as Django asks them, with the entries' own columns. Must not know how they are written."""

from collections.abc import Sequence
from typing import Any, cast

from django.db import models
from django.db.models import F, FloatField, Func, Lookup, Value

from apps.entries.access import Viewer
from apps.entries.entry import Entry
from apps.entries.linking.secrets import secret_names

from .backends import FIELDS, NAMED, NAMES, WORDS, Marks, asked, is_postgres
from .document import shaded
from .query import Query


class WordsField(models.TextField):
    """What a query is matched against: FTS5's own column of the table's name, or a tsvector."""


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


class TextRank(Func):
    """PostgreSQL's ts_rank, with the weights of prose, facts, names and titles; longer texts count less."""

    template = "ts_rank('{0.05,0.2,0.6,1.0}', %(expressions)s::tsquery, 1)"
    output_field = FloatField()


class WordsQuerySet(models.QuerySet):
    """Rows of words; `entry` leads to the entries' columns."""

    def matching(self, viewer: Viewer, query: Query, marks: Marks = ()) -> "WordsQuerySet":
        """Those of entries that the viewer may read with all the terms that are wanted, none that are excluded, and one
        of each of the marks. Nothing matches a query that wants nothing.

        An entry of which the index says what the viewer may not read is found by its names alone; one of which that is
        a name, by nothing.
        """
        if not (query.wanted or marks):
            return self.none()
        fields = cast(type[Kept], self.model).fields
        found = self.filter(viewer.leading("entry"), words__matches=asked(query, marks, fields))
        if not viewer.hidden:
            return found
        return found.exclude(entry__in=shaded(viewer) if fields == FIELDS else {key for key, _ in secret_names(viewer)})

    def scored(self, viewer: Viewer, query: Query, marks: Marks = ()) -> "WordsQuerySet":
        """The same with their `score`, the better the higher, and in no order: sorting them would look at them all.

        The query must want some words.
        """
        found = self.matching(viewer, query, marks)
        if is_postgres():
            return found.annotate(score=TextRank(F("words"), Value(asked(query))))
        return found.annotate(score=-F("rank"))


class Kept(models.Model):
    """Words of one entry. The migration makes the table, in the way of the database; nothing is saved here.

    `rank` is SQLite's: it is asked only there.
    """

    entry = models.OneToOneField(
        Entry, primary_key=True, db_column="rowid", db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )
    words: Any
    rank = models.FloatField()

    fields: Sequence[str]
    objects = WordsQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"words of {self.entry_id}"


class Words(Kept):
    """All words of an entry."""

    words = WordsField(db_column=WORDS)
    fields = FIELDS

    class Meta:
        managed = False
        db_table = WORDS


class Names(Kept):
    """The words of an entry's title and other names."""

    words = WordsField(db_column=NAMES)
    fields = NAMED

    class Meta:
        managed = False
        db_table = NAMES

"""Has entries that were read know what they are called in other languages: as it stood, on which day, and to whom.

Must not know which of the names is shown: see `spoken`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Aggregate, CharField, Func, Model, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from .claims import Rank
from .entry import Entry
from .kinds.name import Name
from .spoken import EXACT, OF_TITLES, SORTS, is_in_titles_language, without


def with_spoken(rows: Callable[[type[Model]], QuerySet[Any]], entries: QuerySet[Any]) -> QuerySet[Any]:
    """Historical rows of a kind with the `spoken` that live ones have: made of the names that stood then or, for
    readers whose language is that of titles, of none.
    """
    if is_in_titles_language():
        return entries.annotate(spoken=Value("", TextField()))
    names = rows(Name).order_by().filter(entry_id=OuterRef("id"), sort__in=SORTS).exclude(rank=Rank.DEPRECATED)
    names = names.exclude(Q(language="") | Q(language=OF_TITLES) | Q(language__startswith=f"{OF_TITLES}-"))
    bounds = [part for name in EXACT for part in (Cast(name, CharField()), Value("/"))][:-1]
    bar = Value("|")
    line = Row("language", bar, "sort", bar, Cast("id", CharField()), bar, *bounds, bar, "text")
    told = names.values("entry_id").annotate(lines=Lines(line)).values("lines")
    return entries.annotate(spoken=Coalesce(Subquery(told), Value(""), output_field=TextField()))


class Row(Func):
    """Texts one after another, none of which is missing; Django's Concat nests deeper than SQLite can read."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()


class Lines(Aggregate):
    """The texts of a group, one a line, in any order."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, '\n')"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's own."""
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def speaking(world: Any, rows: Iterable[Any]) -> list[Any]:
    """Rows that were read in a World: entries know the day that it is asked about, and no name that is hidden there.

    All are entries, or none.
    """
    found = list(rows)
    if found and isinstance(found[0], Entry):
        hidden = [key for model, key in world.viewer.hidden.claims if model is Name]
        for entry in found if hidden or world.on else ():
            entry.asked_on = world.on
            if hidden and "spoken" in vars(entry):
                entry.spoken = without(entry.spoken, hidden)
    return found


def by_name(entries: Iterable[Any]) -> list[Any]:
    """Entries that were read by title, in the order of their names as readers see them, those of a kind together as
    the kinds came; as they were where these names are titles.
    """
    found = list(entries)
    if is_in_titles_language():
        return found
    kinds = list(dict.fromkeys(map(type, found)))
    return sorted(found, key=lambda entry: (kinds.index(type(entry)), entry.name))

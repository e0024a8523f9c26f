"""Keeps the index equal to what the wiki says, in the transaction that writes it. Must not know editors or readers."""

from collections.abc import Collection, Container, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.claims import Claim
from apps.entries.entry import Entry
from apps.entries.prepared import asked, padded
from apps.language.said import in_english

from . import backends
from .document import Pending, Said, dated_fields, neighbours, read_said
from .filters import marks_of
from .models import Indexed, Word
from .words import romanised, words

Row = Entry | Claim
FIELDS_KEPT = ("names", "facts", "claims", "prose")
KEPT = ("marks", *FIELDS_KEPT)
"""The columns of Indexed."""


Saved = Collection[tuple[Row, Row | None]]
"""Rows, each with how it stood before."""


@dataclass
class Ready:
    """What is to be written into the index: rows of entries of which something else is said than before, the words
    that were never seen, those never seen in a name, and the keys of entries that leave it.
    """

    rows: list[tuple[Indexed, backends.IndexRow]] = field(default_factory=list)
    new: dict[str, bool] = field(default_factory=dict)
    newly_named: list[str] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def ready(saved: Saved, gone: Collection[tuple[type[Row], int]], touched: Collection[int]) -> Ready:
    """What the index is to be told when these rows are written and those deleted, or have just been; `touched` are the
    keys of the entries concerned, those that were deleted among them.
    """
    pending = Pending([row for row, _ in saved], gone)
    told_elsewhere = {row.pk for row, before in saved if isinstance(row, Entry) and _is_told_anew(row, before)}
    keys = sorted({*touched, *(neighbours(told_elsewhere) if told_elsewhere else ())})
    new = {row.pk for row, before in saved if isinstance(row, Entry) and before is None}
    alone = new.difference(*(row.end_ids for row, _ in saved if isinstance(row, Claim)))
    titles = {
        row.pk: before.title if isinstance(before, Entry) else "" for row, before in saved if isinstance(row, Entry)
    }
    made = Ready()
    for some in batches(keys):
        with in_english():
            said = read_said(SYSTEM, some, alone, pending)
        made.gone += sorted(set(some) - {each.entry.pk for each in said})
        kept = Indexed.objects.in_bulk([key for key in some if key not in new]) if set(some) - new else {}
        for each in said:
            _compare(made, each, kept.get(each.entry.pk), titles.get(each.entry.pk, each.entry.title))
    _forget_known(made)
    return made


def _compare(made: Ready, said: Said, kept: Indexed | None, title: str) -> None:
    """Make ready what is said of an entry, unless that is what is kept of it, under this title."""
    row = indexed(said)
    if kept is None:
        kept, title = Indexed(), ""
    elif title == said.entry.title and all(getattr(row, name) == getattr(kept, name) for name in KEPT):
        return
    renamed = (said.entry.title, row.names, row.marks) != (title, kept.names, kept.marks)
    told = backends.IndexRow(said.entry.pk, words_of(said), row.marks.split(), renamed)
    made.rows.append((row, told))
    seen = {name for name in FIELDS_KEPT if getattr(row, name) == getattr(kept, name)}
    seen = seen | {"title"} if said.entry.title == title else seen - {"names"}  # a title is in names in Latin letters
    _find_words(made.new, told, seen)


def keep_ready(made: Ready) -> None:
    """Write what was made ready."""
    if made.gone:
        for some in batches(made.gone):
            Indexed.objects.filter(entry__in=some).delete()
            backends.forget(some)
    for part in batches(made.rows):
        Indexed.objects.bulk_create(
            (row for row, _ in part), update_conflicts=True, unique_fields=["entry"], update_fields=KEPT
        )
        backends.write([told for _, told in part])
    _learn(made)


def rebuild() -> int:
    """Make the index anew; the number of entries in it."""
    Indexed.objects.all().delete()
    Word.objects.all().delete()
    backends.clear()
    keys = list(SYSTEM.rows(Entry).order_by("pk").values_list("pk", flat=True))
    for some in batches(keys):
        with in_english():
            said = read_said(SYSTEM, some)
        keep(said)
    return len(keys)


def keep(said: Collection[Said]) -> None:
    """Put what is said of entries into the index, which has nothing of them."""
    made = Ready()
    for each in said:
        _compare(made, each, None, "")
    _forget_known(made)
    keep_ready(made)


def indexed(said: Said) -> Indexed:
    """What the index keeps of an entry, not saved."""
    return Indexed(
        entry=said.entry,
        marks=" ".join(marks_of(said)),
        names="\n".join(said.names),
        facts="\n".join(said.facts),
        claims="\n".join(said.claims),
        prose="\n".join(said.prose),
    )


def words_of(said: Said) -> dict[str, list[str]]:
    """The words of an entry, by field. Cyrillic names are kept in Latin letters too."""
    names = words("\n".join(said.names))
    title = words(said.entry.title)
    latin = [romanised(word) for word in (*title, *names) if romanised(word) != word]
    return {
        "title": title,
        "names": [*names, *latin],
        "facts": words("\n".join(said.facts)),
        "claims": words("\n".join(said.claims)),
        "prose": words("\n".join(said.prose)),
    }


def _is_told_anew(row: Any, before: Any) -> bool:
    """Whether what is said of an entry where others name it has changed."""
    return before is not None and any(getattr(row, name) != getattr(before, name) for name in dated_fields(row))


def _find_words(found: dict[str, bool], row: backends.IndexRow, seen: Container[str]) -> None:
    """The words of an entry, each with whether it is in a name; those of the fields that are `seen` are known."""
    for name in backends.FIELDS:
        for word in row.words[name][: backends.MOST_WORDS] if name not in seen else ():
            if len(word) > 2:
                found[word] = found.get(word, False) or name in ("title", "names")


def _forget_known(made: Ready) -> None:
    """Leave, of the words, those that were never seen before, or never in a name."""
    known = dict(_known(sorted(made.new)))
    made.newly_named = sorted(word for word, was_named in known.items() if made.new[word] and not was_named)
    made.new = {word: named for word, named in sorted(made.new.items()) if word not in known}


def _learn(made: Ready) -> None:
    """Keep words for those who misspell them."""
    for some in batches(list(made.new)):
        Word.objects.bulk_create((Word(word=word, named=made.new[word]) for word in some), ignore_conflicts=True)
        if not backends.is_postgres():
            with connection.cursor() as cursor:
                cursor.executemany("INSERT INTO search_spellings (word) VALUES (%s)", [(word,) for word in some])
    for some in batches(made.newly_named):
        Word.objects.filter(word__in=some).update(named=True)


def _known(every: list[str]) -> Iterable[tuple[str, bool]]:
    for some in batches(every):
        these = padded(some)
        yield from ((row["word"], row["named"]) for row in asked(Word, ("words", len(these)), _of_words, *these))


def _of_words(*every: str) -> QuerySet[Any]:
    return Word.objects.filter(word__in=every).values("word", "named")

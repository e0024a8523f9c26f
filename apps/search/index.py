"""Keeps the index equal to what the wiki says, in the transaction that writes it. Must not know editors or readers."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from apps.entries.access import SYSTEM
from apps.entries.batches import batches
from apps.entries.claims import Claim
from apps.entries.entry import Entry

from . import engines
from .marks import marks_of
from .models import Indexed, Word
from .saying import Said, dated_fields, neighbours, read_said
from .words import romanised, words

Row = Entry | Claim


def refresh(saved: Collection[tuple[Row, Row | None]], touched: Collection[int]) -> None:
    """Bring the index up to what was written: `saved` are rows, each with how it stood before, `touched` the keys of
    the entries concerned, those that were deleted among them.
    """
    told_elsewhere = {row.pk for row, before in saved if isinstance(row, Entry) and _is_told_anew(row, before)}
    keys = sorted({*touched, *(neighbours(told_elsewhere) if told_elsewhere else ())})
    new = {row.pk for row, before in saved if isinstance(row, Entry) and before is None}
    alone = new.difference(*(row.end_ids for row, _ in saved if isinstance(row, Claim)))
    for some in batches(keys):
        index(some, alone)


def rebuild() -> int:
    """Make the index anew; the number of entries in it."""
    Indexed.objects.all().delete()
    Word.objects.all().delete()
    engines.clear()
    keys = list(SYSTEM.rows(Entry).order_by("pk").values_list("pk", flat=True))
    for some in batches(keys):
        index(some)
    return len(keys)


def index(keys: Collection[int], alone: Collection[int] = ()) -> None:
    """Index the entries of these keys as they stand; those that do not stand leave the index.

    No claim names those that are `alone`, and so none is looked for.
    """
    Indexed.objects.filter(entry__in=keys).delete()
    engines.forget(keys)
    keep(read_said(SYSTEM, keys, alone))


def keep(said: Collection[Said]) -> None:
    """Put what is said of entries into the index, which has nothing of them."""
    Indexed.objects.bulk_create(map(indexed, said))
    rows = [engines.Row(each.entry.pk, words_of(each), marks_of(each)) for each in said]
    engines.write(rows)
    _learn(rows)


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


def _learn(rows: Iterable[engines.Row]) -> None:
    """Keep the words that were never seen before, or never in a name, for those who misspell them."""
    found: dict[str, bool] = {}
    for row in rows:
        for name in engines.FIELDS:
            for word in row.words[name][: engines.MOST_WORDS]:
                if len(word) > 2:
                    found[word] = found.get(word, False) or name in ("title", "names")
    known = dict(_known(sorted(found)))
    new = sorted(found.keys() - known.keys())
    for some in batches(new):
        Word.objects.bulk_create((Word(word=word, named=found[word]) for word in some), ignore_conflicts=True)
        if not engines.is_postgres():
            with connection.cursor() as cursor:
                cursor.executemany("INSERT INTO search_spellings (word) VALUES (%s)", [(word,) for word in some])
    named = sorted(word for word, was_named in known.items() if found[word] and not was_named)
    for some in batches(named):
        Word.objects.filter(word__in=some).update(named=True)


def _known(every: list[str]) -> Iterable[tuple[str, bool]]:
    for some in batches(every):
        yield from Word.objects.filter(word__in=some).values_list("word", "named")

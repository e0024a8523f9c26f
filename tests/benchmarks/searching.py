"""What searching 100,000 entries costs a reader: the page, its suggestions and the API, beside a bare view.

Run by `make bench`, with figures, on the database at hand; not part of the suite. ENTRIES sets another number.
"""

import os
import random
import statistics
from itertools import pairwise
from time import perf_counter

import pytest
from django.db import connection, models, transaction

from apps.entries.entry import Entry, name_slug
from apps.entries.linking.models import Name
from apps.search import engines
from apps.search.index import words_of
from apps.search.marks import marks_of
from apps.search.models import Indexed, Word
from apps.search.saying import Said

ENTRIES = int(os.environ.get("ENTRIES", "100000"))
AT_ONCE = 2000
KINDS = ("state", "body", "event", "document", "person", "topic")
COMMON = [
    *("treaty", "council", "summit", "security", "collective", "agreement"),
    *("member", "secretary", "border", "protocol", "force", "union"),
]
LIMIT = 50
"""Milliseconds, for 95 of 100 queries."""


def vocabulary() -> list[str]:
    chance = random.Random(7)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    return sorted({"".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)})


def fill(known: list[str]) -> list[str]:
    """Entries with titles, aliases, facts and prose in the manner of a wiki; their titles."""
    chance = random.Random(11)
    weights = [1 / (place + 5) for place in range(len(known))]  # as words of a language are spread (Zipf)
    titles: list[str] = []
    seen: set[str] = set()
    bodies: list[int] = []
    for start in range(0, ENTRIES, AT_ONCE):
        rows, said = [], []
        for number in range(start, min(start + AT_ONCE, ENTRIES)):
            named = chance.choices(known, weights, k=2)
            title = f"{named[0].title()} {chance.choice(COMMON)} {named[1]} {number}"
            rows.append(
                Entry(
                    pk=number + 1,
                    kind=chance.choice(KINDS),
                    title=title,
                    slug=f"entry-{number}",
                    summary=" ".join(chance.choices(known, weights, k=8)),
                    names=f"|{name_slug(title)}|",
                )
            )
        models.QuerySet(Entry).bulk_create(rows)
        for entry in rows:
            text = [" ".join([*chance.choices(known, weights, k=25), *chance.choices(COMMON, k=4)]) for _ in range(2)]
            each = Said(entry, names=[entry.slug], facts=[entry.summary], claims=text[:1], prose=text[1:])
            each.years = {1990 + chance.randint(0, 30)}
            if entry.kind == "body" and len(bodies) < 300:
                bodies.append(entry.pk)
            each.bodies = {chance.choice(bodies)} if bodies else set()
            said.append(each)
        keep(said)
        titles += [entry.title for entry in rows]
        seen.update(word for each in said for words in words_of(each).values() for word in words if len(word) > 2)
    Word.objects.bulk_create([Word(word=word, named=True) for word in sorted(seen)], AT_ONCE)
    with connection.cursor() as cursor:
        if not engines.is_postgres():
            cursor.executemany("INSERT INTO search_spellings (word) VALUES (%s)", [(word,) for word in sorted(seen)])
        cursor.execute("ANALYZE")
    return titles


def keep(said: list[Said]) -> None:
    Indexed.objects.bulk_create(
        Indexed(
            entry=each.entry,
            marks=" ".join(marks_of(each)),
            names="\n".join(each.names),
            facts="\n".join(each.facts),
            claims="\n".join(each.claims),
            prose="\n".join(each.prose),
        )
        for each in said
    )
    Name.objects.bulk_create(Name(entry=each.entry, slug=name_slug(each.entry.title), first=1) for each in said)
    engines.write([engines.Row(each.entry.pk, words_of(each), marks_of(each)) for each in said])


def queries(titles: list[str], known: list[str]) -> list[str]:
    """What readers type: names whole and begun, words common and rare, misspelt ones, phrases, filters."""
    chance = random.Random(13)
    found = []
    for title in chance.sample(titles, 30):
        first, *others = title.split()
        found += [title, first, first[: max(3, len(first) - 2)], " ".join(others[:2]), first[:2] + first[3:]]
        found += [f'"{" ".join(others[:2])}"', f"{others[0]} kind:event", f"{first} -{others[1]}", f"{first} year:2007"]
    return found + COMMON[:4] + [f"{a} {b}" for a, b in pairwise(COMMON)][:4]


def spent(client, address: str, query: str) -> float:
    began = perf_counter()
    answer = client.get(address, {"q": query, "for": "link"})
    assert answer.status_code == 200, (address, query)
    return (perf_counter() - began) * 1000


@pytest.mark.django_db
def test_a_search_among_a_hundred_thousand_entries_is_quick(client, capsys):
    known = vocabulary()
    with transaction.atomic():
        titles = fill(known)
    asked = queries(titles, known)
    slow = {}
    with capsys.disabled():
        print(f"\n{connection.vendor}, {ENTRIES} entries, {len(asked)} queries{'median':>12}{'95th':>9}{'worst':>9}")
        for address in ("/healthz", "/search/", "/search/suggest/", "/suggest/", "/api/v1/search"):
            for query in asked[:5]:
                spent(client, address, query)
            taken = sorted((spent(client, address, query), query) for query in asked)
            times = [each for each, _ in taken]
            most = times[int(len(times) * 0.95)]
            print(f"{address:42}{statistics.median(times):8.1f}ms{most:7.1f}ms{times[-1]:7.1f}ms  {taken[-1][1]}")
            if most > LIMIT:
                slow[address] = most
    assert slow == {}

"""What searching 100,000 entries costs a reader: the page, its suggestions and the API, beside a bare view.

Run by `make bench`, with figures, on the database at hand; not part of the suite. ENTRIES sets another number.
"""

import os
import random
import statistics
from itertools import accumulate, pairwise
from time import perf_counter

import pytest
from django.db import connection, models, transaction

from apps.entries.entry import Entry, name_slug
from apps.entries.linking.models import KnownName
from apps.search.backends import is_postgres
from apps.search.document import Said
from apps.search.index import keep

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
    """Words that do not exist, the most common first."""
    chance = random.Random(7)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
    return list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)))


def fill(known: list[str]) -> list[str]:
    """Entries with titles, facts, claims and prose in the manner of a wiki, and their index; the titles."""
    chance = random.Random(11)
    weights = list(accumulate(1 / (place + 5) for place in range(len(known))))  # as words of a language are (Zipf)

    def some(number: int) -> list[str]:
        return chance.choices(known, cum_weights=weights, k=number)

    titles: list[str] = []
    bodies: list[int] = []
    for start in range(0, ENTRIES, AT_ONCE):
        entries = []
        for number in range(start, min(start + AT_ONCE, ENTRIES)):
            one, other = some(2)
            title = f"{one.title()} {chance.choice(COMMON)} {other} {number}"
            entry = Entry(
                pk=number + 1, kind=chance.choice(KINDS), title=title, slug=f"entry-{number}", summary=" ".join(some(8))
            )
            entry.names = f"|{name_slug(title)}|"
            entries.append(entry)
        models.QuerySet(Entry).bulk_create(entries)
        KnownName.objects.bulk_create(KnownName(entry=entry, slug=name_slug(entry.title), first=1) for entry in entries)
        bodies += [entry.pk for entry in entries if entry.kind == "body"]
        del bodies[300:]
        keep(
            [
                Said(
                    entry,
                    names=[entry.slug.replace("-", " ")],
                    facts=[entry.summary],
                    claims=[" ".join([*some(25), *chance.choices(COMMON, k=4)])],
                    prose=[" ".join([*some(25), *chance.choices(COMMON, k=4)])],
                    bodies={chance.choice(bodies)},
                    years={1990 + chance.randint(0, 30)},
                )
                for entry in entries
            ]
        )
        titles += [entry.title for entry in entries]
    return titles


def queries(titles: list[str]) -> list[str]:
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


@pytest.mark.django_db(transaction=True)
def test_a_search_among_a_hundred_thousand_entries_is_quick(client, capsys):
    with transaction.atomic():
        titles = fill(vocabulary())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_postgres() else "ANALYZE")  # as a server does by itself
    asked = queries(titles)
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

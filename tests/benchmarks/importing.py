"""What 10,000 claims cost that are published as one changeset: time, memory and statements, in a process of its own.

Run by `make bench`, with figures, on the database at hand; not part of the suite. CLAIMS sets another number.
"""

import os
import resource
from time import perf_counter

import pytest
from django.db import connection

from apps.changes.verify import problems
from apps.door.publish import publish
from apps.entries.models import Document, State, TreatyAction
from tests import factories

CLAIMS = int(os.environ.get("CLAIMS", "10000"))
DOCUMENTS = 50
SECONDS, MEGABYTES = 60, 300


def claims_of(states, documents):
    """Claims that cite, link, and are dated, each another."""
    return [
        TreatyAction(
            party=states[number // DOCUMENTS],
            document=documents[number % DOCUMENTS],
            action="signature",
            date=f"{1950 + number % 70}-05-{1 + number % 28:02}",
            cites="@article, page 1",
            note=f"Signed as number {number} with [[State {number % 7}]].",
        )
        for number in range(CLAIMS)
    ]


@pytest.mark.django_db(transaction=True)
def test_many_claims_are_one_changeset_in_a_minute(capsys):
    factories.source("Article")
    states = [State(title=f"State {n}", slug=f"state-{n}") for n in range(-(-CLAIMS // DOCUMENTS))]
    documents = [Document(title=f"Treaty {n}", slug=f"treaty-{n}", concluded="1950") for n in range(DOCUMENTS)]
    factories.save(*states, *documents)
    rows = claims_of(states, documents)
    statements = []
    with connection.execute_wrapper(lambda execute, *args: statements.append(1) or execute(*args)):
        began = perf_counter()
        changeset = publish(rows, user=None, summary="An import")
        spent = perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with capsys.disabled():
        told = f"{spent:.1f} s, {len(statements)} statements, {most:.0f} MB at most"
        print(f"\n{connection.vendor}: {CLAIMS} claims as one changeset: {told}")
    assert TreatyAction.history.filter(changeset=changeset).count() == CLAIMS
    assert list(problems()) == []
    assert (spent <= SECONDS, most <= MEGABYTES) == (True, True)

"""What 10,000 claims cost that are published as one changeset: a process of its own, which says what it took as JSON.

python -m tests.benchmarks.importing 10000, on the database at hand
"""

import json
import os
import resource
import sys
from time import perf_counter

import django

DOCUMENTS = 50


def claims_of(states, documents, number):
    """Claims that cite, link, and are dated, each another."""
    from apps.entries.models import TreatyAction  # noqa: PLC0415 - Django is set up by then

    return [
        TreatyAction(
            party=states[place // DOCUMENTS],
            document=documents[place % DOCUMENTS],
            action="signature",
            date=f"{1950 + place % 70}-05-{1 + place % 28:02}",
            cites="@imported-from, page 1",
            note=f"Signed as number {place} with [[Signing state {place % 7}]].",
        )
        for place in range(number)
    ]


def take_in(number: int) -> dict[str, float]:
    """Publish so many claims of new entries; seconds, statements, and megabytes of this process at most."""
    from django.db import connection  # noqa: PLC0415

    from apps.door.publish import publish  # noqa: PLC0415
    from apps.entries.models import Document, Source, State  # noqa: PLC0415

    source = Source(title="Imported from", slug="imported-from")
    states = [State(title=f"Signing state {n}", slug=f"signing-state-{n}") for n in range(-(-number // DOCUMENTS))]
    documents = [
        Document(title=f"Signed treaty {n}", slug=f"signed-treaty-{n}", concluded="1950") for n in range(DOCUMENTS)
    ]
    publish([source, *states, *documents], user=None, summary="What the import is about")
    rows, statements = claims_of(states, documents, number), []
    with connection.execute_wrapper(lambda execute, *args: statements.append(1) or execute(*args)):
        began = perf_counter()
        publish(rows, user=None, summary="An import")
        spent = perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"claims": number, "seconds": spent, "statements": len(statements), "megabytes": most}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cstowiki.settings")
    django.setup()
    print(json.dumps(take_in(int(sys.argv[1]))))

"""A process in which some threads publish at once: `python -m tests.concurrency.writer <process> <threads> <saves>`.

Not a test: test_writers_of_several_processes starts it, on the database of its environment.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import connections

django.setup()

from apps.door.publish import publish  # noqa: E402 - models want a Django that is set up
from apps.entries.models import Person, Tenure  # noqa: E402


def main(process, threads, saves):
    person = Person.objects.select_related("entry_ptr").get()

    def save(thread):
        try:
            for step in range(saves):
                office = f"{process}.{thread}.{step}"
                claim = Tenure(person=person, institution_id=int(sys.argv[4]), office=office)
                publish([claim], user=None, summary=office)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(save, range(threads)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))

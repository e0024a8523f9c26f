"""What a one-word revision of a text of 6 KB weighs, table by table. Run by `make bench`; not part of the suite."""

import os
from time import perf_counter

import pytest

from apps.entries.models import State
from tests import factories
from tests.weighing import grown, revise, text_of, tidy, weigh

REVISIONS, SIZE, BOUND = int(os.environ.get("REVISIONS", "2000")), 6_000, 1_000
WARM = 200


@pytest.mark.django_db(transaction=True)
def test_a_one_word_revision_weighs_less_than_a_thousand_bytes(capsys):
    for number in range(0, 400, 20):
        factories.state(f"Place {number}")
    entry = factories.state("Belarus", text=text_of(SIZE))
    revise(entry, WARM)  # what comes once is there, and what is used anew is as large as it gets
    tidy()
    before = weigh()
    began = perf_counter()
    revise(entry, REVISIONS, seed=3)
    taken = perf_counter() - began
    tidy()
    found = grown(before, REVISIONS)
    with capsys.disabled():
        print(f"\nbytes of a one-word revision, {REVISIONS} revisions, {taken / REVISIONS * 1000:.1f} ms each")
        for name, size in found.items():
            print(f"{name:50}{size:10.1f}")
        print(f"{'all':50}{sum(found.values()):10.1f}")
    assert State.history.filter(id=entry.pk).count() == REVISIONS + WARM + 1
    assert sum(found.values()) < BOUND
